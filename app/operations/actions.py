"""Following an action: what is noted of it, how far it is, and its closing.

The Business Unit keeps the plan. The leads of the agencies that report on an action add progress
and evidence to it; they see that action and no other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db import action_plans as rows
from app.db.action_plans import PlanOnFile
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.action_plans import ActionNoteRow, ActionRow
from app.operations.action_plans import to_write_action
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.action_plans.tracking import (
    CHOSEN,
    Action,
    Effect,
    NoteKind,
    Status,
    check_closing,
    check_is_open,
    check_may_check,
    check_note,
)
from audit_tools.cases import check_reason
from audit_tools.dates import format_date, local
from audit_tools.errors import Hidden, Invalid
from audit_tools.permissions import Permission, Person, can, check_can


@dataclass(frozen=True)
class Standing:
    """How far an action is, as it is entered: two words, and which lines of its timescale were met
    on which day."""

    status: Status
    effect: Effect
    met: Mapping[str, date]

    @classmethod
    def of(cls, action: Action) -> "Standing":
        return cls(action.status, action.effect, dict(action.met))


def to_follow(session: Session, by: Person, action_id: UUID) -> PlanOnFile:
    """The plan of an action that the person may see.

    Raises ``Hidden`` where there is no such action, or none on which an agency that they lead
    reports.
    """
    plan = rows.plan_of_action(session, by.partnership, action_id)
    reports = by.leads.intersection(plan.action(action_id).agencies)
    if not reports and not can(by, Permission.READ_PLANS):
        raise Hidden("There is no such action.")
    return plan


def to_report(session: Session, by: Person, action_id: UUID) -> PlanOnFile:
    """The plan of an action on which the person may add progress and evidence.

    Raises ``Hidden``, or ``Refused`` for somebody who only reads it and once it is closed.
    """
    plan = to_follow(session, by, action_id)
    action = plan.action(action_id)
    if not may_report(by, action):
        check_can(by, Permission.RUN_AUDITS)
    check_is_open(action)
    return plan


def may_report(by: Person, action: Action) -> bool:
    """Whether the person may add progress and evidence to an action."""
    return can(by, Permission.RUN_AUDITS) or bool(by.leads.intersection(action.agencies))


@operation
def add_note(
    session: Session, *, by: Person, action_id: UUID, kind: NoteKind, said: str, role: str
) -> None:
    """Note progress or evidence of an action that is open.

    Raises as ``to_report``, and ``Invalid`` ("kind", "said", "role").
    """
    action = to_report(session, by, action_id).action(action_id)
    if kind is NoteKind.CHECK:
        raise Invalid("Choose progress or evidence.", place="kind")
    _note(session, by, action, kind, said, role)


@operation
def check_evidence(session: Session, *, by: Person, action_id: UUID, said: str, role: str) -> None:
    """Note that somebody other than who entered it has checked the evidence, and what they found.

    Raises ``Hidden``, ``Refused`` for whoever entered any of it, and ``Invalid`` as ``add_note``.
    """
    action = to_write_action(session, by, action_id).action(action_id)
    check_is_open(action)
    check_may_check(action, by.id)
    _note(session, by, action, NoteKind.CHECK, said, role)


@operation
def set_standing(
    session: Session, *, by: Person, action_id: UUID, standing: Standing, seen: str
) -> None:
    """Say how far an action is. Raises ``Hidden``, ``Refused`` once it is closed, ``Invalid`` for a
    word or a line that cannot be said, and ``Conflict`` where it has changed since ``seen``."""
    action = to_write_action(session, by, action_id).action(action_id)
    check_is_open(action)
    check_unchanged(seen, Standing.of(action))
    if standing.status not in CHOSEN:
        raise Invalid("An action is closed by a board or group.", place="status")
    if not set(standing.met) <= {timing.text for timing in action.timings}:
        raise Invalid("This is no line of its timescale.", place="met")
    today = local(now(session)).date()
    if any(day > today for day in standing.met.values()):
        raise Invalid("This day is still to come.", place="met")
    row = rows.row_of_action(session, by.partnership, action_id)
    before = _words(row)
    row.status, row.effect = standing.status.value, standing.effect.value
    row.met = {text: day.isoformat() for text, day in standing.met.items()}
    subject = Subject("action", action_id)
    tell(session, by, "action.standing", subject, before=before, after=_words(row))


def version_of_standing(action: Action) -> str:
    """What the form to say how far an action is carries as ``seen``."""
    return version_of(Standing.of(action))


@operation
def close_action(
    session: Session,
    *,
    by: Person,
    action_id: UUID,
    body: str,
    decision: str,
    on: date | None,
) -> None:
    """Record that a board or group closed an action.

    Raises ``Hidden``, and as ``check_closing``.
    """
    action = to_write_action(session, by, action_id).action(action_id)
    today = local(now(session)).date()
    closure = check_closing(action, body=body, decision=decision, on=on, today=today)
    row = rows.row_of_action(session, by.partnership, action_id)
    before = _words(row)
    row.status = Status.CLOSED.value
    row.closed_by, row.closed_on, row.decision = closure.body, closure.on, closure.decision
    subject = Subject("action", action_id)
    tell(session, by, "action.closed", subject, before=before, after=_words(row))


@operation
def reopen_action(session: Session, *, by: Person, action_id: UUID, reason: str) -> None:
    """Open a closed action again; that it was closed, and why not any more, is noted.

    Raises ``Hidden``, ``Invalid`` for one that is not closed, ``Refused`` without a reason.
    """
    action = to_write_action(session, by, action_id).action(action_id)
    closure = action.closure
    if closure is None:
        raise Invalid("This action is not closed.")
    said = f"Opened again: {check_reason(reason)} It had been closed by {closure.body} on " \
        f"{format_date(closure.on)}: {closure.decision}"  # fmt: skip
    row = rows.row_of_action(session, by.partnership, action_id)
    before = _words(row)
    row.status = Status.UNDER_WAY.value
    row.closed_by, row.closed_on, row.decision = "", None, ""
    _write_note(session, by, action_id, NoteKind.PROGRESS, said, "Business Unit")
    subject = Subject("action", action_id)
    tell(session, by, "action.reopened", subject, before=before, after=_words(row))


def _note(
    session: Session, by: Person, action: Action, kind: NoteKind, said: str, role: str
) -> None:
    said, role = check_note(said, role)
    _write_note(session, by, action.id, kind, said, role)
    after = {"kind": kind.value, "said": said, "role": role}
    tell(session, by, "action.noted", Subject("action", action.id), after=after)


def _write_note(
    session: Session, by: Person, action_id: UUID, kind: NoteKind, said: str, role: str
) -> None:
    session.add(
        ActionNoteRow(
            partnership_id=by.partnership,
            id=uuid4(),
            action_id=action_id,
            kind=kind.value,
            said=said,
            role=role,
            at=now(session),
            by=by.id,
        )
    )
    session.flush()


def _words(row: ActionRow) -> dict[str, object]:
    names = ("status", "effect", "met", "closed_by", "closed_on", "decision")
    return {name: getattr(row, name) for name in names}
