"""What the L&D group wrote of needs: who needs to learn, and why training fell short so far."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.audits import NeedRow
from audit_tools.training_needs import Gap, SaidOfNeed


def row_of_need(session: Session, partnership: UUID, audit: UUID, theme: str) -> NeedRow | None:
    """The row, held until the transaction ends, so that two writers come one after the other."""
    return session.scalars(
        select(NeedRow)
        .where(
            NeedRow.partnership_id == partnership,
            NeedRow.audit_id == audit,
            NeedRow.theme == theme,
        )
        .with_for_update()
    ).first()


def said_in(row: NeedRow | None) -> SaidOfNeed:
    """What a row says; nothing, where there is none."""
    if row is None:
        return SaidOfNeed()
    return SaidOfNeed(row.audience, Gap(row.gap) if row.gap else None, row.gap_note)


def said_of_needs(session: Session, partnership: UUID, audit: UUID) -> dict[str, SaidOfNeed]:
    """What was written of the needs of an audit, by theme."""
    rows = session.scalars(
        select(NeedRow).where(NeedRow.partnership_id == partnership, NeedRow.audit_id == audit)
    )
    return {row.theme: said_in(row) for row in rows}
