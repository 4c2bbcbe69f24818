"""An action plan as data for another program.

One object. ``format`` is ``golden-thread-action-plan`` and ``format_version`` is 1. ``actions`` has
one object for each row of the plan: ``cells`` are the six columns as they were written, everything
else stands beside them. Dates are ``2024-04-01``. A key may be added within a version; none is
renamed, removed or given another meaning without raising it.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from audit_tools.action_plans.papers import PlannedAction, PlanPaper
from audit_tools.action_plans.statements import Update
from audit_tools.action_plans.tracking import Action
from reports.writers.json import as_bytes

FORMAT, FORMAT_VERSION = "golden-thread-action-plan", 1


def write_plan_json(paper: PlanPaper) -> bytes:
    """The object in UTF-8, indented."""
    return as_bytes(
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "title": paper.title,
            "partnership": paper.partnership,
            "marking": paper.marking,
            "invented": paper.invented,
            "at": paper.at.isoformat(),
            "inspection": paper.inspection,
            "statement": dated(asdict(paper.statement)),
            "headings": {table.label: name.label for table, name in paper.headings.items()},
            "actions": [_action(one) for one in paper.actions],
            "updates": [_update(update) for update in paper.updates],
        }
    )


def _action(one: PlannedAction) -> dict[str, Any]:
    action = one.action
    return {
        "row": action.number,
        "table": action.table.label,
        "cells": asdict(action.cells),
        "status": action.status.label,
        "effect": action.effect.label,
        "answers": asdict(one.answers),
        "agreed": list(one.agreed),
        **_days(action),
        "notes": [
            {"kind": note.kind.label, "role": note.role, "at": note.at.isoformat(),
             "said": note.said}
            for note in action.notes
        ],
        "closed": dated(asdict(action.closure)) if action.closure else None,
    }  # fmt: skip


def _days(action: Action) -> dict[str, Any]:
    """The timescale as it is read, line by line, and the days that stand beside it."""
    days = {"due": action.due, "due_on": action.due_on, "review_on": action.review_on}
    lines = [
        {"text": timing.text, "last": timing.last, "read_as": timing.read_as,
         "met_on": action.met.get(timing.text)}
        for timing in action.timings
    ]  # fmt: skip
    return {**dated(days), "timescale": [dated(line) for line in lines]}


def _update(update: Update) -> dict[str, Any]:
    sent = {
        "name": update.name,
        "addressee": update.addressee,
        "signed_by": update.signed_by,
        "signed_on": update.signed_on,
        "sent_on": update.sent_on,
        "note": update.note,
    }
    rows = [
        {"row": row.number, "table": row.table.label, "cells": asdict(row.cells)}
        for row in update.rows
    ]
    return {**dated(sent), "rows": rows}


def dated(values: dict[str, Any]) -> dict[str, Any]:
    """The same with its days as they are written in data."""
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}
