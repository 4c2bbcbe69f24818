"""A learning and development strategy as data for another program.

One object. ``format`` is ``golden-thread-learning-strategy`` and ``format_version`` is 1.
``objectives`` has one object for each objective, with its activities and their evaluation points.
Dates are ``2024-04-01``. A key may be added within a version; none is renamed, removed or given
another meaning without raising it.
"""

from dataclasses import asdict
from typing import Any

from audit_tools.learning_strategy.in_words import PlannedActivity
from audit_tools.learning_strategy.papers import StrategyPaper
from audit_tools.learning_strategy.points import Point
from reports.writers.json import as_bytes
from reports.writers.plan_json import dated

FORMAT, FORMAT_VERSION = "golden-thread-learning-strategy", 1


def write_strategy_json(paper: StrategyPaper) -> bytes:
    """The object in UTF-8, indented."""
    return as_bytes(
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "partnership": paper.partnership,
            "marking": paper.marking,
            "invented": paper.strategy.invented,
            "at": paper.at.isoformat(),
            **dated(asdict(paper.strategy.details)),
            "objectives": [
                {
                    "number": one.objective.number,
                    "says": one.objective.says,
                    "activities": [_activity(activity) for activity in one.activities],
                }
                for one in paper.objectives
            ],
            "pathway": [asdict(step.row) for step in paper.strategy.pathway],
            "after": [
                {
                    "need": asdict(loop.need),
                    "done": list(loop.what_was_done),
                    "planned_or_dropped": list(loop.what_was_not),
                    "re_audit": asdict(loop.again) if loop.again is not None else None,
                }
                for loop in paper.loops
            ],
            "unanswered": list(paper.unanswered),
        }
    )


def _activity(one: PlannedActivity) -> dict[str, Any]:
    details = one.activity.details
    return {
        "name": one.name,
        "what": details.what,
        "need": asdict(one.need) if one.need else None,
        "audience": details.audience,
        "owner": details.owner,
        "body": details.body,
        **dated({"on": details.on}),
        "status": details.status.label,
        "reason": details.reason,
        "question": one.question,
        "points": [_point(point) for point in one.activity.points],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "point": point.kind.label,
        **dated({"due": point.due}),
        "is_proposed": point.is_proposed,
        "is_left_out": point.is_left_out,
        "measured": dated(asdict(point.measured)) if point.measured is not None else None,
    }
