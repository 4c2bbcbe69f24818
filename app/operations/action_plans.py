"""Keeping action plans: making one, bringing one in from a file, and their rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db import action_plans as rows
from app.db.action_plans import PlanOnFile
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.inspections import load_inspection
from app.db.models.action_plans import (
    ActionNoteRow,
    ActionPlanRow,
    ActionRow,
    RowAgreementRow,
)
from app.operations.ties import offered_for
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.action_plans.details import ActionDetails
from audit_tools.action_plans.plan import (
    COLUMNS,
    USUAL_HEADINGS,
    Headings,
    PlanTable,
    check_title,
)
from audit_tools.action_plans.reading import read_plan
from audit_tools.action_plans.timescales import QuarterYear, wrong_timescale
from audit_tools.action_plans.tracking import Effect, Status
from audit_tools.apart import read_apart
from audit_tools.errors import Invalid, Problem, Refused
from audit_tools.numbers import joined
from audit_tools.permissions import Permission, Person, check_can


@dataclass(frozen=True)
class PlanDetails:
    """What a plan is called, which inspection it answers, and how its first columns are headed."""

    title: str
    inspection: UUID | None = None
    headings: Headings = field(default_factory=lambda: dict(USUAL_HEADINGS))

    @classmethod
    def of(cls, plan: PlanOnFile) -> Self:
        return cls(plan.title, plan.inspection, plan.headings)


@operation
def add_plan(session: Session, *, by: Person, details: PlanDetails, invented: bool = False) -> UUID:
    """Begin a plan; gives its id.

    Raises ``Refused``, ``Hidden`` for an inspection that is not there, or ``Invalid`` ("title").
    """
    check_can(by, Permission.RUN_AUDITS)
    row = ActionPlanRow(
        partnership_id=by.partnership,
        id=uuid4(),
        principal_authority="",
        lead_officer="",
        addressee="",
        invented=invented,
        added_at=now(session),
        **_columns_of_plan(session, by, details),
    )
    session.add(row)
    session.flush()
    tell(session, by, "plan.added", Subject("plan", row.id), after=_columns_of_row(row))
    return row.id


@operation
def change_plan(
    session: Session, *, by: Person, plan_id: UUID, details: PlanDetails, seen: str
) -> None:
    """Change what a plan is called and answers.

    Raises as ``add_plan``, ``Hidden``, ``Invalid`` ("inspection") for another one while actions
    answer findings of the present one, and ``Conflict`` where it has changed since ``seen``.
    """
    plan = to_write(session, by, plan_id)
    check_unchanged(seen, PlanDetails.of(plan))
    _check_inspection_stays(plan, details)
    row = rows.row_of_plan(session, by.partnership, plan_id)
    before = _columns_of_row(row)
    for name, value in _columns_of_plan(session, by, details).items():
        setattr(row, name, value)
    subject = Subject("plan", plan_id)
    tell(session, by, "plan.changed", subject, before=before, after=_columns_of_row(row))


@operation
def import_plan(
    session: Session,
    *,
    by: Person,
    title: str,
    inspection: UUID | None,
    data: bytes,
    quarter_year: QuarterYear | None = None,
    review_on: date | None = None,
    invented: bool = False,
) -> UUID:
    """Bring a whole plan in from a file; gives its id. All of it is stored, or nothing.

    ``quarter_year`` says which quarters are meant where that is not clear, and ``review_on`` when
    what is ongoing is reviewed. Raises ``Invalid`` for every row that is wrong, and where one of
    the two has to be said (its places "quarter_year" and "review_on").
    """
    check_can(by, Permission.RUN_AUDITS)
    read = read_apart(read_plan, data)
    _check_timescales([cells.proposed_timescale for _, cells in read.rows], quarter_year, review_on)
    details = PlanDetails(title, inspection, read.headings)
    plan_id = add_plan(session, by=by, details=details, invented=invented)
    for number, (table, cells) in enumerate(read.rows, 1):
        ongoing = any(p.place == "review_on" for p in
                      wrong_timescale(cells.proposed_timescale, quarter_year, None))  # fmt: skip
        entered = ActionDetails(table, cells, quarter_year, review_on if ongoing else None)
        _add_row(session, by, plan_id, number, entered.checked())
    return plan_id


def _check_timescales(
    timescales: Sequence[str], quarter_year: QuarterYear | None, review_on: date | None
) -> None:
    """Ask once for the whole file what some of its timescales leave open."""
    asked: dict[str, Problem] = {}
    for timescale in timescales:
        for problem in wrong_timescale(timescale, quarter_year, review_on):
            asked.setdefault(problem.place, problem)
    if "review_on" in asked:
        asked["review_on"] = Problem(
            "review_on",
            "The plan has actions that are ongoing. Say on which day they are reviewed; each can "
            "get a day of its own later. Then choose the file again.",
        )
    if asked:
        raise Invalid.because_of(asked.values())


@operation
def add_action(session: Session, *, by: Person, plan_id: UUID, details: ActionDetails) -> UUID:
    """Add a row to a plan; gives its id.

    Raises ``Hidden``, ``Refused``, or ``Invalid`` (its places the columns' names, "quarter_year",
    "review_on", "finding_number", "theme", "audit", "question" and "agencies").
    """
    plan = to_write(session, by, plan_id)
    checked = details.checked()
    _check_ties(session, by, plan, checked)
    number = max((action.number for action in plan.actions), default=0) + 1
    return _add_row(session, by, plan_id, number, checked)


@operation
def change_action(
    session: Session, *, by: Person, action_id: UUID, details: ActionDetails, seen: str
) -> None:
    """Change a row of a plan and what the words of it leave open; where it stands stays.

    Raises as ``add_action``, and ``Conflict`` where it has changed since ``seen``.
    """
    plan = to_write_action(session, by, action_id)
    check_unchanged(seen, ActionDetails.of(plan.action(action_id)))
    checked = details.checked()
    _check_ties(session, by, plan, checked)
    row = rows.row_of_action(session, by.partnership, action_id)
    columns = _columns_of_action(checked)
    before = {name: getattr(row, name) for name in columns}
    for name, value in columns.items():
        setattr(row, name, value)
    subject = Subject("action", action_id)
    tell(session, by, "action.changed", subject, before=before, after=columns)


@operation
def remove_action(session: Session, *, by: Person, action_id: UUID) -> None:
    """Take a row out of a plan that was never sent.

    Raises ``Refused`` once the plan was sent: what was sent is answered for, and is closed with a
    decision.
    """
    plan = to_write_action(session, by, action_id)
    if plan.updates:
        raise Refused("This plan has been sent. Close the action instead, with what was decided.")
    row = rows.row_of_action(session, by.partnership, action_id)
    before = _columns_of_action(ActionDetails.of(plan.action(action_id)))
    for table in (ActionNoteRow, RowAgreementRow):
        session.execute(
            delete(table).where(
                table.partnership_id == by.partnership, table.action_id == action_id
            )
        )
    session.delete(row)
    tell(session, by, "action.removed", Subject("action", action_id), before=before)


def to_read(session: Session, by: Person, plan_id: UUID) -> PlanOnFile:
    """A plan that the person may read. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.READ_PLANS)
    return rows.load_plan(session, by.partnership, plan_id)


