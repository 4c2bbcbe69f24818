"""What the page shows on which the answers of a sitting become findings."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.findings import FindingOnFile, findings_of_audit
from app.db.sittings import SittingCase, SittingRead, read_sitting
from app.operations.sitting_findings import Said, taken_from
from app.operations.sittings import NOTED
from audit_tools.cycles import Counted
from audit_tools.permissions import Person
from audit_tools.places import FindingKind
from audit_tools.sittings import countable, said_by, says
from audit_tools.tool import Question
from audit_tools.training_needs import Cause


@dataclass(frozen=True)
class SideShown:
    """One side of a question: in how many cases it is said, and how many findings say it.

    ``left`` are the cases in which it is said and no finding says it yet; ``stated`` is what the
    findings say.
    """

    kind: FindingKind
    cases: int
    taken: int
    left: int
    stated: str
    statement: str
    cause: str
    error: str = ""

    @property
    def id(self) -> str:
        return self.kind.value

    @property
    def is_development(self) -> bool:
        return self.kind is FindingKind.DEVELOPMENT


@dataclass(frozen=True)
class QuestionAnswered:
    """A question with what its answers come to, in a sentence and on both sides."""

    key: str
    number: str
    text: str
    sentence: str
    sides: tuple[SideShown, ...]

    @property
    def id(self) -> str:
        return self.key.replace(".", "-")


@dataclass(frozen=True)
class AnswersPage:
    """The questions of a sitting, one after the other."""

    id: UUID
    audit: str
    invented: bool
    counted: Counted
    questions: tuple[QuestionAnswered, ...]
    can_write: bool
    is_open: bool

    @property
    def strengths_left(self) -> int:
        """How many findings of what went well have not been made yet."""
        sides = (side for question in self.questions for side in question.sides)
        return sum(side.left for side in sides if not side.is_development)

    @property
    def causes(self) -> tuple[Cause, ...]:
        return tuple(Cause)


def describe_answers(
    session: Session,
    person: Person,
    audit_id: UUID,
    typed: Said | None = None,
    error: str = "",
) -> AnswersPage:
    """The answers of a sitting once it is open, and the findings of the cases the person holds.

    Raises ``Hidden`` as ``read_sitting`` does.
    """
    held = read_sitting(session, person, audit_id)
    opened = [one for one in held.cases if one.case.case.state.is_revealed]
    ids = {one.case.id for one in opened}
    on_file = findings_of_audit(session, person.partnership, audit_id)
    found = tuple(one for one in on_file if one.case_id in ids)
    return AnswersPage(
        audit_id,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        held.audit.cycle.counted,
        tuple(_question(held, opened, q, found, typed, error) for q in countable(held.audit.tool))
        if opened
        else (),
        any(one.case.case.state in NOTED for one in opened),
        bool(opened),
    )


def _question(
    held: SittingRead,
    opened: list[SittingCase],
    question: Question,
    found: tuple[FindingOnFile, ...],
    typed: Said | None,
    error: str,
) -> QuestionAnswered:
    said = Counter(says(question, one.returns) for one in opened)
    return QuestionAnswered(
        question.key,
        question.number,
        question.text,
        _sentence(held.audit.cycle.counted, opened, question, said),
        tuple(_side(question, kind, opened, found, typed, error) for kind in FindingKind),
    )


def _sentence(
    counted: Counted,
    opened: list[SittingCase],
    question: Question,
    said: Counter[FindingKind | None],
) -> str:
    """``Yes in 19, partly or no in 11 of 30 notifications. In 3 of the 11 another reader ...``"""
    answered = said[FindingKind.STRENGTH] + said[FindingKind.DEVELOPMENT]
    if not answered:
        return "Nobody answered this with yes, partly or no."
    well, rest = said[FindingKind.STRENGTH], said[FindingKind.DEVELOPMENT]
    split = sum(
        bool(said_by(question, FindingKind.STRENGTH, one.returns))
        and says(question, one.returns) is FindingKind.DEVELOPMENT
        for one in opened
    )
    words = f"Yes in {well}, partly or no in {rest} of {counted.number(answered)}"
    if not split:
        return f"{words}."
    return f"{words}. In {split} of the {rest} another reader said yes."


def _side(
    question: Question,
    kind: FindingKind,
    opened: list[SittingCase],
    found: tuple[FindingOnFile, ...],
    typed: Said | None,
    error: str,
) -> SideShown:
    mine = typed is not None and typed.question == question.key and typed.kind is kind
    usual = question.strength if kind is FindingKind.STRENGTH else question.development
    saying = [one for one in opened if says(question, one.returns) is kind]
    taken = taken_from(found, question.key, kind)
    having = {one.case_id for one in taken}
    stated = taken[0].finding.statement if taken else ""
    return SideShown(
        kind,
        len(saying),
        len(taken),
        sum(one.case.case.state in NOTED and one.case.id not in having for one in saying),
        stated,
        typed.statement if mine and typed else stated or usual,
        typed.cause.value if mine and typed and typed.cause else "",
        error if mine else "",
    )
