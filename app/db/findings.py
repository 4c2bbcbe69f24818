"""Findings: rows to values."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.db.audits import lock_audit
from app.db.cases import list_cases, standings_of
from app.db.models.cases import CaseRow
from app.db.models.findings import FindingRow
from app.db.rows import find_row
from audit_tools.consequences import Consequence
from audit_tools.findings import AgreedWording, Finding, Source
from audit_tools.permissions import Person
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause, Remedy
from audit_tools.visibility import reads_others


@dataclass(frozen=True)
class FindingOnFile:
    """A finding with the ids that pages link to."""

    id: UUID
    audit_id: UUID
    case_id: UUID
    finding: Finding


def load_finding(session: Session, partnership: UUID, finding: UUID) -> FindingOnFile:
    """One finding. Raises ``Hidden`` where there is none."""
    row = find_row(session, FindingRow, partnership, finding, "There is no such finding.")
    case = session.get_one(CaseRow, (partnership, row.case_id))
    return FindingOnFile(row.id, row.audit_id, row.case_id, finding_of(row, case.reference))


def lock_audit_of_finding(session: Session, partnership: UUID, finding: UUID) -> None:
    """Keep the audit of a finding as it is until the end of the transaction, so that wording is
    agreed as it was read."""
    audit = select(FindingRow.audit_id).where(
        FindingRow.partnership_id == partnership, FindingRow.id == finding
    )
    lock_audit(session, partnership, audit.scalar_subquery())


def findings_of_audit(
    session: Session, partnership: UUID, audit: UUID
) -> tuple[FindingOnFile, ...]:
    """All findings of an audit, in the order of their numbers."""
    return _list(session, partnership, FindingRow.audit_id == audit)


def readable_findings(session: Session, person: Person, audit: UUID) -> tuple[FindingOnFile, ...]:
    """The findings of an audit that the person may read as they were written."""
    cases = list_cases(session, person.partnership, audit)
    standings = standings_of(session, person, cases)
    readable = {case.id for case in cases if reads_others(standings[case.id], case.case)}
    found = findings_of_audit(session, person.partnership, audit)
    return tuple(one for one in found if one.case_id in readable)


def findings_of_case(session: Session, partnership: UUID, case: UUID) -> tuple[FindingOnFile, ...]:
    """All findings of a case, in the order of their numbers."""
    return _list(session, partnership, FindingRow.case_id == case)


def _list(
    session: Session, partnership: UUID, where: ColumnElement[bool]
) -> tuple[FindingOnFile, ...]:
    rows = session.execute(
        select(FindingRow, CaseRow.reference)
        .join(
            CaseRow,
            (CaseRow.partnership_id == FindingRow.partnership_id)
            & (CaseRow.id == FindingRow.case_id),
        )
        .where(FindingRow.partnership_id == partnership, where)
        .order_by(FindingRow.number)
    )
    return tuple(
        FindingOnFile(row.id, row.audit_id, row.case_id, finding_of(row, reference))
        for row, reference in rows
    )


def next_number(session: Session, partnership: UUID, audit: UUID) -> int:
    """The number that the audit's next finding takes."""
    last = session.scalar(
        select(func.max(FindingRow.number)).where(
            FindingRow.partnership_id == partnership, FindingRow.audit_id == audit
        )
    )
    return (last or 0) + 1


def finding_of(row: FindingRow, reference: str) -> Finding:
    """The value of a finding's row. People of its wording appear as their ids."""
    return Finding(
        number=row.number,
        case=reference,
        section=row.section,
        kind=FindingKind(row.kind),
        statement=row.statement,
        themes=tuple(row.themes),
        agencies=tuple(row.agencies),
        cause=Cause(row.cause) if row.cause else None,
        remedy=Remedy(row.remedy) if row.remedy else None,
        remedy_reason=row.remedy_reason,
        sources=tuple(Source(s["agency"], s["place"]) for s in row.sources),
        wording=_wording(row),
        consequence=Consequence(row.consequence) if row.consequence else None,
    )


def _wording(row: FindingRow) -> AgreedWording | None:
    if not row.wording:
        return None
    agreed_by = str(row.wording_agreed_by) if row.wording_agreed_by else None
    return AgreedWording(row.wording, str(row.wording_by), agreed_by, row.wording_sent_back)
