"""Quarters of the financial year of local government, which begins on 1 April."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


@dataclass(frozen=True, order=True)
class Quarter:
    """``year`` is the one in which the financial year begins: Quarter 4 2024/25 is in 2025."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter that a day lies in."""
        number = (day.month - 4) // 3 % 4 + 1
        return cls(day.year - (number == 4), number)

    @property
    def first(self) -> date:
        """Its first day."""
        if self.number == 4:
            return date(self.year + 1, 1, 1)
        return date(self.year, self.number * 3 + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Self:
        """The quarter after it."""
        if self.number == 4:
            return type(self)(self.year + 1, 1)
        return type(self)(self.year, self.number + 1)

    @property
    def year_label(self) -> str:
        """``2024/25``"""
        return f"{self.year}/{(self.year + 1) % 100:02}"

    @property
    def label(self) -> str:
        """``Quarter 3 2024/25``"""
        return f"Quarter {self.number} {self.year_label}"

    @property
    def with_months(self) -> str:
        """``Q3 2024/25 (Oct-Dec 2024)``"""
        return f"Q{self.number} {self.year_label} ({self.first:%b}-{self.last:%b %Y})"
