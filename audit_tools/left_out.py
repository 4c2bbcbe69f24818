"""What of a file could not be carried into an audit tool: said by its place, never dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from audit_tools.numbers import joined

LONGEST = 300
"""Letters of a cell that are shown; the file itself has the rest."""


@dataclass(frozen=True)
class LeftOut:
    """A cell, a row or a sheet that says what a tool cannot, and ``why`` in a sentence.

    ``row`` is 0 where it is no single row, ``column`` empty where it is no single column; ``text``
    is what stands there, ``is_question`` whether it is a whole question.
    """

    sheet: str
    row: int
    column: str
    why: str
    text: str = ""
    is_question: bool = False

    def to_data(self) -> dict[str, Any]:
        """As plain data; ``from_data`` gives the same again."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "why": self.why,
            "text": self.text,
            "is_question": self.is_question,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> LeftOut:
        """What ``to_data`` gave; of drafts that are older nothing says what was a question."""
        places = (data["sheet"], data["row"], data["column"])
        return cls(*places, data["why"], data["text"], data.get("is_question", False))


@dataclass(frozen=True)
class LeftOutForOneReason:
    """What of one column, or of one sheet, is left out for the same reason."""

    why: str
    cells: tuple[LeftOut, ...] = field(repr=False)

    @property
    def place(self) -> str:
        """Where all of it is: ``survey, rows 3 and 5 to 9, column constraint``."""
        first = self.cells[0]
        column = f"column {first.column}" if first.column else ""
        return ", ".join(part for part in (first.sheet, _rows(self.cells), column) if part)

    @property
    def is_question(self) -> bool:
        """Whether whole questions are left out, not only something said of them."""
        return any(cell.is_question for cell in self.cells)

    @property
    def texts(self) -> tuple[LeftOut, ...]:
        """The cells of which it is worth while to see what stands there."""
        return tuple(cell for cell in self.cells if cell.text)


def by_reason(left_out: Iterable[LeftOut]) -> tuple[LeftOutForOneReason, ...]:
    """What belongs together, in the order in which it was found."""
    together = dict[tuple[str, str, str], list[LeftOut]]()
    for one in left_out:
        together.setdefault((one.sheet, one.column, one.why), []).append(one)
    return tuple(LeftOutForOneReason(why, tuple(cells)) for (*_, why), cells in together.items())


def shortened(text: str) -> str:
    """As much of a cell as is shown."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _rows(cells: tuple[LeftOut, ...]) -> str:
    numbers = sorted({cell.row for cell in cells if cell.row})
    if not numbers:
        return ""
    starts = [numbers[0], *(b for a, b in pairwise(numbers) if b != a + 1)]
    ends = [*(a for a, b in pairwise(numbers) if b != a + 1), numbers[-1]]
    runs = (str(a) if a == b else f"{a} to {b}" for a, b in zip(starts, ends, strict=True))
    return f"row{'s' if numbers[1:] else ''} {joined(runs)}"
