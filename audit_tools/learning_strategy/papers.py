"""What a paper of a strategy is made from: the strategy whole, and when it stood so."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from audit_tools.dates import format_period, local
from audit_tools.learning_strategy.in_words import PlannedActivity, PlannedObjective
from audit_tools.learning_strategy.loop import Loop
from audit_tools.learning_strategy.points import Point
from audit_tools.learning_strategy.strategy import ActivityStatus, Strategy
from audit_tools.numbers import joined, plural


@dataclass(frozen=True)
class StrategyPaper:
    """A strategy with everything beside it. ``at`` is the instant it was read, in UTC.

    ``loops`` has each need that an activity answers; ``unanswered`` are needs of the same audits
    that none does, where both were read. Of the audits ``corrected``, by their titles, a record was
    corrected after it was signed off.
    """

    strategy: Strategy
    partnership: str
    marking: str
    at: datetime
    objectives: tuple[PlannedObjective, ...]
    loops: tuple[Loop, ...] = ()
    unanswered: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """The day in London on which it was read."""
        return local(self.at).date()

    @property
    def period(self) -> str:
        details = self.strategy.details
        return format_period(details.period_from, details.period_to)

    @property
    def activities(self) -> tuple[PlannedActivity, ...]:
        return tuple(one for objective in self.objectives for one in objective.activities)

    @property
    def overdue(self) -> tuple[tuple[PlannedActivity, Point], ...]:
        """The evaluation points that are overdue, each with its activity."""
        return tuple(
            (one, point) for one in self.activities for point in one.activity.overdue(self.today)
        )


def how_far(paper: StrategyPaper) -> str:
    """``2 objectives, 5 activities: 2 done and 3 planned. 4 evaluation points are measured. 1 is
    overdue.``"""
    listed = [one.activity for one in paper.activities]
    if not listed:
        return "No activity is in this strategy yet."
    counts = Counter(one.details.status for one in listed)
    order = (ActivityStatus.DONE, ActivityStatus.UNDER_WAY, ActivityStatus.PLANNED,
             ActivityStatus.DROPPED)  # fmt: skip
    said = joined(f"{counts[s]} {s.label.lower()}" for s in order if counts[s])
    objectives = plural(len(paper.objectives), "objective")
    activities = plural(len(listed), "activity", "activities")
    measured, late = sum(len(one.measured) for one in listed), len(paper.overdue)
    points = plural(measured, "evaluation point is", "evaluation points are")
    overdue = f"{late or 'None'} {'is' if late == 1 else 'are'} overdue"
    return f"{objectives}, {activities}: {said}. {points} measured. {overdue}."
