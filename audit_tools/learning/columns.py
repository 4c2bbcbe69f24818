"""Which column of somebody's file is which: proposed by their headings, corrected by a person.

Learning systems name their columns as they like. What a heading meant last time is remembered, so
that the same file is read without a question the next time.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import StringIO
from typing import Generic, TypeVar

from audit_tools.csv_files import Row, read_rows, unsafe_cell
from audit_tools.dates import YEARS, read_day
from audit_tools.errors import CHOOSE, Invalid, Problem
from audit_tools.workbook_files import MAX_COLUMNS, is_workbook, read_workbook_rows

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Texts = Mapping[str, str]
LONGEST_NUMBER = 6
_BETWEEN = re.compile(r"\s*;\s*")
NOT_TAKEN = ""
"""What a column is chosen as that nothing is taken of."""


class FileKind(StrEnum):
    """What a file holds."""

    OFFERS = "offers"
    ATTENDANCE = "attendance"


@dataclass(frozen=True)
class Column:
    """Something that can be taken from a file; ``names`` are headings that usually mean it."""

    key: str
    label: str
    names: tuple[str, ...] = ()
    is_needed: bool = False


@dataclass(frozen=True)
class Table:
    """A file as it was read: its headings and the rows under them."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def examples(self, position: int) -> tuple[str, ...]:
        """The first different texts of a column, for whoever says which it is."""
        texts = (row.cells[position] for row in self.rows if position < len(row.cells))
        return tuple(dict.fromkeys(text for text in texts if text))[:3]


def read_table(data: bytes) -> Table:
    """A workbook's first sheet or a CSV file, its headings first.

    Raises ``Invalid`` as the readers of such files do, and for a file without rows.
    """
    rows = read_workbook_rows(data) if is_workbook(data) else read_rows(data)
    headings, listed = rows[0].cells, rows[1:]
    if not listed:
        raise Invalid("The file has headings and nothing under them.")
    if len(headings) > MAX_COLUMNS:
        raise Invalid(f"The file has more than {MAX_COLUMNS} columns. Take out what is not needed.")
    return Table(headings, listed)


def write_table(table: Table) -> str:
    """The table as CSV text that is read as the same table, row numbers included."""
    lines = {1: table.headings} | {row.number: row.cells for row in table.rows}
    sheet = StringIO(newline="")
    csv.writer(sheet).writerows(lines.get(number, ()) for number in range(1, max(lines) + 1))
    return sheet.getvalue()


def tidy_heading(heading: str) -> str:
    """A heading as it is compared and remembered: ``no. of places``."""
    return " ".join(heading.replace("_", " ").split()).casefold().strip(" .:*")


def propose(
    headings: Sequence[str], columns: Sequence[Column], remembered: Texts
) -> tuple[str, ...]:
    """What each heading probably is, by key; what was said of it last time comes first."""
    named = {name: one.key for one in columns for name in (*one.names, one.key, one.label)}
    known = {tidy_heading(name): key for name, key in named.items()}
    keys = {one.key for one in columns} | {NOT_TAKEN}
    found = list[str]()
    for heading in map(tidy_heading, headings):
        key = remembered.get(heading, known.get(heading, NOT_TAKEN))
        found.append(key if key in keys and key not in found else NOT_TAKEN)
    return tuple(found)


def check_chosen(chosen: Sequence[str], columns: Sequence[Column]) -> Iterator[Problem]:
    """What is wrong with what a person chose, before any row is looked at."""
    labels = {one.key: one.label for one in columns}
    for key in dict.fromkeys(key for key in chosen if key):
        if key not in labels:
            yield Problem("columns", CHOOSE)
        elif chosen.count(key) > 1:
            yield Problem("columns", f"{labels[key]} is chosen twice. Keep one.")
    for one in columns:
        if one.is_needed and one.key not in chosen:
            yield Problem("columns", f"Choose which column is {one.label.lower()}.")


def remember(headings: Iterable[str], chosen: Iterable[str], remembered: Texts) -> dict[str, str]:
    """What headings mean from now on, those of other files too."""
    said = zip(map(tidy_heading, headings), chosen, strict=True)
    return {**remembered, **dict(said)}


@dataclass(frozen=True)
class Taken(Generic[T_co]):
    """What one row says, with the number that a spreadsheet shows beside it."""

    number: int
    value: T_co


@dataclass(frozen=True)
class Reading(Generic[T_co]):
    """What would be taken, what is wrong with the other rows, and how many are there already."""

    taken: tuple[Taken[T_co], ...]
    wrong: tuple[Problem, ...]
    known: int = 0

    @property
    def left_out(self) -> int:
        """How many rows are wrong; a row may be wrong in several ways."""
        return len({problem.place.partition(",")[0] for problem in self.wrong})


def read_each(
    table: Table,
    chosen: Sequence[str],
    columns: Sequence[Column],
    read: Callable[["Cells"], T],
) -> Reading[T]:
    """Every row by itself: a wrong one is left out with its reason, and the others are taken.

    ``read`` makes a value of the cells of a row, or raises ``Invalid``, the keys its places.
    """
    labels = {one.key: one.label.lower() for one in columns}
    taken, wrong = list[Taken[T]](), list[Problem]()
    for row in table.rows:
        place = f"row {row.number}"
        if len(row.cells) > len(chosen):
            wrong.append(Problem(place, "It has more cells than there are headings."))
            continue
        cells = zip(chosen, row.cells, strict=False)
        try:
            value = _read_one(read, {key: unsafe_cell(text) for key, text in cells if key})
        except Invalid as error:
            wrong += [
                Problem(f"{place}, {labels.get(one.place, one.place)}", one.message)
                for one in error.problems
            ]
        else:
            taken.append(Taken(row.number, value))
    return Reading(tuple(taken), tuple(wrong))


def _read_one(read: Callable[["Cells"], T], texts: Texts) -> T:
    cells = Cells(texts)
    value = read(cells)
    cells.check()
    return value


class Cells:
    """The texts of one row by the keys of their columns; what cannot be read is noted."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._problems = list[Problem]()

    def text(self, key: str) -> str:
        return self._texts.get(key, "")

    def number(self, key: str) -> int | None:
        """A whole number; ``None`` where the cell is empty."""
        text = self.text(key)
        if text and not (text.isdecimal() and len(text) <= LONGEST_NUMBER):
            self.blame(key, "Write a whole number, or nothing.")
            return None
        return int(text) if text else None

    def day(self, key: str) -> date | None:
        """A day; ``None`` where the cell is empty."""
        text = self.text(key)
        day = read_day(text) if text else None
        if text and day is None:
            self.blame(key, f"Write a day such as 6 June 2025. {YEARS}.")
        return day

    def several(self, key: str, words: Texts) -> tuple[str, ...]:
        """Several in one cell with a semicolon between them, by their words or their keys."""
        known = {label.casefold(): one for one, label in words.items()}
        known |= {one.casefold(): one for one in words}
        named = [part for part in _BETWEEN.split(self.text(key).casefold()) if part]
        if any(part not in known for part in named):
            self.blame(
                key,
                "One of these is not on the list here. Write each as it stands there, with a "
                "semicolon between them.",
            )
        return tuple(dict.fromkeys(known[part] for part in named if part in known))

    def blame(self, key: str, message: str) -> None:
        """Note what is wrong with a cell, and how to mend it."""
        self._problems.append(Problem(key, message))

    def check(self) -> None:
        """Raise ``Invalid`` where something was noted."""
        if self._problems:
            raise Invalid.because_of(self._problems)
