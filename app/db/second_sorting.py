"""Findings that a second person sorted, and who wrote or sorted which before."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.findings import FindingRow, SecondSortingRow
from app.db.models.history import HistoryEvent
from audit_tools.second_sorting import SortedTwice
from audit_tools.training_needs import Cause

WROTE_OR_SORTED = ("finding.added", "finding.changed", "finding.sorted")


def sorted_twice(session: Session, partnership: UUID, audit: UUID) -> dict[UUID, SortedTwice]:
    """The findings of an audit that were sorted twice, by id, in the order of their numbers."""
    rows = session.execute(
        select(FindingRow.id, FindingRow.number, SecondSortingRow)
        .join(
            SecondSortingRow,
            (SecondSortingRow.partnership_id == FindingRow.partnership_id)
            & (SecondSortingRow.finding_id == FindingRow.id),
        )
        .where(FindingRow.partnership_id == partnership, FindingRow.audit_id == audit)
        .order_by(FindingRow.number)
    )
    return {id: _twice(number, row) for id, number, row in rows}


def touched_by(
    session: Session, partnership: UUID, person: UUID, findings: Iterable[UUID]
) -> frozenset[UUID]:
    """Which of these findings the person wrote or sorted, ever."""
    return frozenset(
        session.scalars(
            select(HistoryEvent.subject_id).where(
                HistoryEvent.partnership_id == partnership,
                HistoryEvent.subject_id.in_(list(findings)),
                HistoryEvent.what.in_(WROTE_OR_SORTED),
                HistoryEvent.by == person,
            )
        )
    )


def _twice(number: int, row: SecondSortingRow) -> SortedTwice:
    return SortedTwice(
        number,
        frozenset(row.themes),
        Cause(row.cause) if row.cause else None,
        frozenset(row.second_themes),
        Cause(row.second_cause) if row.second_cause else None,
    )
