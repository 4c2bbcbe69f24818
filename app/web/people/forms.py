"""The forms of people and their roles."""

from collections.abc import Iterable

from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import DataRequired

from app.db.agencies import Agency
from app.web.choices import choice, choices_of
from app.web.forms import Form
from audit_tools.errors import Invalid
from audit_tools.permissions import Grant, Role


class RoleForm(Form):
    # No role is chosen for anybody: the first in the list would be the administrator.
    role = SelectField("Role", choices=[choice("", "Choose a role"), *choices_of(Role)])
    agency = SelectField("Agency, for a practitioner or agency lead")

    def offer(self, agencies: Iterable[Agency]) -> None:
        """Offer these agencies, and none."""
        self.agency.choices = [
            choice("", "None"),
            *(choice(agency.key, agency.name) for agency in agencies),
        ]

    def grant(self) -> Grant:
        """The role that was chosen. Raises ``Invalid`` when none was."""
        if not self.role.data:
            raise Invalid("Choose a role.", "role")
        return Grant(Role(self.role.data), self.agency.data or None)


class PersonForm(RoleForm):
    """Somebody new. All that was left empty is said at once."""

    name = StringField("Name", validators=[DataRequired("Enter a name.")])
    email = StringField(
        "E-mail address",
        validators=[DataRequired("Enter an e-mail address such as name@example.org.")],
    )

    def validate_role(self, role: SelectField) -> None:
        if not role.data:
            raise ValidationError("Choose a role.")


class NameForm(Form):
    name = StringField("Name")
