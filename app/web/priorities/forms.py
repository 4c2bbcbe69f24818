"""The form to record what a group decided of a theme."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from app.db.meetings import MeetingOnFile
from app.operations.priorities import ThemeToDecide
from app.web.audits.forms import DayField
from app.web.choices import choice, choices_of
from app.web.forms import Form, id_of
from audit_tools.dates import format_date
from audit_tools.priorities import Priority


class DecisionForm(Form):
    priority = RadioField("What the group decided", choices=choices_of(Priority))
    reason = TextAreaField(
        "Why", description="The group's reason. It stands in the summary, so name nobody."
    )
    views = TextAreaField(
        "Different views",
        description="Who saw it differently, and why: a line for each, by agency or role.",
    )
    meeting = SelectField("Which meeting decided it", validate_choice=False)
    group = StringField(
        "Which group decided it", description="The group that decided it, such as Silver MACE."
    )
    on = DayField("When", description="The day of the meeting or of the message.")
    seen = HiddenField()

    def offer(self, meetings: Sequence[MeetingOnFile]) -> None:
        """Let a meeting be chosen, or a group and a day be typed where none is on file."""
        if not meetings:
            del self.meeting
            return
        del self.group, self.on
        self.meeting.choices = [
            choice("", "Choose"),
            *(choice(str(one.id), f"{one.body}, {format_date(one.on)}") for one in meetings),
        ]

    def where(self) -> dict[str, Any]:
        """The meeting that was chosen, or the group and the day that were typed."""
        if "meeting" in self:
            return {"meeting_id": id_of(self.meeting)}
        return {"meeting_id": None, "group": self.group.data or "", "on": self.on.data}

    def show(self, held: ThemeToDecide, meeting: UUID | None) -> None:
        """Fill in what stands; the ``meeting`` that was come from, or else that of the last
        decision of the audit, since one meeting decides of many themes."""
        decided, last = held.priority.decided, held.priority.decided or held.last
        self.seen.data = held.seen
        if decided:
            self.priority.data, self.reason.data = decided.priority.value, decided.reason
            self.views.data = "\n".join(decided.views)
        if held.meetings:
            self.meeting.data = str(meeting or held.meeting or "")
        elif last:
            self.group.data, self.on.data = last.group, last.on
