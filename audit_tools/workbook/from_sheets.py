"""The sheets of a workbook as a tool's document, with the cell of everything in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from audit_tools.csv_files import Row
from audit_tools.definition.text import Parsed, Path
from audit_tools.errors import Problem
from audit_tools.questions import AnswerType
from audit_tools.workbook import layout
from audit_tools.workbook.columns import Holds, value_of
from audit_tools.workbook.explained import HELP
from audit_tools.workbook.expressions import CannotSay
from audit_tools.workbook.relevant import conditions_of, relevant_of

_TYPES = {
    form: type_ for type_, form in layout.PLAIN_TYPES.items() if type_ != AnswerType.LONG_TEXT
} | {layout.BEGIN_ROWS: AnswerType.GROUP}

_FIXED = (
    "The answers of an assessment are the same in every tool. For others make a list of its own; "
    "which of “Not applicable”, “Not known” and “No evidence” are offered says “absences”."
)
_UNBALANCED = {
    layout.BEGIN: f"The section above is not ended. Add {layout.END} above this row.",
    layout.END: f"No section has begun here. Take this {layout.END} out.",
    layout.BEGIN_ROWS: f"The group above is not ended. Add {layout.END_ROWS} above this row.",
    layout.END_ROWS: f"No group has begun here. Take this {layout.END_ROWS} out.",
}
_TWO_SAYINGS = "This says something else than “{}” in this row. Empty one of the two."
_CANNOT_SAY = "As a condition of a tool this cannot be read"


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its cells by the headings of their columns; ``place`` is where it is."""

    place: str
    cells: Mapping[str, str] = field(repr=False)
    unread: set[str] = field(repr=False, compare=False)

    def get(self, heading: str) -> str:
        """What a cell says, empty for nothing; whatever is asked for counts as read."""
        self.unread.discard(heading)
        return self.cells.get(heading, "")

    @property
    def is_unread(self) -> bool:
        """Whether nobody asked for any of it but for what it belongs to."""
        return self.unread >= self.cells.keys() - {"list_name"}

    def at(self, heading: str) -> str:
        """Where the cell of a column is."""
        return f"{self.place}, column {heading}"


