"""What the pages of action plans show."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

import reports
from app.db.action_plans import PlanOnFile, list_plans
from app.db.inspections import inspections_on_file
from app.db.my_actions import actions_reported_by
from app.operations.actions import may_report
from app.operations.plan_papers import paper_of
from app.web.paging import Part, part_of
from audit_tools.action_plans.papers import PlannedAction, PlanPaper, how_many
from audit_tools.action_plans.plan import COLUMN_LABELS, COLUMNS, PlanTable
from audit_tools.action_plans.statements import Update
from audit_tools.action_plans.tracking import Action, NoteKind, Status, overdue
from audit_tools.numbers import plural
from audit_tools.permissions import Permission, Person, can

DOWNLOADS = {
    reports.Format.DOCX: "Word, to change or to send",
    reports.Format.PDF: "PDF, to print or to send",
    reports.Format.XLSX: "Excel, with what each column means",
    reports.Format.CSV: "CSV, for a spreadsheet",
    reports.Format.JSON: "JSON, for another program",
}


@dataclass(frozen=True)
class PlanLine:
    """A plan in the list of plans."""

    path: str
    title: str
    actions: str
    overdue: int
    invented: bool


@dataclass(frozen=True)
class ActionLine:
    """An action in a list: which it is, how far it is, and by when."""

    path: str
    number: int
    begins: str
    responsible: str
    status: Status
    when: str
    is_overdue: bool
    plan: str = ""
    invented: bool = False


@dataclass(frozen=True)
class ListPage:
    """The plans that the person reads, and the actions on which their agency reports."""

    plans: Part[PlanLine] | None
    own: tuple[ActionLine, ...]
    runs: bool


def describe_list(session: Session, person: Person, today: date) -> ListPage:
    """The page; a lead who reads no plans finds the actions of their agency alone."""
    reads = can(person, Permission.READ_PLANS)
    plans = list_plans(session, person.partnership) if reads else ()
    lines = [_plan_line(plan, today) for plan in plans]
    own = tuple(
        _line(one.action, today, one.plan, one.invented)
        for one in actions_reported_by(session, person)
    )
    return ListPage(part_of(lines) if reads else None, own, can(person, Permission.RUN_AUDITS))


def _plan_line(plan: PlanOnFile, today: date) -> PlanLine:
    return PlanLine(
        url_for("action_plans.show", plan_id=plan.id),
        plan.title,
        plural(len(plan.actions), "action"),
        len(overdue(plan.actions, today)),
        plan.invented,
    )


def _line(action: Action, today: date, plan: str = "", invented: bool = False) -> ActionLine:
    return ActionLine(
        url_for("actions.show", action_id=action.id),
        action.number,
        action.cells.begins,
        action.cells.responsible_agency.replace("\n", ", "),
        action.status,
        action.when(today),
        action.is_overdue(today),
        plan,
        invented,
    )


@dataclass(frozen=True)
class PlanPage:
    """A plan with a line for each of its actions, by table."""

    id: UUID
    paper: PlanPaper
    tables: tuple[tuple[PlanTable, tuple[ActionLine, ...]], ...]
    sentence: str
    downloads: tuple[tuple[str, str], ...]
    runs: bool
    words: tuple[Status, ...] = tuple(Status)

    @property
    def latest(self) -> Update | None:
        """What was sent last."""
        return self.paper.updates[-1] if self.paper.updates else None


def describe_plan(session: Session, person: Person, plan: PlanOnFile, today: date) -> PlanPage:
    paper = paper_of(session, person, plan)
    tables = tuple(
        (table, tuple(_line(a, today) for a in plan.actions if a.table is table))
        for table in PlanTable
    )
    return PlanPage(
        plan.id,
        paper,
        tuple((table, lines) for table, lines in tables if lines),
        how_many(paper),
        tuple((format.value, text) for format, text in DOWNLOADS.items()),
        can(person, Permission.RUN_AUDITS),
    )


@dataclass(frozen=True)
class ActionPage:
    """One action: its row, and beside it where it stands.

    ``audit`` is the address of the summary it came from, where the person may read it.
    """

    plan: PlanOnFile
    planned: PlannedAction
    when: str
    is_overdue: bool
    audit: str
    runs: bool
    reports: bool
    reads_plan: bool

    @property
    def action(self) -> Action:
        return self.planned.action

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """The six columns with their headings."""
        heading = self.plan.headings[self.action.table].label
        labels = [heading, *(COLUMN_LABELS[name] for name in COLUMNS[1:])]
        return tuple(zip(labels, self.action.cells.texts, strict=True))

    @property
    def has_evidence(self) -> bool:
        return bool(self.action.noted(NoteKind.EVIDENCE))


def describe_action(
    session: Session, person: Person, plan: PlanOnFile, action_id: UUID, today: date
) -> ActionPage:
    paper = paper_of(session, person, plan)
    planned = next(one for one in paper.actions if one.action.id == action_id)
    action, answers = planned.action, planned.action.answers
    reads = can(person, Permission.READ_PLANS)
    audit = answers.audit if reads else None
    return ActionPage(
        plan,
        planned,
        action.when(today),
        action.is_overdue(today),
        _summary(audit, answers.theme) if audit else "",
        can(person, Permission.RUN_AUDITS),
        may_report(person, action) and action.closure is None,
        reads,
    )


def _summary(audit: UUID, theme: str) -> str:
    """The address of what an audit found, at the theme if there is one."""
    anchor = f"theme-{theme}" if theme else None
    return url_for("summaries.show", audit_id=audit, _anchor=anchor)


def inspections_offered(session: Session, person: Person) -> list[tuple[UUID, str]]:
    """The inspections that a plan can answer."""
    found = inspections_on_file(session, person.partnership)
    return [(one.id, one.inspection.title) for one in found]
