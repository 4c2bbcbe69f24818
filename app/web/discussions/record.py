"""Where a section's record is written: one box to each of its places."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.db.discussions import DiscussionRead
from app.web.boxes import Box, Boxes
from app.web.discussions.compared import label_of
from app.web.group_rows import Rows, rows_of
from audit_tools import places
from audit_tools.answers import WHY, rows_in_words
from audit_tools.conditions.as_data import as_json
from audit_tools.conditions.terms import Situation
from audit_tools.discussions import panel_asked
from audit_tools.needed import say_panel_needs
from audit_tools.tool import AskedOf, Choice, Question, Section, ToolNames


@dataclass(frozen=True)
class ViewBoxes:
    """Where an agency's different view is written."""

    agency: str
    name: str
    grade: Box
    reason: Box

    @property
    def boxes(self) -> tuple[Box, Box]:
        return (self.grade, self.reason)

    @property
    def is_written(self) -> bool:
        return any(box.value or box.waiting for box in self.boxes)


@dataclass(frozen=True)
class SaidBox:
    """Where is written what an agency said in the room; ``instead`` of a return, or beside it."""

    agency: str
    name: str
    instead: bool
    box: Box

    @property
    def is_shown(self) -> bool:
        """Whether it stands open: nothing else says what this agency thinks, or it is filled."""
        return self.instead or bool(self.box.value or self.box.waiting)


@dataclass(frozen=True)
class PanelBox:
    """A question that the discussion itself answers, and what is written beside the answer.

    ``when`` is what answers on the same page still decide of it, as the page's script reads it.
    """

    question: Question
    needed: str
    is_shown: bool
    when: str
    box: Box
    reason: Box | None
    says: tuple[tuple[Choice, Box], ...]
    rows: Rows | None = None

    @property
    def text(self) -> str:
        """The question as it stands over its answers. The discussion may leave most of them empty,
        so what has to be answered says so."""
        return f"{self.question.text} ({self.needed})" if self.needed else self.question.text

    @property
    def beside(self) -> tuple[tuple[str, Box], ...]:
        """What is written beside the answer, by what it is."""
        why = ((WHY, self.reason),) if self.reason else ()
        return (*why, *((choice.label, box) for choice, box in self.says))

    @property
    def named(self) -> tuple[tuple[str, Box], ...]:
        """Its boxes by what they are called."""
        cells = self.rows.named if self.rows else ()
        others = (*self.beside, *((label, cell.box) for cell, label in cells))
        beside = ((f"{self.question.text} {label}", box) for label, box in others)
        return ((self.question.text, self.box), *beside)


@dataclass(frozen=True)
class RecordBoxes:
    """All that may be written in one section."""

    agreed: Box
    why: Box
    check: Box
    check_by: Box
    action: Box
    action_by: Box
    action_when: Box
    views: tuple[ViewBoxes, ...]
    said: tuple[SaidBox, ...]
    panel: tuple[PanelBox, ...]

    @property
    def labelled(self) -> tuple[tuple[str, Box], ...]:
        """The boxes that every section has, by what they are called."""
        return (
            ("Agreed grade", self.agreed),
            ("Why", self.why),
            ("To check afterwards", self.check),
            ("Checked by whom", self.check_by),
            ("Action", self.action),
            ("Action by whom", self.action_by),
            ("Action by when", self.action_when),
        )

    @property
    def named(self) -> tuple[tuple[str, Box], ...]:
        """All boxes by what they are called."""
        views = [
            (f"{view.name}, a different view: its {what}", box)
            for view in self.views
            for what, box in zip(("grade", "reason"), view.boxes, strict=True)
        ]
        said = [(f"{one.name}, said in the discussion", one.box) for one in self.said]
        panel = [named for one in self.panel for named in one.named]
        return (*self.labelled, *views, *said, *panel)

    def rows(self, word_of: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
        """What stands there, for those who only read it; ``word_of`` gives a grade in words."""
        found = [row for one in self.panel if one.is_shown for row in _panel_rows(one)]
        found += [(label, word_of(box.value)) for label, box in self.labelled]
        for view in self.views:
            words = (word_of(view.grade.value), view.reason.value)
            found.append((f"{view.name}: a different view", ": ".join(w for w in words if w)))
        return tuple((label, value) for label, value in found if value)

    @property
    def clashing(self) -> tuple[Box, ...]:
        """The places in which two people wrote at once."""
        return tuple(box for _, box in self.named if box.waiting)


def _panel_rows(one: PanelBox) -> tuple[tuple[str, str], ...]:
    answered = (one.question.text, label_of(one.question, one.box.value))
    cells = one.rows.named if one.rows else ()
    rows = rows_in_words(one.question, {cell.box.place: cell.box.value for cell, _ in cells})
    return (answered, *rows, *((label, box.value) for label, box in one.beside))


def _panel_boxes(held: DiscussionRead, section: Section, boxes: Boxes) -> Iterator[PanelBox]:
    """The questions that are shown, and those that an answer on the same page may open."""
    tool, case = held.audit.tool, held.case.case.characteristics
    shown = panel_asked(tool, section, held.values, case)
    asked = [question for question in section.questions if question.asked is AskedOf.PANEL]
    on_page = {question.key for question in asked}
    for question in asked:
        when = tool.shown_while(question, held.values, Situation(case=case), on_page)
        if when is not False:
            needed = say_panel_needs(question, ToolNames(tool))
            yield _panel_box(question, needed, question in shown, as_json(when), boxes)


def _panel_box(
    question: Question, needed: str, is_shown: bool, when: str, boxes: Boxes
) -> PanelBox:
    why = places.reason_place(question.key)
    return PanelBox(
        question,
        needed,
        is_shown,
        when,
        boxes.box(question.key, is_text=question.type.is_text_box),
        boxes.box(why, is_text=True) if question.has_reason else None,
        tuple(
            (choice, boxes.box(places.says_place(question.key, choice.key), is_text=True))
            for choice in question.with_words
        ),
        rows_of(question, boxes),
    )


def record_of(held: DiscussionRead, section: Section, boxes: Boxes) -> RecordBoxes:
    """Where the record of a section is written, with what stands there."""

    def text(part: str) -> Box:
        return boxes.box(f"{section.key}/{part}", is_text=True)

    return RecordBoxes(
        boxes.box(places.agreed_place(section.key)),
        text("why"),
        text("check"),
        text("check-by"),
        text("action"),
        text("action-by"),
        text("action-when"),
        tuple(
            ViewBoxes(
                key,
                agency.name,
                boxes.box(places.view_place(section.key, key, "grade")),
                boxes.box(places.view_place(section.key, key, "reason"), is_text=True),
            )
            for key, agency in held.agencies.items()
        ),
        tuple(
            SaidBox(
                one.agency,
                held.agencies[one.agency].name,
                one.status.speaks_in_discussion,
                boxes.box(places.said_place(section.key, one.agency), is_text=True),
            )
            for one in sorted(held.returns, key=lambda one: held.agencies[one.agency].name)
        ),
        tuple(_panel_boxes(held, section, boxes)),
    )
