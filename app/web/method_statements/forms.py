"""The form to record that a group approved the method of an audit."""

from wtforms import HiddenField, StringField, TextAreaField

from app.web.audits.forms import DayField
from app.web.forms import Form


class ApprovalForm(Form):
    group = StringField("Which group approved it")
    on = DayField("When")
    said_by = StringField("Who said so")
    note = TextAreaField("Note")
    seen = HiddenField()
