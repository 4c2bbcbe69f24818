"""What a proposed timescale says: the days that can be read from it, line by line.

The words stay as they are given. "Quarter 3 October 2024" can only be the third quarter of the
financial year, since October lies in it, and "Quarter 4 January 2025" is the one that ends in March
2025; "Quarter 1 2025" can be April to June 2025 or January to
March 2025, and somebody is asked. "Ongoing" has no end, so it needs a day on which it is reviewed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from audit_tools.dates import format_date, read_day
from audit_tools.errors import Problem
from audit_tools.quarters import Quarter

_NAMES = ("Jan(?:uary)?", "Feb(?:ruary)?", "Mar(?:ch)?", "Apr(?:il)?", "May", "June?", "July?",
          "Aug(?:ust)?", "Sept?(?:ember)?", "Oct(?:ober)?", "Nov(?:ember)?",
          "Dec(?:ember)?")  # fmt: skip
_MONTH = rf"({'|'.join(_NAMES)})\b\.?"
_QUARTER = re.compile(
    rf"\b(?:quarter|qtr|q)\.?\s?([1-4])\b[\s,(-]*(?:{_MONTH})?[\s,)-]*"
    r"(20\d\d)\b(?:\s?[/-]\s?(?:20)?(\d\d)\b)?",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b(\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(20\d\d)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\b\d\d?[/.]\d\d?[/.]20\d\d\b|\b20\d\d-\d\d-\d\d\b")
_MONTH_OF_YEAR = re.compile(rf"\b{_MONTH},?\s+(20\d\d)\b", re.IGNORECASE)
# With its capital: "may" is a word besides.
_MONTH_ALONE = re.compile(rf"\b{_MONTH}")
_ONGOING = re.compile(r"\bon-?\s?going\b", re.IGNORECASE)


class QuarterYear(StrEnum):
    """Which year a partnership means by "Quarter 1 2025"."""

    FINANCIAL = "financial"
    CALENDAR = "calendar"

    @property
    def label(self) -> str:
        return _YEAR_LABELS[self]


_YEAR_LABELS = {
    QuarterYear.FINANCIAL: "The financial year, April to March",
    QuarterYear.CALENDAR: "The calendar year, January to December",
}


@dataclass(frozen=True)
class Timing:
    """One line of a timescale. ``last`` is the day by which it is due, where one can be read.

    ``is_unclear`` where a quarter can be read in two ways and nobody has said which is meant.
    """

    text: str
    last: date | None = None
    quarters: tuple[Quarter, ...] = ()
    is_ongoing: bool = False
    is_unclear: bool = False

    @property
    def read_as(self) -> str:
        """How the quarters in it are read: ``Q1 2025/26 (Apr-Jun 2025)``; empty without any."""
        return ", ".join(quarter.with_months for quarter in self.quarters)


def timings(timescale: str, year: QuarterYear | None = None) -> tuple[Timing, ...]:
    """Each line of a timescale that says anything; ``year`` is what was said of its quarters."""
    return tuple(_timing(line.strip(), year) for line in timescale.split("\n") if line.strip())


def is_unclear(timescale: str) -> bool:
    """Whether a quarter in it can be read in two ways."""
    return any(timing.is_unclear for timing in timings(timescale))


def wrong_timescale(
    timescale: str, year: QuarterYear | None, review_on: date | None
) -> Iterator[Problem]:
    """What somebody has still to say of a timescale (its places "quarter_year", "review_on")."""
    read = timings(timescale, year)
    for timing in read:
        if timing.is_unclear:
            yield Problem("quarter_year", which_quarter(timing.text))
            break
    if review_on is None and any(timing.is_ongoing for timing in read):
        yield Problem("review_on", "It is ongoing: say on which day it is reviewed.")


def which_quarter(text: str) -> str:
    """The question that "Quarter 1 2025" raises, with both answers in days."""
    found = next(_QUARTER.finditer(text))
    either = [
        f"{format_date(quarter.first)} to {format_date(quarter.last)}"
        for quarter in (_meant(found, meant) for meant in QuarterYear)
    ]
    return f"Say which is meant by “{found[0].strip()}”: {either[0]}, or {either[1]}."


def _timing(line: str, year: QuarterYear | None) -> Timing:
    found = list(_QUARTER.finditer(line))
    meant = [_quarter(one, line, year) for one in found]
    quarters = tuple(quarter for quarter in meant if quarter)
    days = [*(quarter.last for quarter in quarters), *_days(line)]
    return Timing(
        line,
        max(days, default=None),
        quarters,
        bool(_ONGOING.search(line)),
        len(quarters) < len(found),
    )


def _days(line: str) -> Iterator[date]:
    for match in _DIGITS.finditer(line):
        if day := read_day(match[0]):
            yield day
    for match in _DAY.finditer(line):
        if day := _day(int(match[1]), _month(match[2]), int(match[3])):
            yield day
    for match in _MONTH_OF_YEAR.finditer(_DAY.sub("", line)):
        yield _end_of_month(_month(match[1]), int(match[2]))


def _quarter(match: re.Match[str], line: str, year: QuarterYear | None) -> Quarter | None:
    """The quarter that is meant; ``None`` where it could be either of two."""
    number, of = int(match[1]), int(match[3])
    if match[4] and int(match[4]) == (of + 1) % 100:
        return Quarter(of, number)
    certain = {one for one in _beside_a_year(match, line) if _may_be_called(one, number, of)}
    if len(certain) == 1:
        return certain.pop()
    either = {meant: _meant(match, meant) for meant in QuarterYear}
    named = {_month(one[1]) for one in _MONTH_ALONE.finditer(_MONTH_OF_YEAR.sub("", line))}
    fits = [quarter for quarter in either.values() if named & _months(quarter)]
    if len(fits) == 1:
        return fits[0]
    return either[year] if year else None


def _beside_a_year(match: re.Match[str], line: str) -> Iterator[Quarter]:
    """The quarters of the months that are given with their year."""
    months = [(one[1], one[2]) for one in _MONTH_OF_YEAR.finditer(line)]
    if match[2]:
        months.append((match[2], match[3]))
    for name, year in months:
        yield Quarter.of(date(int(year), _month(name), 1))


def _may_be_called(quarter: Quarter, number: int, year: int) -> bool:
    """Whether somebody can mean it by this number and year, of either kind of year."""
    in_calendar_year = quarter.number % 4 + 1
    return number in (quarter.number, in_calendar_year) and year in (
        quarter.year,
        quarter.first.year,
    )


def _months(quarter: Quarter) -> frozenset[int]:
    return frozenset(range(quarter.first.month, quarter.first.month + 3))


def _meant(match: re.Match[str], year: QuarterYear) -> Quarter:
    number, of = int(match[1]), int(match[3])
    if year is QuarterYear.FINANCIAL:
        return Quarter(of, number)
    return Quarter.of(date(of, number * 3, 1))


def _month(name: str) -> int:
    return next(
        number for number, one in enumerate(_NAMES, 1) if re.fullmatch(one, name, re.IGNORECASE)
    )


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of_month(month: int, year: int) -> date:
    following = date(year, month, 28) + timedelta(days=4)
    return following.replace(day=1) - timedelta(days=1)
