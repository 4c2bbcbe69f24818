"""A written statement of action: who it comes from and goes to, what was agreed, and its updates.

Each agency agrees a row in the words in which it then stands; if these change, its agreement is to
earlier words and says so. What is sent is kept whole under a number, so that the next one can say
what has changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from audit_tools.action_plans.plan import (
    COLUMN_LABELS,
    COLUMNS,
    Cells,
    PlanTable,
    one_line,
)
from audit_tools.errors import Invalid


@dataclass(frozen=True)
class Statement:
    """The head of a written statement of action; each part is empty until it is known.

    ``due_on`` is the day that was given. It is never worked out: partnerships were given 38 to 70
    working days.
    """

    principal_authority: str = ""
    lead_officer: str = ""
    addressee: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Agreement:
    """An agency agreed a row as its ``cells`` then stood."""

    agency: str
    cells: Cells = field(repr=False)
    on: date
    said_by: str

    def differs_from(self, cells: Cells) -> tuple[str, ...]:
        """The headings of the columns that have changed since."""
        return changed_columns(self.cells, cells)


@dataclass(frozen=True)
class SentRow:
    """One row of an update as it was sent."""

    action: UUID
    number: int
    table: PlanTable
    cells: Cells = field(repr=False)
    status: str


@dataclass(frozen=True)
class Update:
    """The statement as it was sent: number 1 is the statement itself, later ones its updates.

    ``head`` is the head of the statement as it then stood; ``addressee`` to whom it went.
    """

    number: int
    rows: tuple[SentRow, ...]
    head: Statement
    addressee: str
    signed_by: str
    signed_on: date
    sent_on: date
    note: str = ""

    @property
    def name(self) -> str:
        """``Statement of action`` or ``Update 2``."""
        return "Statement of action" if self.number == 1 else f"Update {self.number - 1}"


@dataclass(frozen=True)
class Change:
    """What is different about one row: it is new, it is gone, or in which columns it changed."""

    number: int
    begins: str
    what: str


def check_update(
    *,
    addressee: str,
    signed_by: str,
    signed_on: date | None,
    sent_on: date | None,
    today: date,
) -> tuple[str, str, date, date]:
    """Whether and when a statement was signed off and sent.

    Raises ``Invalid`` (its places the arguments' names) for what is missing, for days to come, and
    for one that was sent before it was signed off.
    """
    addressee = one_line(addressee, "addressee", "Say to whom it was sent")
    signed_by = one_line(signed_by, "signed_by", "Say who signed it off, by their role")
    for place, day in (("signed_on", signed_on), ("sent_on", sent_on)):
        if day is None:
            raise Invalid("Enter the day.", place=place)
        if day > today:
            raise Invalid("This day is still to come.", place=place)
    if signed_on is None or sent_on is None or sent_on < signed_on:
        raise Invalid("It is signed off before it is sent.", place="sent_on")
    return addressee, signed_by, signed_on, sent_on


def changes(earlier: tuple[SentRow, ...], later: tuple[SentRow, ...]) -> tuple[Change, ...]:
    """What is different about ``later``, row by row; rows are known by their action."""
    return tuple(_changes(earlier, later))


def _changes(earlier: tuple[SentRow, ...], later: tuple[SentRow, ...]) -> Iterator[Change]:
    before = {row.action: row for row in earlier}
    for row in later:
        old = before.pop(row.action, None)
        what = "New" if old is None else _difference(old, row)
        if what:
            yield Change(row.number, row.cells.begins, what)
    for row in before.values():
        yield Change(row.number, row.cells.begins, "Taken out")


def _difference(old: SentRow, new: SentRow) -> str:
    parts = [f"{heading} changed" for heading in changed_columns(old.cells, new.cells)]
    if old.table is not new.table:
        parts.append(f"Now in “{new.table.label}”")
    if old.status != new.status:
        parts.append(f"Status: {old.status}, now {new.status.lower()}")
    return "; ".join(parts)


def changed_columns(old: Cells, new: Cells) -> tuple[str, ...]:
    """The headings of the columns in which two rows differ."""
    return tuple(
        COLUMN_LABELS[name] for name in COLUMNS if getattr(old, name) != getattr(new, name)
    )
