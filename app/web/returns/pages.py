"""What the page of one section shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.db import my_returns
from app.db.returns import ReturnRead
from app.web import current, saving
from app.web.boxes import Box, Boxes, id_of
from app.web.forms import Mistake
from app.web.returns.heads import Head, head_of
from app.web.returns.questions import Lines, QuestionBox, Typed, line_boxes, question_boxes
from audit_tools import places, returns
from audit_tools.errors import Hidden, Invalid
from audit_tools.needed import is_mandatory
from audit_tools.numbers import plural
from audit_tools.permissions import Person
from audit_tools.places import FindingKind
from audit_tools.tool import Absence, AnswerType, Grade, Section
from audit_tools.training_needs import Cause


@dataclass(frozen=True)
class Ways:
    """Where the page of a section sends what is typed, and where it leads; empty where nowhere.

    ``above`` is the address of the page above it, and its name.
    """

    above: tuple[str, str]
    save: str
    all_sections: str
    previous: str
    worry: str


@dataclass(frozen=True)
class SectionPage:
    """All that the page of a section needs. ``left`` says in words what it still lacks.

    ``is_part`` says that the person was given sections and not the return, ``with_whom`` which
    colleague this section was given to.
    """

    head: Head
    section: Section
    position: int
    of: int
    ways: Ways
    prompts: tuple[str, ...]
    questions: tuple[QuestionBox, ...]
    strengths: Lines
    developments: Lines
    grades: tuple[Grade, ...]
    grade: Box
    reason: Box
    nothing: Box
    says_nothing: bool
    left: str
    reopened_because: str = field(repr=False)
    saved_at: datetime | None
    is_part: bool
    with_whom: str = field(repr=False)
    definition: str
    """What the tool means by what it is about: on its first page."""
    look_back: str = ""
    """Which time is read and which is judged: on every page, since it holds for every answer."""
    is_mandatory: bool = False
    """Whether its questions have to be answered even by those with nothing to add."""
    recommendations: Lines | None = None
    """What the agency recommends; none where the section does not ask for it."""
    edit_key: str = field(default_factory=lambda: saving.new_key())

    @property
    def causes(self) -> tuple[Cause, ...]:
        return tuple(Cause)

    @property
    def asks_reason(self) -> bool:
        """The lines are the reason for a grade; it is asked for only where there is none."""
        has_lines = self.strengths.are_written or self.developments.are_written
        return bool(self.reason.value) or not has_lines

    @property
    def has_assessments(self) -> bool:
        """Whether any question is answered with yes, partly or no."""
        return any(q.type is AnswerType.ASSESSMENT for q in self.questions)

    @property
    def absences(self) -> tuple[tuple[str, str], ...]:
        """The key, and the name, of what the assessments of the page offer besides."""
        asked = (q for q in self.questions if q.type is AnswerType.ASSESSMENT)
        offered = {
            c.key: (q.keys[c.key].upper(), c.label.lower()) for q in asked for c in q.options
        }
        return tuple(offered[absence] for absence in Absence if absence in offered)

    @property
    def has_own_choices(self) -> bool:
        """Whether any question is answered with one of its own choices."""
        return any(q.type in (AnswerType.SINGLE, AnswerType.SCALE) for q in self.questions)

    @property
    def grade_words(self) -> dict[str, str]:
        """The labels of the grades by their keys."""
        labels = {grade.key: grade.label for grade in self.grades}
        return labels | {places.NOT_OUR_PART: "Not our part"}


def sections_of(held: ReturnRead) -> tuple[Section, ...]:
    """The sections of the agency's return that the person has, in order."""
    return returns.sections_of(held.audit.tool, held.value)


def sections_given(held: ReturnRead) -> tuple[Section, ...]:
    """The same with those that conditions leave out."""
    return returns.sections_given(held.audit.tool, held.value)


def find_section(held: ReturnRead, key: str) -> tuple[Section, ...]:
    """The sections of the return up to and including the one with this key.

    A section that an answer left out meanwhile is there for whoever still has its page before them.
    Raises ``Hidden`` where the return has none.
    """
    found: list[Section] = []
    for section in sections_given(held):
        if section.key == key or is_open(held, section):
            found.append(section)
        if section.key == key:
            return tuple(found)
    raise Hidden("This return has no such section.")


def next_section(held: ReturnRead, key: str) -> Section | None:
    """The next section after this one that no condition leaves out."""
    sections = sections_given(held)
    after = [section.key for section in sections].index(key) + 1
    return next((section for section in sections[after:] if is_open(held, section)), None)


def is_open(held: ReturnRead, section: Section) -> bool:
    """Whether no condition leaves a section out of the return."""
    return returns.is_open(held.audit.tool, section, held.value)