class Reading:
    """Takes the sheets of a workbook and builds the document that they say."""

    def __init__(self, sheets: Mapping[str, tuple[Row, ...]]) -> None:
        self.problems: list[Problem] = []
        self._places: dict[Path, str] = {("sections",): layout.SURVEY}
        self._rows: dict[Path, int] = {}
        self._sheets = sheets
        for name in sheets.keys() - {*layout.SHEETS, HELP}:
            self._refuse(name, "A tool has no such sheet. Take it out.")
        self._in_section = False
        self._parts: tuple[Path, list[dict[str, Any]]] | None = None
        self._all = list[Line]()
        self._lists = self._read_lists()
        self.document = self._read()
        self._refuse_unread()

    @property
    def parsed(self) -> Parsed:
        """The document for the checks, which name the cells of what they find."""
        return Parsed(self.document, self._rows, places=self._places)

    def _lines(self, sheet: str, headings: list[str]) -> Iterator[Line]:
        rows = self._sheets.get(sheet, ())
        if not rows:
            return
        first, *rest = rows
        for number, heading in enumerate(first.cells):
            place = f"{sheet}, row {first.number}, column {xl_col_to_name(number)}"
            if heading and heading not in headings:
                self._refuse(place, f"“{heading}” is no column of this sheet. Take it out.")
            elif heading and heading in first.cells[:number]:
                self._refuse(place, f"“{heading}” is there twice. Keep one of the two columns.")
        for row in rest:
            place = f"{sheet}, row {row.number}"
            named = [*first.cells, *("" for _ in row.cells)]
            for number, cell in enumerate(row.cells):
                if cell and not named[number]:
                    where = f"{place}, column {xl_col_to_name(number)}"
                    self._refuse(where, "This column has no heading. Give it one.")
            cells = {h: cell for h, cell in zip(named, row.cells, strict=False) if cell}
            self._all.append(Line(place, cells, {h for h in cells if h in headings}))
            yield self._all[-1]

    def _refuse(self, place: str, sentence: str) -> None:
        self.problems.append(Problem(place, sentence))

    def _refuse_unread(self) -> None:
        """What stands in a cell and says nothing of its row is not passed over."""
        for line in self._all:
            if line.get("list_name") and line.is_unread:
                self._refuse(line.place, "No question is answered from this list. Take it out.")
                continue
            for heading in sorted(line.unread):
                self._refuse(line.at(heading), "This column says nothing of this row. Empty it.")

    def _refuse_row(self, line: Line, sentence: str, column: str = "") -> None:
        """Refuse a row for one reason, and none of its cells for another."""
        line.unread.clear()
        self._refuse(line.at(column) if column else line.place, sentence)

    def _part(
        self,
        line: Line,
        columns: Mapping[str, Holds],
        path: Path,
        called: Mapping[str, str],
    ) -> dict[str, Any]:
        """What a row says of a part of the document."""
        self._places[path], self._rows[path] = line.place, len(self._rows)
        found = dict[str, Any]()
        for name, holds in columns.items():
            heading = called.get(name, name)
            self._places[(*path, name)] = line.at(heading)
            if cell := line.get(heading):
                found[name] = value_of(cell, holds)
        return found

    def _read(self) -> dict[str, Any]:
        document: dict[str, Any] = {"format_version": 1}
        for number, line in enumerate(self._lines(layout.SETTINGS, layout.SETTINGS_HEADINGS)):
            if number:
                self._refuse_row(line, "A tool has one row of settings. Take this one out.")
                continue
            document |= self._part(line, layout.FORM, (), layout.OF_FORM)
            counts = {part: line.get(h) for h, part in layout.COUNTS.items() if line.get(h)}
            document |= {"counts": counts} if counts else {}
        scales = [one for one in self._lists if one.startswith(layout.OF_SCALE)]
        for number, name in enumerate(scales):
            document.setdefault("scales", []).append(self._scale(name, ("scales", number)))
        document["sections"] = list[dict[str, Any]]()
        for line in self._lines(layout.SURVEY, layout.SURVEY_HEADINGS):
            self._take(line, document["sections"])
        self._refuse_unended()
        for name, columns in layout.TABLES.items():
            for number, line in enumerate(self._lines(name, list(columns))):
                row = self._part(line, columns, (name, number), {})
                document.setdefault(name, []).append(row)
        return document

    def _refuse_unended(self) -> None:
        if self._parts:
            self._refuse(layout.SURVEY, f"The last group has no {layout.END_ROWS}. Add it.")
        elif self._in_section:
            self._refuse(layout.SURVEY, f"The last section has no {layout.END}. Add it.")

    def _read_lists(self) -> dict[str, list[Line]]:
        """The rows of each list of choices, in their order."""
        lists: dict[str, list[Line]] = {}
        for line in self._lines(layout.CHOICES, layout.CHOICES_HEADINGS):
            if name := line.get("list_name"):
                lists.setdefault(name, []).append(line)
            else:
                self._refuse_row(line, "Say of which list this is an answer.", "list_name")
        self._check_assessment(lists.get(layout.ASSESSMENT, []))
        return lists

    def _check_assessment(self, lines: list[Line]) -> None:
        """The answers of an assessment are written for other programs; no tool changes them."""
        rows = [{h: line.get(h) for h in line.cells} for line in lines]
        if lines and rows != list(layout.ASSESSMENT_ROWS):
            odd = next((line for line, row in zip(lines, rows, strict=True)
                        if row not in layout.ASSESSMENT_ROWS), lines[0])  # fmt: skip
            self._refuse(odd.place, _FIXED)

    def _scale(self, name: str, path: Path) -> dict[str, Any]:
        lines = self._lists[name]
        titled = next((line for line in lines if line.get(layout.SCALE_TITLE)), lines[0])
        self._places |= {
            path: lines[0].place,
            (*path, "title"): titled.at(layout.SCALE_TITLE),
            (*path, "key"): lines[0].at("list_name"),
        }
        grades = [
            self._part(line, layout.GRADE, (*path, "grades", number), layout.OF_CHOICE)
            for number, line in enumerate(lines)
        ]
        title = titled.get(layout.SCALE_TITLE)
        return {
            "key": name.removeprefix(layout.OF_SCALE),
            **({"title": title} if title else {}),
            "grades": grades,
        }

    def _take(self, line: Line, sections: list[dict[str, Any]]) -> None:
        """One row of the survey: a section begins, or ends, or has a question; or a question of
        which the parts follow."""
        kind = line.get("type")
        if self._parts:
            self._take_part(line, kind, *self._parts)
        elif kind == layout.END_ROWS or (
            kind in (layout.BEGIN, layout.END) and self._in_section is (kind == layout.BEGIN)
        ):
            self._refuse_row(line, _UNBALANCED[kind])
        elif kind == layout.BEGIN:
            path: Path = ("sections", len(sections))
            part = self._part(line, layout.SECTION, path, layout.OF_ROW)
            self._add_conditions(line, path, part)
            sections.append({**part, "questions": []})
            self._in_section = True
        elif kind == layout.END:
            self._in_section = False
        elif not sections or not self._in_section:
            sentence = f"Put this question between {layout.BEGIN} and {layout.END}."
            self._refuse_row(line, sentence)
        else:
            questions = sections[-1]["questions"]
            path = ("sections", len(sections) - 1, "questions", len(questions))
            questions.append(self._question(line, path))
            if kind == layout.BEGIN_ROWS:
                questions[-1]["parts"] = list[dict[str, Any]]()
                self._parts = ((*path, "parts"), questions[-1]["parts"])

    def _question(self, line: Line, path: Path) -> dict[str, Any]:
        question = self._part(line, layout.QUESTION, path, layout.OF_ROW)
        self._places[(*path, "type")] = line.at("type")
        question |= self._answers(line, path)
        self._add_conditions(line, path, question)
        variants: dict[str, dict[str, str]] = {}
        for heading, (kind, part) in layout.VARIANTS.items():
            self._places[(*path, "variants", kind, part)] = line.at(heading)
            if text := line.get(heading):
                variants.setdefault(kind, {})[part] = text
        return question | ({"variants": variants} if variants else {})

    def _take_part(self, line: Line, kind: str, of: Path, parts: list[dict[str, Any]]) -> None:
        """One row between the beginning and the end of a group: a part of it."""
        if kind in _UNBALANCED:
            self._parts = None
            if kind != layout.END_ROWS:
                self._refuse_row(line, _UNBALANCED[layout.BEGIN_ROWS])
            return
        path = (*of, len(parts))
        self._places[(*path, "type")] = line.at("type")
        part = self._part(line, layout.PART, path, layout.OF_ROW)
        parts.append(part | self._answers(line, path))

    def _add_conditions(self, line: Line, path: Path, part: dict[str, Any]) -> None:
        """What ``relevant`` and ``required`` say, where it is not said in JSON already."""
        for name, heading in layout.EXPRESSIONS.items():
            expression = line.get(heading)
            if not expression:
                continue
            if name in part:
                if not _is_said(part[name], expression):
                    self._refuse(line.at(heading), _TWO_SAYINGS.format(name))
                continue
            self._places[(*path, name)] = line.at(heading)
            try:
                part[name] = conditions_of(expression)
            except CannotSay as why:
                self._refuse(line.at(heading), f"{_CANNOT_SAY}: {why}.")

    def _answers(self, line: Line, path: Path) -> dict[str, Any]:
        """The type of a question, and the list it is answered from."""
        how, _, name = line.get("type").partition(" ")
        if how in _TYPES and not name:
            if how == "text" and line.cells.get(layout.APPEARANCE) == layout.MULTILINE:
                line.get(layout.APPEARANCE)
                return {"type": AnswerType.LONG_TEXT.value}
            return {"type": _TYPES[how].value}
        if how not in (layout.ONE, layout.SEVERAL) or not name:
            self._refuse(
                line.at("type"),
                f"Use one of: {', '.join(_TYPES)}, or {layout.ONE} or {layout.SEVERAL} and the "
                "name of a list on the sheet “choices”.",
            )
            return {"type": AnswerType.TEXT.value}
        if how == layout.SEVERAL and name.startswith((layout.ASSESSMENT, layout.OF_SCALE)):
            self._refuse(line.at("type"), f"Only one of these is chosen: use {layout.ONE}.")
        if name == layout.ASSESSMENT:
            return {"type": AnswerType.ASSESSMENT.value}
        if name.startswith(layout.OF_SCALE):
            return {"type": AnswerType.SCALE.value, "scale": name.removeprefix(layout.OF_SCALE)}
        if name not in self._lists:
            self._refuse(line.at("type"), f"The sheet “choices” has no list “{name}”.")
        type_ = AnswerType.SINGLE if how == layout.ONE else AnswerType.MULTIPLE
        choices = [
            self._part(one, layout.CHOICE, (*path, "choices", number), layout.OF_CHOICE)
            for number, one in enumerate(self._lists.get(name, ()))
        ]
        return {"type": type_.value, "choices": choices}


def _is_said(conditions: object, expression: str) -> bool:
    """Whether conditions say for other programs what stands there; what is no condition does too,
    since the checks find it."""
    try:
        said = relevant_of(conditions) if isinstance(conditions, list) else expression
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return True
    return said.split() == expression.split()
