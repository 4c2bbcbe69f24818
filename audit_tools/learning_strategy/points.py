"""When a learning activity is looked at again, and what was measured then.

Before, straight after, and six to eight weeks later with the manager come from the London
Safeguarding Children Board's pilot, three months from Leicester, six months from Leeds. The three
questions are those of outcomes-based accountability, in which Leeds writes its learning framework.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from audit_tools.action_plans.plan import MOST_LETTERS
from audit_tools.audit_years import PlannedAudit, PlannedState
from audit_tools.dates import format_date, months_after
from audit_tools.errors import Invalid, Problem


class PointKind(StrEnum):
    """The six evaluation points, in their order."""

    BEFORE = "before"
    AFTER = "after"
    WITH_MANAGER = "with-manager"
    THREE_MONTHS = "three-months"
    SIX_MONTHS = "six-months"
    RE_AUDIT = "re-audit"

    @property
    def label(self) -> str:
        return _POINTS[self][0]

    @property
    def asks(self) -> str:
        """What is asked at this point."""
        return _POINTS[self][1]


_POINTS = {
    PointKind.BEFORE: ("Before", "What people know and do so far, so that there is a beginning."),
    PointKind.AFTER: ("Straight after", "What people took from it, and how sure they feel."),
    PointKind.WITH_MANAGER: (
        "6 to 8 weeks later, with the manager",
        "What has been tried in practice, as the person and their manager see it.",
    ),
    PointKind.THREE_MONTHS: ("3 months later", "What is done differently, what gets in the way."),
    PointKind.SIX_MONTHS: ("6 months later", "What is still done, and what difference it made."),
    PointKind.RE_AUDIT: ("At the re-audit", "What the audit's question finds after it."),
}  # fmt: skip

_A_WEEK_BEFORE, _BETWEEN_SIX_AND_EIGHT_WEEKS = timedelta(weeks=-1), timedelta(weeks=7)


def proposed_day(kind: PointKind, on: date, next_audit: date | None) -> date | None:
    """The day on which a point is due, from the day of the activity.

    ``next_audit`` is the day by which the next audit of the same theme is held; without one, no
    day is proposed for the re-audit.
    """
    match kind:
        case PointKind.BEFORE:
            return on + _A_WEEK_BEFORE
        case PointKind.AFTER:
            return on
        case PointKind.WITH_MANAGER:
            return on + _BETWEEN_SIX_AND_EIGHT_WEEKS
        case PointKind.THREE_MONTHS:
            return months_after(on, 3)
        case PointKind.SIX_MONTHS:
            return months_after(on, 6)
        case PointKind.RE_AUDIT:
            return next_audit


@dataclass(frozen=True)
class Measured:
    """What was measured at a point: how much was done, how well, and what difference it made."""

    on: date | None = None
    how_much: str = ""
    how_well: str = ""
    difference: str = ""

    def checked(self, today: date) -> Self:
        """The same, tidied. Raises ``Invalid`` (its places the names of the parts) for a day that
        is missing or still to come, for a text that is too long, and where nothing is said."""
        tidied = replace(self, **{name: getattr(self, name).strip() for name in MEASURES})
        if problems := tuple(tidied._wrong(today)):
            raise Invalid.because_of(problems)
        return tidied

    def _wrong(self, today: date) -> Iterator[Problem]:
        if self.on is None:
            yield Problem("on", "Say on which day it was measured.")
        elif self.on > today:
            yield Problem("on", "This day is still to come.")
        texts = {name: getattr(self, name) for name in MEASURES}
        if not any(texts.values()):
            yield Problem("how_much", "Write what was found: at least one of the three.")
        for name, text in texts.items():
            if len(text) > MOST_LETTERS:
                yield Problem(name, f"This is longer than {MOST_LETTERS:,} characters. Shorten it.")


MEASURES = {
    "how_much": "How much was done",
    "how_well": "How well it was done",
    "difference": "What difference it made",
}
"""The three questions, by the parts of ``Measured``."""


@dataclass(frozen=True)
class Point:
    """One evaluation point of an activity.

    ``due`` is the day that somebody set or, where ``is_proposed``, the one that follows from the
    activity's. It is ``None`` while no day is known, and for a point that is left out.
    """

    kind: PointKind
    due: date | None = None
    is_proposed: bool = True
    is_left_out: bool = False
    measured: Measured | None = None

    @property
    def day(self) -> date | None:
        """The day on which it was measured, or else is due."""
        return self.measured.on if self.measured else self.due

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and nothing was measured."""
        return self.measured is None and self.due is not None and self.due < today

    def stands(self, today: date) -> str:
        """How it stands, in words: ``Overdue since 3 May 2025``."""
        if self.measured and self.measured.on:
            return f"Measured on {format_date(self.measured.on)}"
        if self.is_left_out:
            return "Left out"
        if self.due is None:
            return "No day yet"
        if self.is_overdue(today):
            return f"Overdue since {format_date(self.due)}"
        return f"{'Proposed' if self.is_proposed else 'Planned'} for {format_date(self.due)}"


@dataclass(frozen=True)
class KeptPoint:
    """What is kept of a point: a day of its own, that it is left out, what was measured."""

    due: date | None = None
    is_left_out: bool = False
    measured: Measured | None = None


AS_PROPOSED = KeptPoint()


def points_of(
    on: date | None, next_audit: date | None, kept: Mapping[PointKind, KeptPoint]
) -> tuple[Point, ...]:
    """All six points of an activity, from its day and what is kept of each."""
    return tuple(_point(kind, on, next_audit, kept.get(kind, AS_PROPOSED)) for kind in PointKind)


def _point(kind: PointKind, on: date | None, next_audit: date | None, kept: KeptPoint) -> Point:
    if kept.is_left_out:
        return Point(kind, None, False, True, kept.measured)
    proposed = proposed_day(kind, on, next_audit) if on else None
    return Point(kind, kept.due or proposed, kept.due is None, False, kept.measured)


def next_audit(planned: Iterable[PlannedAudit], theme: str, on: date) -> date | None:
    """The last day of the first quarter after ``on`` for which an audit of a theme is planned."""
    days = (
        audit.quarter.last
        for audit in planned
        if audit.theme.casefold() == theme.casefold()
        and audit.state is not PlannedState.DROPPED
        and audit.quarter.first > on
    )
    return min(days, default=None)
