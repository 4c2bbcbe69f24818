"""What the L&D group wrote of a training need: who needs to learn."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.audits import NeedRow


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
