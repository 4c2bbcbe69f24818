"""Who needs to learn."""

from wtforms import HiddenField, TextAreaField

from app.web.forms import Form


class AudienceForm(Form):
    """``started_from`` is the text that the writer began with, so that two writers lose nothing."""

    audience = TextAreaField("Who needs to learn")
    started_from = HiddenField()
