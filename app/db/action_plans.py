"""Action plans and what stands beside their rows, read in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.db.models.action_plans import (
    ActionNoteRow,
    ActionPlanRow,
    ActionRow,
    PlanUpdateRow,
    RowAgreementRow,
)
from app.db.rows import find_row, hold_row
from audit_tools.action_plans.plan import COLUMNS, Cells, FindingHeading, Headings, PlanTable
from audit_tools.action_plans.statements import Agreement, SentRow, Statement, Update
from audit_tools.action_plans.timescales import QuarterYear
from audit_tools.action_plans.tracking import (
    Action,
    Answers,
    Closure,
    Effect,
    Note,
    NoteKind,
    Status,
)
from audit_tools.errors import Hidden


@dataclass(frozen=True)
class PlanOnFile:
    """A plan with its actions, what agencies agreed of each, and what was sent."""

    id: UUID
    title: str
    inspection: UUID | None
    headings: Headings
    statement: Statement
    invented: bool
    actions: tuple[Action, ...] = ()
    agreements: Mapping[UUID, tuple[Agreement, ...]] = field(default_factory=dict)
    updates: tuple[Update, ...] = ()

    def action(self, action_id: UUID) -> Action:
        """One of its actions. Raises ``Hidden`` where it has no such."""
        found = next((action for action in self.actions if action.id == action_id), None)
        if found is None:
            raise Hidden("There is no such action.")
        return found


def list_plans(session: Session, partnership: UUID) -> tuple[PlanOnFile, ...]:
    """The partnership's plans with their actions, the newest first."""
    return _plans(session, partnership)


def load_plan(session: Session, partnership: UUID, plan_id: UUID) -> PlanOnFile:
    """One plan. Raises ``Hidden`` where the partnership has no such plan."""
    found = _plans(session, partnership, plan_id)
    if not found:
        raise Hidden("There is no such plan.")
    return found[0]


def plan_of_action(session: Session, partnership: UUID, action_id: UUID) -> PlanOnFile:
    """The plan that an action is in. Raises ``Hidden`` where there is no such action."""
    row = find_row(session, ActionRow, partnership, action_id, "There is no such action.")
    return load_plan(session, partnership, row.plan_id)


def row_of_plan(session: Session, partnership: UUID, plan_id: UUID) -> ActionPlanRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(session, ActionPlanRow, partnership, plan_id, "There is no such plan.")


def row_of_action(session: Session, partnership: UUID, action_id: UUID) -> ActionRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(session, ActionRow, partnership, action_id, "There is no such action.")


def _plans(
    session: Session, partnership: UUID, plan_id: UUID | None = None
) -> tuple[PlanOnFile, ...]:
    wanted = select(ActionPlanRow).where(ActionPlanRow.partnership_id == partnership)
    if plan_id:
        wanted = wanted.where(ActionPlanRow.id == plan_id)
    rows = session.scalars(wanted.order_by(ActionPlanRow.added_at.desc(), ActionPlanRow.id)).all()
    if not rows:
        return ()
    actions = session.scalars(
        select(ActionRow)
        .where(ActionRow.partnership_id == partnership, ActionRow.plan_id.in_([r.id for r in rows]))
        .order_by(ActionRow.number)
    ).all()
    ids = [action.id for action in actions]
    notes = _notes(session, partnership, ids)
    agreements = _agreements(session, partnership, ids)
    updates = _updates(session, partnership, [row.id for row in rows])
    return tuple(
        PlanOnFile(
            row.id,
            row.title,
            row.inspection_id,
            {
                PlanTable.IMPROVE: FindingHeading(row.heading_improve),
                PlanTable.ADDITIONAL: FindingHeading(row.heading_additional),
            },
            Statement(row.principal_authority, row.lead_officer, row.addressee, row.due_on),
            row.invented,
            tuple(action_of(one, notes[one.id]) for one in actions if one.plan_id == row.id),
            {one.id: tuple(agreements[one.id]) for one in actions if one.plan_id == row.id},
            tuple(updates[row.id]),
        )
        for row in rows
    )


def action_of(row: ActionRow, notes: Sequence[Note] = ()) -> Action:
    """A row with what was noted of it."""
    return Action(
        row.id,
        row.number,
        PlanTable(row.plan_table),
        Cells(*(getattr(row, name) for name in COLUMNS)),
        Status(row.status),
        Effect(row.effect),
        QuarterYear(row.quarter_year) if row.quarter_year else None,
        row.review_on,
        row.due_on,
        {text: date.fromisoformat(day) for text, day in row.met.items()},
        Answers(row.finding_number, row.theme, row.audit_id, row.tool, row.question),
        tuple(row.agencies),
        tuple(notes),
        Closure(row.closed_by, row.decision, row.closed_on) if row.closed_on else None,
    )


def _notes(
    session: Session, partnership: UUID, actions: Iterable[UUID]
) -> Mapping[UUID, list[Note]]:
    found = defaultdict[UUID, list[Note]](list)
    for row in session.scalars(
        select(ActionNoteRow)
        .where(_of(ActionNoteRow, partnership, actions))
        .order_by(ActionNoteRow.at, ActionNoteRow.id)
    ):
        found[row.action_id].append(Note(NoteKind(row.kind), row.said, row.role, row.at, row.by))
    return found


def _agreements(
    session: Session, partnership: UUID, actions: Iterable[UUID]
) -> Mapping[UUID, list[Agreement]]:
    """The latest agreement of each agency to each action."""
    latest = dict[tuple[UUID, str], Agreement]()
    for row in session.scalars(
        select(RowAgreementRow)
        .where(_of(RowAgreementRow, partnership, actions))
        .order_by(RowAgreementRow.recorded_at, RowAgreementRow.id)
    ):
        key = row.action_id, row.agency.casefold()
        latest[key] = Agreement(row.agency, Cells(*row.cells), row.agreed_on, row.said_by)
    found = defaultdict[UUID, list[Agreement]](list)
    for (action, _), agreement in sorted(latest.items(), key=lambda item: item[0][1]):
        found[action].append(agreement)
    return found


def _of(
    table: type[ActionNoteRow | RowAgreementRow], partnership: UUID, actions: Iterable[UUID]
) -> ColumnElement[bool]:
    return (table.partnership_id == partnership) & table.action_id.in_(list(actions))


def _updates(
    session: Session, partnership: UUID, plans: Iterable[UUID]
) -> Mapping[UUID, list[Update]]:
    found = defaultdict[UUID, list[Update]](list)
    for row in session.scalars(
        select(PlanUpdateRow)
        .where(PlanUpdateRow.partnership_id == partnership, PlanUpdateRow.plan_id.in_(list(plans)))
        .order_by(PlanUpdateRow.number)
    ):
        sent = tuple(
            SentRow(
                UUID(one["action"]),
                one["number"],
                PlanTable(one["table"]),
                Cells(*one["cells"]),
                one["status"],
            )
            for one in row.sent
        )
        found[row.plan_id].append(
            Update(
                row.number,
                sent,
                _head(row.head),
                row.addressee,
                row.signed_by,
                row.signed_on,
                row.sent_on,
                row.note,
            )
        )
    return found


def _head(kept: Mapping[str, str]) -> Statement:
    due_on = kept.get("due_on")
    return Statement(
        kept["principal_authority"],
        kept["lead_officer"],
        kept["addressee"],
        date.fromisoformat(due_on) if due_on else None,
    )
