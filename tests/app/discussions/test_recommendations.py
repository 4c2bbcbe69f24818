"""What agencies recommend is read in the discussion, and becomes the action where it is agreed."""

import json
from datetime import UTC, datetime
from html import unescape
from uuid import UUID

import pytest
from flask import Flask

from app.db.case_records import read_case_record
from app.db.discussions import read_discussion
from app.db.engine import Database
from app.db.models.returns import ReturnRow
from app.operations import discussions, exchange
from audit_tools import exchange as exchange_files
from audit_tools.errors import Invalid
from audit_tools.permissions import Person
from audit_tools.returns import ReturnStatus
from reports.kinds.case_record import case_record
from reports.outline import Table
from tests.app.discussions.sending import save, section
from tests.app.page_forms import read_form
from tests.app.visitors import sign_in_client
from tests.changes import change_row
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


def test_it_goes_out_with_the_audit_and_comes_in_again(database: Database, scene: Scene) -> None:
    sent = {"submitted_at": datetime(2030, 5, 1, tzinfo=UTC)}
    change_row(database, scene, ReturnRow, scene.returns[CASE, "school"], **sent)
    document = exchange.export_audit(
        database, by=None, partnership=scene.partnership, key="syv-2030-q1"
    )
    file = exchange_files.write_exchange(document)
    given = exchange_files.read_exchange(file).document.cases[0].returns
    [school] = [one for one in given if one.agency == "school"]
    assert school.entries["voice/recommendation/1"] == TEXT
    # A file in which the section asks for none is refused where it stands.
    document["tool"]["sections"][0]["recommendations"] = False
    document["questions"] = []
    with pytest.raises(Invalid) as wrong:
        exchange_files.read_exchange(json.dumps(document))
    assert "recommendation" in wrong.value.problems[0].place


def test_it_becomes_no_finding(app: Flask, database: Database, chair: Person, opened: UUID) -> None:
    client, path = sign_in_client(app, database, chair), section(opened, "voice")
    place = "voice/recommendation/1"
    assert f'value="take:school {place}"' not in client.get(path).text
    assert save(client, path, {}, then=f"take:school {place}").status_code == 422
