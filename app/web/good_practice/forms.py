"""Wording good practice, and agreeing the wording."""

from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from app.web.forms import Form


class PracticeForm(Form):
    """The wording for the heads of agencies."""

    wording = TextAreaField("Wording for the heads of agencies")
    seen = HiddenField()


class AgreePracticeForm(Form):
    """The text that was read, and whether what is marked in it can stay."""

    wording = StringField("Wording")
    marks_kept = BooleanField()
