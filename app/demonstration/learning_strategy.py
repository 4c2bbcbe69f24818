"""The invented learning strategy, and what was measured of its activities by today."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.db.strategies import load_strategy
from app.demonstration.action_plan import on_morning
from app.operations import passing_on, pathways, strategies
from app.operations.strategies import PointDays
from app.operations.versions import version_of
from audit_tools.learning_strategy.pathway import PathwayRow
from audit_tools.learning_strategy.points import Measured, PointKind
from audit_tools.learning_strategy.strategy import (
    ActivityDetails,
    ActivityStatus,
    AnsweredNeed,
    AuditQuestion,
    StrategyDetails,
)
from audit_tools.passing_on import PassedKind, PassedOn, TeamUse
from audit_tools.permissions import Person

FILE = Path(__file__).parent / "strategy" / "strategy.yaml"
TOOL = "serious-youth-violence"
Said = Mapping[str, Any]


def read_strategy() -> Said:
    """The strategy and what was passed on, as they are written down."""
    found: Said = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))
    return found


def add_learning_strategy(session: Session, people: Mapping[str, Person]) -> None:
    """Write the strategy on its day, and measure each activity as it was measured."""
    said = read_strategy()
    by = people[said["by"]]
    with on_morning(session, said["made"]):
        strategy_id = strategies.add_strategy(session, by=by, details=_head(said), invented=True)
        for level in said["pathway"]:
            row = PathwayRow(**level)
            pathways.add_step(session, by=by, strategy_id=strategy_id, row=row)
        for objective in said["objectives"]:
            objective_id = strategies.add_objective(
                session, by=by, strategy_id=strategy_id, says=objective["says"]
            )
            for one in objective["activities"]:
                named = find_audit_by_key(session, by.partnership, one.get("audit", said["audit"]))
                details = _details(one, named.id if named else None)
                activity_id = strategies.add_activity(
                    session, by=by, objective_id=objective_id, details=details
                )
                _look_again(session, by, strategy_id, activity_id, one)


def add_passed_on(session: Session, people: Mapping[str, Person]) -> None:
    """What was passed on of the first audit, and what two teams did with it."""
    said, by = read_strategy(), people["Beth"]
    audit = find_audit_by_key(session, by.partnership, said["audit"])
    for one in said["passed_on"]:
        passed = PassedOn(
            PassedKind(one["kind"]),
            one["what"],
            one["passed_by"],
            one["network"],
            date.fromisoformat(one["on"]),
            one.get("reached"),
            audit.id if audit else None,
        )
        with on_morning(session, one["on"]):
            passing_id = passing_on.record(session, by=by, passed=passed, invented=True)
        for use in one["uses"]:
            on = date.fromisoformat(use["on"])
            with on_morning(session, use["on"]):
                passing_on.say_used(
                    session,
                    by=by,
                    passing_id=passing_id,
                    use=TeamUse(use["agency"], use["team"], use["said"], on),
                )


def _head(said: Said) -> StrategyDetails:
    return StrategyDetails(
        said["title"],
        said["overseen_by"],
        date.fromisoformat(said["period_from"]),
        date.fromisoformat(said["period_to"]),
        said["aim"],
    )


def _details(one: Said, audit: UUID | None) -> ActivityDetails:
    question = one.get("question")
    return ActivityDetails(
        one["what"],
        one["owner"],
        one["body"],
        date.fromisoformat(one["on"]) if "on" in one else None,
        one["audience"],
        AnsweredNeed(audit, one["need"]) if audit else None,
        AuditQuestion(one.get("tool", TOOL), question) if question else None,
        ActivityStatus(one["status"]),
        one.get("reason", ""),
    )


def _look_again(
    session: Session, by: Person, strategy_id: UUID, activity_id: UUID, one: Said
) -> None:
    """Leave out what is not asked, and say what was measured, each on its day."""
    activity = load_strategy(session, by.partnership, strategy_id).activity(activity_id)
    if left_out := one.get("left_out"):
        strategies.set_days(
            session,
            by=by,
            activity_id=activity_id,
            days=PointDays({}, frozenset(PointKind(kind) for kind in left_out)),
            seen=version_of(PointDays.of(activity)),
        )
    for at in one.get("measured", ()):
        with on_morning(session, at["on"]):
            strategies.measure(
                session,
                by=by,
                activity_id=activity_id,
                kind=PointKind(at["at"]),
                measured=Measured(
                    date.fromisoformat(at["on"]), at["how_much"], at["how_well"], at["difference"]
                ),
                seen=version_of(Measured()),
            )
