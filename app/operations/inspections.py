"""Recording an inspection of the partnership, which audits answer."""

from collections import Counter
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.history import Subject, tell
from app.db.models.inspections import InspectionFindingRow, InspectionRow
from app.db.tools import themes_of
from app.operations.transaction import operation
from audit_tools.errors import Conflict, Invalid, Problem
from audit_tools.facts import InspectionFinding, InspectionLetter
from audit_tools.findings import check_statement
from audit_tools.permissions import Permission, Person, check_can


@operation
def record_inspection(session: Session, *, by: Person, letter: InspectionLetter) -> UUID:
    """Record an inspection with its findings.

    Raises ``Conflict`` for a key that is there already, ``Invalid`` for findings without a
    statement, with a number given twice, or with a theme that no published theme list has.
    """
    check_can(by, Permission.RUN_AUDITS)
    if _exists(session, by.partnership, letter.key):
        raise Conflict("An inspection with this key is recorded already.", place="key")
    _check_findings(session, by.partnership, letter.findings)
    row = InspectionRow(
        partnership_id=by.partnership,
        id=uuid4(),
        key=letter.key,
        title=letter.title,
        inspected_from=letter.inspected_from,
        inspected_to=letter.inspected_to,
        letter_dated=letter.letter_dated,
        plan_due=letter.plan_due,
        attribution=letter.attribution,
    )
    session.add(row)
    session.flush()
    session.add_all(_finding_row(row, finding) for finding in letter.findings)
    tell(session, by, "inspection.recorded", Subject("inspection", row.id), after={"key": row.key})
    return row.id


def _exists(session: Session, partnership: UUID, key: str) -> bool:
    wanted = select(InspectionRow.id).where(
        InspectionRow.partnership_id == partnership, InspectionRow.key == key
    )
    return session.scalar(wanted) is not None


def _check_findings(
    session: Session, partnership: UUID, findings: tuple[InspectionFinding, ...]
) -> None:
    known = themes_of(session, partnership).keys()
    problems = []
    for number, count in Counter(finding.number for finding in findings).items():
        if count > 1:
            problems.append(Problem("findings", f"Number {number} is given {count} times."))
    for finding in findings:
        check_statement(finding.statement)
        if not set(finding.themes) <= known:
            place = f"finding {finding.number}"
            problems.append(Problem(place, "Choose themes from a published theme list."))
    if problems:
        raise Invalid.because_of(problems)


def _finding_row(inspection: InspectionRow, finding: InspectionFinding) -> InspectionFindingRow:
    return InspectionFindingRow(
        partnership_id=inspection.partnership_id,
        inspection_id=inspection.id,
        number=finding.number,
        statement=finding.statement,
        themes=list(finding.themes),
    )
