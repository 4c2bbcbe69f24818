"""The agency's own copy of its return, to read and to print."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.concerns import ConcernOnFile, concerns_about
from app.db.kept_answers import kept_of
from app.db.returns import ReturnRead, read_own_part
from app.web.once_lines import OnceLine, companions_of
from app.web.returns import pages
from app.web.returns.heads import Head, head_of
from audit_tools import places, returns
from audit_tools.answers import beside, said
from audit_tools.cases import CaseState
from audit_tools.fit import Fit
from audit_tools.moving import KeptAnswer
from audit_tools.permissions import Person
from audit_tools.places import FindingKind
from audit_tools.points import of_return
from audit_tools.returns import Line, ReturnStatus
from audit_tools.tool import Question, Section
from audit_tools.training_needs import Cause
from audit_tools.visibility import reads_discussion


@dataclass(frozen=True)
class Answered:
    """A question with its answer in words; an unanswered one says so."""

    number: str
    text: str
    answer: str = field(repr=False)
    is_answered: bool
    is_text: bool
    beside: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True)
class LineRead:
    """A line, with why it happened where it is an area for development."""

    text: str = field(repr=False)
    cause: str = ""


@dataclass(frozen=True)
class SectionCopy:
    """What the agency wrote in one section."""

    section: Section
    answers: tuple[Answered, ...]
    strengths: tuple[LineRead, ...]
    developments: tuple[LineRead, ...]
    recommendations: tuple[str, ...] = field(repr=False)
    grade: str
    reason: str = field(repr=False)
    says_nothing: bool
    points: str


@dataclass(frozen=True)
class CopyPage:
    """The agency's own copy; ``kept`` is what it answered to earlier versions of the tool and is
    asked no more. ``discussion`` is the case's, once the person may read it."""

    head: Head
    standing: str
    is_writable: bool
    is_sent: bool
    can_undo: bool
    discussion: UUID | None
    submitted_at: datetime | None
    is_part: bool
    sections: tuple[SectionCopy, ...]
    concerns: tuple[ConcernOnFile, ...]
    kept: tuple[KeptAnswer, ...] = ()
    companions: tuple[OnceLine, ...] = ()


def describe_copy(session: Session, person: Person, return_id: UUID) -> CopyPage:
    """The return as it stands, or what of it was given to the person. Raises ``Hidden``."""
    held = read_own_part(session, person, return_id)
    status, state = held.on_file.status, held.case.case.state
    return CopyPage(
        head=head_of(held),
        standing=_standing(status, state, held.on_file.fit).format(
            one=held.audit.cycle.counted.one
        ),
        is_writable=status.can_be_written and state is CaseState.WAITING,
        is_sent=status is ReturnStatus.SUBMITTED,
        can_undo=(status, state, held.given) == (ReturnStatus.NOT_KNOWN, CaseState.WAITING, None),
        discussion=held.case.id if reads_discussion(held.standing, held.case.case) else None,
        submitted_at=held.on_file.submitted_at,
        is_part=held.given is not None,
        sections=_sections(held),
        concerns=concerns_about(session, person, return_id=return_id),
        kept=kept_of(session, person.partnership, return_id, held.part),
        companions=companions_of(session, person, held),
    )


_WRITABLE = (ReturnStatus.DUE, ReturnStatus.REOPENED)
_CLOSED = "The returns of this {one} are closed. Nothing more can be changed in them."
_STANDINGS = {
    ReturnStatus.SUBMITTED: (
        "This return has been sent and is locked. If something in it must be changed, ask the "
        "Business Unit to reopen it. They can do so until the returns of this {one} are closed."
    ),
    ReturnStatus.NOT_KNOWN: (
        "Recorded: this {one} was not known to you. Nothing more is needed. You can undo that "
        "until the returns of this {one} are closed."
    ),
    ReturnStatus.MISSING: "The returns of this {one} were closed before yours was sent.",
    ReturnStatus.GIVEN_IN_DISCUSSION: "This was given in the discussion.",
}


def _standing(status: ReturnStatus, state: CaseState, fit: Fit) -> str:
    """Why the return can no longer be written, in a sentence about ``{one}``."""
    if state is CaseState.WITHDRAWN:
        return "This {one} is no longer part of the audit. Nothing more is needed from you."
    if state is not CaseState.WAITING and status is ReturnStatus.NOT_KNOWN:
        return "You said that this {one} was not known to you. " + _CLOSED
    if state is not CaseState.WAITING and status in (ReturnStatus.SUBMITTED, *_WRITABLE):
        return _CLOSED
    if fit is Fit.DOES_NOT_FIT and status in _WRITABLE:
        return "This return is stopped: it does not fit the {one} on your key sheet."
    if status in _STANDINGS:
        return _STANDINGS[status]
    return "This return has not been sent yet."


def _sections(held: ReturnRead) -> tuple[SectionCopy, ...]:
    if held.on_file.status is ReturnStatus.NOT_KNOWN:
        return ()
    return tuple(_section(held, section) for section in pages.sections_of(held))


def _section(held: ReturnRead, section: Section) -> SectionCopy:
    value = held.value
    shown = returns.shown_questions(held.audit.tool, section, value)
    lines = returns.lines(value.entries, section.key)
    return SectionCopy(
        section,
        tuple(_answered(question, held) for question in shown),
        tuple(_read(line) for line in lines if line.kind is FindingKind.STRENGTH),
        tuple(_read(line) for line in lines if line.kind is FindingKind.DEVELOPMENT),
        tuple(one.text for one in returns.recommendations(value.entries, section.key)),
        _grade(held, section),
        value.entries.get(places.reason_place(section.key), ""),
        returns.says_nothing(value.entries, section.key),
        _points(held, section),
    )


def _points(held: ReturnRead, section: Section) -> str:
    tool, scale, value = held.audit.tool, held.audit.scale, held.value
    return str(of_return(tool, scale, section, value.situation, value.entries))


def _answered(question: Question, held: ReturnRead) -> Answered:
    entries = held.value.entries
    return Answered(
        question.number,
        question.text_for(held.agency.kind),
        said(question, entries),
        question.is_answered(entries),
        question.type.is_text_box,
        beside(question, entries),
    )


def _read(line: Line) -> LineRead:
    return LineRead(line.text, Cause(line.cause).label if line.cause else "")


def _grade(held: ReturnRead, section: Section) -> str:
    grade, scale = held.value.entries.get(places.grade_place(section.key), ""), held.audit.scale
    if grade == places.NOT_OUR_PART:
        return "Not our part"
    return scale.grade(grade).label if grade and scale else ""
