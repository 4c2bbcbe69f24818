"""What is asked in each row of a group, such as of every brother and sister; what rows are called.

Nobody types what a row is called: people would type names.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from audit_tools.choices import Choice

USUAL_ROWS = 10
MOST_ROWS = 20
MOST_PARTS = 12
"""The widest table of a published tool that was met has ten columns, of each report of harm."""


class PartType(StrEnum):
    """What stands in a part of a row: what people write in the column of a paper form."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    NUMBER = "number"
    DATE = "date"
    SINGLE = "single"


class Numbered(StrEnum):
    """What tells the rows apart: ``Sibling 1``, ``Peer A``."""

    NUMBERS = "numbers"
    LETTERS = "letters"

    def sign(self, row: int) -> str:
        """What the row with this number, from 1 to ``MOST_ROWS``, has beside what it is called."""
        return str(row) if self is Numbered.NUMBERS else ascii_uppercase[row - 1]


@dataclass(frozen=True)
class Part:
    """A part of every row; ``key`` is permanent. A row that has anything in it has to have what is
    ``required``."""

    key: str
    label: str
    type: PartType
    required: bool = False
    choices: tuple[Choice, ...] = ()
