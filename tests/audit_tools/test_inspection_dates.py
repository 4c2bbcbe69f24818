"""The dates of a joint inspection, in working days from its notification."""

from datetime import date

import pytest

from audit_tools.dates import months_after
from audit_tools.inspection_dates import propose_dates, working_day

NO_HOLIDAYS: frozenset[date] = frozenset()


def test_the_inspection_of_leeds_in_2024_is_dated_as_it_was() -> None:
    proposed = propose_dates(date(2024, 2, 19), NO_HOLIDAYS)
    assert proposed.dates.discussions_from == date(2024, 2, 27)
    assert proposed.dates.discussions_to == date(2024, 2, 28)
    assert proposed.records_by == date(2024, 3, 1)
    # the chair has a working day between the last return and the first discussion
    assert proposed.dates.returns_due == date(2024, 2, 23)
    fieldwork = proposed.steps[-1]
    assert (fieldwork.first, fieldwork.last) == (date(2024, 3, 4), date(2024, 3, 8))
    assert (fieldwork.days, proposed.steps[4].days) == ("Days 11 to 15", "Days 7 and 8")


def test_bank_holidays_and_weekends_are_no_working_days() -> None:
    easter = frozenset({date(2025, 4, 18), date(2025, 4, 21)})
    proposed = propose_dates(date(2025, 4, 14), easter)
    assert proposed.dates.returns_due == date(2025, 4, 22)
    assert proposed.dates.discussions_from == date(2025, 4, 24)
    assert proposed.records_by == date(2025, 4, 29)


@pytest.mark.parametrize("day_off", [date(2025, 5, 24), date(2025, 5, 25), date(2025, 5, 26)])
def test_a_notification_on_a_day_off_counts_from_the_working_day_after(day_off: date) -> None:
    assert working_day(day_off, 1, frozenset({date(2025, 5, 26)})) == date(2025, 5, 27)


def test_the_period_is_the_six_months_before() -> None:
    dates = propose_dates(date(2024, 2, 19), NO_HOLIDAYS).dates
    assert (dates.period_from, dates.period_to) == (date(2023, 8, 19), date(2024, 2, 19))


@pytest.mark.parametrize(
    ("day", "before"),
    [
        # February has no 31st
        (date(2024, 8, 31), date(2024, 2, 29)),
        (date(2025, 8, 31), date(2025, 2, 28)),
        (date(2025, 6, 30), date(2024, 12, 30)),
        (date(2025, 7, 1), date(2025, 1, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, before: date) -> None:
    assert months_after(day, -6) == before


def test_every_step_says_why_and_none_comes_before_the_one_above_it() -> None:
    steps = propose_dates(date(2025, 5, 12), NO_HOLIDAYS).steps
    assert all(step.why and step.first <= step.last for step in steps)
    assert [step.first for step in steps] == sorted(step.first for step in steps)
