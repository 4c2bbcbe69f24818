"""The rows of a group, such as brothers and sisters, as the boxes of a page."""

from dataclasses import dataclass

from app.web import saving
from app.web.boxes import Box, Boxes
from audit_tools.tool import AnswerType, Choice, Question

NEW = saving.base_of(None)


@dataclass(frozen=True)
class CellBox:
    """One part of a row, such as an age."""

    label: str
    type: AnswerType
    choices: tuple[Choice, ...]
    needed: bool
    box: Box

    @property
    def words(self) -> dict[str, str]:
        """The labels of what can be chosen, by their keys."""
        return {choice.key: choice.label for choice in self.choices}


@dataclass(frozen=True)
class RowBox:
    """A row by what it is called, ``Sibling 2``, and by its number."""

    name: str
    number: int
    cells: tuple[CellBox, ...]

    @property
    def is_used(self) -> bool:
        return any(cell.box.is_used for cell in self.cells)

    @property
    def is_new(self) -> bool:
        """Whether nobody ever wrote in it."""
        return all(cell.box.base == NEW for cell in self.cells)


@dataclass(frozen=True)
class Rows:
    """The rows that a page shows of a group: those that are filled in, and one more.

    ``emptied`` are those in which something stood once, ``names`` are those of all rows there can
    be. Where it ``can_add`` the page saves and shows one more. The next row that the page's script
    adds has the number ``next`` and begins from ``base``.
    """

    shown: tuple[RowBox, ...]
    emptied: tuple[RowBox, ...]
    names: tuple[str, ...]
    next: int
    can_add: bool
    base: str = NEW

    @property
    def named(self) -> tuple[tuple[CellBox, str], ...]:
        """Whatever is or was written in, by what it is called: ``Sibling 2: Age``."""
        rows = (*self.shown, *self.emptied)
        return tuple((cell, f"{row.name}: {cell.label}") for row in rows for cell in row.cells)


def rows_of(question: Question, boxes: Boxes, *, can_add: bool = True) -> Rows | None:
    """The rows of a group; ``None`` for a question that is answered otherwise.

    The empty row comes after the last that is filled in. Where there is no room for it, it is one
    that was emptied: a row keeps its number, since texts speak of "Sibling 2".
    """
    if not question.parts:
        return None
    rows = [_row(question, number, boxes) for number in range(1, question.most + 1)]
    used = [row.number for row in rows if row.is_used]
    last = max(used, default=0)
    empty = next((r for r in (*rows[last:], *rows) if not r.is_used), None)
    shown = tuple(row for row in rows if row.is_used or row is empty)
    # A row that was emptied keeps its versions, which a row added by the page would not know.
    emptied = tuple(row for row in rows if row not in shown and not row.is_new)
    known = max(row.number for row in (*shown, *emptied))
    has_room = can_add and empty is not None
    return Rows(shown, emptied, tuple(row.name for row in rows), known + 1, has_room)


def _row(question: Question, number: int, boxes: Boxes) -> RowBox:
    cells = (
        CellBox(
            cell.text,
            cell.type,
            cell.choices,
            cell.must_be_answered,
            boxes.box(cell.key, is_text=cell.type.is_text_box, called=question.row_name(number)),
        )
        for cell in question.cells_of(number)
    )
    return RowBox(question.row_name(number), number, tuple(cells))
