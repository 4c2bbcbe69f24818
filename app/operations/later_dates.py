"""Giving a return more time than its audit gives, with a reason that its agency reads."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.returns import ReturnRow
from app.operations import messages
from app.operations.involvements import case_to_run
from app.operations.transaction import operation
from audit_tools.cases import check_reason
from audit_tools.dates import local
from audit_tools.errors import Hidden
from audit_tools.later_dates import check_can_wait, check_later
from audit_tools.permissions import Person
from audit_tools.returns import ReturnStatus


@operation
def give_later_date(
    session: Session,
    *,
    by: Person,
    case_id: UUID,
    return_id: UUID,
    day: date | None,
    reason: str,
) -> None:
    """Let a return come by a later day, or without a ``day`` by the audit's own again.

    Raises ``Hidden``, ``Invalid`` (its place ``due_later``), and ``Refused`` without a reason or
    once the return is not waited for.
    """
    held = case_to_run(session, by, case_id)
    row = session.get(ReturnRow, (by.partnership, return_id))
    if row is None or row.case_id != case_id:
        raise Hidden("There is no such return.")
    check_can_wait(ReturnStatus(row.status), held.case.case.state)
    later = check_later(day, held.audit.cycle.returns_due, local(now(session)).date())
    said = check_reason(reason)
    before = {"due_later": row.due_later, "reason": row.due_later_reason}
    row.due_later, row.due_later_reason = later, said if later else ""
    after = {"due_later": later, "reason": said}
    tell(session, by, "return.due-later", Subject("return", return_id), before, after)
    messages.follow(session, by, held.audit.id)
