"""Dates as people in England read them, on both sides of the clock change."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from audit_tools.dates import (
    DueState,
    days_left,
    due_state,
    format_date,
    format_instant,
    format_period,
    format_time,
    local,
    one_working_day_after,
    read_day,
    working_days_after,
    working_days_between,
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        # Summer time is an hour ahead of UTC.
        ("2025-05-28T13:02", "28 May 2025, 14:02"),
        ("2024-11-05T14:02", "5 November 2024, 14:02"),
        # The day in London is a day on.
        ("2025-05-27T23:30", "28 May 2025, 00:30"),
        # Either side of the clocks going forward and back.
        ("2025-03-30T00:59", "30 March 2025, 00:59"),
        ("2025-03-30T01:00", "30 March 2025, 02:00"),
        ("2025-10-26T00:59", "26 October 2025, 01:59"),
        ("2025-10-26T01:00", "26 October 2025, 01:00"),
    ],
)
def test_an_instant_is_shown_on_the_clock_in_london(instant: str, shown: str) -> None:
    assert format_instant(utc(instant)) == shown
    assert format_time(utc(instant)) == shown[-5:]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2000-01-01", date(2000, 1, 1)),
        (" 31 Dec 2099 ", date(2099, 12, 31)),
        ("1999-12-31", None),
        ("1/1/2100", None),
        ("31 June 2025", None),
    ],
)
def test_a_day_is_read_between_the_first_and_the_last_that_may_be_entered(
    typed: str, day: date | None
) -> None:
    assert read_day(typed) == day


def test_a_date_is_shown_in_words() -> None:
    assert format_date(date(2025, 5, 8)) == "8 May 2025"


@pytest.mark.parametrize(
    "ask",
    [
        local,
        format_instant,
        format_time,
        one_working_day_after,
        lambda instant: due_state(date(2025, 6, 6), instant),
    ],
)
def test_an_instant_without_a_time_zone_is_refused(ask: Callable[[datetime], object]) -> None:
    with pytest.raises(ValueError, match="time zone"):
        ask(datetime(2025, 5, 28, 14, 2))  # noqa: DTZ001 - this is what is refused


@pytest.mark.parametrize(
    ("now", "state", "left"),
    [
        ("2025-05-28T09:00", DueState.UPCOMING, 9),
        # In summer the day in London begins and ends at 23:00 UTC.
        ("2025-06-05T22:59", DueState.UPCOMING, 1),
        ("2025-06-05T23:00", DueState.TODAY, 0),
        ("2025-06-06T22:59", DueState.TODAY, 0),
        ("2025-06-06T23:00", DueState.OVERDUE, -1),
        ("2025-06-20T12:00", DueState.OVERDUE, -14),
    ],
)
def test_a_due_date_ends_at_its_midnight_in_london(now: str, state: DueState, left: int) -> None:
    due = date(2025, 6, 6)
    assert due_state(due, utc(now)) is state
    assert days_left(due, utc(now)) == left


@pytest.mark.parametrize(
    ("due", "last_minute", "over"),
    [
        # The day the clocks go back has 25 hours, begins in summer time and ends in winter time.
        (date(2025, 10, 26), "2025-10-26T23:59", "2025-10-27T00:00"),
        # The day they go forward has 23, and ends in summer time.
        (date(2025, 3, 30), "2025-03-30T22:59", "2025-03-30T23:00"),
    ],
)
def test_a_due_date_is_a_whole_day_when_the_clocks_change(
    due: date, last_minute: str, over: str
) -> None:
    assert due_state(due, utc(last_minute)) is DueState.TODAY
    assert due_state(due, utc(over)) is DueState.OVERDUE


def test_working_days_leave_out_weekends_and_what_is_closed() -> None:
    friday, bank_holiday, tuesday = date(2025, 5, 23), date(2025, 5, 26), date(2025, 5, 27)
    assert working_days_between(friday, tuesday, {bank_holiday}) == [friday, tuesday]
    assert working_days_between(tuesday, friday) == []


@pytest.mark.parametrize(
    ("raised", "due"),
    [
        # Wednesday to Thursday, Friday over the weekend to Monday.
        ("2025-05-28T13:02", "2025-05-29T13:02"),
        ("2025-05-30T15:30", "2025-06-02T15:30"),
        # The clock stands still at weekends: the whole of Monday is left.
        ("2025-05-31T09:00", "2025-06-02T23:00"),
        ("2025-06-01T22:59", "2025-06-02T23:00"),
        # Sunday in UTC, and Monday already in London.
        ("2025-06-01T23:30", "2025-06-02T23:30"),
        # 16:30 on the clock on both sides of a clock change.
        ("2025-03-28T16:30", "2025-03-31T15:30"),
        ("2025-10-24T15:30", "2025-10-27T16:30"),
        # A bank holiday counts: 26 May 2025.
        ("2025-05-23T09:00", "2025-05-26T09:00"),
    ],
)
def test_one_working_day_later_is_the_same_time_on_the_next_weekday(raised: str, due: str) -> None:
    after = one_working_day_after(utc(raised))
    assert (after, after.tzinfo) == (utc(due), UTC)


@pytest.mark.parametrize(
    ("from_", "days", "due"),
    [
        # Monday to Thursday; from Thursday and from Friday on the weekend does not count.
        ("2025-06-02T09:00", 3, "2025-06-05T09:00"),
        ("2025-06-05T15:30", 3, "2025-06-10T15:30"),
        ("2025-06-06T15:30", 3, "2025-06-11T15:30"),
        # From any time on Saturday or Sunday three whole days: Monday, Tuesday and Wednesday.
        ("2025-06-07T09:00", 3, "2025-06-11T23:00"),
        ("2025-06-08T20:00", 3, "2025-06-11T23:00"),
        # Over two weekends.
        ("2025-06-06T15:30", 6, "2025-06-16T15:30"),
        ("2025-06-07T09:00", 6, "2025-06-16T23:00"),
        # The clocks go back on the Sunday between.
        ("2025-10-24T15:30", 3, "2025-10-29T16:30"),
    ],
)
def test_several_working_days_later_passes_over_each_weekend(
    from_: str, days: int, due: str
) -> None:
    assert working_days_after(utc(from_), days) == utc(due)


@pytest.mark.parametrize(
    ("from_", "due"),
    [
        # Friday before the bank holiday on Monday.
        ("2025-05-23T09:00", "2025-05-27T09:00"),
        # On the day itself the clock stands still, as at the weekend before it.
        ("2025-05-24T09:00", "2025-05-27T23:00"),
        ("2025-05-26T09:00", "2025-05-27T23:00"),
        ("2025-05-27T09:00", "2025-05-28T09:00"),
    ],
)
def test_a_closed_day_is_passed_over_like_a_weekend(from_: str, due: str) -> None:
    assert working_days_after(utc(from_), 1, {date(2025, 5, 26)}) == utc(due)


def test_a_period_is_both_its_ends_or_is_not_set() -> None:
    first, last = date(2024, 10, 1), date(2025, 3, 31)
    assert format_period(first, last) == "1 October 2024 to 31 March 2025"
    assert {format_period(first, None), format_period(None, last), format_period(None, None)} == {
        "not set"
    }
