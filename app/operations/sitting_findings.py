"""Findings from the answers of a sitting: what was answered of thirty cases is said once for all.

A finding is made for each case in which the answers to a question say it, linked to those answers.
Sorted as the tool tags its question, it needs nothing more before the audit closes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.discussions import raise_changes
from app.db.findings import FindingOnFile, findings_of_audit, next_number
from app.db.history import Subject, tell
from app.db.models.findings import FindingRow
from app.db.sittings import SittingCase, SittingRead, read_sitting_locked
from app.operations import findings
from app.operations.findings import known_themes, store_sorting
from app.operations.sittings import opened_of
from app.operations.transaction import operation
from audit_tools.errors import Invalid
from audit_tools.findings import MOST_THEMES, check_sorting, check_statement
from audit_tools.permissions import Permission, Person, can
from audit_tools.places import FindingKind
from audit_tools.sittings import concerned, countable, said_by, says
from audit_tools.tool import Question
from audit_tools.training_needs import Cause


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
    return _take(session, by, read_sitting_locked(session, by, audit_id), said)


@operation
def take_all_strengths(session: Session, *, by: Person, audit_id: UUID) -> int:
    """Make findings of all that went well, question by question, in the words of the tool.

    What could be better is left to be taken one by one, since somebody has to say why it happened.
    """
    held = read_sitting_locked(session, by, audit_id)
    wanted = (
        Said(question.key, FindingKind.STRENGTH, question.strength)
        for question in countable(held.audit.tool)
    )
    return sum(_take(session, by, held, said) for said in wanted)


@operation
def give_back(
    session: Session, *, by: Person, audit_id: UUID, question: str, kind: FindingKind
) -> int:
    """Take back the findings that were made from the answers to a question; gives their number."""
    held = read_sitting_locked(session, by, audit_id)
    opened = {one.case.id for one in opened_of(held)}
    on_file = findings_of_audit(session, by.partnership, audit_id)
    found = [one for one in taken_from(on_file, question, kind) if one.case_id in opened]
    for one in found:
        findings.take_back_finding(session, by=by, finding_id=one.id)
    return len(found)


def taken_from(
    found: Iterable[FindingOnFile], question: str, kind: FindingKind
) -> tuple[FindingOnFile, ...]:
    """Those of the findings that were made from the answers to a question."""
    return tuple(
        one
        for one in found
        if one.finding.kind is kind and any(s.place == question for s in one.finding.sources)
    )


def _take(session: Session, by: Person, held: SittingRead, said: Said) -> int:
    question = _question(held, said.question)
    statement = check_statement(said.statement)
    if said.kind is FindingKind.DEVELOPMENT and said.cause is None:
        raise Invalid("Say why it happened.", place="cause")
    audit = held.audit.id
    on_file = findings_of_audit(session, by.partnership, audit)
    taken = {one.case_id for one in taken_from(on_file, question.key, said.kind)}
    cases = [one for one in _saying(held, question, said.kind) if one.case.id not in taken]
    if not cases:
        return 0
    after = {"question": question.key, "kind": said.kind.value, "findings": len(cases)}
    tell(session, by, "sitting.answers-taken", Subject("audit", audit), after=after)
    first = next_number(session, by.partnership, audit)
    for number, one in enumerate(cases, first):
        row = _row(by, held, one, question, said, statement, number)
        session.add(row)
        raise_changes(session, by.partnership, _record_of(one))
        after = {"statement": statement, "wording": row.wording}
        tell(session, by, "finding.added", Subject("finding", row.id), after=after)
    session.flush()
    return len(cases)


def _record_of(one: SittingCase) -> UUID:
    """The record of an open case. Raises ``Invalid`` where findings alone were brought in."""
    if one.record is None:
        raise Invalid("This case has no record to add a finding to.")
    return one.record


def _question(held: SittingRead, key: str) -> Question:
    found = next((q for q in countable(held.audit.tool) if q.key == key), None)
    if found is None:
        raise Invalid("Choose a question of this audit tool.", place="question")
    return found


def _saying(held: SittingRead, question: Question, kind: FindingKind) -> list[SittingCase]:
    return [one for one in opened_of(held) if says(question, one.returns) is kind]


def _row(
    by: Person,
    held: SittingRead,
    one: SittingCase,
    question: Question,
    said: Said,
    statement: str,
    number: int,
) -> FindingRow:
    speaking = said_by(question, said.kind, one.returns)
    kinds = {key: agency.kind for key, agency in held.agencies.items()}
    words = statement if can(by, Permission.RUN_AUDITS) else ""
    row = FindingRow(
        partnership_id=by.partnership,
        id=uuid4(),
        audit_id=held.audit.id,
        case_id=one.case.id,
        number=number,
        section=held.audit.tool.section_at(question.key),
        kind=said.kind.value,
        statement=statement,
        agencies=list(concerned(question, one.case.case.lead, kinds, speaking)),
        sources=[{"agency": agency, "place": question.key} for agency in speaking],
        wording=words,
        wording_by=by.id if words else None,
    )
    known = known_themes(held.audit.codebook)
    themes = held.audit.codebook.meant_by(question.themes)
    cause = said.cause if said.kind is FindingKind.DEVELOPMENT else None
    store_sorting(row, check_sorting(said.kind, themes[:MOST_THEMES], known, cause))
    return row
