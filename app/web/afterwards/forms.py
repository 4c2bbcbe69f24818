"""What somebody who took part writes: three answers, and a note for their own CPD."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from app.web.audits.forms import DayField
from app.web.choices import choices_of
from app.web.forms import Form
from audit_tools.afterwards import QUESTIONS, Activity, NextTime, OwnNote
from audit_tools.errors import Invalid, Problem

TEXTS = {asked.place: asked.text for asked in QUESTIONS}


class AfterwardsForm(Form):
    """Both in one form: whichever button is pressed, nothing that was typed is lost."""

    helped = TextAreaField(TEXTS["helped"])
    in_the_way = TextAreaField(TEXTS["in_the_way"])
    differently = TextAreaField(TEXTS["differently"])
    day = DayField("Day")
    hours = StringField("Hours")
    activity = RadioField("What you did", [Optional()], choices=choices_of(Activity))
    reflection = TextAreaField("What I take from it for my own practice")
    seen = HiddenField()

    def offer(self, *, asks_returns: bool) -> None:
        """Offer what somebody can have done in this audit."""
        offered = [one for one in Activity if asks_returns or not one.is_of_return]
        self.activity.choices = choices_of(offered)

    def fill(self, said: NextTime, note: OwnNote, usual: Activity) -> None:
        """Show what is saved; what the person did is proposed where they have not said it."""
        for asked in QUESTIONS:
            self[asked.place].data = getattr(said, asked.place)
        self.day.data, self.hours.data, self.reflection.data = note.day, note.hours, note.reflection
        self.activity.data = (note.activity or usual).value

    @property
    def day_is_unread(self) -> bool:
        """Whether the day is no date, and nothing else is wrong with the form."""
        return set(self.errors) == {"day"}

    def blame_rest(self, refused: tuple[Problem, ...]) -> None:
        """Show what of the note could not be saved, and that everything else is."""
        self.form_mistakes.append("What is named here is not saved. Everything else is.")
        if refused:
            self.blame(Invalid.because_of(refused))

    def said(self) -> NextTime:
        return NextTime(*(self[asked.place].data or "" for asked in QUESTIONS))

    def note(self) -> OwnNote:
        activity = Activity(self.activity.data) if self.activity.data else None
        return OwnNote(self.day.data, self.hours.data or "", activity, self.reflection.data or "")
