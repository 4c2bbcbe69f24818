"""Which agencies were asked whether they know a child, and who answered when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.orm import Session

from app.db.cases import CaseOnFile
from app.db.models.agencies import AgencyRow
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow, InvolvementRow
from app.db.models.knowing import KnowingRow
from audit_tools.cases import CaseState, Known
from audit_tools.cycles import Phase
from audit_tools.permissions import Person


@dataclass(frozen=True)
class Knowing:
    """One question, put to an agency about a case. The answer is the case's involvement.

    ``completes`` and ``comes`` say who will complete the return and be at the discussion.
    """

    case_id: UUID
    agency: str
    answered_at: datetime | None = None
    answered_by: UUID | None = None
    by_telephone: bool = False
    completes: UUID | None = None
    comes: str = field(default="", repr=False)


@dataclass(frozen=True)
class OpenQuestions:
    """An audit about which one agency is asked; ``left`` of ``of`` cases wait for its answer."""

    audit_id: UUID
    audit: str
    agency: str
    agency_name: str
    invented: bool
    left: int
    of: int


def knowings_of(
    session: Session, partnership: UUID, cases: Iterable[UUID]
) -> dict[tuple[UUID, str], Knowing]:
    """The questions about several cases, by case and agency."""
    rows = session.scalars(
        select(KnowingRow).where(
            KnowingRow.partnership_id == partnership, KnowingRow.case_id.in_(list(cases))
        )
    )
    return {
        (row.case_id, row.agency): Knowing(
            row.case_id,
            row.agency,
            row.answered_at,
            row.answered_by,
            row.by_telephone,
            row.completes,
            row.comes,
        )
        for row in rows
    }


def waiting_for(
    session: Session, partnership: UUID, cases: Sequence[CaseOnFile]
) -> dict[UUID, frozenset[str]]:
    """By case the agencies that were asked and have not answered yet."""
    listed = [case for case in cases if case.case.state is CaseState.WAITING]
    asked = knowings_of(session, partnership, [case.id for case in listed])
    return {case.id: frozenset() for case in cases} | {
        case.id: frozenset(agency for id_, agency in asked if id_ == case.id) - _answered(case)
        for case in listed
    }


def never_said(
    session: Session, partnership: UUID, cases: Sequence[CaseOnFile]
) -> dict[UUID, frozenset[str]]:
    """By case the agencies that were asked and had not answered when its returns were closed."""
    closed = [case for case in cases if case.case.state is not CaseState.WAITING]
    asked = knowings_of(session, partnership, [case.id for case in closed])
    return {case.id: frozenset() for case in cases} | {
        case.id: frozenset(agency for id_, agency in asked if id_ == case.id) - _answered(case)
        for case in closed
    }


def _answered(case: CaseOnFile) -> frozenset[str]:
    said = (i.agency for i in case.case.involvements if i.known is not Known.NOT_ASKED)
    return frozenset(said)


def row_of_knowing(
    session: Session, partnership: UUID, case: UUID, agency: str
) -> KnowingRow | None:
    """The row, for changing it."""
    return session.scalars(
        select(KnowingRow).where(
            KnowingRow.partnership_id == partnership,
            KnowingRow.case_id == case,
            KnowingRow.agency == agency,
        )
    ).one_or_none()


def ask_no_more(session: Session, person: Person, case: UUID, agencies: Iterable[str]) -> None:
    """Take questions back, as if the agencies had not been asked about the case."""
    session.execute(
        delete(KnowingRow).where(
            KnowingRow.partnership_id == person.partnership,
            KnowingRow.case_id == case,
            KnowingRow.agency.in_(list(agencies)),
        )
    )


def note_answered(
    session: Session, person: Person, case: UUID, agency: str, at: datetime
) -> KnowingRow | None:
    """Note who gave the answer that stands now, where the agency was asked; gives the row."""
    row = row_of_knowing(session, person.partnership, case, agency)
    if row is not None:
        row.answered_at, row.answered_by, row.by_telephone = at, person.id, False
    return row


def open_questions(session: Session, person: Person) -> tuple[OpenQuestions, ...]:
    """What the agencies that the person leads are asked, in one statement or none.

    While an audit is being prepared its answers may still be changed, so it stays on the list; from
    the start on only while an answer is missing.
    """
    leads = sorted(person.leads)
    if not leads:
        return ()
    total, answered = func.count(KnowingRow.id), func.count(InvolvementRow.id)
    rows = session.execute(
        select(AuditRow, AgencyRow, total, answered)
        .select_from(KnowingRow)
        .join(CaseRow, _same(CaseRow, CaseRow.id == KnowingRow.case_id))
        .join(AuditRow, _same(AuditRow, AuditRow.id == CaseRow.audit_id))
        .join(AgencyRow, _same(AgencyRow, AgencyRow.key == KnowingRow.agency))
        .outerjoin(
            InvolvementRow,
            _same(
                InvolvementRow,
                InvolvementRow.case_id == KnowingRow.case_id,
                InvolvementRow.agency == KnowingRow.agency,
                InvolvementRow.known != Known.NOT_ASKED.value,
            ),
        )
        .where(
            KnowingRow.partnership_id == person.partnership,
            KnowingRow.agency.in_(leads),
            CaseRow.state == CaseState.WAITING.value,
            AuditRow.phase != Phase.CLOSED.value,
        )
        .group_by(AuditRow.partnership_id, AuditRow.id, AgencyRow.partnership_id, AgencyRow.id)
        .having((total > answered) | (AuditRow.phase == Phase.PREPARING.value))
        .order_by(AuditRow.title, AgencyRow.name)
    )
    return tuple(
        OpenQuestions(audit.id, audit.title, agency.key, agency.name, audit.invented, of - done, of)
        for audit, agency, of, done in rows
    )


def _same(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """A join within the partnership."""
    return and_(table.partnership_id == KnowingRow.partnership_id, *conditions)
