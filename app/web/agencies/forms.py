"""The form of an agency."""

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField

from app.web.choices import choice, choices_of
from app.web.forms import Form
from audit_tools.agency_kinds import AgencyKind
from audit_tools.errors import Invalid


class AgencyForm(Form):
    name = StringField("Name")
    kind = SelectField("Kind", choices=[choice("", "Choose a kind"), *choices_of(AgencyKind)])
    own_route = TextAreaField("What its people do when they worry about a child now")
    mailbox = StringField("Mailbox (optional)")
    is_asked = BooleanField("It is asked in new audits", default=True)
    seen = HiddenField()

    def chosen_kind(self) -> AgencyKind:
        """The kind that was chosen. Raises ``Invalid`` when none was."""
        if not self.kind.data:
            raise Invalid("Choose a kind.", "kind")
        return AgencyKind(self.kind.data)
