"""The forms of immediate concerns."""

from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from app.web.forms import Form
from audit_tools.wording import MAX_TEXT

SHORT = 500
TOO_LONG = "Keep this to {0:,} characters"


class RaiseForm(Form):
    """Who has been told, when, and of what. None of it has to be answered."""

    told = StringField("Who has been told?", [Length(max=SHORT, message=TOO_LONG.format(SHORT))])
    told_at = StringField(
        "When were they told?", [Length(max=SHORT, message=TOO_LONG.format(SHORT))]
    )
    concern = TextAreaField(
        "What is the worry?", [Length(max=MAX_TEXT, message=TOO_LONG.format(MAX_TEXT))]
    )


class OutcomeForm(Form):
    """What came of a concern."""

    outcome = TextAreaField(
        "What was done, and by whom?",
        [Length(max=MAX_TEXT, message=TOO_LONG.format(MAX_TEXT))],
    )
