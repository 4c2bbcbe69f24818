"""Dates of the discussions to come in the invented audit under way, and who is expected."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.db.schedule import dates_of
from app.operations import invitations, schedule
from app.operations.invitations import OfAgency
from audit_tools.dates import LONDON
from audit_tools.invitations import Invited, Reply
from audit_tools.permissions import Person
from audit_tools.schedule import Slot, takes_date

AUDIT = "syv-2025-q1"
DATES = (datetime.combine(date(2025, 6, 3), time(9, 30), LONDON),
         datetime.combine(date(2025, 6, 3), time(11, 30), LONDON))  # fmt: skip
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
    _, cases = schedule.to_schedule(session, by, audit.id)
    to_come = [case.id for case in cases if takes_date(case.case.state)]
    slots = {case: Slot(starts, 90, ROOM) for case, starts in zip(to_come, DATES, strict=False)}
    seen = schedule.version_of_dates(
        [c.id for c in cases], dates_of(session, by.partnership, to_come)
    )
    schedule.set_dates(session, by=by, audit_id=audit.id, slots=slots, seen=seen)
    for case in slots:
        _, agencies = invitations.to_answer(session, by, case)
        invitations.say_who_comes(
            session,
            by=by,
            case_id=case,
            said=_expected(agencies),
            seen=invitations.version_of_invited(agencies),
        )


def _expected(agencies: tuple[OfAgency, ...]) -> dict[UUID | str, Invited]:
    return {of.key: EXPECTED[of.key] for of in agencies if of.key in EXPECTED}
