"""Partnerships as rows and values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from app.db.models.people import PartnershipRow
from audit_tools.day_notes import SchoolHoliday
from audit_tools.messages import CHASE_AFTER


@dataclass(frozen=True)
class Partnership:
    """A safeguarding children partnership. ``front_door`` says whom to tell of a worry now.

    ``marking`` is the protective marking on every paper and page that shows a case.
    """

    id: UUID
    name: str
    front_door: str
    accent: str
    marking: str
    school_holidays: tuple[SchoolHoliday, ...] = ()
    chase_after: int = CHASE_AFTER


def value_of(row: PartnershipRow) -> Partnership:
    return Partnership(
        row.id,
        row.name,
        row.front_door,
        row.accent,
        row.marking,
        tuple(_period(one) for one in row.school_holidays),
        row.chase_after,
    )


def plain_periods(periods: Iterable[SchoolHoliday]) -> list[dict[str, str]]:
    """School holidays as they are kept in the partnership's row."""
    return [
        {"first": one.first.isoformat(), "last": one.last.isoformat(), "name": one.name}
        for one in periods
    ]


def _period(kept: dict[str, str]) -> SchoolHoliday:
    first, last = date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"])
    return SchoolHoliday(first, last, kept["name"])


def default_partnership(session: Session) -> Partnership | None:
    """The partnership that pages speak for before anybody has signed in, if there is one yet."""
    row = session.scalars(select(PartnershipRow).order_by(PartnershipRow.name).limit(1)).first()
    return value_of(row) if row else None


def marking_of(session: Session, partnership: UUID) -> str:
    """The protective marking of a partnership's papers."""
    return session.get_one(PartnershipRow, partnership).marking


def add_partnership(session: Session, name: str) -> UUID:
    row = PartnershipRow(id=uuid4(), name=name)
    session.add(row)
    session.flush()
    return row.id


def lock_partnership(session: Session, partnership: UUID | ScalarSelect[UUID]) -> None:
    """Let what is done twice at once in a partnership be done one after the other; whatever only
    refers to its row goes on meanwhile."""
    session.execute(
        select(PartnershipRow.id)
        .where(PartnershipRow.id == partnership)
        .with_for_update(key_share=True)
    )


def row_of_partnership(session: Session, partnership: UUID) -> PartnershipRow:
    """The row, for changing it."""
    return session.get_one(PartnershipRow, partnership)
