"""What is worth knowing about a day before somebody sets it: weekends and holidays.

A note is never a refusal: an inspection does not wait for half term.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from audit_tools.dates import YEARS, format_date, is_at_weekend, read_day
from audit_tools.errors import Invalid, Problem

_BETWEEN = re.compile(r"\s+(?:to|until|-|\u2013|\u2014)\s+", re.IGNORECASE)
MOST_PERIODS = 60
LONGEST_NAME = 80


@dataclass(frozen=True)
class SchoolHoliday:
    """A period without school, both days in it."""

    first: date
    last: date
    name: str = ""

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


def notes_on(
    day: date, holidays: Mapping[date, str], school_holidays: Iterable[SchoolHoliday]
) -> tuple[str, ...]:
    """Sentences on a day: ``Monday 26 May 2025 is a bank holiday.``

    ``holidays`` are bank holidays by their day. An ordinary working day has no note.
    """
    named, notes = f"{day:%A} {format_date(day)}", list[str]()
    if day in holidays:
        notes.append(f"{named} is a bank holiday.")
    elif is_at_weekend(day):
        notes.append(f"{named} is at the weekend.")
    if found := next((one for one in school_holidays if one.covers(day)), None):
        called = f" ({found.name})" if found.name else ""
        notes.append(f"{named} is in the school holidays{called}.")
    return tuple(notes)


def read_school_holidays(text: str) -> tuple[SchoolHoliday, ...]:
    """One period a line, as in ``26 May 2025 to 30 May 2025, half term``; in order of time.

    Raises ``Invalid`` naming every line that cannot be read, its place ``school_holidays``.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    problems, found = list[Problem](), list[SchoolHoliday]()
    for number, line in enumerate(lines, 1):
        try:
            found.append(_read_period(line))
        except ValueError as wrong:
            problems.append(Problem("school_holidays", f"Line {number}: {wrong}"))
    if len(lines) > MOST_PERIODS:
        problems = [Problem("school_holidays", f"Use {MOST_PERIODS} lines or fewer.")]
    if problems:
        raise Invalid.because_of(problems)
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.name)))


def write_school_holidays(periods: Iterable[SchoolHoliday]) -> str:
    """The periods as ``read_school_holidays`` reads them."""
    return "\n".join(_write_period(one) for one in periods)


def _read_period(line: str) -> SchoolHoliday:
    days, _, name = line.partition(",")
    first, *rest = _BETWEEN.split(days.strip(), maxsplit=1)
    begins = _read_day(first)
    ends = _read_day(rest[0]) if rest else begins
    if ends < begins:
        raise ValueError("it ends before it begins.")
    if len(name.strip()) > LONGEST_NAME:
        raise ValueError(f"use {LONGEST_NAME} characters or fewer for its name.")
    return SchoolHoliday(begins, ends, " ".join(name.split()))


def _read_day(text: str) -> date:
    day = read_day(text)
    if day is None:
        raise ValueError(f"write it as in 26 May 2025 to 30 May 2025, half term. {YEARS}.")
    return day


def _write_period(one: SchoolHoliday) -> str:
    days = format_date(one.first)
    if one.last != one.first:
        days = f"{days} to {format_date(one.last)}"
    return f"{days}, {one.name}" if one.name else days
