"""A strategy in words: its needs as people read them, its activities by the numbers of a paper."""

from dataclasses import dataclass
from datetime import date

from audit_tools.dates import format_date
from audit_tools.learning_strategy.strategy import Activity, ActivityStatus, Objective


@dataclass(frozen=True)
class NeedSeen:
    """A training need as people read it.

    ``audit`` and ``seen`` (what ``NeedRow.seen_in`` says) are empty for whoever may not read that
    audit.
    """

    theme: str
    audit: str = ""
    seen: str = ""
    interim: bool = False

    @property
    def text(self) -> str:
        """``Notifications: First audit, could be better in 4 of 6 children; in 3 of them learning
        would help``"""
        return f"{self.theme}: {self.beside}" if self.beside else self.theme

    @property
    def beside(self) -> str:
        """The audit and what it saw, without the theme."""
        interim = "interim" if self.interim else ""
        return ", ".join(part for part in (self.audit, interim, self.seen) if part)


@dataclass(frozen=True)
class PlannedActivity:
    """An activity with what people read beside it; ``name`` is how a paper speaks of it: 2.1."""

    name: str
    activity: Activity
    need: NeedSeen | None = None
    question: str = ""

    def when(self, today: date) -> str:
        """Its day in words, and that nobody has said what became of it."""
        on = self.activity.details.on
        if on is None:
            return "No day yet"
        if self.activity.waits_for_word(today):
            return f"{format_date(on)}. Nobody has said whether it was held"
        return format_date(on)

    @property
    def begun(self) -> str:
        """``done, 9 December 2024`` or ``under way since 20 January 2025``; empty for what has not
        begun."""
        details = self.activity.details
        day = format_date(details.on) if details.on else ""
        if details.status is ActivityStatus.DONE:
            return f"done, {day}"
        if details.status is ActivityStatus.UNDER_WAY:
            return f"under way since {day}" if day else "under way"
        return ""

    def answers(self, theme: str) -> bool:
        """Whether the need it answers is one on this theme."""
        need = self.activity.details.need
        return need is not None and need.theme == theme

    @property
    def stands(self) -> str:
        """How it stands: ``done, 9 December 2024`` or ``planned for 17 June 2025``."""
        return self.begun or self.not_begun

    @property
    def not_begun(self) -> str:
        """``planned for 17 June 2025`` or ``dropped: No room``; empty for what has begun."""
        details = self.activity.details
        if details.status is ActivityStatus.DROPPED:
            return f"dropped: {details.reason}"
        if details.status is ActivityStatus.PLANNED:
            return f"planned for {format_date(details.on)}" if details.on else "planned, no day yet"
        return ""


@dataclass(frozen=True)
class PlannedObjective:
    """An objective with its activities in words."""

    objective: Objective
    activities: tuple[PlannedActivity, ...]
