"""The days on which an office in England is closed, as the published calendar has them."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache


def bank_holidays(days: Iterable[date]) -> dict[date, str]:
    """The bank holidays of the years in which these days lie, by day with their names."""
    found: dict[date, str] = {}
    for year in {day.year for day in days}:
        found |= _of_year(year)
    return found


@lru_cache(maxsize=16)
def _of_year(year: int) -> dict[date, str]:
    # Reading the calendars of all countries takes a third of a second, which no start waits for.
    from holidays import country_holidays  # noqa: PLC0415

    return dict(country_holidays("GB", subdiv="ENG", years=year, language="en_GB").items())
