"""What pages show of what boards and groups decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from flask import url_for
from sqlalchemy.orm import Session

from app.operations.meetings import decision_of, read_decided
from app.web.paging import Part, part_of
from audit_tools.dates import format_date
from audit_tools.governance import Decision, ThemeDecided
from audit_tools.permissions import Permission, Person, can

LATEST = 3


@dataclass(frozen=True)
class DecisionLine:
    """What was decided in a meeting, and whether the day by which it is done is past; ``path`` is
    empty for whoever does not read the meeting itself."""

    path: str
    meeting: str
    title: str
    decision: Decision
    themes: tuple[ThemeDecided, ...]
    is_past: bool
    invented: bool


def describe_log(session: Session, person: Person, today: date) -> Part[DecisionLine]:
    """All that boards and groups decided, as far as it is the person's to read, the latest meeting
    first."""
    return part_of(tuple(_decisions(session, person, today)))


def latest_decisions(session: Session, person: Person, today: date) -> tuple[DecisionLine, ...]:
    """The last of them, for the first page of a member; the Business Unit has them elsewhere."""
    if can(person, Permission.RUN_AUDITS) or not can(person, Permission.READ_PLANS):
        return ()
    return tuple(islice(_decisions(session, person, today), LATEST))


def _decisions(session: Session, person: Person, today: date) -> Iterator[DecisionLine]:
    runs = can(person, Permission.RUN_AUDITS)
    for meeting in read_decided(session, by=person):
        for item in meeting.items:
            if not item.is_decided:
                continue
            anchor = f"item-{item.number}"
            decision = decision_of(item)
            yield DecisionLine(
                url_for("meetings.show", meeting_id=meeting.id, _anchor=anchor) if runs else "",
                f"{meeting.body}, {format_date(meeting.on)}",
                item.title,
                decision,
                item.themes,
                decision.due_on is not None and decision.due_on < today,
                meeting.invented,
            )
