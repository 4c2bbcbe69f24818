"""The demonstration's action plan: of the shape of a real one, and followed until its today."""

from pathlib import Path

import pytest
from flask import Flask

from app.config import DEMONSTRATION_DATE
from app.db.action_plans import PlanOnFile, list_plans
from app.db.engine import Database
from app.db.planned_audits import planned_in
from audit_tools.action_plans.tracking import Action, Status, overdue
from audit_tools.audit_years import PlannedState
from tests.app.visitors import sign_in_client
from tests.loaded import audit_named, partnership_of, somebody

TODAY = DEMONSTRATION_DATE.date()


@pytest.fixture(scope="session")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


def the_plan(database: Database) -> PlanOnFile:
    with database.reading() as session:
        (plan,) = list_plans(session, partnership_of(database))
    return plan


def by_number(plan: PlanOnFile) -> dict[int, Action]:
    return {action.number: action for action in plan.actions}


def test_it_answers_all_findings_of_the_inspection_and_is_invented(database: Database) -> None:
    plan = the_plan(database)
    assert plan.invented
    assert plan.inspection is not None
    assert {1, 2, 3} <= {action.answers.finding for action in plan.actions}
    assert len(plan.actions) == 8


def test_one_is_closed_one_is_delayed_and_overdue_and_one_is_ongoing(database: Database) -> None:
    actions = by_number(the_plan(database))
    assert actions[1].status is Status.CLOSED
    assert actions[1].is_checked
    assert overdue(actions.values(), TODAY) == (actions[2],)
    assert actions[6].when(TODAY) == "To be reviewed by 30 June 2025"
    assert actions[3].when(TODAY) == "Due by 30 June 2025"


def test_it_was_sent_and_the_update_says_what_is_different(database: Database) -> None:
    first, second = the_plan(database).updates
    assert (first.name, second.name) == ("Statement of action", "Update 1")
    assert {row.status for row in first.rows} == {"Not started"}
    assert "Closed" in {row.status for row in second.rows}


def test_the_years_show_an_audit_that_was_dropped_and_one_that_was_late(
    database: Database,
) -> None:
    with database.reading() as session:
        audits, invented = planned_in(session, partnership_of(database), 2024)
    assert invented
    assert {audit.state for audit in audits} == {
        PlannedState.DROPPED,
        PlannedState.HELD,
        PlannedState.LATE,
    }


def test_this_year_s_audit_is_under_way_and_the_late_one_leads_to_what_it_found(
    database: Database,
) -> None:
    with database.reading() as session:
        now, _ = planned_in(session, partnership_of(database), 2025)
        before, _ = planned_in(session, partnership_of(database), 2024)
    assert now[0].became == "Under way, 4 of 6 cases agreed"
    late = next(audit for audit in before if audit.state is PlannedState.LATE)
    assert late.audit == audit_named(database, "notifications-2025-02")


def test_every_page_of_it_says_that_it_is_invented(app: Flask, database: Database) -> None:
    client = sign_in_client(app, database, somebody(database, "Hassan"))
    plan = the_plan(database)
    for address in (
        f"/actions/plans/{plan.id}",
        f"/actions/plans/{plan.id}/paper",
        f"/actions/plans/{plan.id}/statement",
        f"/actions/{plan.actions[0].id}",
        "/audit-plan/2024",
    ):
        assert "Invented data" in client.get(address).text, address
