"""Grades that inspectors or a second moderator gave: rows to values."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.moderations import ModerationRow
from app.db.rows import find_row, hold_row
from audit_tools.moderation import Compared, Moderation, ModerationDetails, Moderator

ABSENT = "There is nothing recorded here."


@dataclass(frozen=True)
class ModerationOnFile:
    """A moderation with what the database knows it by."""

    id: UUID
    audit: UUID
    moderation: Moderation


def moderations_of(
    session: Session, partnership: UUID, audit: UUID
) -> tuple[ModerationOnFile, ...]:
    """All of an audit, the oldest first."""
    rows = session.scalars(
        select(ModerationRow)
        .where(ModerationRow.partnership_id == partnership, ModerationRow.audit_id == audit)
        .order_by(ModerationRow.graded_on, ModerationRow.added_at, ModerationRow.id)
    )
    return tuple(value_of(row) for row in rows)


def find_moderation(session: Session, partnership: UUID, moderation: UUID) -> ModerationOnFile:
    """One moderation. Raises ``Hidden`` where there is none."""
    row = find_row(session, ModerationRow, partnership, moderation, ABSENT)
    return value_of(row)


def row_of_moderation(session: Session, partnership: UUID, moderation: UUID) -> ModerationRow:
    """The row, held until the transaction ends. Raises ``Hidden`` where there is none."""
    return hold_row(session, ModerationRow, partnership, moderation, ABSENT)


def value_of(row: ModerationRow) -> ModerationOnFile:
    """What a row says."""
    details = ModerationDetails(
        Moderator(row.moderator), row.graded_on, Compared(row.compared), row.note
    )
    grades = {UUID(case): dict(given) for case, given in row.grades.items()}
    return ModerationOnFile(row.id, row.audit_id, Moderation(details, grades))
