"""Who came, out of the rows that a learning system gives."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audit_tools.learning.attendance import COUNTED, LABELS, Attendance, Counts
from audit_tools.learning.columns import Cells, Column, Reading, Table, Texts, read_each

_NAMES = {
    "places": ("capacity", "number of places", "seats", "maximum"),
    "booked": ("bookings", "registered", "registrations", "enrolled"),
    "attended": ("attendees", "attendance", "completed", "present", "came"),
    "cancelled": ("cancellations", "withdrawn", "withdrew"),
    "no_show": ("no show", "no shows", "no-show", "no-shows", "did not attend", "dna", "absent"),
    "unscheduled": ("walk-in", "walk-ins", "walk in", "unbooked"),
}
COLUMNS = (
    Column("offer", "Learning offer", ("course", "course title", "course name", "title", "event",
                                       "event title", "name"), True),
    Column("on", "Day", ("date", "session", "session date", "start date", "held on")),
    Column("agency", "Agency", ("organisation", "employer", "service", "partner")),
    *(Column(name, label, _NAMES[name]) for name, label in LABELS.items()),
)  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """A row of a file: to which offer which counts belong."""

    offer: str
    attendance: Attendance


def read_attendance(
    table: Table,
    chosen: Sequence[str],
    offers: Texts,
    agencies: Texts,
    *,
    apart: bool = False,
) -> Reading[Counted]:
    """The counts of a file. ``offers`` are titles by key, ``agencies`` names by key; ``apart``
    says that those who came without a booking are not counted among those who attended."""
    titles = defaultdict[str, list[str]](list)
    for key, title in offers.items():
        titles[title.casefold()].append(key)
    seen = set[tuple[str, date | None, str]]()

    def read(cells: Cells) -> Counted:
        counted = _counted(cells, titles, agencies, apart)
        key = (counted.offer, counted.attendance.on, counted.attendance.agency)
        if key in seen:
            cells.blame("offer", "A row above has the same offer, day and agency. Take one out.")
        seen.add(key)
        return counted

    return read_each(table, chosen, COLUMNS, read)


def _counted(
    cells: Cells, titles: Mapping[str, list[str]], agencies: Texts, apart: bool
) -> Counted:
    offers = titles.get(cells.text("offer").casefold(), [])
    if len(offers) != 1:
        several = "Several offers are called this. Rename all but one."
        none = "No learning offer is called this. Add it first, or correct the title."
        cells.blame("offer", several if offers else none)
    agency = cells.several("agency", agencies)
    if len(agency) > 1:
        cells.blame("agency", "Give each agency a row of its own.")
    day, counts = cells.day("on"), _counts(cells, apart)
    cells.check()
    return Counted(offers[0], Attendance(counts, day, agency[0] if agency else ""))


def _counts(cells: Cells, apart: bool) -> Counts:
    counts = Counts(*(cells.number(name) for name in COUNTED))
    cells.check()
    if counts == Counts():
        cells.blame("attended", "This row has no count. Take it out, or add one.")
    if apart and counts.attended is not None:
        counts = replace(counts, attended=counts.attended + (counts.unscheduled or 0))
    for problem in counts.wrong():
        cells.blame(problem.place, problem.message)
    return counts
