"""An ordinary form as a tool's document, with what of it could not be carried."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from audit_tools.agency_kinds import AgencyKind
from audit_tools.errors import Problem
from audit_tools.left_out import LeftOut
from audit_tools.parts import USUAL_ROWS
from audit_tools.questions import AnswerType, AskedOf, Needed
from audit_tools.workbook import layout
from audit_tools.workbook.ordinary import reasons
from audit_tools.workbook.ordinary.alone import standing_alone
from audit_tools.workbook.ordinary.answers import Answers, Choices
from audit_tools.workbook.ordinary.cells import FormRow, is_yes
from audit_tools.workbook.ordinary.matrices import Matrix, required_by, rows_of_matrix
from audit_tools.workbook.ordinary.names import Named, Names
from audit_tools.workbook.ordinary.repeats import LONGEST_NAME, can_be_rows, rows_said
from audit_tools.workbook.ordinary.tree import Item
from audit_tools.workbook.ordinary.types import Becomes, Form
from audit_tools.workbook.ordinary.words import key_of, plain_text, without_references
from audit_tools.workbook.relevant import ConditionData, carried_of

NAMELESS = "Give the question a name and a label."
_CHOSEN = (AnswerType.SINGLE, AnswerType.SCALE)
_ALWAYS = ("yes", "true", "true()", "1")


@dataclass
class Frame:
    """A group while it is gone through; ``intro`` is what stands above its first question."""

    title: str
    name: str
    row: FormRow | None = None
    conditions: list[ConditionData] = field(default_factory=list)
    sections: int = 0
    intro: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)


class Building:
    """Takes the groups of a form one by one and builds the sections of a tool."""

    def __init__(self, title: str, answers: Answers) -> None:
        self.sections = list[dict[str, Any]]()
        self.left_out = list[LeftOut]()
        self.problems = list[Problem]()
        self.rows = dict[str, FormRow]()
        self.about = list[str]()
        self._title, self._answers = title, answers
        self._names = Names()
        self._here: Frame | None = None
        self._conditions = dict[str, list[ConditionData]]()

    def build(self, items: Iterable[Item]) -> None:
        """Take all of a form, and settle who is asked it."""
        self._take_all(items, Frame(self._title, "form"))
        self._settle_who_is_asked()

    def _take_all(self, items: Iterable[Item], frame: Frame) -> None:
        for item in items:
            if is_yes(item.row.peek("disabled")):
                self._leave_group(item, reasons.TURNED_OFF)
            elif can_be_rows(item) and not rows_of_matrix(item):
                self._repeat(item, frame)
            elif item.form.becomes is Becomes.BEGIN:
                self._group(item, frame)
            elif item.form.becomes is Becomes.NOTE:
                self._note(item.row, frame)
            elif item.form.becomes is Becomes.NOTHING:
                self.left_out.append(item.row.leave_all(item.form.why))
            else:
                self._question(item, frame)
        for row, text in self._waiting(frame):
            self.left_out.append(LeftOut(layout.SURVEY, row, "", reasons.NOTE, text))

    def _waiting(self, frame: Frame) -> list[tuple[int, str]]:
        """Texts under which no question came."""
        left = [*frame.above, *(frame.intro if not frame.sections else ())]
        frame.above, frame.intro = [], []
        row = frame.row.number if frame.row else 0
        return [(row, text) for text in left]

    def _leave_group(self, item: Item, why: str) -> None:
        self.left_out.append(item.row.leave_all(why))
        for one in item.within:
            self._leave_group(one, why)

    def _leave_places(self, ranked: Item) -> None:
        """The places of answers that are put in an order."""
        for one in ranked.within:
            self._leave_group(one, one.form.why or ranked.form.why)

    # --- Groups and texts ---------------------------------------------------------------------

    def _group(self, item: Item, frame: Frame) -> None:
        row = item.row
        if item.form.why:
            self.left_out.append(row.leave("type", item.form.why))
        name = row.get("name")
        title = self._text(row, "label")
        conditions = self._said(row)
        if rows := rows_of_matrix(item):
            header = rows[0].row.peek("appearance") == "label" and not row.peek("label")
            row.get("appearance")
            matrix = Matrix(title or name, conditions, row if item.form.scored else None)
            if header:
                matrix = Matrix(self._text(rows[0].row, "label"), conditions)
            self._matrix(rows, frame, matrix)
            return
        outer = f"{frame.title}: " if frame.row else ""
        inner = Frame(
            f"{outer}{title or _spoken(name) or 'Questions'}",
            name or "group",
            row,
            [*frame.conditions, *conditions],
        )
        before = len(self.sections)
        self._take_all(item.within, inner)
        if len(self.sections) == before:
            self.left_out.append(row.leave_all(reasons.NO_QUESTION))

    def _matrix(self, items: list[Item], frame: Frame, matrix: Matrix) -> None:
        for item in items:
            item.row.get("appearance")
            if item.row.peek("appearance") == "label":
                self._leave_header(item.row, matrix)
            else:
                self._question(item, frame, matrix)

    def _leave_header(self, row: FormRow, matrix: Matrix) -> None:
        """The head of a table of the older kind only shows the answers, unless it says more."""
        said = self._text(row, "label")
        row.get("name")
        row.get("required")
        if said and said != matrix.title:
            self.left_out.append(row.leave_all(reasons.NOTE))

    def _note(self, row: FormRow, frame: Frame) -> None:
        text = self._text(row, "label")
        hint = self._text(row, "hint")
        row.get("name")
        if row.peek("relevant"):
            self.left_out.append(row.leave_all(reasons.NOTE_WHEN))
            return
        said = [one for one in (text, hint) if one]
        if not self.sections and not frame.row:
            self.about += said
        elif not frame.sections and not frame.above:
            frame.intro += said
        else:
            frame.above += said

    def _section(self, frame: Frame) -> dict[str, Any]:
        """The section that a question of a group stands in; one that goes on is a new one."""
        if self._here is frame:
            return self.sections[-1]
        frame.sections += 1
        key = key_of(frame.name, {one["key"] for one in self.sections})
        title = frame.title if frame.sections == 1 else f"{frame.title}, continued"
        if not frame.row and self.sections:
            title = "Other questions" if frame.sections == 1 else "Other questions, continued"
        section = {"key": key, "title": title, "graded": False, "questions": []}
        if frame.intro:
            section["why"] = "\n".join(frame.intro)
            frame.intro = []
        if frame.row:
            self.rows[key] = frame.row
        self._conditions[key] = list(frame.conditions)
        self.sections.append(section)
        self._here = frame
        return section

    # --- Questions ----------------------------------------------------------------------------

    def _question(self, item: Item, frame: Frame, matrix: Matrix | None = None) -> None:
        row, form = item.row, item.form
        section = self._section(frame)
        name = row.get("name")
        label = self._text(row, "label") or _spoken(name)
        if not (name or label):
            self.problems.append(Problem(row.place(), NAMELESS))
            return
        if form.why:
            self.left_out.append(row.leave("type", form.why))
        key = key_of(name or label, self.rows, f"{section['key']}.")
        self.rows[key] = row
        type_, choices, answers = self._answered(row, form)
        question: dict[str, Any] = {"key": key, "text": label, "class": "descriptive"}
        question["type"] = type_.value
        if choices and not form.ranked:
            question["choices"] = choices
        if type_ is AnswerType.MULTIPLE and (
            alone := standing_alone(row.peek("constraint"), answers)
        ):
            row.get("constraint")
            question["alone"] = alone
        guidance = [*frame.above, self._text(row, "hint"), self._text(row, "guidance_hint")]
        guidance += [one["label"] for one in choices] if form.ranked else []
        frame.above = []
        if said := "\n".join(one for one in guidance if one):
            question["guidance"] = said
        question |= self._needed(required_by(row, matrix), type_)
        conditions = [*(matrix.conditions if matrix else ()), *self._said(row)]
        if conditions:
            question["show_when"] = conditions
        if matrix:
            over = matrix.title.rstrip(" :")
            question |= {"text": f"{over}: {label}", "matrix": matrix.title, "row": label}
        section["questions"].append(question)
        self._names.known[name] = Named(key, type_, answers)
        self._leave_places(item)

    def _answered(self, row: FormRow, form: Form) -> tuple[AnswerType, Choices, dict[str, str]]:
        """How a question is answered, its choices, and their keys by their names in the form."""
        type_, choices, answers = self._answers.of(row, form)
        if form.type is AnswerType.TEXT and row.peek("appearance") == layout.MULTILINE:
            row.get("appearance")
            type_ = AnswerType.LONG_TEXT
        return type_, choices, answers

    # --- What repeats -------------------------------------------------------------------------

    def _repeat(self, item: Item, frame: Frame) -> None:
        """A group that repeats is a question that is answered in rows; outside of all groups it has
        a section of its own."""
        row = item.row
        name, title = row.get("name"), self._text(row, "label")
        spoken = title or _spoken(name) or "Questions"
        within = frame if frame.row else Frame(spoken, name or "group", row)
        section = self._section(within)
        key = key_of(name or title, self.rows, f"{section['key']}.")
        self.rows[key] = row
        guidance = [*frame.above, self._text(row, "hint")]
        frame.above = []
        question: dict[str, Any] = {
            "key": key,
            "text": spoken,
            "type": AnswerType.GROUP.value,
            "class": "descriptive",
            "called": _spoken(name)[:LONGEST_NAME].strip() or "Row",
        }
        if (most := rows_said(row.peek("repeat_count"))) is not None:
            row.get("repeat_count")
            question |= {"most": most} if most != USUAL_ROWS else {}
        parts, hints = self._parts(item)
        if said := "\n".join(one for one in (*guidance, *hints) if one):
            question["guidance"] = said
        if conditions := self._said(row):
            question["show_when"] = conditions
        section["questions"].append(question | {"parts": parts})

    def _parts(self, item: Item) -> tuple[list[dict[str, Any]], list[str]]:
        """The parts of the rows of a group, and what is said under its questions."""
        parts, hints, keys = list[dict[str, Any]](), list[str](), set[str]()
        for one in item.within:
            if is_yes(one.row.peek("disabled")):
                self.left_out.append(one.row.leave_all(reasons.TURNED_OFF))
            elif one.form.becomes is not Becomes.QUESTION:
                self.left_out.append(one.row.leave_all(one.form.why or reasons.NOTE))
            else:
                part = self._part(one, keys)
                keys.add(part["key"])
                parts.append(part)
                said = (self._text(one.row, name) for name in ("hint", "guidance_hint"))
                hints += [f"{part['label']}: {text}" for text in said if text]
        return parts, hints

    def _part(self, item: Item, keys: Collection[str]) -> dict[str, Any]:
        row, form = item.row, item.form
        name = row.get("name")
        label = self._text(row, "label") or _spoken(name)
        if not label:
            self.problems.append(Problem(row.place(), NAMELESS))
        if form.why:
            self.left_out.append(row.leave("type", form.why))
        type_, choices, _ = self._answered(row, form)
        part: dict[str, Any] = {
            "key": key_of(name or label, keys),
            "label": label,
            "type": type_.value,
        }
        if self._is_needed(row):
            part["required"] = True
        if row.peek("relevant"):
            self.left_out.append(row.leave("relevant", reasons.PART_WHEN))
        return part | ({"choices": choices} if choices else {})

    def _is_needed(self, row: FormRow) -> bool:
        cell = row.get("required")
        needed = cell.casefold() in _ALWAYS
        if is_yes(cell) and not needed:
            self.left_out.append(row.leave("required", reasons.REQUIRED_WHEN))
        return needed

    def _needed(self, row: FormRow, type_: AnswerType) -> dict[str, Any]:
        """Whether it has to be answered, where that is not usual for its type."""
        expression = row.peek("required")
        if expression.casefold() not in _ALWAYS and is_yes(expression):
            conditions, lost = carried_of(row.get("required"), self._names)
            if not lost:
                return {"required_when": conditions}
            self.left_out += [
                row.leave("required", reasons.REQUIRED_PARTLY.format(why)) for why in lost
            ]
            return {"answer": Needed.OPTIONAL.value} if type_ in _CHOSEN else {}
        needed = self._is_needed(row)
        if needed == (type_ in _CHOSEN):
            return {}
        return {"answer": (Needed.REQUIRED if needed else Needed.OPTIONAL).value}

    def _said(self, row: FormRow) -> list[ConditionData]:
        """What of the condition of a row can be carried."""
        expression = row.get("relevant")
        if not expression or expression.replace(" ", "") == "true()":
            return []
        conditions, lost = carried_of(expression, self._names)
        self.left_out += [row.leave("relevant", reasons.CONDITION.format(why)) for why in lost]
        return conditions

    def _text(self, row: FormRow, name: str) -> str:
        written = row.get(name).strip()
        plain = plain_text(written)
        if plain != written:
            self.left_out.append(row.leave(name, reasons.FORMATTED))
        text = without_references(plain)
        if text != plain:
            self.left_out.append(row.leave(name, reasons.FILLED_IN))
        return text

    # --- Who is asked -------------------------------------------------------------------------

    def _settle_who_is_asked(self) -> None:
        """Every kind of agency, where none would be asked too much; else the discussion.

        What an agency answers leaves out none of the panel's questions, so that the conditions of
        a section are then said of each of its questions.
        """
        count = sum(len(section["questions"]) for section in self.sections)
        to_all = count <= min(kind.question_limit for kind in AgencyKind)
        why = reasons.ASKED_OF_ALL if to_all else reasons.ASKED_OF_PANEL.format(count)
        self.left_out += [LeftOut(layout.SURVEY, 0, "", one) for one in (why, reasons.JUDGED)]
        for name, one in self._names.known.items():
            if name and one.key.partition(".")[2] != name:
                said = reasons.NAMES.format(name, one.key)
                self.left_out.append(LeftOut(layout.SURVEY, 0, "name", said))
                break
        for section in self.sections:
            conditions = self._conditions[section["key"]]
            if to_all and conditions:
                section["show_when"] = conditions
            for question in section["questions"]:
                if to_all:
                    question["kinds"] = [kind.value for kind in AgencyKind]
                else:
                    _put_to_discussion(question, conditions)


def _put_to_discussion(question: dict[str, Any], conditions: list[ConditionData]) -> None:
    """Ask the discussion and nobody else. It may leave empty what it is not said to need, whatever
    its type; so that is said of what an agency would need in any case."""
    question["asked"] = AskedOf.PANEL.value
    if question["type"] in _CHOSEN and "required_when" not in question:
        question.setdefault("answer", Needed.REQUIRED.value)
    if own := [*conditions, *question.get("show_when", ())]:
        question["show_when"] = own


def _spoken(name: str) -> str:
    """A name as words, for what has no label."""
    words = " ".join(name.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]
