"""When and where each discussion of an audit is, and what is worth knowing about it.

A discussion is arranged on the clock in London and kept as an instant. What overlaps or lies on a
holiday is said and never refused: who arranges six discussions of ten agencies knows better.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from audit_tools.cases import CaseState
from audit_tools.dates import (
    LONDON,
    YEARS,
    format_date,
    format_time,
    local,
    read_day,
    working_days_between,
)
from audit_tools.errors import Invalid, Problem, Refused
from audit_tools.numbers import joined

USUAL_MINUTES = 90
SHORTEST, LONGEST = 5, 600
LONGEST_PLACE = 300
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_NOON = 12
# What a day of discussions looks like: three, with a break between them.
_USUAL_STARTS = (time(9, 30), time(11, 30), time(14, 0), time(16, 0))


@dataclass(frozen=True)
class Slot:
    """When a discussion starts (an instant), how many minutes it takes, and the room or link."""

    starts: datetime
    minutes: int = USUAL_MINUTES
    place: str = field(default="", repr=False)

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        """The day in London."""
        return local(self.starts).date()

    @property
    def clock(self) -> str:
        """``09:30 to 11:00``."""
        return f"{format_time(self.starts)} to {format_time(self.ends)}"

    @property
    def spoken(self) -> str:
        """``Tuesday 10 June 2025, 09:30 to 11:00``."""
        return f"{self.day:%A} {format_date(self.day)}, {self.clock}"

    def overlaps(self, other: "Slot") -> bool:
        """Whether some of both is at the same time; one may begin as the other ends."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class TypedSlot:
    """The date of a discussion as it was typed."""

    day: str = ""
    starts: str = ""
    minutes: str = ""
    place: str = field(default="", repr=False)

    @classmethod
    def of(cls, slot: Slot | None) -> "TypedSlot":
        """What stands in the boxes for a date that is kept, or for one that is still open."""
        if slot is None:
            return cls(minutes=str(USUAL_MINUTES))
        return cls(slot.day.isoformat(), format_time(slot.starts), str(slot.minutes), slot.place)

    @property
    def spoken(self) -> str:
        """``12 June, 9:30, 90 minutes, Room 4``, as far as it was typed."""
        minutes = f"{self.minutes} minutes" if self.minutes else ""
        return ", ".join(text for text in (self.day, self.starts, minutes, self.place) if text)


@dataclass(frozen=True)
class Planned:
    """One discussion. ``people`` are who would sit in it, by what tells them apart, with the words
    in which they are named."""

    spoken: str
    slot: Slot
    people: Mapping[str, str] = field(default_factory=dict, repr=False)


def read_slot(typed: TypedSlot) -> Slot | None:
    """The date as it was typed; ``None`` where the day, the time and the place are left open.

    Raises ``Invalid``, its places ``day``, ``starts``, ``minutes`` and ``place``.
    """
    place = " ".join(typed.place.split())
    if not typed.day.strip() and not typed.starts.strip() and not place:
        return None
    problems = list[Problem]()
    day, starts = read_day(typed.day), read_time(typed.starts)
    minutes = _read_minutes(typed.minutes)
    if day is None:
        problems.append(Problem("day", f"Enter the day, such as 10 June 2025. {YEARS}."))
    if starts is None:
        problems.append(Problem("starts", "Enter a time, such as 9:30."))
    if minutes is None:
        problems.append(
            Problem("minutes", f"Enter how long it takes: {SHORTEST} to {LONGEST} minutes.")
        )
    if len(place) > LONGEST_PLACE:
        problems.append(Problem("place", f"Use {LONGEST_PLACE} characters or fewer."))
    if day is None or starts is None or minutes is None or problems:
        raise Invalid.because_of(problems)
    return Slot(datetime.combine(day, starts, LONDON), minutes, place)


def read_time(text: str) -> time | None:
    """``9:30``, ``0930``, ``9.30``, ``9``, ``2pm``; ``None`` for anything else."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= _NOON:
        return None
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def check_can_schedule(state: CaseState) -> None:
    """Raise ``Refused`` once the discussion of a case is over."""
    if not takes_date(state):
        raise Refused("This discussion is over, so its date stays as it is.")


def takes_date(state: CaseState) -> bool:
    """Whether the discussion of a case can still be arranged, or go on at another time."""
    return state in (CaseState.WAITING, CaseState.PREPARED, CaseState.OPEN)


def notes_on(
    planned: Sequence[Planned],
    first: date | None,
    last: date | None,
    elsewhere: Sequence[Planned] = (),
) -> tuple[tuple[str, ...], ...]:
    """For each discussion what is worth knowing about its date; an empty tuple for nothing.

    ``first`` and ``last`` are the days between which the discussions of the audit are;
    ``elsewhere`` are those of other audits, which it may meet.
    """
    every = (*planned, *elsewhere)
    return tuple((*_outside(one.slot.day, first, last), *_clashes(one, every)) for one in planned)


def propose_slots(
    number: int, first: date, last: date, holidays: Iterable[date]
) -> tuple[datetime, ...]:
    """Instants for so many discussions, spread over the working days between two days.

    Never more than four a day; those that find no room are left out.
    """
    days = working_days_between(first, last, frozenset(holidays))
    if not days:
        return ()
    a_day = min(-(-number // len(days)), len(_USUAL_STARTS))
    found = [
        datetime.combine(day, starts, LONDON) for day in days for starts in _USUAL_STARTS[:a_day]
    ]
    return tuple(found[:number])


def _read_minutes(text: str) -> int | None:
    typed = text.strip() or str(USUAL_MINUTES)
    if not typed.isdecimal() or len(typed) > len(str(LONGEST)):
        return None
    return int(typed) if SHORTEST <= int(typed) <= LONGEST else None


def _outside(day: date, first: date | None, last: date | None) -> Iterator[str]:
    if first and day < first:
        yield f"This is before the discussions of this audit begin, on {format_date(first)}."
    if last and day > last:
        yield f"This is after the last day of discussions of this audit, {format_date(last)}."


def _clashes(one: Planned, planned: Sequence[Planned]) -> Iterator[str]:
    for other in planned:
        if other is one or not one.slot.overlaps(other.slot):
            continue
        both = [name for key, name in one.people.items() if key in other.people]
        if both:
            would = "is" if len(both) == 1 else "are"
            where = f"{other.spoken[0].lower()}{other.spoken[1:]}"
            yield f"{joined(both)} {would} in {where} at the same time."
        if one.slot.place and one.slot.place.casefold() == other.slot.place.casefold():
            yield f"{other.spoken} is in the same place at the same time."
