"""A strategy: its objectives, the activities that serve each, and which need each answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from audit_tools.action_plans.plan import LONGEST_LINE, MOST_LETTERS
from audit_tools.errors import Hidden, Invalid, Problem, Refused
from audit_tools.learning_strategy.pathway import PathwayStep
from audit_tools.learning_strategy.points import Point


class ActivityStatus(StrEnum):
    """How far an activity is."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _STATUSES[self][0]

    @property
    def means(self) -> str:
        """What the word means, for the key."""
        return _STATUSES[self][1]


_STATUSES = {
    ActivityStatus.PLANNED: ("Planned", "It has not begun."),
    ActivityStatus.UNDER_WAY: ("Under way", "It has begun and goes on."),
    ActivityStatus.DONE: ("Done", "It was held or is in use. What came of it is asked afterwards."),
    ActivityStatus.DROPPED: ("Dropped", "It is not done, for a reason that is said."),
}


@dataclass(frozen=True)
class AnsweredNeed:
    """A training need: the theme of an audit that showed it."""

    audit: UUID
    theme: str

    @classmethod
    def of(cls, audit: UUID | None, theme: str) -> Self | None:
        """The need that was chosen, if one was. Raises ``Invalid`` ("audit" or "theme") for one of
        which half is missing."""
        if audit and theme:
            return cls(audit, theme)
        if audit:
            raise Invalid("Choose the theme of the need as well.", place="theme")
        if theme:
            raise Invalid("Choose the audit that showed the need as well.", place="audit")
        return None


@dataclass(frozen=True)
class AuditQuestion:
    """A question of an audit tool, the one that should be answered differently at the re-audit."""

    tool: str
    key: str


@dataclass(frozen=True)
class ActivityDetails:
    """An activity as it is entered.

    ``owner`` is who sees to it, by their role; ``body`` the board or group that oversees it.
    """

    what: str
    owner: str = ""
    body: str = ""
    on: date | None = None
    audience: str = ""
    need: AnsweredNeed | None = None
    question: AuditQuestion | None = None
    status: ActivityStatus = ActivityStatus.PLANNED
    reason: str = ""

    def checked(self) -> Self:
        """The same without spaces around its texts.

        Raises ``Invalid`` with everything that is wrong, its places the names of the parts.
        """
        tidied = replace(
            self,
            what=self.what.strip(),
            owner=" ".join(self.owner.split()),
            body=" ".join(self.body.split()),
            audience=self.audience.strip(),
            reason=self.reason.strip(),
        )
        if problems := tuple(tidied._wrong()):
            raise Invalid.because_of(problems)
        return tidied

    def _wrong(self) -> Iterator[Problem]:
        if not self.what:
            yield Problem("what", "Say what is done.")
        yield from _too_long(self, ("owner", "body"), ("what", "audience", "reason"))
        is_dropped = self.status is ActivityStatus.DROPPED
        if is_dropped and not self.reason:
            yield Problem("reason", "Say why it is dropped.")
        if self.reason and not is_dropped:
            yield Problem("reason", "A reason is only given for what is dropped.")
        if self.status is ActivityStatus.DONE and self.on is None:
            yield Problem("on", "Say on which day it was done.")


@dataclass(frozen=True)
class Activity:
    """An activity with its evaluation points."""

    id: UUID
    number: int
    details: ActivityDetails
    points: tuple[Point, ...] = ()

    def waits_for_word(self, today: date) -> bool:
        """Whether its day has passed and nobody has said whether it was held."""
        on = self.details.on
        return self.details.status is ActivityStatus.PLANNED and on is not None and on < today

    def overdue(self, today: date) -> tuple[Point, ...]:
        """The points whose day has passed without a measurement; none of what was dropped."""
        if self.details.status is ActivityStatus.DROPPED:
            return ()
        return tuple(point for point in self.points if point.is_overdue(today))

    @property
    def points_by_day(self) -> tuple[Point, ...]:
        """Its points in the order of their days; last those that have none."""
        return tuple(sorted(self.points, key=lambda point: point.day or date.max))

    @property
    def measured(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points_by_day if point.measured)


@dataclass(frozen=True)
class Objective:
    """What is to be reached, and the activities that serve it."""

    id: UUID
    number: int
    says: str
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True)
class StrategyDetails:
    """A strategy as it is entered; ``overseen_by`` is the group that keeps it."""

    title: str
    overseen_by: str = ""
    period_from: date | None = None
    period_to: date | None = None
    aim: str = ""

    def checked(self) -> Self:
        """The same, tidied. Raises ``Invalid``, its places the names of the parts."""
        tidied = replace(
            self,
            title=" ".join(self.title.split()),
            overseen_by=" ".join(self.overseen_by.split()),
            aim=self.aim.strip(),
        )
        if problems := tuple(tidied._wrong()):
            raise Invalid.because_of(problems)
        return tidied

    def _wrong(self) -> Iterator[Problem]:
        if not self.title:
            yield Problem("title", "Enter a title.")
        yield from _too_long(self, ("title", "overseen_by"), ("aim",))
        first, last = self.period_from, self.period_to
        if first and last and last < first:
            yield Problem("period_to", "The last day is before the first.")


@dataclass(frozen=True)
class Strategy:
    """A strategy with all that is in it."""

    id: UUID
    details: StrategyDetails
    invented: bool = False
    objectives: tuple[Objective, ...] = ()
    pathway: tuple[PathwayStep, ...] = ()

    @property
    def activities(self) -> tuple[Activity, ...]:
        """All its activities in the order of its objectives."""
        return tuple(a for objective in self.objectives for a in objective.activities)

    def objective(self, objective_id: UUID) -> Objective:
        """One of its objectives. Raises ``Hidden`` where it has no such."""
        for objective in self.objectives:
            if objective.id == objective_id:
                return objective
        raise Hidden("There is no such objective.")

    def activity(self, activity_id: UUID) -> Activity:
        """One of its activities. Raises ``Hidden`` where it has no such."""
        for activity in self.activities:
            if activity.id == activity_id:
                return activity
        raise Hidden("There is no such activity.")


def check_objective(says: str) -> str:
    """What an objective says. Raises ``Invalid`` ("says") for nothing or too much."""
    says = says.strip()
    if not says or len(says) > MOST_LETTERS:
        raise Invalid(
            f"Say what is to be reached, in at most {MOST_LETTERS:,} characters.", place="says"
        )
    return says


def check_objective_goes(objective: Objective) -> None:
    """Raise ``Refused`` while an objective has activities: each is taken out by itself."""
    if objective.activities:
        raise Refused("This objective has activities. Take each out, or say why it is dropped.")


def check_activity_goes(activity: Activity) -> None:
    """Raise ``Refused`` once something was measured of an activity: it is answered for."""
    if activity.measured:
        raise Refused(
            "Something was measured of this activity. Say that it is dropped, and why, instead."
        )


def _too_long(
    entered: ActivityDetails | StrategyDetails, lines: tuple[str, ...], texts: tuple[str, ...]
) -> Iterator[Problem]:
    most = dict.fromkeys(lines, LONGEST_LINE) | dict.fromkeys(texts, MOST_LETTERS)
    for name, letters in most.items():
        if len(getattr(entered, name)) > letters:
            yield Problem(name, f"Enter at most {letters:,} characters.")
