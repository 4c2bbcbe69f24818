"""An invented strategy without a database: two objectives, one of which has activities."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from audit_tools.learning_strategy.in_words import NeedSeen, PlannedActivity, PlannedObjective
from audit_tools.learning_strategy.loop import FoundAgain, Loop
from audit_tools.learning_strategy.papers import StrategyPaper
from audit_tools.learning_strategy.pathway import PathwayRow, PathwayStep
from audit_tools.learning_strategy.points import KeptPoint, Measured, PointKind, points_of
from audit_tools.learning_strategy.strategy import (
    Activity,
    ActivityDetails,
    ActivityStatus,
    AnsweredNeed,
    Objective,
    Strategy,
    StrategyDetails,
)

AT = datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
ON, RE_AUDIT = date(2025, 1, 20), date(2025, 6, 30)
DETAILS = StrategyDetails("Strategy", "L&D group", ON, RE_AUDIT, "Practice is different.")
MEASURED = Measured(ON, "22 of 24 came", "20 of 22 would do it again", "They ask first")
PATHWAY = PathwayStep(
    UUID(int=21), 1, PathwayRow("Awareness", "Group 1", "What to notice", "E-learning")
)
NEED = NeedSeen("Curiosity", "First audit", "could be better in 5 of 6 children")


def _activities() -> tuple[Activity, ...]:
    kept = {
        PointKind.BEFORE: KeptPoint(is_left_out=True),
        PointKind.AFTER: KeptPoint(measured=MEASURED),
    }
    held = ActivityDetails("Supervision", "A manager", "L&D group", ON, "Managers",
                           status=ActivityStatus.DONE)  # fmt: skip
    dropped = ActivityDetails("A day", status=ActivityStatus.DROPPED, reason="No room")
    return (
        Activity(UUID(int=11), 1, held, points_of(ON, RE_AUDIT, kept)),
        Activity(UUID(int=12), 2, dropped, points_of(None, None, {})),
    )


def strategy_paper() -> StrategyPaper:
    held, dropped = _activities()
    first = Objective(UUID(int=1), 1, "Managers ask", (held, dropped))
    second = Objective(UUID(int=2), 2, "Trainers hear")
    first_activity = PlannedActivity("1.1", held, NEED, "2.6 Was it seen as a pattern?")
    again = FoundAgain("Second audit", True, ("2.6 Was it?",), ("No clear change.",))
    return StrategyPaper(
        Strategy(UUID(int=9), DETAILS, True, (first, second), (PATHWAY,)),
        "Leeds",
        "OFFICIAL",
        AT,
        (
            PlannedObjective(
                first,
                (
                    first_activity,
                    PlannedActivity("1.2", dropped),
                ),
            ),
            PlannedObjective(second, ()),
        ),
        (Loop(NEED, (first_activity,), again),),
        ("Recording",),
    )


def answering(theme: str) -> PlannedActivity:
    """The invented activity, for a need on a theme."""
    held = strategy_paper().activities[0]
    details = replace(held.activity.details, need=AnsweredNeed(UUID(int=1), theme))
    return replace(held, activity=replace(held.activity, details=details))
