"""Who came, as counts: places, booked, attended, cancelled, did not come, came without a booking.

The counts are kept as they are, since the same people can be nearly all who had booked and few of
the places. Every rate names what it is out of.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Self

from audit_tools.errors import Problem
from audit_tools.numbers import Share, plural

MOST = 100_000


@dataclass(frozen=True)
class Counts:
    """Whole numbers, ``None`` where nothing is recorded.

    ``attended`` is everybody who came, ``unscheduled`` those of them who had not booked.
    """

    places: int | None = None
    booked: int | None = None
    attended: int | None = None
    cancelled: int | None = None
    no_show: int | None = None
    unscheduled: int | None = None

    def wrong(self) -> Iterator[Problem]:
        """What cannot be, each at the count that is too large."""
        for name, count in zip(COUNTED, astuple(self), strict=True):
            if count is not None and not 0 <= count <= MOST:
                yield Problem(name, f"Write a whole number up to {MOST:,}.")
        if self.attended is not None and (self.unscheduled or 0) > self.attended:
            yield Problem(
                "unscheduled",
                "More came without a booking than came. Say above that they are counted apart, or "
                "correct the number.",
            )
        elif self.booked is not None and self._of_booked > self.booked:
            yield Problem(
                "booked",
                f"{self._of_booked} who had booked came, cancelled or did not come, and "
                f"{self.booked} are booked. Correct one of the numbers.",
            )

    @property
    def _of_booked(self) -> int:
        return (self.came_booked or 0) + (self.cancelled or 0) + (self.no_show or 0)

    @property
    def came_booked(self) -> int | None:
        """How many of those who came had booked."""
        return None if self.attended is None else self.attended - (self.unscheduled or 0)

    @classmethod
    def sum_of(cls, counts: Iterable["Counts"]) -> Self:
        """Each count by itself, of those that have it."""
        columns = zip(*map(astuple, counts), strict=True)
        return cls(*(_sum(column) for column in columns))


COUNTED = tuple(field.name for field in fields(Counts))
LABELS = {
    "places": "Places",
    "booked": "Booked",
    "attended": "Attended",
    "cancelled": "Cancelled",
    "no_show": "Did not come",
    "unscheduled": "Came without a booking",
}


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


@dataclass(frozen=True)
class Attendance:
    """The counts of one session, or of the whole offer, for one agency or (no key) for all."""

    counts: Counts
    on: date | None = None
    agency: str = ""


def sessions(records: Iterable[Attendance]) -> tuple[Counts, ...]:
    """The counts of each session. One that is given for the whole session is not added to those of
    its agencies."""
    by_day = defaultdict[date | None, list[Attendance]](list)
    for record in records:
        by_day[record.on].append(record)
    return tuple(_session(of_day) for of_day in by_day.values())


def _session(records: Sequence[Attendance]) -> Counts:
    whole = Counts.sum_of(r.counts for r in records if not r.agency)
    parts = Counts.sum_of(r.counts for r in records if r.agency)
    pairs = zip(astuple(whole), astuple(parts), strict=True)
    return Counts(*(part if count is None else count for count, part in pairs))


def total(records: Iterable[Attendance]) -> Counts:
    """All sessions together."""
    return Counts.sum_of(sessions(records))


def of_agency(records: Iterable[Attendance], agency: str) -> tuple[Attendance, ...]:
    """What is recorded for one agency."""
    return tuple(record for record in records if record.agency == agency)


Count = Callable[[Counts], int | None]


def share(found: Iterable[Counts], count: Count, of: Count) -> tuple[Share, int]:
    """``count`` out of ``of``, of the sessions that have both, and how many sessions have not."""
    pairs = [(count(one), of(one)) for one in found]
    both = [(k, n) for k, n in pairs if k is not None and n is not None]
    return Share(sum(k for k, _ in both), sum(n for _, n in both)), len(pairs) - len(both)


_RATES: tuple[tuple[Count, Count, str], ...] = (
    (lambda c: c.booked, lambda c: c.places, "{k} of {places} {were} booked"),
    (lambda c: c.came_booked, lambda c: c.booked, "{k} of {n} who had booked came"),
    (lambda c: c.cancelled, lambda c: c.booked, "{k} of {n} who had booked cancelled"),
    (lambda c: c.no_show, lambda c: c.booked, "{k} of {n} who had booked did not come"),
    (lambda c: c.unscheduled, lambda c: c.attended, "{k} of {n} who came had not booked"),
    (lambda c: c.attended, lambda c: c.places, "{k} came to {places}"),
)


def rates(records: Iterable[Attendance]) -> tuple[str, ...]:
    """Every rate with what it is out of: ``31 of 40 places were booked``.

    A session in which one of the two is not recorded is left out of the rate, and it says so.
    """
    found = sessions(records)
    return tuple(filter(None, (_rate(found, *rate) for rate in _RATES)))


def _rate(found: Sequence[Counts], count: Count, of: Count, words: str) -> str:
    k_of_n, without = share(found, count, of)
    if not k_of_n.of:
        return ""
    said = words.format(
        k=k_of_n.count,
        n=k_of_n.of,
        places=plural(k_of_n.of, "place"),
        were="was" if k_of_n.count == 1 else "were",
    )
    left = f" ({plural(without, 'session')} without these counts left out)" if without else ""
    return f"{said}{left}."
