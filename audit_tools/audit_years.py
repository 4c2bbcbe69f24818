"""The year's audit plan: which audits are held in which quarter, and what became of each.

Inspectors ask how often a partnership audits, so how often is what is shown: quarter by quarter,
with those that were late or dropped and the reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from audit_tools.errors import Invalid, Problem
from audit_tools.numbers import Share, joined, plural
from audit_tools.quarters import Quarter

UNDER_WAY = "Under way"
LONGEST_LINE, LONGEST_TEXT = 200, 2_000
_LONGEST = dict.fromkeys(("theme", "owner", "done_with", "tool"), LONGEST_LINE)
_LONGEST |= dict.fromkeys(("why", "reason"), LONGEST_TEXT)


class PlannedState(StrEnum):
    """What became of a planned audit."""

    PLANNED = "planned"
    HELD = "held"
    LATE = "late"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def needs_reason(self) -> bool:
        """Whether somebody will ask why."""
        return self in (PlannedState.LATE, PlannedState.DROPPED)


@dataclass(frozen=True)
class PlannedAudit:
    """An audit of the plan. ``audit`` is the one that was set up for it, if it is here; ``agreed``
    is of how many of its cases the discussion is agreed, while it is under way."""

    quarter: Quarter
    theme: str
    why: str
    owner: str
    done_with: str = ""
    tool: str = ""
    children: int | None = None
    state: PlannedState = PlannedState.PLANNED
    reason: str = ""
    audit: UUID | None = None
    id: UUID | None = None
    agreed: Share | None = None

    @property
    def is_under_way(self) -> bool:
        return self.state is PlannedState.PLANNED and self.agreed is not None

    @property
    def became(self) -> str:
        """``Held``, or ``Under way, 4 of 6 cases agreed``."""
        if self.agreed and self.is_under_way:
            return f"{UNDER_WAY}, {self.agreed.count} of {self.agreed.of} cases agreed"
        return self.state.label

    def waits_for_word(self, today: date) -> bool:
        """Whether its quarter is over and nobody has said what became of it."""
        over = self.quarter.last < today
        return over and self.state is PlannedState.PLANNED and not self.is_under_way

    def checked(self) -> Self:
        """The same without spaces around its texts.

        Raises ``Invalid`` (its places the fields' names) for what is missing, too long or no
        number, and for one that was late or dropped without a reason.
        """
        tidied = replace(
            self,
            theme=" ".join(self.theme.split()),
            owner=" ".join(self.owner.split()),
            done_with=" ".join(self.done_with.split()),
            tool=" ".join(self.tool.split()),
            why=self.why.strip(),
            reason=self.reason.strip(),
        )
        if problems := tuple(tidied._wrong()):
            raise Invalid.because_of(problems)
        return tidied

    def _wrong(self) -> Iterator[Problem]:
        for name, asked in _ASKED.items():
            if not getattr(self, name):
                yield Problem(name, asked)
        for name, most in _LONGEST.items():
            if len(getattr(self, name)) > most:
                yield Problem(name, f"Enter at most {most:,} characters.")
        if self.children is not None and self.children < 1:
            yield Problem("children", "Enter a number, such as 6, or nothing.")
        if self.state.needs_reason and not self.reason:
            yield Problem("reason", f"Say why it is {self.state.label.lower()}.")


_ASKED = {
    "theme": "Enter the theme.",
    "why": "Say why this theme, and why now.",
    "owner": "Say which group owns the audit, such as Silver MACE or Audit and Review.",
}


@dataclass(frozen=True)
class AuditYear:
    """All planned audits of one financial year. ``at`` is when it was read, in UTC."""

    year: int
    partnership: str
    marking: str
    invented: bool
    at: datetime
    audits: tuple[PlannedAudit, ...]

    @property
    def label(self) -> str:
        """``2025/26``"""
        return Quarter(self.year, 1).year_label

    @property
    def quarters(self) -> tuple[tuple[Quarter, tuple[PlannedAudit, ...]], ...]:
        """The four quarters, each with its audits."""
        return tuple(
            (quarter, tuple(a for a in self.audits if a.quarter == quarter))
            for quarter in (Quarter(self.year, number) for number in (1, 2, 3, 4))
        )

    @property
    def how_often(self) -> str:
        """``3 audits in 2 of 4 quarters: 1 held, 1 late and 1 planned.``"""
        if not self.audits:
            return "No audit is planned in this year yet."
        filled = sum(bool(audits) for _, audits in self.quarters)
        said = joined(_counts(self.audits))
        return f"{plural(len(self.audits), 'audit')} in {filled} of 4 quarters: {said}."


_ORDER = (
    PlannedState.HELD.label,
    PlannedState.LATE.label,
    PlannedState.DROPPED.label,
    UNDER_WAY,
    PlannedState.PLANNED.label,
)


def _counts(audits: Iterable[PlannedAudit]) -> list[str]:
    listed = list(audits)
    words = [UNDER_WAY if audit.is_under_way else audit.state.label for audit in listed]
    return [f"{words.count(word)} {word.lower()}" for word in _ORDER if word in words]
