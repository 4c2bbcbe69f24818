"""A day is said to be a holiday or a weekend before it is set; nothing is refused for it."""

from datetime import date

import pytest

from audit_tools.day_notes import (
    SchoolHoliday,
    notes_on,
    read_school_holidays,
    write_school_holidays,
)
from audit_tools.errors import Invalid

BANK = {date(2025, 5, 26): "Spring Bank Holiday", date(2026, 12, 26): "Boxing Day"}
HALF_TERM = SchoolHoliday(date(2025, 5, 26), date(2025, 5, 30), "half term")
UNNAMED = SchoolHoliday(date(2025, 7, 22), date(2025, 9, 1))


@pytest.mark.parametrize(
    ("day", "notes"),
    [
        (date(2025, 6, 6), ()),
        (date(2025, 6, 7), ("Saturday 7 June 2025 is at the weekend.",)),
        (date(2025, 5, 27), ("Tuesday 27 May 2025 is in the school holidays (half term).",)),
        (date(2025, 9, 1), ("Monday 1 September 2025 is in the school holidays.",)),
        (
            date(2025, 5, 26),
            (
                "Monday 26 May 2025 is a bank holiday.",
                "Monday 26 May 2025 is in the school holidays (half term).",
            ),
        ),
        # A bank holiday on a Saturday is said to be one, and not twice that nobody works.
        (date(2026, 12, 26), ("Saturday 26 December 2026 is a bank holiday.",)),
    ],
)
def test_a_day_is_said_to_be_what_it_is(day: date, notes: tuple[str, ...]) -> None:
    assert notes_on(day, BANK, (HALF_TERM, UNNAMED)) == notes


def test_school_holidays_are_read_as_people_write_them_and_kept_in_order() -> None:
    text = "22/07/2025 - 1 Sep 2025\n\n 26 May 2025 to 30 May 2025 ,  half   term\n2025-10-31"
    found = read_school_holidays(text)
    assert found == (HALF_TERM, UNNAMED, SchoolHoliday(date(2025, 10, 31), date(2025, 10, 31)))
    assert read_school_holidays(write_school_holidays(found)) == found
    assert read_school_holidays(" \n") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("half term", "Line 1: write it as in 26 May 2025 to 30 May 2025, half term."),
        ("30 May 2025 to 26 May 2025", "Line 1: it ends before it begins."),
        ("1 May 2025\n31 June 2025", "Line 2: write it as in"),
        ("30 December 9999 to 31 December 9999", "Line 1: write it as in"),
        ("1 May 2025, " + "x" * 81, "Line 1: use 80 characters or fewer for its name."),
        ("1 May 2025\n" * 61, "Use 60 lines or fewer."),
    ],
)
def test_a_line_that_is_no_period_is_named(text: str, sentence: str) -> None:
    with pytest.raises(Invalid) as wrong:
        read_school_holidays(text)
    assert wrong.value.problems[0].message.startswith(sentence)
    assert wrong.value.problems[0].place == "school_holidays"
