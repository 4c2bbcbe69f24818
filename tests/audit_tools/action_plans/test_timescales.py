"""What can be read from a timescale, and what has to be asked."""

from datetime import date

import pytest

from audit_tools.action_plans.timescales import (
    QuarterYear,
    timings,
    which_quarter,
    wrong_timescale,
)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # A month ends with its last day, in a leap year too.
        ("October 2024", "2024-10-31"),
        ("Sept 2024", "2024-09-30"),
        ("By the end of February 2024", "2024-02-29"),
        ("december 2025", "2025-12-31"),
        # A day, as people write one.
        ("9 September 2024", "2024-09-09"),
        ("Workshop arranged for 9th September 2024", "2024-09-09"),
        ("09/09/2024", "2024-09-09"),
        ("2024-09-09", "2024-09-09"),
        # Of several days the last.
        ("Workshop 9 September 2024, report November 2024", "2024-11-30"),
        # A quarter of a year that is written in full, or whose month says which year is meant.
        ("Quarter 3 2024/25", "2024-12-31"),
        ("Q1 2025-26", "2025-06-30"),
        ("Quarter 4 2024/2025", "2025-03-31"),
        ("Quarter 3 October 2024: audit undertaken", "2024-12-31"),
        ("Quarter 1 2025 (April)", "2025-06-30"),
        ("Quarter 1 February 2025", "2025-03-31"),
        ("Q1 2025/26 (Apr-Jun 2025)", "2025-06-30"),
        # The year beside a month is that of the month: the last quarter lies in the next one.
        ("Quarter 4 January 2025", "2025-03-31"),
        ("quarter 4 (march) 2025", "2025-03-31"),
        ("Quarter 4 2025 (January to March 2025)", "2025-03-31"),
        ("Quarter 4 2025 (January to March 2026)", "2026-03-31"),
        ("Quarter 4 2025 (January to March)", "2026-03-31"),
        # No day: no year, an event, a plan, or a day that there is not.
        ("Workshop arranged for 9th September", None),
        ("In line with the training plan for 25/26", None),
        ("31 June 2025", None),
        ("We may have finished by then", None),
        ("ongoing", None),
    ],
)
def test_the_day_by_which_a_line_is_due_is_read_or_is_not_known(
    text: str, last: str | None
) -> None:
    (timing,) = timings(text)
    assert (timing.last.isoformat() if timing.last else None) == last
    assert not timing.is_unclear


@pytest.mark.parametrize(
    "text", ["Quarter 1 2025", "Q1 2025: may be later", "quarter 1, 2025 - 12 weeks",
             # Neither of the two has this month.
             "Quarter 1 2025 (July)"]
)  # fmt: skip
def test_a_quarter_that_can_be_meant_in_two_ways_is_asked(text: str) -> None:
    (timing,) = timings(text)
    assert timing.is_unclear
    assert timing.last is None
    assert [p.place for p in wrong_timescale(text, None, None)] == ["quarter_year"]
    financial, calendar = (timings(text, year)[0] for year in QuarterYear)
    assert (financial.last, calendar.last) == (date(2025, 6, 30), date(2025, 3, 31))
    assert financial.read_as == "Q1 2025/26 (Apr-Jun 2025)"
    assert calendar.read_as == "Q4 2024/25 (Jan-Mar 2025)"


def test_the_question_says_both_answers_in_days() -> None:
    assert which_quarter("Audit in Quarter 1 2025") == (
        "Say which is meant by “Quarter 1 2025”: 1 April 2025 to 30 June 2025, "
        "or 1 January 2025 to 31 March 2025."
    )


def test_an_answer_does_not_change_what_is_certain() -> None:
    assert timings("Quarter 3 October 2024", QuarterYear.CALENDAR)[0].last == date(2024, 12, 31)


@pytest.mark.parametrize("text", ["ongoing", "Ongoing", "on-going\nOctober 2024", "Is on going"])
def test_what_is_ongoing_needs_a_day_of_review(text: str) -> None:
    assert [p.place for p in wrong_timescale(text, None, None)] == ["review_on"]
    assert list(wrong_timescale(text, None, date(2025, 6, 30))) == []


def test_each_line_is_read_by_itself_and_an_empty_one_is_none() -> None:
    found = timings("November 2025\n\nDecember 2024")
    assert [timing.last for timing in found] == [date(2025, 11, 30), date(2024, 12, 31)]
    assert timings("") == ()
