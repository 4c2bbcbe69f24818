"""Quarters are those of the financial year, whatever the calendar calls them."""

from datetime import date

import pytest

from audit_tools.quarters import Quarter


@pytest.mark.parametrize(
    ("day", "label", "with_months"),
    [
        ("2024-04-01", "Quarter 1 2024/25", "Q1 2024/25 (Apr-Jun 2024)"),
        ("2024-09-30", "Quarter 2 2024/25", "Q2 2024/25 (Jul-Sep 2024)"),
        ("2024-12-31", "Quarter 3 2024/25", "Q3 2024/25 (Oct-Dec 2024)"),
        # The last quarter lies in the next calendar year.
        ("2025-01-01", "Quarter 4 2024/25", "Q4 2024/25 (Jan-Mar 2025)"),
        ("2000-02-29", "Quarter 4 1999/00", "Q4 1999/00 (Jan-Mar 2000)"),
    ],
)
def test_a_day_lies_in_a_quarter_of_the_financial_year(
    day: str, label: str, with_months: str
) -> None:
    quarter = Quarter.of(date.fromisoformat(day))
    assert (quarter.label, quarter.with_months) == (label, with_months)
    assert quarter.first <= date.fromisoformat(day) <= quarter.last


def test_quarters_follow_each_other_without_a_gap() -> None:
    quarter = Quarter(2024, 1)
    for _ in range(8):
        assert (quarter.next.first - quarter.last).days == 1
        assert quarter < quarter.next
        quarter = quarter.next
    assert quarter == Quarter(2026, 1)
