"""Dates of the discussions to come in the invented audit under way, and who is expected.

They were set a week ago, when everybody was told; one has moved since, and those messages wait.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.db.messages import list_messages
from app.db.schedule import dates_of
from app.demonstration.messages import on_day
from app.operations import invitations, messages, schedule
from app.operations.invitations import OfAgency
from audit_tools.dates import LONDON
from audit_tools.invitations import Invited, Reply
from audit_tools.messages import MessageKind
from audit_tools.permissions import Person
from audit_tools.schedule import Slot, takes_date

AUDIT = "syv-2025-q1"
ARRANGED_AT = datetime(2025, 5, 12, 9, tzinfo=UTC)
FIRST = datetime.combine(date(2025, 6, 3), time(9, 30), LONDON)
SECOND_BEFORE = datetime.combine(date(2025, 6, 3), time(14, 0), LONDON)
SECOND = datetime.combine(date(2025, 6, 3), time(11, 30), LONDON)
ROOM = "Civic Hall, room 3"
EXPECTED = {
    "social-care": Invited("Team manager", Reply.COMING),
    "police": Invited("Kofi (Police lead)", Reply.COMING),
    "youth-justice": Invited("Case manager"),
    "hospital-trust": Invited("Named nurse", Reply.STAND_IN, "Deputy named nurse"),
    "school": Invited("Head of year", Reply.APOLOGIES),
    "probation": Invited("The worker who knew them", Reply.COMING),
}
"""Of the mental health service nobody is expected yet."""


def add_schedule(session: Session, by: Person) -> None:
    """Arrange what is still to come, and let most of those expected have replied."""
    audit = find_audit_by_key(session, by.partnership, AUDIT)
    if audit is None:
        return
    with on_day(session, ARRANGED_AT):
        _arrange(session, by, audit.id, (FIRST, SECOND_BEFORE))
        _send(session, by, audit.id)
    for case in _arrange(session, by, audit.id, (FIRST, SECOND)):
        _, agencies = invitations.to_answer(session, by, case)
        invitations.say_who_comes(
            session,
            by=by,
            case_id=case,
            said=_expected(agencies),
            seen=invitations.version_of_invited(agencies),
        )
    # Setting dates on a day of the past took the reminders of today away.
    messages.write_due(session, by=by, partnership=by.partnership, audit_id=audit.id)


def _arrange(
    session: Session, by: Person, audit_id: UUID, starts: Iterable[datetime]
) -> list[UUID]:
    """Set the dates of what is still to come; gives these cases."""
    _, cases = schedule.to_schedule(session, by, audit_id)
    to_come = [case.id for case in cases if takes_date(case.case.state)]
    slots = {case: Slot(at, 90, ROOM) for case, at in zip(to_come, starts, strict=False)}
    seen = schedule.version_of_dates(
        [c.id for c in cases], dates_of(session, by.partnership, to_come)
    )
    schedule.set_dates(session, by=by, audit_id=audit_id, slots=slots, seen=seen)
    return list(slots)


def _send(session: Session, by: Person, audit_id: UUID) -> None:
    """Mark what was written about the dates as sent."""
    for one in list_messages(session, by, audit_id):
        if one.kind is MessageKind.DATES and one.sent_at is None:
            messages.mark_as_sent(session, by=by, audit_id=audit_id, message_id=one.id)


def _expected(agencies: tuple[OfAgency, ...]) -> dict[UUID | str, Invited]:
    return {of.key: EXPECTED[of.key] for of in agencies if of.key in EXPECTED}
