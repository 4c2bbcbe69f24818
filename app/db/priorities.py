"""What groups decided of the priority of themes: rows to values."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.priorities import PriorityRow
from audit_tools.priorities import Decision, Priority


def decisions_of(
    session: Session, partnership: UUID, audit: UUID
) -> dict[str, tuple[Decision, ...]]:
    """All decisions on an audit's themes, by theme, those recorded last first."""
    rows = session.scalars(
        select(PriorityRow)
        .where(PriorityRow.partnership_id == partnership, PriorityRow.audit_id == audit)
        .order_by(PriorityRow.recorded_at.desc(), PriorityRow.id)
    )
    found: dict[str, tuple[Decision, ...]] = {}
    for row in rows:
        found[row.theme] = (*found.get(row.theme, ()), decision_of(row))
    return found


def decision_of(row: PriorityRow) -> Decision:
    """The value of a decision's row."""
    return Decision(
        Priority(row.priority),
        row.decided_by,
        row.decided_on,
        row.reason,
        tuple(row.views),
        Priority(row.suggested),
    )
