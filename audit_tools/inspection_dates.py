"""The dates of a joint inspection, counted in working days from the day of its notification.

Day 1 is the day of notification. Discussions are on days 7 and 8, and the completed records are
with the inspectors by day 10; days 11 to 15 are their fieldwork. That is the timetable of joint
targeted area inspections with ten working days' notice: Leeds was notified on Monday 19 February
2024 and held its six discussions on 27 and 28 February. Every date is a proposal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from audit_tools.audit_details import AuditDates
from audit_tools.dates import months_after, working_days

RETURNS_DUE = 5
DISCUSSIONS = (7, 8)
CHECKED = 9
RECORDS = 10
FIELDWORK = (11, 15)
MONTHS_READ = 6


@dataclass(frozen=True)
class Step:
    """Something that happens on a day or on several, and why then."""

    days: str
    first: date
    last: date
    what: str
    why: str


@dataclass(frozen=True)
class InspectionDates:
    """All dates of an inspection, and those of them that are dates of its audit."""

    notified: date
    steps: tuple[Step, ...]
    dates: AuditDates
    records_by: date


def propose_dates(notified: date, holidays: Iterable[date]) -> InspectionDates:
    """The dates from the day of notification; ``holidays`` are bank holidays, which do not count.

    A notification on a day off counts from the working day after it.
    """
    closed = frozenset(holidays)
    day = {number: working_day(notified, number, closed) for number in range(1, FIELDWORK[1] + 1)}
    dates = AuditDates(
        months_after(day[1], -MONTHS_READ),
        day[1],
        day[RETURNS_DUE],
        day[DISCUSSIONS[0]],
        day[DISCUSSIONS[1]],
    )
    steps = tuple(
        Step(_named(first, last), day[first], day[last], what, why)
        for first, last, what, why in _STEPS
    )
    return InspectionDates(notified, steps, dates, day[RECORDS])


def working_day(first: date, number: int, holidays: frozenset[date]) -> date:
    """The working day of this number from ``first`` on, which is number 1 if it is one."""
    return next(islice(working_days(first, holidays), number - 1, None))


def _named(first: int, last: int) -> str:
    if first == last:
        return f"Day {first}"
    return f"Days {first} {'and' if last == first + 1 else 'to'} {last}"


# From which day to which, what, and why then.
_STEPS = (
    (1, 1, "Notification",
     "The ten working days begin. Inspectors ask for a list of all children in scope."),
    (1, 5, "Lists and documents are supplied, inspectors choose the children",
     "As soon as they have chosen, say which agencies know each child and start the audit."),
    (RETURNS_DUE, RETURNS_DUE, "Returns due",
     "So that day 6 is left for the chair to read. If the children are named too late for that, "
     "put the discussion first: nobody is then asked for a return."),
    (6, 6, "Close the returns; the chair reads; print the case sheets",
     "Without reading there is no running order, and the network may fail on the day."),
    (*DISCUSSIONS, "Discussions",
     "Two days for about six children, so that two days are left to check and sign off."),
    (CHECKED, CHECKED, "Those who were there check the records",
     "They have one working day in a joint inspection."),
    (RECORDS, RECORDS, "Records signed off and with the inspectors",
     "Inspectors compare each record with their own view."),
    (*FIELDWORK, "Fieldwork",
     "Inspectors meet the practitioners of each child: keep their diaries free."),
)  # fmt: skip
