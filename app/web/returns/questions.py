"""The questions of a section and its lines, as the boxes of a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.db.returns import ReturnRead
from app.web import saving
from app.web.boxes import Box, Boxes
from app.web.group_rows import Rows, rows_of
from app.web.returns.keys import keys_of
from audit_tools import places, returns
from audit_tools.agency_kinds import AgencyKind
from audit_tools.conditions.as_data import as_json
from audit_tools.needed import say_needed
from audit_tools.places import FindingKind
from audit_tools.returns import AgencyReturn
from audit_tools.tool import (
    SEPARATOR,
    AnswerType,
    AuditTool,
    Choice,
    Link,
    Question,
    Section,
    ToolNames,
)

EMPTY_LINES = 2
ASKED_WHERE_SEEN = (AnswerType.ASSESSMENT, AnswerType.SCALE)
"""The answers that judge: where on which record it was seen is asked beside them."""

Typed = MultiDict[str, str] | None


@dataclass(frozen=True)
class ReasonBox:
    """Why a question is answered as it is. Where it ``is_shown`` only beside some answers,
    ``when`` are their keys."""

    box: Box
    text: str
    needed: str
    is_shown: bool
    when: tuple[str, ...]


def reason_box(question: Question, boxes: Boxes) -> ReasonBox | None:
    """The box for the reason of an answer; ``None`` where the tool asks for none."""
    if not question.has_reason:
        return None
    box = boxes.box(places.reason_place(question.key), is_text=True)
    is_open = question.reason is not None or box.is_used
    return ReasonBox(
        box,
        question.reason_text,
        question.reason_needed,
        is_open or question.needs_reason(boxes.box(question.key).value),
        () if question.reason else question.reason_when,
    )


@dataclass(frozen=True)
class SaysBox:
    """What is said beside a choice: which other, or a comment. It ``is_shown`` once that is
    chosen."""

    box: Box
    label: str
    is_shown: bool


def says_boxes(question: Question, boxes: Boxes) -> dict[str, SaysBox]:
    """The boxes beside the choices of a question, by the choices' keys."""
    opened = question.opened(boxes.box(question.key).value)
    found = dict[str, SaysBox]()
    for choice in question.with_words:
        box = boxes.box(places.says_place(question.key, choice.key), is_text=True)
        label = "Say which" if choice.say_which else "Comment (optional)"
        found[choice.key] = SaysBox(box, label, box.is_used or box.place in opened)
    return found


@dataclass(frozen=True)
class QuestionBox:
    """One question as this agency reads it, with its answer and where it was seen.

    ``when`` is what the other questions of the same page decide of it, as JSON for the script;
    ``only`` says in words when it is asked, to those who look at a tool.
    """

    number: str
    text: str
    guidance: str
    type: AnswerType
    options: tuple[Choice, ...]
    alone: tuple[str, ...]
    answer: Box
    seen: Box
    reason: ReasonBox | None
    says: Mapping[str, SaysBox]
    is_shown: bool
    asks_seen: bool
    matrix: str
    row: str
    note: str
    links: tuple[Link, ...]
    rows: Rows | None = None
    when: str = ""
    only: str = ""

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(self.answer.value.split(SEPARATOR)) if self.answer.value else ()

    @property
    def keys(self) -> dict[str, str]:
        """The key of the keyboard that chooses each answer, by the answers' keys."""
        return keys_of(self.options)

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

    @property
    def are_written(self) -> bool:
        return any(line.text.value for line in self.boxes)


def question_boxes(
    tool: AuditTool, section: Section, value: AgencyReturn, boxes: Boxes
) -> tuple[QuestionBox, ...]:
    """The questions that are shown, and those that an answer on the same page may open."""
    asked = section.questions_for(value.kind, value.lead)
    shown = {q.key for q in returns.shown_questions(tool, section, value)}
    on_page = {question.key for question in asked}
    whens = [
        tool.shown_while(question, value.entries, value.situation, on_page) for question in asked
    ]
    return tuple(
        question_box(
            question,
            boxes,
            question.key in shown,
            as_json(when),
            value.kind,
            say_needed(question, ToolNames(tool, value.kind)),
        )
        for question, when in zip(asked, whens, strict=True)
        # What is decided on another page cannot change while this one is open.
        if when is not False
    )


def question_box(
    question: Question,
    boxes: Boxes,
    is_shown: bool,
    when: str,
    kind: AgencyKind | None,
    note: str,
) -> QuestionBox:
    """One question as a kind of agency reads it, or as everybody does who answers it from no record
    of an agency, and so is not asked where it was seen."""
    seen = boxes.box(places.seen_place(question.key), is_text=True)
    return QuestionBox(
        number=question.number,
        text=question.text_for(kind) if kind else question.text,
        guidance=question.guidance_for(kind) if kind else question.guidance,
        type=question.type,
        options=question.options,
        alone=question.standing_alone,
        answer=boxes.box(question.key, is_text=question.type.is_text_box),
        seen=seen,
        reason=reason_box(question, boxes),
        says=says_boxes(question, boxes),
        is_shown=is_shown,
        asks_seen=kind is not None and (question.type in ASKED_WHERE_SEEN or bool(seen.value)),
        matrix=question.matrix,
        row=question.row,
        note=note,
        links=question.links,
        rows=rows_of(question, boxes),
        when=when,
    )


def line_boxes(held: ReturnRead, boxes: Boxes, section: str, kind: str, typed: Typed) -> Lines:
    """The lines there are, and two empty boxes after the last of them."""
    numbers = range(1, places.MOST_LINES + 1)
    where = {number: places.line_place(section, kind, number) for number in numbers}
    texts = {**held.value.entries, **(typed.to_dict() if typed else {})}
    written = [number for number in numbers if texts.get(where[number])]
    last = written[-1] if written else 0
    free = range(last + 1, min(last + EMPTY_LINES, places.MOST_LINES) + 1)
    on_page = (*written, *free)
    # A line that was emptied keeps its version, which a line added by the page would not know.
    used = [number for number in numbers if where[number] in held.entries]
    return Lines(
        tuple(_line_box(boxes, where[number], kind) for number in on_page),
        max((*on_page, *used), default=0) + 1,
    )


def _line_box(boxes: Boxes, place: str, kind: str) -> LineBox:
    is_development = kind == FindingKind.DEVELOPMENT
    cause = boxes.box(places.cause_place(place)) if is_development else None
    return LineBox(boxes.box(place, is_text=True), cause)
