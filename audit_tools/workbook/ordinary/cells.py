"""The sheets of an ordinary form as rows of cells that know whether anybody read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from audit_tools.csv_files import Row
from audit_tools.left_out import LeftOut, shortened
from audit_tools.workbook.ordinary.reasons import OF_QUESTIONS, why_not

_ALSO_CALLED = {
    "list name": "list_name",
    "value": "name",
    "caption": "label",
    "relevance": "relevant",
    "readonly": "read_only",
    "constraint message": "constraint_message",
    "id_string": "form_id",
    "title": "form_title",
    "repeat count": "repeat_count",
    "calculate": "calculation",
    "media::image": "image",
    "media::audio": "audio",
    "media::video": "video",
}
"""Headings that are read as another. Source: pyxform's documentation of older names."""

_MEDIA = ("image", "big-image", "audio", "video")
_IN_LANGUAGES = (
    "label", "hint", "guidance_hint", "constraint_message", "required_message", *_MEDIA
)  # fmt: skip
_IN_A_LANGUAGE = re.compile(r"(?:media\s*::?\s*)?([\w -]+?)\s*::?\s*(\S.*)", re.IGNORECASE)


_FLAGS = ("required", "read_only", "disabled", "autoplay")
_NO = ("", "no", "false", "false()", "0")


def is_yes(cell: str) -> bool:
    """Whether a cell says anything but a plain no."""
    return cell.casefold() not in _NO


@dataclass(frozen=True)
class Column:
    """What a column is for, in which language (empty for none), and how it is headed."""

    name: str
    language: str
    heading: str

    @classmethod
    def headed(cls, heading: str) -> Column:
        plain = " ".join(heading.split())
        folded = plain.casefold()
        if folded in _ALSO_CALLED:
            return cls(_ALSO_CALLED[folded], "", plain)
        found = _IN_A_LANGUAGE.fullmatch(plain)
        if found and found[1].casefold() in _IN_LANGUAGES:
            return cls(found[1].casefold(), found[2], plain)
        return cls(folded, "", plain)


@dataclass
class FormRow:
    """A row with its cells; what is asked for counts as read."""

    sheet: str
    number: int
    language: str
    cells: dict[Column, str] = field(repr=False)
    _read: set[Column] = field(default_factory=set)

    def get(self, name: str) -> str:
        """What is said, in the language that is carried; empty for nothing."""
        self._read.update(self._best(name))
        return self.peek(name)

    def peek(self, name: str) -> str:
        """The same, without it counting as read."""
        return next((self.cells[column] for column in self._best(name)), "")

    def _best(self, name: str) -> list[Column]:
        """Columns of this name, the language that is carried before one without a language."""
        fitting = [c for c in self.cells if c.name == name and c.language in (self.language, "")]
        return sorted(fitting, key=lambda column: column.language != self.language)[:1]

    def place(self, name: str = "") -> str:
        """Where the row, or a cell of it, is."""
        heading = next((c.heading for c in self._best(name)), name)
        place = f"{self.sheet}, row {self.number}"
        return f"{place}, column {heading}" if name else place

    def leave(self, name: str, why: str) -> LeftOut:
        """One cell that is not carried, for a reason of its own."""
        heading = next((c.heading for c in self._best(name)), name)
        return LeftOut(self.sheet, self.number, heading, why, shortened(self.get(name)))

    def leave_all(self, why: str) -> LeftOut:
        """The whole row."""
        self._read |= set(self.cells)
        type_, name = (self.get(one) for one in ("type", "name"))
        said = self.get("label") or self.get("calculation")
        text = shortened(f"{type_} {name}: {said}" if said else f"{type_} {name}".strip())
        return LeftOut(self.sheet, self.number, "", why, text, is_question=why in OF_QUESTIONS)

    def unread(self) -> Iterator[LeftOut]:
        """What nobody asked for, but a plain no."""
        for column in self.cells:
            if column in self._read or (column.name in _FLAGS and not is_yes(self.cells[column])):
                continue
            why = why_not(self.sheet, column.name, column.language, self.language)
            text = shortened(self.cells[column])
            yield LeftOut(self.sheet, self.number, column.heading, why, text)


def columns_of_sheet(rows: tuple[Row, ...]) -> list[Column]:
    """The columns of a sheet, by the row of its headings."""
    return [Column.headed(heading) for heading in rows[0].cells] if rows else []


def form_rows(sheet: str, rows: tuple[Row, ...], language: str) -> list[FormRow]:
    """The rows under the headings. What stands under no heading is a column without a name."""
    columns = columns_of_sheet(rows)
    found = []
    for row in rows[1:]:
        beyond = [Column("", "", f"number {n + 1}") for n in range(len(columns), len(row.cells))]
        named = [
            column if column.heading else Column("", "", f"number {number}")
            for number, column in enumerate([*columns, *beyond], 1)
        ]
        pairs = zip(named, row.cells, strict=False)
        found.append(FormRow(sheet, row.number, language, {c: t for c, t in pairs if t}))
    return found


def language_of(columns: Iterable[Column], default: str) -> str:
    """The language that is carried: the form's own, else English, else none or the first."""
    found = list(dict.fromkeys(c.language for c in columns if c.name == "label"))
    return min(found, key=lambda one: _how_far(one.casefold(), default.casefold()), default="")


def _how_far(language: str, default: str) -> int:
    if default and language.startswith(default):
        return 0
    if language.startswith("english") or "(en" in language:
        return 1
    return 3 if language else 2
