"""Immediate concerns: rows to values, and those that somebody must still see to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.cases import CaseOnFile, cases_of, standings_of
from app.db.models.cases import CaseRow
from app.db.models.returns import ConcernRow, ReturnRow
from audit_tools.concerns import Concern
from audit_tools.permissions import Person
from audit_tools.visibility import reads_concern


@dataclass(frozen=True)
class ConcernOnFile:
    """A concern with the case and the return it was raised from."""

    id: UUID
    return_id: UUID
    case: CaseOnFile
    concern: Concern

    def is_overdue(self, now: datetime) -> bool:
        return self.concern.is_overdue(now)


def concern_of(row: ConcernRow, agency: str) -> Concern:
    """The value of a concern's row."""
    return Concern(
        agency, row.raised_at, row.concern, row.told, row.told_at, row.outcome, row.outcome_at
    )


def open_concerns(session: Session, person: Person) -> tuple[ConcernOnFile, ...]:
    """The concerns nobody has written an outcome of, that this person has to see."""
    rows = session.execute(
        select(ConcernRow, ReturnRow.agency, CaseRow)
        .join(
            ReturnRow,
            (ReturnRow.partnership_id == ConcernRow.partnership_id)
            & (ReturnRow.id == ConcernRow.return_id),
        )
        .join(
            CaseRow,
            (CaseRow.partnership_id == ReturnRow.partnership_id)
            & (CaseRow.id == ReturnRow.case_id),
        )
        .where(ConcernRow.partnership_id == person.partnership, ConcernRow.outcome_at.is_(None))
        .order_by(ConcernRow.raised_at)
    ).all()
    if not rows:
        return ()
    cases = _cases(session, [row for _, _, row in rows])
    standings = standings_of(session, person, cases.values())
    return tuple(
        ConcernOnFile(row.id, row.return_id, cases[case.id], concern_of(row, agency))
        for row, agency, case in rows
        if reads_concern(standings[case.id], agency)
    )


def _cases(session: Session, rows: list[CaseRow]) -> dict[UUID, CaseOnFile]:
    once = {row.id: row for row in rows}
    totals = {row.audit_id: 0 for row in rows}
    for audit in session.scalars(select(CaseRow.audit_id).where(CaseRow.audit_id.in_(totals))):
        totals[audit] += 1
    return {case.id: case for case in cases_of(session, once.values(), totals)}
