"""Where something was decided: in a meeting on file, or by a group on a day, as typed, where a
partnership has no meeting on file yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.meetings import MeetingOnFile, held_meetings
from audit_tools.dates import local
from audit_tools.permissions import Person


@dataclass(frozen=True)
class Decider:
    """Who decided and when; ``meeting`` is ``None`` where ``group`` and ``on`` were typed."""

    meeting: UUID | None
    group: str
    on: date | None


def read_meetings(session: Session, *, by: Person) -> tuple[MeetingOnFile, ...]:
    """The meetings that have been, in which it can have been decided."""
    return held_meetings(session, by.partnership, local(now(session)).date())


def decider_of(
    meetings: Sequence[MeetingOnFile], meeting: UUID | None, group: str, on: date | None
) -> Decider:
    """The chosen one of the ``meetings``, empty for any other; what was typed if there are none."""
    if not meetings:
        return Decider(None, " ".join(group.split()), on)
    chosen = next((one for one in meetings if one.id == meeting), None)
    return Decider(chosen.id, chosen.body, chosen.on) if chosen else Decider(None, "", None)
