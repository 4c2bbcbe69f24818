"""The form of a board or group."""

from wtforms import BooleanField, HiddenField, SelectField, StringField

from app.web.choices import choice, choices_of
from app.web.forms import Form
from audit_tools.errors import Invalid
from audit_tools.permissions import READERS_OF_SUMMARIES, Role

ROLES = [role for role in Role if role in READERS_OF_SUMMARIES]


class BodyForm(Form):
    name = StringField("Name")
    role = SelectField("Role of its members", choices=[choice("", "Choose"), *choices_of(ROLES)])
    each_audit = BooleanField("Every audit is put before it")
    seen = HiddenField()

    def chosen_role(self) -> Role:
        """The role that was chosen. Raises ``Invalid`` when none was."""
        if not self.role.data:
            raise Invalid("Choose the role of its members.", "role")
        return Role(self.role.data)
