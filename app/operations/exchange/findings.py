"""Bringing in findings from a CSV file. All of them are stored, or none."""

import hashlib
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db import agencies
from app.db.audits import AuditOnFile, load_audit
from app.db.cases import CaseOnFile, list_cases
from app.db.findings import findings_of_audit, next_number
from app.db.history import Subject, tell
from app.db.models.findings import FindingRow
from app.db.returns import returns_of
from app.operations.findings import value_of
from app.operations.transaction import operation
from audit_tools.cases import CaseState
from audit_tools.exchange.finding_rows import Expected, FindingRead, read_findings
from audit_tools.permissions import Permission, Person, check_can


@operation
def import_findings(session: Session, *, by: Person, audit_id: UUID, data: bytes) -> int:
    """Add the findings of a CSV file to an audit; gives how many.

    Raises ``Invalid`` with a problem for every row that is wrong, ``Refused`` for somebody who
    runs no audits, ``Hidden`` for an audit that the partnership has not.
    """
    check_can(by, Permission.RUN_AUDITS)
    audit = load_audit(session, by.partnership, audit_id)
    cases = list_cases(session, by.partnership, audit_id)
    findings = read_findings(data, _expected(session, by, audit, cases))
    tell(
        session,
        by,
        "findings.imported",
        Subject("audit", audit_id),
        after={"findings": len(findings), "sha256": hashlib.sha256(data).hexdigest()},
    )
    ids = {case.case.reference: case.id for case in cases}
    number = next_number(session, by.partnership, audit_id)
    for offset, finding in enumerate(findings):
        _add(session, by, audit_id, ids[finding.case_reference], number + offset, finding)
    return len(findings)


def _expected(
    session: Session, by: Person, audit: AuditOnFile, cases: tuple[CaseOnFile, ...]
) -> Expected:
    returns = returns_of(session, by.partnership, [case.id for case in cases])
    there = findings_of_audit(session, by.partnership, audit.id)
    return Expected(
        {c.case.reference: _refusal(c.case.state, bool(returns[c.id])) for c in cases},
        frozenset(agency.key for agency in agencies.list_agencies(session, by.partnership)),
        audit.tool,
        audit.codebook,
        frozenset((f.finding.case, f.finding.kind, f.finding.statement) for f in there),
    )


def _refusal(state: CaseState, has_returns: bool) -> str | None:
    """Why a case takes no findings from a file, if so.

    Where agencies gave returns, findings are agreed in the discussion: not before it is open, and
    not after it is signed off. An audit that holds findings alone has no discussion to wait for.
    """
    if state is CaseState.WITHDRAWN:
        return "This case has been withdrawn, so it takes no findings."
    if not has_returns or state in (CaseState.OPEN, CaseState.WRITTEN_UP):
        return None
    if state is CaseState.AGREED:
        return "This discussion has been signed off and is locked."
    return "This discussion is not open yet, so it has no findings."


def _add(
    session: Session, by: Person, audit_id: UUID, case_id: UUID, number: int, finding: FindingRead
) -> None:
    into = finding.sorting
    row = FindingRow(
        partnership_id=by.partnership,
        id=uuid4(),
        audit_id=audit_id,
        case_id=case_id,
        number=number,
        section=finding.section,
        kind=finding.kind.value,
        statement=finding.statement,
        themes=list(into.themes),
        agencies=list(finding.agencies),
        cause=into.cause.value if into.cause else None,
        remedy=into.remedy.value if into.remedy else None,
        remedy_reason=into.remedy_reason,
        consequence=into.consequence.value if into.consequence else None,
    )
    session.add(row)
    tell(session, by, "finding.added", Subject("finding", row.id), after=value_of(row))
