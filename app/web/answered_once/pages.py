"""What the pages show of what is answered once: for a case, or for a whole audit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.db import my_returns
from app.db.answered_once import AnswersRead, part_of
from app.db.discussions import read_case
from app.db.kept_answers import kept_of
from app.operations.answered_once import check_takes
from app.web import current, saving
from app.web.boxes import Box, Boxes
from app.web.forms import Mistake
from app.web.once_lines import path_of
from app.web.returns.pages import name_mistakes, names_of_questions
from app.web.returns.questions import QuestionBox, Typed, question_box
from audit_tools.answered_once import (
    NOT_ASKED,
    SectionTold,
    asked_in,
    find_section,
    say_left,
)
from audit_tools.conditions.as_data import as_json
from audit_tools.conditions.terms import Situation
from audit_tools.errors import Invalid, Refused
from audit_tools.moving import KeptAnswer
from audit_tools.needed import say_needed
from audit_tools.permissions import Permission, Person, can
from audit_tools.places import not_asked_place
from audit_tools.tool import AnswerType, Section, ToolNames
from audit_tools.visibility import check_reads_companions, fills_companions_in


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
    not_asked: Box | None
    papers: tuple[tuple[str, str], ...]
    edit_key: str = field(default_factory=lambda: saving.new_key())

    @property
    def has_own_choices(self) -> bool:
        """Whether a key of the keyboard chooses any answer."""
        chosen = (AnswerType.ASSESSMENT, AnswerType.SINGLE, AnswerType.SCALE)
        return any(question.type in chosen for question in self.questions)


def way_back(held: AnswersRead) -> tuple[str, str]:
    """The page above: that of the case or of the audit, or one's returns; and its name."""
    if not can(current.person(), Permission.RUN_AUDITS):
        return url_for("returns.list_own"), "Your returns"
    if held.case is not None:
        return url_for("cases.show_case", case_id=held.case.id), held.case.case.reference
    return url_for("audits.show_audit", audit_id=held.audit.id), held.audit.cycle.title


def where_read(session: Session, person: Person, case_id: UUID, companion: str) -> str:
    """Where somebody who holds the discussion and does not enter it reads what was said: between
    the returns, with what may be a name hidden. Empty for everybody else.

    Raises ``Hidden`` where there is no such questionnaire, ``Refused`` until it is theirs to read.
    """
    held = read_case(session, person, case_id)
    standing, case = held.standing, held.case.case
    if not standing.holds_discussion or fills_companions_in(standing, case):
        return ""
    check_reads_companions(standing, case)
    find_section((s for s in held.audit.tool.sections if s.asked.is_companion), companion)
    return url_for("discussions.show_returns", case_id=case_id, section=companion)


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
        about=_about(held),
        spoken=held.case.spoken if held.case else held.audit.cycle.title,
        invented=held.audit.cycle.invented,
        section=section,
        save=path_of(held.on, section),
        questions=tuple(question_boxes(held, section, boxes)),
        left=say_left(held.audit.tool, section, held.values, held.bands),
        saved_at=my_returns.last_saved(
            session, person, held.on.id, part_of(held.audit.tool, [section])
        ),
        locked=_why_locked(session, person, held, section),
        told=next(one for one in held.told if one.section.key == key),
        readers=_READERS["companion" if section.asked.is_companion else held.on.noun],
        not_asked=boxes.box(not_asked_place(key), is_text=True)
        if section.asked.is_companion
        else None,
        kept=tuple(
            one
            for one in kept_of(session, person.partnership, held.on.id)
            if one.tool.section_at(one.place) == key
        ),
        papers=_papers(held, section),
    )


def _papers(held: AnswersRead, section: Section) -> tuple[tuple[str, str], ...]:
    """A companion questionnaire on paper: what each file is called, and its address."""
    if held.case is None or not section.asked.is_companion:
        return ()
    endpoint, case = "answered_once.take_companion", held.case.id
    return tuple(
        (name, url_for(endpoint, case_id=case, companion=section.key, paper=paper))
        for name, paper in (("Word", "docx"), ("PDF", "pdf"))
    )


_READERS = {
    "case": "Agencies read this once the discussion of the case is open. It is in no count.",
    "companion": "Enter what was said, in the words in which it was said, and no names. Agencies "
    "read it once the discussion of the case is open. It is never graded and in no count.",
    "audit": "It stands on the audit's pages and in its method statement. It is in no count.",
}


def mistakes_of(page: OncePage, wrong: Invalid | None) -> list[Mistake]:
    """What is to be mended, each named and linked to its box."""
    named = {page.not_asked.place: NOT_ASKED} if page.not_asked else {}
    return name_mistakes(names_of_questions(page.questions) | named, wrong)


def question_boxes(held: AnswersRead, section: Section, boxes: Boxes) -> Iterator[QuestionBox]:
    """The questions that are shown, and those that an answer on the same page may open."""
    tool, who = held.audit.tool, Situation(case=held.bands)
    shown = asked_in(tool, section, held.values, held.bands)
    on_page = {question.key for question in section.questions}
    for question in section.questions:
        when = tool.shown_while(question, held.values, who, on_page)
        if when is not False:
            note = say_needed(question, ToolNames(tool))
            yield question_box(question, boxes, question in shown, as_json(when), None, note)


def _about(held: AnswersRead) -> str:
    """What the page is about, beside the way back from it."""
    if held.case is None:
        return "For the whole audit"
    of_case = can(current.person(), Permission.RUN_AUDITS)
    return held.audit.cycle.title if of_case else held.case.case.reference


def _why_locked(session: Session, person: Person, held: AnswersRead, section: Section) -> str:
    try:
        check_takes(session, person, held, section)
    except Refused as refused:
        return refused.message
    return ""
