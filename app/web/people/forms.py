"""The forms of people and their roles."""

from collections.abc import Iterable

from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import DataRequired

from app.db.agencies import Agency
from app.db.bodies import GoverningBody
from app.web.choices import choice
from app.web.forms import Form
from audit_tools.errors import Invalid
from audit_tools.permissions import Grant, Role


class RoleForm(Form):
    role = SelectField("Role")
    agency = SelectField("Agency, for a practitioner, agency lead or deputy")

    def offer_roles(self, roles: Iterable[Role], bodies: Iterable[GoverningBody]) -> None:
        """Offer these roles; none is chosen for anybody, or it would be the first of them.

        Beside a role stand the boards and groups whose members hold it.
        """
        named: dict[Role, list[str]] = {}
        for body in bodies:
            if body.role and body.name != body.role.label:
                named.setdefault(body.role, []).append(body.name)
        labels = (
            choice(role.value, f"{role.label} ({', '.join(named[role])})")
            if role in named
            else choice(role.value, role.label)
            for role in roles
        )
        self.role.choices = [choice("", "Choose a role"), *labels]

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
