"""The form to record what a group said of each theme."""

from wtforms import HiddenField

from app.web.meetings.chosen import DecidedForm, day_field, group_field, meeting_field


class JudgementForm(DecidedForm):
    """What was said of each theme is sent beside it, as ``theme:<key>``."""

    meeting = meeting_field()
    group = group_field()
    on = day_field()
    seen = HiddenField()
