"""The form to record what a group said of each theme."""

from wtforms import HiddenField, StringField

from app.web.audits.forms import DayField
from app.web.forms import Form


class JudgementForm(Form):
    """What was said of each theme is sent beside it, as ``theme:<key>``."""

    group = StringField("Which group decided it")
    on = DayField("When")
    seen = HiddenField()
