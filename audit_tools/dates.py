"""Instants and dates as people in England read them.

Instants are kept in UTC and shown in Europe/London. A due date is a date, not an instant: it ends
at its midnight in London, so that "by Friday" means all of Friday, in summer time too.
Every function that takes an instant refuses one without a time zone with ``ValueError``: that is a
mistake of the program and never of the person using it.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, islice, takewhile
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
"""The days that may be entered. One outside is a slip of the finger, and at the ends of the
calendar there is no day before or after to reckon with."""
YEARS = f"The year is between {FIRST_DAY.year} and {LAST_DAY.year}"
_DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
"""How a day may be typed: as a browser's calendar sends it, and as people write it."""
_SATURDAY = 5


class DueState(StrEnum):
    """Where today stands to a due date."""

    UPCOMING = "upcoming"
    TODAY = "today"
    OVERDUE = "overdue"


def local(instant: datetime) -> datetime:
    """The same instant on the clock in London."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone; instants are kept in UTC.")
    return instant.astimezone(LONDON)


def read_day(text: str) -> date | None:
    """The day that was typed; ``None`` where it cannot be read or may not be entered."""
    for shape in _DAY_FORMATS:
        try:
            # A day on the calendar: there is no time and so no time zone to it.
            day = datetime.strptime(text.strip(), shape).date()  # noqa: DTZ007
        except ValueError:
            continue
        return day if may_be_entered(day) else None
    return None


def may_be_entered(day: date) -> bool:
    """Whether a day lies between the first and the last that may be entered."""
    return FIRST_DAY <= day <= LAST_DAY


def format_date(day: date) -> str:
    """``28 May 2025``. For an instant use ``format_instant``: its date depends on the place."""
    return f"{day.day} {day:%B %Y}"


def format_period(first: date | None, last: date | None) -> str:
    """``1 October 2024 to 31 March 2025``; ``not set`` where an end is missing."""
    if first is None or last is None:
        return "not set"
    return f"{format_date(first)} to {format_date(last)}"


def format_time(instant: datetime) -> str:
    """``14:02``, in London."""
    return f"{local(instant):%H:%M}"


def format_instant(instant: datetime) -> str:
    """``28 May 2025, 14:02``, in London."""
    return f"{format_date(local(instant))}, {format_time(instant)}"


def days_left(due: date, now: datetime) -> int:
    """Whole days from today in London to the due date: 0 today, below 0 when it is past."""
    return (due - local(now).date()).days


def due_state(due: date, now: datetime) -> DueState:
    """Whether a due date is still to come, is today, or has passed."""
    left = days_left(due, now)
    if left < 0:
        return DueState.OVERDUE
    return DueState.UPCOMING if left else DueState.TODAY


def one_working_day_after(instant: datetime) -> datetime:
    """One working day later, in UTC: see ``working_days_after``.

    A bank holiday counts as one here, so that a reminder can come a day early and never late.
    """
    return working_days_after(instant, 1)


def working_days_after(instant: datetime, days: int, closed: Collection[date] = ()) -> datetime:
    """So many working days later, in UTC: the same time on a day that is not ``closed``.

    The clock stands still at weekends and on closed days: Friday 16:30 leads to Monday 16:30, any
    time on Saturday or Sunday to the end of Monday.
    """
    begun = local(instant)
    counted = list(islice(working_days(begun.date(), closed), days + 1))
    clock = begun.time() if counted[0] == begun.date() else time()
    # The same time on the clock: it changes on Sundays only.
    return datetime.combine(counted[-1], clock, LONDON).astimezone(UTC)


def working_days(first: date, closed: Collection[date] = ()) -> Iterator[date]:
    """The days from Monday to Friday that are not ``closed``, from ``first`` on without an end."""
    for day in (first + timedelta(days=number) for number in count()):
        if not is_at_weekend(day) and day not in closed:
            yield day


def working_days_between(first: date, last: date, closed: Collection[date] = ()) -> list[date]:
    """The same between two days, both included."""
    return list(takewhile(lambda day: day <= last, working_days(first, closed)))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or before; the last of the month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return last if day.day > last.day else first.replace(day=day.day)


def is_at_weekend(day: date) -> bool:
    """Whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY
