"""A strategy that is kept in a database, for the tests of the application."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.db.engine import Database
from app.operations import pathways, strategies
from audit_tools.learning_strategy.pathway import PathwayRow
from audit_tools.learning_strategy.strategy import ActivityDetails, AnsweredNeed, StrategyDetails
from audit_tools.permissions import Person

TITLE, SAYS = "Learning strategy", "Children are heard"
HELD_ON = date(2025, 1, 20)


@dataclass(frozen=True)
class StoredStrategy:
    """A strategy with one objective, one activity for it, and one level of its pathway."""

    id: UUID
    objective: UUID
    activity: UUID
    step: UUID


def add_strategy(database: Database, by: Person, audit: UUID | None = None) -> StoredStrategy:
    """A strategy whose activity answers the audit's need on the child's voice, if one is given."""
    strategy = strategies.add_strategy(database, by=by, details=StrategyDetails(TITLE))
    objective = strategies.add_objective(database, by=by, strategy_id=strategy, says=SAYS)
    need = AnsweredNeed(audit, "voice") if audit else None
    details = ActivityDetails("Listening to teenagers", on=HELD_ON, need=need)
    activity = strategies.add_activity(database, by=by, objective_id=objective, details=details)
    row = PathwayRow("Awareness", "Everybody", "What to notice")
    step = pathways.add_step(database, by=by, strategy_id=strategy, row=row)
    return StoredStrategy(strategy, objective, activity, step)
