"""Closing the loop: what was done about a need, what the re-audit asked, and what it found.

A re-audit tells what it found after something was done, and never because of it. Its counts stand
beside those of the audit before, with the words of ``statistics.ladder``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audit_tools.audience import AudienceFacts, NeedRow
from audit_tools.cycles import Counted
from audit_tools.dates import format_date
from audit_tools.learning_strategy.in_words import NeedSeen, PlannedActivity
from audit_tools.side_by_side import Compared, SideBySide

CAUTION = (
    "Each audit looked at other cases, and at few. What a re-audit found came after what was done; "
    "it does not show that anything changed because of it."
)
OTHERWISE = "The re-audit asked about this otherwise, so nothing is set beside it."
NOT_YET = "No audit by the same tool has asked again yet."


@dataclass(frozen=True)
class FoundAgain:
    """A re-audit: the questions that it asked on the theme, and in sentences what it found."""

    audit: str
    interim: bool
    asked: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True)
class Loop:
    """A need, the activities that are to answer it, and what the re-audit found once there is one.

    ``due`` is the day by which an audit of the same theme is planned.
    """

    need: NeedSeen
    activities: tuple[PlannedActivity, ...]
    again: FoundAgain | None = None
    due: date | None = None

    @property
    def waits(self) -> str:
        """That nothing has asked again yet, and by when something is to."""
        planned = f" One is planned by {format_date(self.due)}." if self.due else ""
        return f"{NOT_YET}{planned}"

    @property
    def what_was_done(self) -> tuple[str, ...]:
        """Each activity that was done or goes on, with its day; without any, that there is none."""
        said = tuple(
            f"{one.name} {one.activity.details.what} ({one.begun})"
            for one in self.activities
            if one.begun
        )
        return said or ("Nothing yet",)

    @property
    def what_was_not(self) -> tuple[str, ...]:
        """Each activity that is still to come, with its day, or was dropped, with the reason."""
        return tuple(
            f"{one.name} {one.activity.details.what} ({one.not_begun})"
            for one in self.activities
            if one.not_begun
        )


def found_again(
    both: SideBySide, need: NeedRow, activities: Sequence[PlannedActivity] = ()
) -> FoundAgain:
    """What the later of two audits found of the theme of a need, and how much of what it looked at
    came after the activities."""
    row = next((theme for theme in both.themes if theme.key == need.key), None)
    if row is None:
        return FoundAgain(both.now.title, both.now.interim, (), (OTHERWISE,))
    counted = both.now.counted
    return FoundAgain(
        both.now.title,
        both.now.interim,
        tuple(f"{question.number} {question.text}" for question in need.questions),
        (
            _compared("Could be better, whatever would help", row.better, counted),
            _compared("Went well", row.well, counted),
            *(said for one in activities if (said := _seen_after(both.now, one))),
            *([f"Why it is not judged: {both.why_not_judged}."] if both.why_not_judged else []),
        ),
    )


def _seen_after(again: AudienceFacts, one: PlannedActivity) -> str:
    """``27 of 182 days of the period under review come after activity 1.1.``, where not all do."""
    first, last, on = again.period_from, again.period_to, one.activity.details.on
    if not (first and last and on and one.begun) or on < first:
        return ""
    days, after = (last - first).days + 1, max((last - on).days, 0)
    come = "comes" if after == 1 else "come"
    return f"{after} of {days} days of its period under review {come} after activity {one.name}."


def _compared(side: str, one: Compared, counted: Counted) -> str:
    """``Went well: in 5 of 6 children before, in 1 of 4 after. No clear change.``"""
    then, now = (counted.of(share.count, share.of) for share in (one.then, one.now))
    return f"{side}: in {then} before, in {now} after. {one.change.value.capitalize()}."
