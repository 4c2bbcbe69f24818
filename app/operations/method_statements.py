"""The method statement of an audit, and recording that its owning group approved it."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.afterwards import answers_of
from app.db.audits import AuditOnFile
from app.db.clock import now
from app.db.earlier_audits import find_earlier
from app.db.history import Subject, tell
from app.db.method_statements import read_statement
from app.db.models.method_statements import MethodApprovalRow
from app.operations.audits import to_run
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.afterwards import ReadTogether, read_together
from audit_tools.dates import local
from audit_tools.method_statements import (
    MethodStatement,
    check_approval,
    check_can_approve,
    parts_of,
)
from audit_tools.permissions import Person

CHANGED = (
    "The set-up has changed since you opened the page. Read how it stands now, and record the "
    "approval again if it is of that."
)


@operation
def approve_method(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    group: str,
    on: date | None,
    said_by: str,
    note: str,
    seen: str,
) -> None:
    """Record that a group approved the method as it stands; earlier approvals stay.

    ``seen`` is the ``version_of_method`` that was shown. Raises ``Refused`` once the audit is
    closed, ``Invalid`` (its places the arguments' names), and ``Conflict`` where the set-up has
    changed since.
    """
    audit = to_run(session, by, audit_id)
    check_can_approve(audit.cycle.phase)
    check_approval(group, on, said_by, note, local(now(session)).date())
    parts = parts_of(read_statement(session, by.partnership, audit))
    check_unchanged(seen, parts, CHANGED)
    approval = MethodApprovalRow(
        partnership_id=by.partnership,
        id=uuid4(),
        audit_id=audit_id,
        owner=" ".join(group.split()),
        approved_on=on,
        said_by=" ".join(said_by.split()),
        note=note.strip(),
        parts=parts,
        recorded_at=now(session),
        recorded_by=by.id,
    )
    session.add(approval)
    tell(
        session,
        by,
        "audit.method-approved",
        Subject("audit", audit_id),
        after={
            "group": approval.owner,
            "on": on,
            "said_by": approval.said_by,
            "note": approval.note,
            "parts": parts,
        },
    )


def version_of_method(statement: MethodStatement) -> str:
    """What the form to record an approval carries as ``seen``."""
    return version_of(parts_of(statement))


def read_method(
    session: Session, *, by: Person, audit_id: UUID
) -> tuple[AuditOnFile, MethodStatement]:
    """An audit and its method statement. Raises ``Refused`` or ``Hidden``."""
    audit = to_run(session, by, audit_id)
    return audit, read_statement(session, by.partnership, audit)


def read_last_time(
    session: Session, by: Person, audit: AuditOnFile
) -> tuple[AuditOnFile, tuple[ReadTogether, ...]] | None:
    """The audit before this one, and what those who took part in it would do differently."""
    earlier = find_earlier(session, by.partnership, audit)
    if earlier is None:
        return None
    return earlier, read_together(answers_of(session, by.partnership, earlier.id))
