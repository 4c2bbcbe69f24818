"""What the page of one section shows."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.db import my_returns
from app.db.returns import ReturnRead
from app.web import saving
from app.web.boxes import Box, Boxes, id_of
from app.web.forms import Mistake
from audit_tools import places, returns
from audit_tools.errors import Hidden, Invalid
from audit_tools.permissions import Person
from audit_tools.places import FindingKind
from audit_tools.tool import SEPARATOR, AnswerType, Choice, Grade, Question, Section
from audit_tools.training_needs import Cause

EMPTY_LINES = 2

Typed = MultiDict[str, str] | None


@dataclass(frozen=True)
class QuestionBox:
    """One question as this agency reads it, with its answer and where it was seen.

    ``when`` are the conditions on other questions of the same page, as JSON for the script.
    """

    number: str
    text: str
    guidance: str
    type: AnswerType
    options: tuple[Choice, ...]
    answer: Box
    seen: Box
    is_shown: bool
    asks_seen: bool
    when: str = ""

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(self.answer.value.split(SEPARATOR)) if self.answer.value else ()

    @property
    def words(self) -> dict[str, str]:
        """The labels of the answers by their keys."""
        return {choice.key: choice.label for choice in self.options}


@dataclass(frozen=True)
class LineBox:
    """A line, or an empty box for one. Only what could be better has a cause."""

    text: Box
    cause: Box | None = None


@dataclass(frozen=True)
class Lines:
    """The lines of one kind. A line that the page adds takes the number ``next`` and ``base``."""

    boxes: tuple[LineBox, ...]
    next: int
    most: int = places.MOST_LINES
    base: str = saving.base_of(None)


@dataclass(frozen=True)
class SectionPage:
    """All that the page of a section needs."""

    return_id: UUID
    spoken: str
    reference: str
    agency: str
    audit: str
    invented: bool
    section: Section
    position: int
    of: int
    previous: str | None
    prompts: tuple[str, ...]
    questions: tuple[QuestionBox, ...]
    strengths: Lines
    developments: Lines
    grades: tuple[Grade, ...]
    grade: Box
    reason: Box
    asks_reason: bool
    nothing: Box
    says_nothing: bool
    left: str
    reopened_because: str = field(repr=False)
    saved_at: datetime | None
    edit_key: str = field(default_factory=lambda: saving.new_key())

    @property
    def causes(self) -> tuple[Cause, ...]:
        return tuple(Cause)

    @property
    def has_assessments(self) -> bool:
        """Whether any question is answered with yes, partly or no."""
        return any(q.type is AnswerType.ASSESSMENT for q in self.questions)

    @property
    def grade_words(self) -> dict[str, str]:
        """The labels of the grades by their keys."""
        labels = {grade.key: grade.label for grade in self.grades}
        return labels | {places.NOT_OUR_PART: "Not our part"}


def find_section(held: ReturnRead, key: str) -> tuple[Section, ...]:
    """The sections of the return up to and including the one with this key.

    Raises ``Hidden`` where the return has none.
    """
    sections = sections_of(held)
    for count, section in enumerate(sections, start=1):
        if section.key == key:
            return sections[:count]
    raise Hidden("This return has no such section.")


def sections_of(held: ReturnRead) -> tuple[Section, ...]:
    """The sections of the agency's return, in order."""
    agency_return = held.value
    return held.audit.tool.return_sections(agency_return.kind, agency_return.lead)


def first_unfinished(held: ReturnRead) -> str | None:
    """The key of the first section that lacks something."""
    value, tool = held.value, held.audit.tool
    unfinished = (s.key for s in sections_of(held) if returns.left_in_section(tool, s, value))
    return next(unfinished, None)


def left_sentence(count: int) -> str:
    """What the section still lacks, as a number of things."""
    if not count:
        return "Nothing left to do in this section"
    return f"{count} {'thing' if count == 1 else 'things'} left to do in this section"


def mistakes_of(page: SectionPage, wrong: Invalid | None) -> list[Mistake]:
    """What is to be mended, each named and linked to its box if the page has one."""
    named = _names_of_boxes(page)
    return [
        Mistake(id_of(problem.place), f"{named[problem.place]}: {problem.message}")
        if problem.place in named
        else Mistake("", problem.message)
        for problem in (wrong.problems if wrong else ())
    ]


def _names_of_boxes(page: SectionPage) -> dict[str, str]:
    """What people call each box of the page."""
    names = {page.grade.place: "Grade", page.reason.place: "Reason"}
    for question in page.questions:
        names[question.answer.place] = f"Question {question.number}".strip()
        names[question.seen.place] = f"Question {question.number}".strip() + ", where it was seen"
    for title, kind in (
        ("What went well", page.strengths),
        ("What could be better", page.developments),
    ):
        for count, line in enumerate(kind.boxes, start=1):
            names[line.text.place] = f"{title}, line {count}"
            if line.cause:
                names[line.cause.place] = f"{title}, line {count}, why it happened"
    return names


