"""A plan that is kept in a database, for the tests of the application."""

import csv
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

from app.db.action_plans import load_plan
from app.db.engine import Database
from app.operations import action_plans, actions, statements_of_action
from app.operations.versions import version_of
from audit_tools.action_plans.details import ActionDetails
from audit_tools.action_plans.timescales import QuarterYear
from audit_tools.action_plans.tracking import NoteKind, Status
from audit_tools.audit_years import PlannedAudit
from audit_tools.permissions import Person
from audit_tools.quarters import Quarter
from tests.plans import INVENTED

TITLE = "Action plan after the inspection"
PLANNED = PlannedAudit(Quarter(2025, 1), "Serious youth violence", "The inspection", "Silver MACE")
REVIEW = date(2025, 6, 30)
DECIDED = date(2025, 5, 1)


@dataclass(frozen=True)
class StoredPlan:
    """A plan and its actions in their order."""

    id: UUID
    actions: tuple[UUID, ...]


def import_invented(
    database: Database, by: Person, inspection: UUID | None = None, rows: int = 100
) -> StoredPlan:
    """The invented plan, or its first rows, brought in as somebody would."""
    read = list(csv.reader(StringIO(INVENTED.read_text(encoding="utf-8"), newline="")))
    kept = StringIO(newline="")
    csv.writer(kept).writerows(read[: rows + 1])
    plan_id = action_plans.import_plan(
        database,
        by=by,
        title=TITLE,
        inspection=inspection,
        data=kept.getvalue().encode(),
        quarter_year=QuarterYear.FINANCIAL,
        review_on=REVIEW,
    )
    with database.reading() as session:
        plan = load_plan(session, by.partnership, plan_id)
    return StoredPlan(plan_id, tuple(action.id for action in plan.actions))


def give_to(database: Database, by: Person, action_id: UUID, *agencies: str) -> None:
    """Let the leads of these agencies report on an action."""
    with database.reading() as session:
        details = ActionDetails.of(actions.to_follow(session, by, action_id).action(action_id))
    action_plans.change_action(
        database,
        by=by,
        action_id=action_id,
        details=replace(details, agencies=agencies),
        seen=version_of(details),
    )


def tie(database: Database, by: Person, action_id: UUID, **answers: Any) -> None:
    """Tie an action to what it answers: a theme, an audit."""
    with database.reading() as session:
        details = ActionDetails.of(actions.to_follow(session, by, action_id).action(action_id))
    action_plans.change_action(
        database,
        by=by,
        action_id=action_id,
        details=replace(details, answers=replace(details.answers, **answers)),
        seen=version_of(details),
    )


def begin(database: Database, by: Person, action_id: UUID) -> None:
    """Let somebody have begun an action."""
    with database.reading() as session:
        action = actions.to_follow(session, by, action_id).action(action_id)
    actions.set_standing(
        database,
        by=by,
        action_id=action_id,
        standing=actions.Standing(Status.UNDER_WAY, action.effect, action.met),
        seen=actions.version_of_standing(action),
    )


def check_one(database: Database, by: Person, lead: Person, action_id: UUID) -> None:
    """Let an agency's lead bring evidence, and somebody else check it."""
    actions.add_note(
        database,
        by=lead,
        action_id=action_id,
        kind=NoteKind.EVIDENCE,
        said="Minutes of the board",
        role="police lead",
    )
    actions.check_evidence(
        database, by=by, action_id=action_id, said="I read them", role="Business Unit"
    )


def close_one(database: Database, by: Person, action_id: UUID) -> None:
    actions.close_action(
        database, by=by, action_id=action_id, body="Executive", decision="Closed", on=DECIDED
    )


def add_plan(database: Database, by: Person, lead: Person) -> StoredPlan:
    """A plan that was sent: the police report on both its actions, and the second is closed."""
    plan = import_invented(database, by, rows=2)
    for action_id in plan.actions:
        give_to(database, by, action_id, "police")
        check_one(database, by, lead, action_id)
    close_one(database, by, plan.actions[1])
    statements_of_action.record_sent(
        database,
        by=by,
        plan_id=plan.id,
        addressee="The inspectorates",
        signed_by="the chair",
        signed_on=DECIDED,
        sent_on=DECIDED,
        note="",
    )
    return plan
