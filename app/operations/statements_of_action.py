"""A plan as a written statement of action: its head, what agencies agreed, and what was sent."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

import reports
from app.db import action_plans as rows
from app.db.action_plans import PlanOnFile
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.action_plans import PlanUpdateRow, RowAgreementRow
from app.db.words import words_of
from app.operations.action_plans import to_write, to_write_action
from app.operations.plan_papers import read_statement
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.action_plans.plan import LONGEST_LINE, one_line
from audit_tools.action_plans.statements import Statement, check_update
from audit_tools.dates import local
from audit_tools.errors import Invalid, Refused
from audit_tools.permissions import Person
from audit_tools.words.acronyms import check_explained


@operation
def change_statement(
    session: Session, *, by: Person, plan_id: UUID, statement: Statement, seen: str
) -> None:
    """Say who the statement comes from and goes to, and by when it is due.

    Raises ``Refused``, ``Hidden``, ``Invalid`` for what is too long, and ``Conflict`` where it has
    changed since ``seen``.
    """
    plan = to_write(session, by, plan_id)
    check_unchanged(seen, plan.statement)
    row = rows.row_of_plan(session, by.partnership, plan_id)
    entered = {
        name: _line(name, value) if isinstance(value, str) else value
        for name, value in asdict(statement).items()
    }
    for name, value in entered.items():
        setattr(row, name, value)
    tell(
        session,
        by,
        "plan.statement-changed",
        Subject("plan", plan_id),
        before=asdict(plan.statement),
        after=entered,
    )


def _line(name: str, text: str) -> str:
    """Each part may still be unknown, so nothing is a part too."""
    text = " ".join(text.split())
    if len(text) > LONGEST_LINE:
        raise Invalid(f"Enter at most {LONGEST_LINE} characters.", place=name)
    return text


@operation
def agree_row(
    session: Session,
    *,
    by: Person,
    action_id: UUID,
    agency: str,
    on: date | None,
    said_by: str,
    seen: str,
) -> None:
    """Record that an agency agreed a row as it stands; ``seen`` is the version of its cells.

    Raises ``Refused``, ``Hidden``, ``Invalid`` ("agency", "on", "said_by"), and ``Conflict`` where
    the row has changed: an agency agrees words and no others.
    """
    action = to_write_action(session, by, action_id).action(action_id)
    check_unchanged(seen, action.cells)
    agency = one_line(agency, "agency", "Say which agency agreed it")
    said_by = one_line(said_by, "said_by", "Say who agreed it, by their role")
    if on is None:
        raise Invalid("Say on which day.", place="on")
    if on > local(now(session)).date():
        raise Invalid("This day is still to come.", place="on")
    row = RowAgreementRow(
        partnership_id=by.partnership,
        id=uuid4(),
        action_id=action_id,
        agency=agency,
        cells=list(action.cells.texts),
        agreed_on=on,
        said_by=said_by,
        recorded_at=now(session),
        recorded_by=by.id,
    )
    session.add(row)
    session.flush()
    after = {"agency": agency, "on": on, "said_by": said_by, "cells": row.cells}
    tell(session, by, "action.agreed", Subject("action", action_id), after=after)


@operation
def record_sent(
    session: Session,
    *,
    by: Person,
    plan_id: UUID,
    addressee: str,
    signed_by: str,
    signed_on: date | None,
    sent_on: date | None,
    note: str,
    unexplained: bool = False,
) -> int:
    """Keep the plan as it was sent, under the next number; gives the number.

    Raises ``Refused`` for a plan without actions, ``Hidden``, and ``Invalid`` (its places the
    arguments' names): so too for acronyms that nobody explains, unless it went out with them
    ("unexplained").
    """
    plan = to_write(session, by, plan_id)
    if not plan.actions:
        raise Refused("There is no action in this plan yet.")
    addressee, signed_by, signed, sent = check_update(
        addressee=addressee,
        signed_by=signed_by,
        signed_on=signed_on,
        sent_on=sent_on,
        today=local(now(session)).date(),
    )
    if not unexplained:
        draft = read_statement(session, by=by, plan_id=plan_id)
        words = words_of(session, by.partnership)
        check_explained(reports.unexplained(reports.Kind.STATEMENT_OF_ACTION, draft, words))
    row = PlanUpdateRow(
        partnership_id=by.partnership,
        id=uuid4(),
        plan_id=plan_id,
        number=len(plan.updates) + 1,
        sent=_sent_rows(plan),
        head=_head(plan.statement),
        addressee=addressee,
        signed_by=signed_by,
        signed_on=signed,
        sent_on=sent,
        note=note.strip(),
        recorded_at=now(session),
        recorded_by=by.id,
    )
    session.add(row)
    session.flush()
    names = ("number", "addressee", "signed_by", "signed_on", "sent_on", "note", "sent")
    after = {name: getattr(row, name) for name in names}
    tell(session, by, "plan.sent", Subject("plan", plan_id), after=after)
    return row.number


def _sent_rows(plan: PlanOnFile) -> list[dict[str, Any]]:
    return [
        {
            "action": str(action.id),
            "number": action.number,
            "table": action.table.value,
            "cells": list(action.cells.texts),
            "status": action.status.label,
        }
        for action in plan.actions
    ]


def _head(statement: Statement) -> dict[str, Any]:
    due_on = statement.due_on.isoformat() if statement.due_on else None
    return asdict(statement) | {"due_on": due_on}
