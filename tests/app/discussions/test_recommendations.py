"""What agencies recommend is read in the discussion, and becomes the action where it is agreed."""

from html import unescape
from uuid import UUID

import pytest
from flask import Flask

from app.db.case_records import read_case_record
from app.db.discussions import read_discussion
from app.db.engine import Database
from app.operations import discussions
from audit_tools.permissions import Person
from audit_tools.returns import ReturnStatus
from reports.kinds.case_record import case_record
from reports.outline import Table
from tests.app.discussions.sending import save, section
from tests.app.page_forms import read_form
from tests.app.visitors import sign_in_client
from tests.scenes import Scene, make_scene
from tests.wide_tool import wide_tool

CASE, TEXT = "SYV30-01", "Ask every child alone, first."


@pytest.fixture
def scene(database: Database) -> Scene:
    scene = make_scene(database, tool=wide_tool(), cases=[CASE])
    scene.answer(CASE, "school", {"voice/recommendation/1": TEXT, "voice/grade": "good"})
    scene.change_return(CASE, "school", ReturnStatus.SUBMITTED)
    return scene


@pytest.fixture
def chair(scene: Scene) -> Person:
    assert scene.chair is not None
    return scene.chair


@pytest.fixture
def opened(scene: Scene, database: Database, chair: Person) -> UUID:
    case = scene.cases[CASE]
    discussions.close_returns(database, by=chair, case_id=case, reason="It is the day.")
    discussions.open_discussion(database, by=chair, case_id=case)
    return case


def test_others_read_nothing_of_it_before_the_opening(
    app: Flask, database: Database, scene: Scene
) -> None:
    client = sign_in_client(app, database, scene.practitioners["police"])
    for path in (f"/discussions/{scene.cases[CASE]}", section(scene.cases[CASE], "voice")):
        assert TEXT not in unescape(client.get(path).text)


def test_it_is_taken_into_the_action_beside_what_stands_there(
    app: Flask, database: Database, chair: Person, opened: UUID
) -> None:
    client, path = sign_in_client(app, database, chair), section(opened, "voice")
    page = client.get(path).text
    assert "Recommends:" in page
    button = f"act:{TEXT}"
    assert f'value="{button}"' in unescape(page)
    form = {name: found[-1] for name, found in read_form(page).items()}
    saved = save(
        client, path, {"voice/action": "Tell the tutor"}, then=button, key=form["edit_key"]
    )
    assert saved.location.endswith("#voice_action")
    with database.reading() as session:
        held = read_discussion(session, chair, opened)
    assert held.values["voice/action"] == f"Tell the tutor; {TEXT}"
    page = unescape(client.get(path).text)
    assert "in the action" in page
    assert f'value="{button}"' not in page


def test_it_stands_in_the_case_record_under_who_said_it(
    database: Database, chair: Person, opened: UUID
) -> None:
    with database.reading() as session:
        outline = case_record(read_case_record(session, chair, opened))
    tables = [node for node in outline.nodes if isinstance(node, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row]
    assert any(f"Recommends: {TEXT}" in cell for cell in cells)
