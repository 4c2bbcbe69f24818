"""The sheets of a workbook as a tool's document, with the cell of everything in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from audit_tools.csv_files import Row
from audit_tools.definition.text import Parsed, Path
from audit_tools.errors import Problem
from audit_tools.questions import AnswerType
from audit_tools.workbook import layout
from audit_tools.workbook.columns import Holds, value_of

_TYPES = {
    form: type_ for type_, form in layout.PLAIN_TYPES.items() if type_ != AnswerType.LONG_TEXT
}


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its cells by the headings of their columns; ``place`` is where it is."""

    place: str
    cells: Mapping[str, str] = field(repr=False)

    def get(self, heading: str) -> str:
        """What a cell says, empty for nothing."""
        return self.cells.get(heading, "")

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
        for name in sheets.keys() - {*layout.SHEETS}:
            self._refuse(name, "A tool has no such sheet. Take it out.")
        self._in_section = False
        self._lists = self._read_lists()
        self.document = self._read()

    @property
    def parsed(self) -> Parsed:
        """The document for the checks, which name the cells of what they find."""
        return Parsed(self.document, self._rows, places=self._places)

    def _lines(self, sheet: str, headings: list[str]) -> Iterator[Line]:
        rows = self._sheets.get(sheet, ())
        if not rows:
            return
        first, *rest = rows
        for number, heading in enumerate(first.cells, 1):
            place = f"{sheet}, row {first.number}, column {number}"
            if heading and heading not in headings:
                self._refuse(place, f"“{heading}” is no column of this sheet. Take it out.")
            elif heading and heading in first.cells[: number - 1]:
                self._refuse(place, f"“{heading}” is there twice. Keep one of the two columns.")
        for row in rest:
            place = f"{sheet}, row {row.number}"
            named = [*first.cells, *("" for _ in row.cells)]
            for number, cell in enumerate(row.cells):
                if cell and not named[number]:
                    where = f"{place}, column {number + 1}"
                    self._refuse(where, "This column has no heading. Give it one.")
            yield Line(place, {h: cell for h, cell in zip(named, row.cells, strict=False) if cell})

    def _refuse(self, place: str, sentence: str) -> None:
        self.problems.append(Problem(place, sentence))

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
        for line in self._lines(layout.SETTINGS, layout.SETTINGS_HEADINGS):
            document |= self._part(line, layout.FORM, (), layout.OF_FORM)
            counts = {part: line.get(h) for h, part in layout.COUNTS.items() if line.get(h)}
            document |= {"counts": counts} if counts else {}
        scales = [one for one in self._lists if one.startswith(layout.OF_SCALE)]
        for number, name in enumerate(scales):
            document.setdefault("scales", []).append(self._scale(name, ("scales", number)))
        document["sections"] = list[dict[str, Any]]()
        for line in self._lines(layout.SURVEY, layout.SURVEY_HEADINGS):
            self._take(line, document["sections"])
        for name, columns in layout.TABLES.items():
            for number, line in enumerate(self._lines(name, list(columns))):
                row = self._part(line, columns, (name, number), {})
                document.setdefault(name, []).append(row)
        return document

    def _read_lists(self) -> dict[str, list[Line]]:
        """The rows of each list of choices, in their order."""
        lists: dict[str, list[Line]] = {}
        for line in self._lines(layout.CHOICES, layout.CHOICES_HEADINGS):
            lists.setdefault(line.get("list_name"), []).append(line)
        return lists

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
        """One row of the survey: a section begins, or ends, or has a question."""
        kind = line.get("type")
        if kind == layout.BEGIN:
            path: Path = ("sections", len(sections))
            part = self._part(line, layout.SECTION, path, layout.OF_ROW)
            sections.append({**part, "questions": []})
            self._in_section = True
        elif kind == layout.END:
            self._in_section = False
        elif not sections or not self._in_section:
            self._refuse(line.place, f"Put this question between {layout.BEGIN} and {layout.END}.")
        else:
            questions = sections[-1]["questions"]
            path = ("sections", len(sections) - 1, "questions", len(questions))
            questions.append(self._question(line, path))

    def _question(self, line: Line, path: Path) -> dict[str, Any]:
        question = self._part(line, layout.QUESTION, path, layout.OF_ROW)
        self._places[(*path, "type")] = line.at("type")
        question |= self._answers(line, path)
        variants: dict[str, dict[str, str]] = {}
        for heading, (kind, part) in layout.VARIANTS.items():
            self._places[(*path, "variants", kind, part)] = line.at(heading)
            if text := line.get(heading):
                variants.setdefault(kind, {})[part] = text
        return question | ({"variants": variants} if variants else {})

    def _answers(self, line: Line, path: Path) -> dict[str, Any]:
        """The type of a question, and the list it is answered from."""
        how, _, name = line.get("type").partition(" ")
        if how in _TYPES and not name:
            is_long = line.get(layout.APPEARANCE) == layout.MULTILINE
            type_ = AnswerType.LONG_TEXT if is_long and how == "text" else _TYPES[how]
            return {"type": type_.value}
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
