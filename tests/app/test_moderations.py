"""What inspectors or a second moderator said of the grades: entered, and read in the summary."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.db.moderations import moderations_of
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from tests import factories
from tests.app.visitors import send, sign_in_client
from tests.changes import events
from tests.world import World, make_another_audit, make_world

INSPECTED = {"moderator": "inspectors", "on": "1 May 2025", "compared": "grades"}


@pytest.fixture
def closed(database: Database) -> World:
    world = make_world(database, factories.make_partnership(database))
    return make_another_audit(database, world, [CaseState.AGREED], key="c", phase=Phase.CLOSED)


@pytest.fixture
def unit(app: Flask, database: Database, closed: World) -> FlaskClient:
    return sign_in_client(app, database, closed.people["coordinator"])


def grades_page(database: Database, closed: World) -> str:
    with database.reading() as session:
        (held,) = moderations_of(session, closed.partnership, closed.audit)
    return f"/moderations/{held.id}/cases/{closed.cases[CaseState.AGREED]}"


def test_inspectors_grades_are_entered_and_stand_beside_ours_in_the_summary(
    app: Flask, unit: FlaskClient, database: Database, closed: World
) -> None:
    address = f"/audits/{closed.audit}/moderations"
    assert f'href="{address}"' in unit.get(f"/audits/{closed.audit}").text
    assert send(unit, f"{address}/new", **INSPECTED).status_code == 303
    board = sign_in_client(app, database, closed.people["board member"])
    assert "their grades are not entered yet" in board.get(f"/audits/{closed.audit}/summary").text
    page, key = grades_page(database, closed), closed.scale.grades[2].key
    assert send(unit, page, voice=key, seen=version_of({})).status_code == 303
    assert "1 section graded" in unit.get(address).text
    told = board.get(f"/audits/{closed.audit}/summary").text
    assert "Inspectors, 1 May 2025: they graded 1 of 1 child that we had agreed." in told
    assert "5 of 100" in told
    assert send(unit, page, voice="", seen="old").status_code == 409
    assert {"audit.moderated", "case.moderated"} <= set(events(database))


def test_that_they_raised_nothing_is_said_as_what_it_is(
    unit: FlaskClient, database: Database, closed: World
) -> None:
    address = f"/audits/{closed.audit}/moderations"
    nothing = INSPECTED | {"compared": "nothing-raised", "note": "Asked of six."}
    assert send(unit, f"{address}/new", **nothing).status_code == 303
    said = unit.get(f"/audits/{closed.audit}/summary").text
    assert "they raised no discrepancy. No grades were compared." in said
    assert "Asked of six." not in said
    assert unit.get(grades_page(database, closed)).status_code == 403
    with database.reading() as session:
        (held,) = moderations_of(session, closed.partnership, closed.audit)
    assert send(unit, f"/moderations/{held.id}/remove").status_code == 303
    assert "raised no discrepancy" not in unit.get(f"/audits/{closed.audit}/summary").text


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_stored(
    unit: FlaskClient, database: Database, closed: World
) -> None:
    answer = send(unit, f"/audits/{closed.audit}/moderations/new", note="Kept.")
    assert answer.status_code == 422
    assert "Choose who graded the cases." in answer.text
    assert "Kept." in answer.text
    with database.reading() as session:
        assert moderations_of(session, closed.partnership, closed.audit) == ()
