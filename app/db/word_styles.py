"""The styles of a partnership's Word papers: those in use, and which were chosen before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.people import PersonRow
from app.db.models.word_styles import WordStylesRow


@dataclass(frozen=True)
class ChosenStyles:
    """A choice: ``digest`` is that of the file, empty for the shipped styles."""

    number: int
    digest: str
    chosen_at: datetime
    chosen_by: str


def present_styles(session: Session, partnership: UUID) -> bytes | None:
    """The Word file whose styles are in use, or None for the shipped ones."""
    return session.scalar(
        select(WordStylesRow.data)
        .where(WordStylesRow.partnership_id == partnership)
        .order_by(WordStylesRow.number.desc())
        .limit(1)
    )


def chosen_styles(session: Session, partnership: UUID) -> list[ChosenStyles]:
    """All choices, the latest first."""
    row = WordStylesRow
    found = session.execute(
        select(row.number, row.digest, row.chosen_at, PersonRow.name)
        .join(PersonRow, PersonRow.id == row.chosen_by)
        .where(row.partnership_id == partnership)
        .order_by(row.number.desc())
    )
    return [ChosenStyles(*one) for one in found]
