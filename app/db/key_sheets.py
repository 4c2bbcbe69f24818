"""Key sheets: what stands on one, and when it was sent to whom."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.knowing import SentKeySheetRow


@dataclass(frozen=True)
class SentKeySheet:
    """One sending. ``cases`` are those that stood on the sheet."""

    agency: str
    sent_on: date
    sent_to: str = field(repr=False)
    cases: frozenset[UUID]
    recorded_by: UUID


def list_sent(session: Session, partnership: UUID, audit: UUID) -> tuple[SentKeySheet, ...]:
    """The sendings of an audit, the latest last."""
    rows = session.scalars(
        select(SentKeySheetRow)
        .where(SentKeySheetRow.partnership_id == partnership, SentKeySheetRow.audit_id == audit)
        .order_by(SentKeySheetRow.sent_on, SentKeySheetRow.recorded_at)
    )
    return tuple(
        SentKeySheet(
            row.agency,
            row.sent_on,
            row.sent_to,
            frozenset(UUID(case) for case in row.cases),
            row.recorded_by,
        )
        for row in rows
    )
