"""Recording how long an audit's case-level data are kept. Nothing is erased by it."""

from sqlalchemy.orm import Session

from app.db import partnerships
from app.db.history import Subject, tell
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.errors import Invalid, Problem
from audit_tools.permissions import Permission, Person, check_can

LONGEST_YEARS = 100
LONGEST_TEXT = 2000


@operation
def set_retention(
    session: Session, *, by: Person, years: int, reason: str, seen: str | None = None
) -> None:
    """Record for how many years after an audit is closed its case-level data are kept, and the
    policy or reason. No number is proposed: no law or guidance names one, so somebody decides it.

    ``seen`` is the version that a page showed. Raises ``Refused``, ``Invalid`` with each place that
    cannot be, ``Conflict`` where it has changed since.
    """
    check_can(by, Permission.SET_UP)
    row = partnerships.row_of_partnership(session, by.partnership)
    before = read_retention(session, by)
    if seen is not None:
        check_unchanged(seen, before)
    reason = reason.strip()
    _check(years, reason)
    row.retention_years, row.retention_reason = years, reason
    tell(session, by, "partnership.retention-set", Subject("partnership", by.partnership),
         before=before, after=read_retention(session, by))  # fmt: skip


def read_retention(session: Session, by: Person) -> dict[str, object]:
    """What is recorded: the years, or None, and the reason."""
    row = partnerships.row_of_partnership(session, by.partnership)
    return {"years": row.retention_years, "reason": row.retention_reason}


def _check(years: int, reason: str) -> None:
    problems = []
    if not 1 <= years <= LONGEST_YEARS:
        problems.append(Problem("years", f"Enter a number of years from 1 to {LONGEST_YEARS}."))
    if not reason:
        problems.append(Problem("reason", "Say which policy or reason this follows from."))
    if len(reason) > LONGEST_TEXT:
        problems.append(Problem("reason", f"Use {LONGEST_TEXT} characters or fewer."))
    if problems:
        raise Invalid.because_of(problems)
