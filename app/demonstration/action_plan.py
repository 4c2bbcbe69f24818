"""The invented action plan, what is known of each action by today, and the years' audit plans."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from app.db.action_plans import PlanOnFile, load_plan
from app.db.audits import find_audit_by_key
from app.db.inspections import latest_inspection
from app.demonstration.messages import on_day
from app.operations import action_plans, actions, planned_audits, statements_of_action
from app.operations.actions import Standing
from app.operations.versions import version_of
from audit_tools.action_plans.details import ActionDetails
from audit_tools.action_plans.statements import Statement
from audit_tools.action_plans.timescales import QuarterYear
from audit_tools.action_plans.tracking import Action, Answers, Effect, NoteKind, Status
from audit_tools.audit_years import PlannedAudit, PlannedState
from audit_tools.permissions import Person
from audit_tools.quarters import Quarter

FOLDER = Path(__file__).parent / "plan"
TOOL = "serious-youth-violence"
People = Mapping[str, Person]
Said = Mapping[str, Any]


def read_tracking() -> dict[str, Any]:
    """What stands beside the rows of the plan."""
    text = (FOLDER / "tracking.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return found


def add_action_plan(session: Session, people: People) -> None:
    """Bring the plan in, agree and send it, and let it be followed until today."""
    said, by = read_tracking(), people["Beth"]
    plan_id = _bring_in(session, by, said)
    _agree(session, by, plan_id, said)
    for row in said["actions"]:
        _follow(session, people, plan_id, row)
    for number, update in enumerate(said["sent"]):
        # The second update is sent once everything before it stands.
        if number:
            _send(session, by, plan_id, update, said["statement"]["addressee"])
    for planned in said["audits"]:
        _plan(session, by, planned)


def _bring_in(session: Session, by: Person, said: Said) -> UUID:
    with on_morning(session, said["made"]):
        plan_id = action_plans.import_plan(
            session,
            by=by,
            title=said["title"],
            inspection=latest_inspection(session, by.partnership),
            data=(FOLDER / "plan.csv").read_bytes(),
            quarter_year=QuarterYear.FINANCIAL,
            review_on=date.fromisoformat(said["review_on"]),
            invented=True,
        )
        head = said["statement"] | {"due_on": date.fromisoformat(said["statement"]["due_on"])}
        statements_of_action.change_statement(
            session,
            by=by,
            plan_id=plan_id,
            statement=Statement(**head),
            seen=version_of(Statement()),
        )
    return plan_id


def _agree(session: Session, by: Person, plan_id: UUID, said: Said) -> None:
    """What agencies agreed, and the statement as it was first sent, before anything was done."""
    plan = load_plan(session, by.partnership, plan_id)
    first = said["sent"][0]
    with on_morning(session, first["signed_on"]):
        for agreed in said["agreed"]:
            action = _row(plan, agreed["row"])
            statements_of_action.agree_row(
                session,
                by=by,
                action_id=action.id,
                agency=agreed["agency"],
                on=date.fromisoformat(agreed["on"]),
                said_by=agreed["said_by"],
                seen=version_of(action.cells),
            )
    _send(session, by, plan_id, first, said["statement"]["addressee"])


def _send(session: Session, by: Person, plan_id: UUID, update: Said, addressee: str) -> None:
    with on_morning(session, update["sent_on"]):
        statements_of_action.record_sent(
            session,
            by=by,
            plan_id=plan_id,
            addressee=addressee,
            signed_by=update["signed_by"],
            signed_on=date.fromisoformat(update["signed_on"]),
            sent_on=date.fromisoformat(update["sent_on"]),
            note=update["note"],
        )


def _follow(session: Session, people: People, plan_id: UUID, row: Said) -> None:
    """What an action answers, what was noted of it, how far it is, and its closing."""
    by = people["Beth"]
    action = _row(load_plan(session, by.partnership, plan_id), row["row"])
    _tie(session, by, action, row)
    for note in row.get("notes", ()):
        with on_morning(session, note["on"]):
            _note(session, people[note["by"]], action.id, note)
    met = row.get("met")
    lines = {action.timings[met["line"] - 1].text: date.fromisoformat(met["on"])} if met else {}
    actions.set_standing(
        session,
        by=by,
        action_id=action.id,
        standing=Standing(Status(row["status"]), Effect(row["effect"]), lines),
        seen=version_of(Standing.of(action)),
    )
    if closed := row.get("closed"):
        on = date.fromisoformat(closed["on"])
        with on_morning(session, closed["on"]):
            actions.close_action(
                session,
                by=by,
                action_id=action.id,
                body=closed["body"],
                decision=closed["decision"],
                on=on,
            )


def _tie(session: Session, by: Person, action: Action, row: Said) -> None:
    said, details = row["answers"], ActionDetails.of(action)
    question = said.get("question", "")
    due_on = row.get("due_on")
    tied = replace(
        details,
        due_on=date.fromisoformat(due_on) if due_on else None,
        answers=Answers(
            said.get("finding"),
            said["theme"],
            _audit(session, by, said.get("audit")),
            TOOL if question else "",
            question,
        ),
        agencies=tuple(row.get("agencies", ())),
    )
    action_plans.change_action(
        session, by=by, action_id=action.id, details=tied, seen=version_of(details)
    )


def _note(session: Session, by: Person, action_id: UUID, note: Said) -> None:
    said, role = note["said"], note["role"]
    if note["kind"] == NoteKind.CHECK:
        actions.check_evidence(session, by=by, action_id=action_id, said=said, role=role)
        return
    kind = NoteKind(note["kind"])
    actions.add_note(session, by=by, action_id=action_id, kind=kind, said=said, role=role)


def _plan(session: Session, by: Person, said: Said) -> None:
    planned = PlannedAudit(
        Quarter.of(date.fromisoformat(said["quarter"])),
        said["theme"],
        said["why"],
        said["owner"],
        said.get("done_with", ""),
        said.get("tool", ""),
        said["children"],
        PlannedState(said["state"]),
        said.get("reason", ""),
        _audit(session, by, said.get("audit")),
    )
    planned_audits.plan_audit(session, by=by, planned=planned, invented=True)


def _audit(session: Session, by: Person, key: str | None) -> UUID | None:
    audit = find_audit_by_key(session, by.partnership, key) if key else None
    return audit.id if audit else None


def _row(plan: PlanOnFile, number: int) -> Action:
    return next(action for action in plan.actions if action.number == number)


def on_morning(session: Session, day: str) -> Any:
    """Let it be the morning of a day."""
    return on_day(session, datetime.combine(date.fromisoformat(day), time(9), UTC))
