"""Plans to read and to write: the council's own where it is at hand, and an invented one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from audit_tools.action_plans.follow_up import AuditSaw, FollowedFinding, FollowUp, ThemeSeen
from audit_tools.action_plans.papers import AnsweredBy, PlannedAction, PlanPaper
from audit_tools.action_plans.reading import PlanRead, read_plan
from audit_tools.action_plans.statements import Agreement, Statement
from audit_tools.action_plans.timescales import QuarterYear
from audit_tools.action_plans.tracking import Action, Closure, Effect, Note, NoteKind, Status
from audit_tools.audit_years import AuditYear, PlannedAudit, PlannedState
from audit_tools.quarters import Quarter

ROOT = Path(__file__).parents[1]
INVENTED = ROOT / "app" / "demonstration" / "plan" / "plan.csv"
COUNCIL_S = ROOT.parent / "shared" / "domain" / "seeds" / "leeds_action_plan_2024.csv"
"""The plan of 2024 as the council published it; it is not ours to pass on."""

AT = datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
TODAY = date(2025, 5, 28)
WRITER, CHECKER = UUID(int=1), UUID(int=2)


def plans() -> list[Path]:
    """The files of the plans that are at hand."""
    return [file for file in (INVENTED, COUNCIL_S) if file.exists()]


def paper_of(read: PlanRead, **changed: object) -> PlanPaper:
    """A plan as it was read, in a paper of nothing but its rows."""
    actions = tuple(
        PlannedAction(
            Action(
                UUID(int=100 + number),
                number,
                table,
                cells,
                quarter_year=QuarterYear.FINANCIAL,
                review_on=date(2025, 6, 30),
            )
        )
        for number, (table, cells) in enumerate(read.rows, 1)
    )
    given: dict[str, object] = {
        "title": "Action plan after the inspection",
        "partnership": "Leeds",
        "marking": "OFFICIAL",
        "invented": False,
        "at": AT,
        "statement": Statement("The council", "Deputy director", "The inspectorates",
                               date(2024, 8, 23)),
        "headings": read.headings,
        "actions": actions,
    } | changed  # fmt: skip
    return PlanPaper(**given)  # type: ignore[arg-type]


def invented_paper(**changed: object) -> PlanPaper:
    return paper_of(read_plan(INVENTED.read_bytes()), **changed)


def note(kind: NoteKind, said: str, *, hour: int = 9, by: UUID = WRITER) -> Note:
    return Note(kind, said, "police lead", datetime(2025, 3, 3, hour, tzinfo=UTC), by)


def action(**changed: object) -> Action:
    """An action of the invented plan: the first, which was due in October 2024."""
    table, cells = read_plan(INVENTED.read_bytes()).rows[0]
    given: dict[str, object] = {
        "id": UUID(int=101),
        "number": 1,
        "table": table,
        "cells": cells,
        "status": Status.UNDER_WAY,
    } | changed
    return Action(**given)  # type: ignore[arg-type]


def tracked() -> PlanPaper:
    """The invented plan with its first action closed and its second overdue."""
    paper = invented_paper(invented=True, inspection="An inspection")
    first, second, *others = paper.actions
    notes = (
        note(NoteKind.PROGRESS, "The prompt is in use"),
        note(NoteKind.EVIDENCE, "A dip sample", hour=10),
        note(NoteKind.CHECK, "Read it", hour=11, by=CHECKER),
    )
    closed = replace(
        first.action,
        status=Status.CLOSED,
        effect=Effect.PARTLY,
        notes=notes,
        closure=Closure("Executive", "Closed; to be asked again", date(2025, 3, 12)),
    )
    agreed = Agreement("Police", closed.cells, date(2024, 7, 1), "its lead")
    earlier = replace(agreed, cells=replace(closed.cells, governance="Another"), agency="Health")
    return replace(
        paper,
        actions=(
            PlannedAction(closed, AnsweredBy("Notifications", "Notifications", "2.2 Sent?"),
                          (earlier, agreed)),
            replace(second, action=replace(second.action, status=Status.DELAYED)),
            *others,
        ),
    )  # fmt: skip


def year() -> AuditYear:
    first, third = Quarter(2024, 1), Quarter(2024, 3)
    audits = (
        PlannedAudit(first, "Neglect", "A review asked for it", "Audit and Review",
                     state=PlannedState.DROPPED, reason="No chair"),
        PlannedAudit(third, "Serious youth violence", "The inspection", "Silver MACE",
                     "Safer Leeds", "Serious youth violence", 6, PlannedState.HELD),
    )  # fmt: skip
    return AuditYear(2024, "Leeds", "OFFICIAL", False, AT, audits)


def followed() -> FollowUp:
    """Two findings of an inspection: one that an audit saw and an action answers, and one alone."""
    action = tracked().actions[0].action
    seen = ThemeSeen("Voice", "3 of 6 children", "2 of 6 children")
    saw = AuditSaw("The audit", interim=True, invented=False, themes=(seen,))
    findings = (
        FollowedFinding(1, "Notifications come late.", ("Voice",), (saw,), (action,)),
        FollowedFinding(2, "Waits are long.", (), (), ()),
    )
    return FollowUp("An inspection", "Crown copyright", "Leeds", "OFFICIAL", False, AT, findings)
