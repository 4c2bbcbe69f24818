"""An action plan in the six columns in which partnerships and inspectorates write it.

What stands in a cell is kept as it was written: several agencies in one cell, its line breaks, its
bullets. Nothing is taken apart and put together again, so what is sent out is what was agreed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from typing import Self

from audit_tools.errors import Invalid, Problem

MOST_LETTERS = 20_000
LONGEST_LINE = 200


class PlanTable(StrEnum):
    """The two tables of a plan."""

    IMPROVE = "improve"
    ADDITIONAL = "additional"

    @property
    def label(self) -> str:
        return _TABLE_LABELS[self]


_TABLE_LABELS = {
    PlanTable.IMPROVE: "What needs to improve",
    PlanTable.ADDITIONAL: "Additional findings",
}


class FindingHeading(StrEnum):
    """What the first column of a table is headed with: partnerships use either."""

    RESPONSE = "response"
    INSPECTORS = "inspectors"

    @property
    def label(self) -> str:
        return _HEADING_LABELS[self]


_HEADING_LABELS = {
    FindingHeading.RESPONSE: "Response to findings",
    FindingHeading.INSPECTORS: "Inspectors' findings",
}
Headings = dict[PlanTable, FindingHeading]
USUAL_HEADINGS: Headings = {
    PlanTable.IMPROVE: FindingHeading.RESPONSE,
    PlanTable.ADDITIONAL: FindingHeading.INSPECTORS,
}


@dataclass(frozen=True)
class Cells:
    """One row of a plan: the six columns, in their order."""

    finding: str
    lead_agency: str = ""
    proposed_actions: str = ""
    responsible_agency: str = ""
    proposed_timescale: str = ""
    governance: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The six texts in the order of the columns."""
        return astuple(self)

    @property
    def begins(self) -> str:
        """The beginning of the finding, to know the row by."""
        first = self.finding.partition("\n")[0]
        if len(first) <= 80:
            return first
        return f"{first[:80].rsplit(' ', 1)[0]} …"

    @classmethod
    def tidied(cls, texts: Iterable[str]) -> Self:
        """A row of texts as they were typed or read, in the order of the columns."""
        return cls(*(tidy(text) for text in texts))


COLUMNS = tuple(field.name for field in fields(Cells))
COLUMN_LABELS = {name: name.replace("_", " ").capitalize() for name in COLUMNS}
MEANINGS = {
    "finding": "What inspectors or an audit found, in their words",
    "lead_agency": "Which agency leads on it; there may be several",
    "proposed_actions": "What is to be done",
    "responsible_agency": "Which agency or group does it; there may be several",
    "proposed_timescale": "By when, as it was given",
    "governance": "Which board or group oversees it; there may be several",
}


def columns_of(heading: FindingHeading) -> tuple[str, ...]:
    """The six headings of a table, word for word."""
    return (heading.label, *list(COLUMN_LABELS.values())[1:])


def tidy(text: str) -> str:
    """A text with one kind of line end and nothing empty around it; within, it stays as it is."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def wrong_cells(cells: Cells) -> Iterator[Problem]:
    """What is wrong with a row, placed by its column."""
    for name in ("finding", "proposed_actions"):
        if not getattr(cells, name):
            yield Problem(name, f"{_NOTHING[name]} This cell is empty.")
    for name, text in zip(COLUMNS, cells.texts, strict=True):
        if len(text) > MOST_LETTERS:
            yield Problem(name, f"This is longer than {MOST_LETTERS:,} characters. Shorten it.")


_NOTHING = {
    "finding": "Say what was found.",
    "proposed_actions": "Say what is to be done.",
}


def check_title(title: str) -> str:
    """The title of a plan on one line. Raises ``Invalid`` (its place "title")."""
    return one_line(title, "title", "Enter a title")


def one_line(text: str, place: str, asked: str) -> str:
    """What was typed on one line. Raises ``Invalid`` for nothing, or for what is too long."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST_LINE:
        raise Invalid(f"{asked}, of at most {LONGEST_LINE} characters.", place=place)
    return text
