"""The form of the partnership's settings."""

from wtforms import HiddenField, IntegerField, StringField, TextAreaField

from app.web.forms import Form
from audit_tools.messages import CHASE_AFTER


class PartnershipForm(Form):
    name = StringField("Name of the partnership")
    front_door = TextAreaField("Whom to tell when you worry about a child now")
    accent = StringField("Accent colour")
    marking = StringField("Protective marking")
    school_holidays = TextAreaField("School holidays")
    chase_after = IntegerField("Days overdue before a lead is written to", default=CHASE_AFTER)
    seen = HiddenField()
