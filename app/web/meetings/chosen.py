"""What a form asks of who decided something and when: a meeting on file, or a group and a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self
from uuid import UUID

from flask import request, url_for
from wtforms import SelectField, StringField

from app.db.meetings import MeetingOnFile
from app.operations.deciding import read_meetings
from app.web import current
from app.web.audits.forms import DayField
from app.web.choices import choice
from app.web.forms import Form, id_in, id_of
from audit_tools.dates import format_date


def meeting_field() -> Any:
    return SelectField("Which meeting decided it", validate_choice=False)


def group_field() -> Any:
    return StringField(
        "Which group decided it", description="The group that decided it, such as Silver MACE."
    )


def day_field() -> Any:
    return DayField("When", description="The day of the meeting or of the message.")


def came_from() -> UUID | None:
    """The meeting whose decisions page led to the form."""
    return id_in(request.args.get("meeting", ""))


def back_to(otherwise: str) -> str:
    """The decisions page that led to the form, or else this address."""
    if meeting := came_from():
        return url_for("decisions.show", meeting_id=meeting)
    return otherwise


class DecidedForm(Form):
    """A form with a ``meeting_field``, a ``group_field`` and a ``day_field``, which it places
    itself."""

    meeting: Any
    group: Any
    on: Any

    @classmethod
    def with_meetings(cls) -> Self:
        """The form with the meetings on file that have been, to choose from."""
        form = cls()
        with current.database().reading() as session:
            form.offer(read_meetings(session, by=current.person()))
        return form

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

    def show_where(self, meeting: UUID | None, group: str, on: date | None) -> None:
        """Fill in what stands."""
        if "meeting" in self:
            self.meeting.data = str(meeting or "")
        else:
            self.group.data, self.on.data = group, on
