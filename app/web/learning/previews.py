"""What the page shows on which somebody says which column is which."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session
from wtforms import HiddenField, TextAreaField

from app.operations import learning_files
from app.operations.learning_files import COLUMNS, Wanted
from app.operations.learning_offers import ties_of
from app.operations.versions import version_of
from app.web.forms import MOST_SHOWN, Form
from app.web.learning.pages import whose, written
from audit_tools.apart import read_apart
from audit_tools.dates import format_date
from audit_tools.errors import Problem
from audit_tools.learning.attendance import LABELS
from audit_tools.learning.columns import FileKind, Reading, read_table
from audit_tools.numbers import plural
from audit_tools.permissions import Person

MOST_ROWS = 50
Cells = tuple[str, ...]


class ColumnsForm(Form):
    """The rows as they were read, carried along, and what each column was chosen as.

    ``seen`` is the version of the choice whose preview was shown: what was not seen is not taken.
    """

    rows = TextAreaField()
    apart = HiddenField()
    seen = HiddenField()

    def wanted(self, kind: FileKind) -> Wanted:
        """The file and the choice as they were sent. Raises ``Invalid``."""
        table = read_apart(read_table, (self.rows.data or "").encode())
        chosen = tuple(
            request.form.get(f"column-{place}", "") for place in range(len(table.headings))
        )
        return Wanted(kind, table, chosen, self.apart.data == "yes")


def version_of_choice(wanted: Wanted) -> str:
    """What the page carries as ``seen``."""
    return version_of([list(wanted.chosen), wanted.apart])


@dataclass(frozen=True)
class ColumnLine:
    """A column of the file: its heading, what stands in it, what it is chosen as."""

    place: int
    heading: str
    examples: tuple[str, ...]
    chosen: str


@dataclass(frozen=True)
class Preview:
    """What would be taken with these columns, and every row that would not, with its reason."""

    columns: tuple[ColumnLine, ...]
    choices: tuple[tuple[str, str], ...]
    headings: Cells
    rows: tuple[tuple[int, Cells], ...]
    taken: str
    left_out: str
    wrong: tuple[Problem, ...]
    more_wrong: int
    known: int
    more_rows: int
    seen: str

    @property
    def takes(self) -> bool:
        return bool(self.rows)


def describe(session: Session, person: Person, wanted: Wanted) -> Preview:
    """The preview of a choice. Raises ``Invalid`` ("columns") for one that cannot be."""
    if wanted.kind is FileKind.OFFERS:
        return _preview(wanted, *_offers(session, person, wanted))
    return _preview(wanted, *_attendance(session, person, wanted))


def nothing_yet(wanted: Wanted) -> Preview:
    """The page of a choice that cannot be: the columns, and no row."""
    return _preview(wanted, (), (), Reading((), ()), "")


def _offers(
    session: Session, person: Person, wanted: Wanted
) -> tuple[Cells, Sequence[Cells], Reading[object], str]:
    ties = ties_of(session, person.partnership)
    reading = learning_files.read_offers_of(session, by=person, wanted=wanted)
    cells = [
        (
            one.value.title,
            one.value.kind.label,
            one.value.provider,
            "; ".join(ties.themes[key] for key in one.value.themes),
            whose(one.value, ties),
            one.value.dates,
        )
        for one in reading.taken
    ]
    headings = ("Title", "What it is", "Provider", "Themes", "Whose", "When")
    return headings, cells, reading, "learning offer"


def _attendance(
    session: Session, person: Person, wanted: Wanted
) -> tuple[Cells, Sequence[Cells], Reading[object], str]:
    ties = ties_of(session, person.partnership)
    offers = learning_files.titles_of(session, person.partnership)
    reading = learning_files.read_attendance_of(session, by=person, wanted=wanted)
    cells = [
        (
            offers[one.value.offer],
            format_date(on) if (on := one.value.attendance.on) else "",
            ties.agencies.get(one.value.attendance.agency, "all"),
            *(written(getattr(one.value.attendance.counts, name)) for name in LABELS),
        )
        for one in reading.taken
    ]
    return ("Offer", "Day", "Agency", *LABELS.values()), cells, reading, "row of counts"


def _preview(
    wanted: Wanted, headings: Cells, cells: Sequence[Cells], reading: Reading[object], noun: str
) -> Preview:
    numbers = (one.number for one in reading.taken)
    many = "rows of counts" if wanted.kind is FileKind.ATTENDANCE else ""
    return Preview(
        tuple(
            ColumnLine(place, heading, wanted.table.examples(place), wanted.chosen[place])
            for place, heading in enumerate(wanted.table.headings)
        ),
        tuple((one.key, one.label) for one in COLUMNS[wanted.kind]),
        headings,
        tuple(zip(numbers, cells, strict=True))[:MOST_ROWS],
        plural(len(reading.taken), noun, many),
        plural(reading.left_out, "row") if reading.wrong else "",
        reading.wrong[:MOST_SHOWN],
        max(0, len(reading.wrong) - MOST_SHOWN),
        reading.known,
        max(0, len(cells) - MOST_ROWS),
        version_of_choice(wanted),
    )
