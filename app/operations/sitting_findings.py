"""Findings from the answers of a sitting: what was answered of thirty cases is said once for all.

A finding is made for each case in which the answers to a question say it, linked to those answers.
Sorted as the tool tags its question, it needs nothing more before the audit closes.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.findings import FindingOnFile, findings_of_audit
from app.db.history import Subject, tell
from app.db.sittings import SittingCase, SittingRead, read_sitting
from app.operations import findings, sorting
from app.operations.findings import FindingText
from app.operations.transaction import operation
from audit_tools.cases import CaseState
from audit_tools.errors import Invalid
from audit_tools.findings import MOST_THEMES, Source, check_statement
from audit_tools.permissions import Permission, Person, can
from audit_tools.places import FindingKind, read_place
from audit_tools.sittings import concerned, countable, said_by, says
from audit_tools.tool import Question
from audit_tools.training_needs import Cause

WRITTEN = (CaseState.OPEN, CaseState.WRITTEN_UP)


@dataclass(frozen=True)
class Said:
    """What is said of every case in which the answers to a question say it."""

    question: str
    kind: FindingKind
    statement: str
    cause: Cause | None = None


@operation
def take_answers(session: Session, *, by: Person, audit_id: UUID, said: Said) -> int:
    """Make a finding of each open case in which the answers say it; gives how many are new.

    Of the Business Unit the statement is also the wording for sharing, which somebody else agrees.
    Raises ``Invalid``, its place ``statement`` or ``cause``, and ``Hidden``.
    """
    held = read_sitting(session, by, audit_id)
    question = _question(held, said.question)
    statement = check_statement(said.statement)
    if said.kind is FindingKind.DEVELOPMENT and said.cause is None:
        raise Invalid("Say why it happened.", place="cause")
    taken = {one.case_id for one in taken_from(session, by, audit_id, question.key, said.kind)}
    cases = [one for one in _saying(held, question, said.kind) if one.case.id not in taken]
    for one in cases:
        _take(session, by, held, one, question, said, statement)
    if cases:
        after = {"question": question.key, "kind": said.kind.value, "findings": len(cases)}
        tell(session, by, "sitting.answers-taken", Subject("audit", audit_id), after=after)
    return len(cases)


@operation
def give_back(
    session: Session, *, by: Person, audit_id: UUID, question: str, kind: FindingKind
) -> int:
    """Take back the findings that were made from the answers to a question; gives their number."""
    held = read_sitting(session, by, audit_id)
    opened = {one.case.id for one in held.cases if one.case.case.state in WRITTEN}
    found = [
        one for one in taken_from(session, by, audit_id, question, kind) if one.case_id in opened
    ]
    for one in found:
        findings.take_back_finding(session, by=by, finding_id=one.id)
    return len(found)


def taken_from(
    session: Session, by: Person, audit_id: UUID, question: str, kind: FindingKind
) -> tuple[FindingOnFile, ...]:
    """The findings that were made from the answers to a question."""
    return tuple(
        one
        for one in findings_of_audit(session, by.partnership, audit_id)
        if one.finding.kind is kind and any(s.place == question for s in one.finding.sources)
    )


def _question(held: SittingRead, key: str) -> Question:
    found = next((q for q in countable(held.audit.tool) if q.key == key), None)
    if found is None:
        raise Invalid("Choose a question of this audit tool.", place="question")
    return found


def _saying(held: SittingRead, question: Question, kind: FindingKind) -> list[SittingCase]:
    return [
        one
        for one in held.cases
        if one.case.case.state in WRITTEN and says(question, one.returns) is kind
    ]


def _take(
    session: Session,
    by: Person,
    held: SittingRead,
    one: SittingCase,
    question: Question,
    said: Said,
    statement: str,
) -> None:
    speaking = said_by(question, said.kind, one.returns)
    kinds = {key: agency.kind for key, agency in held.agencies.items()}
    text = FindingText(
        read_place(question.key).section,
        said.kind,
        statement,
        question.themes[:MOST_THEMES],
        concerned(question, one.case.case.lead, kinds, speaking),
        said.cause if said.kind is FindingKind.DEVELOPMENT else None,
    )
    sources = tuple(Source(agency, question.key) for agency in speaking)
    finding = findings.add_finding(session, by=by, case_id=one.case.id, text=text, sources=sources)
    if can(by, Permission.RUN_AUDITS):
        sorting.write_wording(session, by=by, finding_id=finding, wording=statement)
