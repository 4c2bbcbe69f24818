"""The strengths bank: agreed wording of agreed cases, of audits that the reader may read."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.db.models.findings import FindingRow
from audit_tools.cases import CaseState
from tests.app.summaries.worlds import AGREED_WORDING, take_back_agreement, word_finding
from tests.app.visitors import sign_in_client, text_of
from tests.changes import change_audit, change_row
from tests.world import World, make_world


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    """A closed audit with a strength on the child's voice, in agreed wording."""
    world = make_world(database, partnership)
    change_audit(database, world, phase="closed", title="The first audit")
    finding = world.findings[CaseState.AGREED]
    change_row(database, world, FindingRow, finding, kind="strength", themes=["voice"])
    word_finding(database, world, AGREED_WORDING, by="coordinator", agreed_by="chair")
    return world


@pytest.fixture
def client(app: Flask, database: Database, world: World) -> FlaskClient:
    return sign_in_client(app, database, world.people["learning member"])


def test_a_theme_leads_to_its_lines_and_all_of_it_can_be_taken_away(client: FlaskClient) -> None:
    assert "1 example" in client.get("/strengths").text
    page = client.get("/strengths?theme=voice").text
    assert AGREED_WORDING in page
    assert "The first audit" in page
    for paper in ("docx", "pdf"):
        said = " ".join(text_of(client.get(f"/strengths/paper.{paper}?theme=voice")).split())
        assert AGREED_WORDING in said
    assert AGREED_WORDING not in client.get("/strengths?theme=other").text


def test_what_nobody_agreed_what_could_be_better_and_what_is_not_readable_is_not_in_it(
    client: FlaskClient, database: Database, world: World
) -> None:
    finding = world.findings[CaseState.AGREED]

    def is_shown() -> bool:
        return AGREED_WORDING in client.get("/strengths?theme=voice").text

    assert is_shown()
    word_finding(database, world, AGREED_WORDING, by="coordinator")
    assert not is_shown()
    word_finding(database, world, AGREED_WORDING, by="coordinator", agreed_by="chair")
    change_row(database, world, FindingRow, finding, kind="development")
    assert not is_shown()
    change_row(database, world, FindingRow, finding, kind="strength")
    change_audit(database, world, phase="collecting")
    assert not is_shown()
    change_audit(database, world, phase="closed", rehearsal=True)
    assert not is_shown()
    change_audit(database, world, rehearsal=False)
    assert is_shown()
    take_back_agreement(database, world)
    assert not is_shown()
    assert "No example can be shown yet." in client.get("/strengths").text


def test_a_rehearsal_is_in_no_bank_for_those_who_run_it_either(
    app: Flask, database: Database, world: World
) -> None:
    unit = sign_in_client(app, database, world.people["coordinator"])
    assert AGREED_WORDING in unit.get("/strengths?theme=voice").text
    change_audit(database, world, rehearsal=True)
    assert AGREED_WORDING not in unit.get("/strengths?theme=voice").text
