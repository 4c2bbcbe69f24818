"""Groups of an ordinary form that repeat: which of them a tool can ask in rows."""

from __future__ import annotations

from audit_tools.parts import MOST_PARTS, MOST_ROWS, PartType
from audit_tools.workbook.ordinary.tree import Item
from audit_tools.workbook.ordinary.types import Becomes

LONGEST_NAME = 40


def can_be_rows(group: Item) -> bool:
    """Whether a group repeats and each of its questions can be a part of a row.

    What is no question at all, such as a picture, is left out of rows as it is elsewhere.
    """
    asked = [one for one in group.within if one.form.becomes is Becomes.QUESTION]
    return (
        group.form.repeats
        and 0 < len(asked) <= MOST_PARTS
        and all(one.form.becomes is not Becomes.BEGIN for one in group.within)
        and all(_can_be_part(one) for one in asked)
    )


def _can_be_part(item: Item) -> bool:
    is_plain = item.form.type.value in list(PartType)
    return is_plain and not item.form.other and not item.form.ranked


def rows_said(cell: str) -> int | None:
    """How many rows a form asks for, where it says so in figures and there can be as many."""
    is_number = cell.isascii() and cell.isdecimal() and len(cell) < 4
    return int(cell) if is_number and 0 < int(cell) <= MOST_ROWS else None
