"""The year's audit plan: which audits are held in which quarter, and what became of each."""

from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db import planned_audits as rows
from app.db.audits import load_audit
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.action_plans import PlannedAuditRow
from app.db.partnerships import row_of_partnership
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.audit_years import AuditYear, PlannedAudit
from audit_tools.permissions import Permission, Person, check_can


def read_year(session: Session, *, by: Person, year: int) -> AuditYear:
    """The audit plan of a financial year, by the year in which it begins. Raises ``Refused``."""
    check_can(by, Permission.READ_PLANS)
    audits, invented = rows.planned_in(session, by.partnership, year)
    here = row_of_partnership(session, by.partnership)
    return AuditYear(year, here.name, here.marking, invented, now(session), audits)


@operation
def plan_audit(
    session: Session, *, by: Person, planned: PlannedAudit, invented: bool = False
) -> UUID:
    """Plan an audit for a quarter; gives its id.

    Raises ``Refused``, ``Hidden`` for an audit that is not there, ``Invalid`` as
    ``PlannedAudit.checked``.
    """
    checked = _checked(session, by, planned)
    row = PlannedAuditRow(
        partnership_id=by.partnership, id=uuid4(), invented=invented, **rows.columns_of(checked)
    )
    session.add(row)
    subject = Subject("planned audit", row.id)
    tell(session, by, "audit-plan.added", subject, after=rows.columns_of(checked))
    return row.id


@operation
def change_planned(
    session: Session, *, by: Person, planned_id: UUID, planned: PlannedAudit, seen: str
) -> None:
    """Change a planned audit, or say what became of it.

    Raises as ``plan_audit``, and ``Conflict`` where it has changed since ``seen``.
    """
    checked = _checked(session, by, planned)
    row = rows.row_of_planned(session, by.partnership, planned_id)
    before = rows.value_of(row)
    check_unchanged(seen, before)
    for name, value in rows.columns_of(checked).items():
        setattr(row, name, value)
    tell(
        session,
        by,
        "audit-plan.changed",
        Subject("planned audit", planned_id),
        before=rows.columns_of(before),
        after=rows.columns_of(checked),
    )


def _checked(session: Session, by: Person, planned: PlannedAudit) -> PlannedAudit:
    check_can(by, Permission.RUN_AUDITS)
    if planned.audit:
        load_audit(session, by.partnership, planned.audit)
    return replace(planned.checked(), id=None)