def first_unfinished(held: ReturnRead) -> str | None:
    """The key of the first section that lacks something."""
    value, tool = held.value, held.audit.tool
    unfinished = (s.key for s in sections_of(held) if returns.left_in_section(tool, s, value))
    return next(unfinished, None)


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
    boxes = Boxes(held.entries, held.clashes, typed, wrong, current.words(session))
    return SectionPage(
        head=head_of(held),
        section=section,
        position=len(so_far),
        of=len(sections_of(held)),
        ways=ways_of(held.on_file.id, so_far),
        prompts=held.audit.tool.prompts_for(section, value.kind, value.lead),
        questions=question_boxes(held.audit.tool, section, value, boxes),
        strengths=line_boxes(held, boxes, key, FindingKind.STRENGTH, typed),
        developments=line_boxes(held, boxes, key, FindingKind.DEVELOPMENT, typed),
        recommendations=line_boxes(held, boxes, key, places.RECOMMENDATION, typed)
        if section.recommendations
        else None,
        grades=held.audit.scale.grades if held.audit.scale else (),
        grade=boxes.box(places.grade_place(key)),
        reason=boxes.box(places.reason_place(key), is_text=True),
        nothing=boxes.box(places.nothing_place(key)),
        says_nothing=returns.says_nothing(value.entries, key),
        left=say_left(held, section),
        reopened_because=held.on_file.status_reason,
        saved_at=my_returns.last_saved(session, person, held.on_file.id, held.part),
        is_part=held.given is not None,
        with_whom=colleague_of(session, person, held).get(key, ""),
        definition=held.audit.tool.definition if len(so_far) == 1 else "",
        look_back=held.audit.tool.look_back,
        is_mandatory=is_mandatory(held.audit.tool, section, value.entries, value.situation),
    )


def ways_of(return_id: UUID, so_far: tuple[Section, ...]) -> Ways:
    """The ways from the last of these sections of a return."""
    previous = so_far[-2].key if len(so_far) > 1 else ""
    return Ways(
        (url_for("returns.list_own"), "Your returns"),
        url_for("returns.save_section", return_id=return_id, key=so_far[-1].key),
        url_for("returns.show_check", return_id=return_id),
        url_for("returns.show_section", return_id=return_id, key=previous) if previous else "",
        url_for("concerns.ask", return_id=return_id),
    )


def colleague_of(session: Session, person: Person, held: ReturnRead) -> dict[str, str]:
    """Which other colleague has which section, for those who have the whole return."""
    if held.given is not None:
        return {}
    return my_returns.others_with_sections(session, person, held.on_file.id)


def say_left(held: ReturnRead, section: Section) -> str:
    """What the section still lacks, as a number of things."""
    count = len(returns.left_in_section(held.audit.tool, section, held.value))
    if not count:
        return "Nothing left in this section"
    return f"{plural(count, 'thing')} left in this section"


def mistakes_of(page: SectionPage, wrong: Invalid | None) -> list[Mistake]:
    """What is to be mended, each named and linked to its box if the page has one."""
    return name_mistakes(_names_of_boxes(page), wrong)


def name_mistakes(named: Mapping[str, str], wrong: Invalid | None) -> list[Mistake]:
    """The same for boxes by what people call them."""
    return [
        Mistake(id_of(problem.place), f"{named[problem.place]}: {problem.message}")
        if problem.place in named
        else Mistake("", problem.message)
        for problem in (wrong.problems if wrong else ())
    ]


def _names_of_boxes(page: SectionPage) -> dict[str, str]:
    """What people call each box of the page."""
    names = {page.grade.place: "Grade", page.reason.place: "Reason"}
    names |= names_of_questions(page.questions)
    names |= _names_of_lines("What went well", page.strengths)
    names |= _names_of_lines("What could be better", page.developments)
    if page.recommendations:
        names |= _names_of_lines("What we recommend", page.recommendations)
    return names


def names_of_questions(questions: Iterable[QuestionBox]) -> dict[str, str]:
    """What people call each box of some questions."""
    names = dict[str, str]()
    for question in questions:
        name = f"Question {question.number}" if question.number else question.text
        names |= {question.answer.place: name, question.seen.place: f"{name}, where it was seen"}
        if question.reason:
            names[question.reason.box.place] = f"{name}, why"
        names |= {one.box.place: f"{name}, what was said" for one in question.says.values()}
        if question.rows:
            names |= {cell.box.place: f"{name}, {label}" for cell, label in question.rows.named}
    return names


def _names_of_lines(title: str, lines: Lines) -> dict[str, str]:
    names = dict[str, str]()
    for count, line in enumerate(lines.boxes, start=1):
        names[line.text.place] = f"{title}, line {count}"
        if line.cause:
            names[line.cause.place] = f"{title}, line {count}, why it happened"
    return names
