"""What the pages show of what is answered once: for a case, or for a whole audit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from app.db import my_returns
from app.db.answered_once import AnswersRead, part_of
from app.db.history import Subject
from app.db.kept_answers import kept_of
from app.web import current, saving
from app.web.boxes import Boxes
from app.web.forms import Mistake
from app.web.returns.pages import name_mistakes, names_of_questions
from app.web.returns.questions import QuestionBox, Typed, question_box
from audit_tools.answered_once import (
    SectionTold,
    asked_in,
    check_audit_takes,
    check_case_takes,
    find_section,
    left_in,
)
from audit_tools.conditions.as_data import as_json
from audit_tools.conditions.terms import Situation
from audit_tools.errors import Invalid, Refused
from audit_tools.moving import KeptAnswer
from audit_tools.numbers import plural
from audit_tools.permissions import Person
from audit_tools.tool import AnswerType, Section


@dataclass(frozen=True)
class OnceLine:
    """One section on the page of its case or its audit, with where it stands and leads."""

    title: str
    path: str
    status: str
    is_done: bool


@dataclass(frozen=True)
class OncePage:
    """The page of one section. Where it takes nothing more, ``locked`` says why, and ``told`` is
    what stands there."""

    above: tuple[str, str]
    about: str
    spoken: str
    invented: bool
    section: Section
    save: str
    questions: tuple[QuestionBox, ...]
    left: str
    saved_at: datetime | None
    locked: str
    told: SectionTold
    readers: str
    kept: tuple[KeptAnswer, ...]
    edit_key: str = field(default_factory=lambda: saving.new_key())

    @property
    def has_own_choices(self) -> bool:
        """Whether a key of the keyboard chooses any answer."""
        chosen = (AnswerType.ASSESSMENT, AnswerType.SINGLE, AnswerType.SCALE)
        return any(question.type in chosen for question in self.questions)


def lines_of(held: AnswersRead) -> tuple[OnceLine, ...]:
    """The sections with where they stand."""
    return tuple(_line(held, section) for section in held.sections)


def _line(held: AnswersRead, section: Section) -> OnceLine:
    left = left_in(held.audit.tool, section, held.values, held.bands)
    is_begun = any(question.is_answered(held.values) for question in section.questions)
    is_twofold = any(clash.place in part_of([section]).places for clash in held.clashes)
    status = "Filled in" if is_begun else "Not filled in"
    if is_begun and left:
        status = f"{plural(len(left), 'question')} left"
    if is_twofold:
        status = "Two people wrote here"
    return OnceLine(section.title, path_of(held.on, section), status, status == "Filled in")


def path_of(on: Subject, section: Section) -> str:
    """The address of a section."""
    if on.noun == "case":
        return url_for("answered_once.show_of_case", case_id=on.id, section_key=section.key)
    return url_for("answered_once.show_of_audit", audit_id=on.id, section_key=section.key)


def way_back(held: AnswersRead) -> tuple[str, str]:
    """The page above: that of the case or of the audit, and its name."""
    if held.case is not None:
        return url_for("cases.show_case", case_id=held.case.id), held.case.case.reference
    return url_for("audits.show_audit", audit_id=held.audit.id), held.audit.cycle.title


def describe_section(
    session: Session,
    person: Person,
    held: AnswersRead,
    key: str,
    typed: Typed = None,
    wrong: Invalid | None = None,
) -> OncePage:
    """The page of a section, with what was typed where it is shown again to be mended.

    Raises ``Hidden`` for a section that is none of these.
    """
    section = find_section(held.sections, key)
    boxes = Boxes(held.entries, held.clashes, typed, wrong, current.words(session))
    return OncePage(
        above=way_back(held),
        about=held.audit.cycle.title if held.case else "For the whole audit",
        spoken=held.case.spoken if held.case else held.audit.cycle.title,
        invented=held.audit.cycle.invented,
        section=section,
        save=path_of(held.on, section),
        questions=tuple(_question_boxes(held, section, boxes)),
        left=say_left(held, section),
        saved_at=my_returns.last_saved(session, person, held.on.id, part_of([section])),
        locked=_why_locked(held),
        told=next(one for one in held.told if one.section.key == key),
        readers=_READERS[held.on.noun],
        kept=tuple(
            one
            for one in kept_of(session, person.partnership, held.on.id)
            if one.question in one.tool.section(key).questions
        ),
    )


_READERS = {
    "case": "Agencies read this once the discussion of the case is open. It is in no count.",
    "audit": "It stands on the audit's pages and in its method statement. It is in no count.",
}


def say_left(held: AnswersRead, section: Section) -> str:
    """What the section still lacks, as a number of things."""
    count = len(left_in(held.audit.tool, section, held.values, held.bands))
    return f"{plural(count, 'thing')} left in this section" if count else "Nothing left here"


def mistakes_of(page: OncePage, wrong: Invalid | None) -> list[Mistake]:
    """What is to be mended, each named and linked to its box."""
    return name_mistakes(names_of_questions(page.questions), wrong)


def _question_boxes(held: AnswersRead, section: Section, boxes: Boxes) -> Iterator[QuestionBox]:
    """The questions that are shown, and those that an answer on the same page may open."""
    tool, who = held.audit.tool, Situation(case=held.bands)
    shown = asked_in(tool, section, held.values, held.bands)
    on_page = {question.key for question in section.questions}
    for question in section.questions:
        when = tool.shown_while(question, held.values, who, on_page)
        if when is not False:
            yield question_box(question, boxes, question in shown, as_json(when), None)


def _why_locked(held: AnswersRead) -> str:
    try:
        if held.case is not None:
            check_case_takes(held.case.case.state)
        check_audit_takes(held.audit.cycle.phase)
    except Refused as refused:
        return refused.message
    return ""
