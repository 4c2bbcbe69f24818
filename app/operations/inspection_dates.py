"""Taking the dates of a joint inspection over into its audit."""

from dataclasses import asdict
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.history import Subject, tell
from app.db.holidays import bank_holidays
from app.db.models.audits import AuditRow
from app.operations.audits import change_dates, details_of, to_run, write_dates
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.audit_details import check_dates
from audit_tools.cycles import Phase
from audit_tools.errors import Invalid, Refused
from audit_tools.inspection_dates import InspectionDates, propose_dates
from audit_tools.permissions import Person

# Three weeks of working days, with holidays between, end in the next month.
_AFTER = timedelta(days=45)


def proposed(notified: date | None) -> InspectionDates:
    """The dates that follow from a notification. Raises ``Invalid``, its place "notified_on"."""
    if notified is None:
        raise Invalid("Enter the day of notification, such as 19 May 2025.", place="notified_on")
    return propose_dates(notified, bank_holidays([notified, notified + _AFTER]))


@operation
def take_over(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    notified_on: date | None,
    seen: str,
    reason: str = "",
) -> None:
    """Give the audit the dates of its inspection; each can be changed afterwards.

    Once it is under way its dates are moved as by hand, with a ``reason``. ``seen`` is the
    ``version_of_dates`` one began from. Raises ``Invalid``, ``Conflict``, and ``Refused`` without
    a reason and for a closed audit.
    """
    audit = to_run(session, by, audit_id)
    if audit.cycle.phase is Phase.CLOSED:
        raise Refused("This audit is closed, so its dates stay as they are.")
    taken, before = proposed(notified_on), details_of(audit).dates
    if audit.cycle.phase is Phase.COLLECTING:
        change_dates(session, by=by, audit_id=audit_id, dates=taken.dates, reason=reason, seen=seen)
    else:
        check_unchanged(seen, before)
        write_dates(session, by, audit_id, check_dates(taken.dates))
    tell(
        session,
        by,
        "audit.inspection-dates",
        Subject("audit", audit_id),
        before=asdict(before),
        after=asdict(taken.dates) | {"notified": taken.notified},
    )
    session.get_one(AuditRow, (by.partnership, audit_id)).notified_on = taken.notified
