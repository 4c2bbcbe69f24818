"""The form of a board or group."""

from wtforms import BooleanField, HiddenField, SelectField, StringField

from app.web.choices import choice, choices_of
from app.web.forms import Form
from audit_tools.errors import Invalid
from audit_tools.permissions import READERS_OF_SUMMARIES, Role

ROLES = [role for role in Role if role in READERS_OF_SUMMARIES]
NOBODY = "none"


class BodyForm(Form):
    name = StringField("Name")
    role = SelectField(
        "Role of its members",
        choices=[
            choice("", "Choose"),
            *choices_of(ROLES),
            choice(NOBODY, "None: they do not sign in"),
        ],
    )
    each_audit = BooleanField("Every audit is put before it")
    seen = HiddenField()

    def chosen_role(self) -> Role | None:
        """The role that was chosen; ``None`` where members do not sign in.

        Raises ``Invalid`` when nothing was chosen.
        """
        if not self.role.data:
            raise Invalid("Choose the role of its members.", "role")
        return None if self.role.data == NOBODY else Role(self.role.data)