def to_write(session: Session, by: Person, plan_id: UUID) -> PlanOnFile:
    """A plan that the person may change, held until the transaction ends.

    Raises ``Refused`` or ``Hidden``.
    """
    check_can(by, Permission.RUN_AUDITS)
    rows.row_of_plan(session, by.partnership, plan_id)
    return rows.load_plan(session, by.partnership, plan_id)


def to_write_action(session: Session, by: Person, action_id: UUID) -> PlanOnFile:
    """The plan of an action that the person may change; both are held until the transaction ends,
    so that what is sent is the plan as it stands. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.RUN_AUDITS)
    row = rows.row_of_action(session, by.partnership, action_id)
    return to_write(session, by, row.plan_id)


def _add_row(
    session: Session, by: Person, plan_id: UUID, number: int, details: ActionDetails
) -> UUID:
    columns = _columns_of_action(details)
    row = ActionRow(
        partnership_id=by.partnership,
        id=uuid4(),
        plan_id=plan_id,
        number=number,
        met={},
        status=Status.NOT_STARTED.value,
        effect=Effect.NOT_LOOKED_AT.value,
        closed_by="",
        decision="",
        **columns,
    )
    session.add(row)
    session.flush()
    after = {**columns, "plan": plan_id, "number": number}
    tell(session, by, "action.added", Subject("action", row.id), after=after)
    return row.id


def _columns_of_action(details: ActionDetails) -> dict[str, Any]:
    answers = details.answers
    return {
        "plan_table": details.table.value,
        **dict(zip(COLUMNS, details.cells.texts, strict=True)),
        "quarter_year": details.quarter_year.value if details.quarter_year else None,
        "review_on": details.review_on,
        "due_on": details.due_on,
        "finding_number": answers.finding,
        "theme": answers.theme,
        "audit_id": answers.audit,
        "tool": answers.tool,
        "question": answers.question,
        "agencies": list(details.agencies),
    }


def _check_ties(session: Session, by: Person, plan: PlanOnFile, details: ActionDetails) -> None:
    """Raise ``Invalid`` for what an action is tied to and is not there, or not theirs to read."""
    offered = offered_for(session, by, plan)
    if wrong := tuple(offered.wrong(details.answers, details.agencies)):
        raise Invalid.because_of(wrong)


def _check_inspection_stays(plan: PlanOnFile, details: PlanDetails) -> None:
    """Finding 2 of one inspection is another than finding 2 of the next."""
    tied = [str(one.number) for one in plan.actions if one.answers.finding is not None]
    if tied and details.inspection != plan.inspection:
        raise Invalid(
            "Actions of this plan answer findings of the inspection that stands here. Take the "
            f"findings out of them first: {joined(tied)}.",
            place="inspection",
        )


def _columns_of_plan(session: Session, by: Person, details: PlanDetails) -> dict[str, Any]:
    title = check_title(details.title)
    if details.inspection:
        load_inspection(session, by.partnership, details.inspection)
    return {
        "title": title,
        "inspection_id": details.inspection,
        "heading_improve": details.headings[PlanTable.IMPROVE].value,
        "heading_additional": details.headings[PlanTable.ADDITIONAL].value,
    }


def _columns_of_row(row: ActionPlanRow) -> dict[str, Any]:
    names = ("title", "inspection_id", "heading_improve", "heading_additional")
    return {name: getattr(row, name) for name in names}
