"""The form of the partnership's settings."""

from wtforms import HiddenField, StringField, TextAreaField

from app.web.forms import Form
from audit_tools.messages import CHASE_AFTER


class PartnershipForm(Form):
    name = StringField("Name of the partnership")
    front_door = TextAreaField("Whom to tell when you worry about a child now")
    accent = StringField("Accent colour")
    marking = StringField("Protective marking")
    school_holidays = TextAreaField("School holidays")
    chase_after = StringField("Days overdue before a lead is written to", default=str(CHASE_AFTER))
    seen = HiddenField()