def describe_section(
    session: Session,
    person: Person,
    held: ReturnRead,
    key: str,
    typed: Typed = None,
    wrong: Invalid | None = None,
) -> SectionPage:
    """The page of a section, with what was typed where it is shown again to be mended."""
    so_far = find_section(held, key)
    section, value = so_far[-1], held.value
    boxes = Boxes(held.entries, held.clashes, typed, wrong)
    strengths = _lines(held, boxes, section.key, FindingKind.STRENGTH, typed)
    developments = _lines(held, boxes, section.key, FindingKind.DEVELOPMENT, typed)
    reason = boxes.box(places.reason_place(section.key), is_text=True)
    scale = held.audit.scale
    has_lines = any(line.text.value for line in (*strengths.boxes, *developments.boxes))
    return SectionPage(
        return_id=held.on_file.id,
        spoken=held.case.spoken,
        reference=held.case.case.reference,
        agency=held.agency.name,
        audit=held.audit.cycle.title,
        invented=held.audit.cycle.invented,
        section=section,
        position=len(so_far),
        of=len(sections_of(held)),
        previous=so_far[-2].key if len(so_far) > 1 else None,
        prompts=held.audit.tool.prompts_for(section, value.kind, value.lead),
        questions=_questions(held, section, boxes),
        strengths=strengths,
        developments=developments,
        grades=scale.grades if scale else (),
        grade=boxes.box(places.grade_place(section.key)),
        reason=reason,
        asks_reason=bool(reason.value) or not has_lines,
        nothing=boxes.box(places.nothing_place(section.key)),
        says_nothing=returns.says_nothing(value.entries, section.key),
        left=left_sentence(len(returns.left_in_section(held.audit.tool, section, value))),
        reopened_because=held.on_file.status_reason,
        saved_at=my_returns.last_saved(session, person, held.on_file.id),
    )


def _questions(held: ReturnRead, section: Section, boxes: Boxes) -> tuple[QuestionBox, ...]:
    value = held.value
    asked = section.questions_for(value.kind, value.lead)
    shown = {q.key for q in returns.shown_questions(held.audit.tool, section, value)}
    on_page = {question.key for question in asked}
    return tuple(
        _question(question, held, boxes, question.key in shown, on_page)
        for question in asked
        # A condition on another page cannot change while this one is open.
        if question.key in shown or any(c.question in on_page for c in question.show_when)
    )


def _question(
    question: Question, held: ReturnRead, boxes: Boxes, is_shown: bool, on_page: set[str]
) -> QuestionBox:
    conditions = [
        {"question": c.question, "oneOf": c.one_of}
        for c in question.show_when
        if c.question in on_page
    ]
    seen = boxes.box(places.seen_place(question.key), is_text=True)
    return QuestionBox(
        number=question.number,
        text=question.text_for(held.agency.kind),
        guidance=question.guidance_for(held.agency.kind),
        type=question.type,
        options=question.options,
        answer=boxes.box(question.key, is_text=question.type.is_text_box),
        seen=seen,
        is_shown=is_shown,
        asks_seen=question.type is AnswerType.ASSESSMENT or bool(seen.value),
        when=json.dumps(conditions) if conditions else "",
    )


def _lines(held: ReturnRead, boxes: Boxes, section: str, kind: FindingKind, typed: Typed) -> Lines:
    """The lines there are, and two empty boxes after the last of them."""
    numbers = range(1, places.MOST_LINES + 1)
    where = {number: places.line_place(section, kind, number) for number in numbers}
    written = [
        n for n in numbers if held.value.entries.get(where[n]) or (typed and typed.get(where[n]))
    ]
    last = written[-1] if written else 0
    free = range(last + 1, min(last + EMPTY_LINES, places.MOST_LINES) + 1)
    on_page = (*written, *free)
    # A line that was emptied keeps its version, which a line added by the page would not know.
    used = [number for number in numbers if where[number] in held.entries]
    return Lines(
        tuple(_line(boxes, where[number], kind) for number in on_page),
        max((*on_page, *used), default=0) + 1,
    )


def _line(boxes: Boxes, place: str, kind: FindingKind) -> LineBox:
    is_development = kind is FindingKind.DEVELOPMENT
    cause = boxes.box(places.cause_place(place)) if is_development else None
    return LineBox(boxes.box(place, is_text=True), cause)
