"""A theme list goes out as a codebook, and one comes in after somebody saw what it would change."""

from html import unescape
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db.audits import load_audit
from app.db.engine import Database
from app.db.findings import load_finding
from app.db.theme_lists import theme_list
from audit_tools.cases import CaseState
from audit_tools.codebook import Codebook
from audit_tools.cycles import Phase
from audit_tools.qda_codebooks.writing import write_codebook
from audit_tools.theme_lists import rename
from tests.app.page_forms import read_forms
from tests.app.visitors import send, sign_in_client
from tests.audit_tools.qda_codebooks.files import OF_A_UNIVERSITY
from tests.world import THEMES, World, make_another_audit, make_world

LIST, NEW = f"/theme-lists/{THEMES.key}", "/theme-lists/bring-in"


@pytest.fixture
def world(database: Database, partnership: UUID) -> World:
    return make_world(database, partnership)


@pytest.fixture
def unit(app: Flask, database: Database, world: World) -> FlaskClient:
    client: FlaskClient = sign_in_client(app, database, world.people["coordinator"])
    return client


def bring_in(client: FlaskClient, address: str, data: bytes, **typed: str) -> TestResponse:
    return send(client, address, file=(BytesIO(data), "codes.qdc"), **typed)


def take(client: FlaskClient, preview: TestResponse, **typed: str) -> TestResponse:
    """Send the form of a preview with what is typed into it."""
    address, form = next(one for one in read_forms(preview.text).items() if "take" in one[0])
    return send(client, address, **(form | typed))


def newest(database: Database, world: World, key: str = THEMES.key) -> Codebook:
    with database.reading() as session:
        return theme_list(session, world.partnership, key).newest


def test_it_goes_out_as_a_codebook(unit: FlaskClient) -> None:
    taken = unit.get(f"{LIST}/1.qdc")
    assert taken.data == write_codebook(THEMES)
    assert taken.headers["Content-Disposition"].endswith(f"{THEMES.key}-version-1.qdc")
    assert unit.get(f"{LIST}/2.qdc").status_code == 404


def test_what_was_changed_elsewhere_is_seen_first_and_rewrites_no_audit(
    unit: FlaskClient, database: Database, world: World
) -> None:
    closed = make_another_audit(
        database, world, [CaseState.AGREED], key="closed", phase=Phase.CLOSED
    )
    changed = rename(THEMES, "voice", "The child's own voice", "What the child says.").codebook
    file = write_codebook(changed).replace(THEMES.theme("family").title.encode(), b"Kin")
    preview = bring_in(unit, f"{LIST}/bring-in", file)
    page = unescape(preview.text)
    assert "Changed: title and definition." in page
    assert THEMES.theme("voice").definition in page
    assert newest(database, world) == THEMES

    assert take(unit, preview, why="").status_code == 422
    assert take(unit, preview, why="As the university has them.").status_code == 303
    assert newest(database, world).theme("voice").title == "The child's own voice"
    assert newest(database, world).theme("family").title == "Kin"
    assert "A REFI-QDA codebook was brought in: 2 that are changed." in unescape(
        unit.get(LIST).text
    )
    with database.reading() as session:
        partnership, of_closed = world.partnership, closed.audit
        assert load_audit(session, partnership, world.audit).codebook.version == 2
        assert load_audit(session, partnership, of_closed).codebook.version == 1
        finding = load_finding(session, partnership, world.findings[CaseState.AGREED]).finding
        assert finding.themes == ("voice",)
    again = take(unit, preview, why="Once more.")
    assert again.status_code == 409
    assert "nothing would change" in unescape(again.text)


def test_the_codebook_of_another_program_is_a_new_list(
    unit: FlaskClient, database: Database, world: World
) -> None:
    assert bring_in(unit, NEW, OF_A_UNIVERSITY).status_code == 422
    preview = bring_in(unit, NEW, OF_A_UNIVERSITY, title="From a university")
    page = unescape(preview.text)
    assert "Sets of codes are not kept." in page
    refused = take(unit, preview)
    assert "Choose what usually helps" in refused.text
    assert take(unit, preview, remedy="training").status_code == 303
    made = newest(database, world, "from-a-university")
    assert [theme.title for theme in made.themes] == ["Vision", "Oversight", "Scrutiny", "Trust"]
    assert ", in Leadership" in unescape(unit.get("/theme-lists/from-a-university").text)
    known = bring_in(unit, NEW, OF_A_UNIVERSITY, title="From a university")
    assert "like this already" in unescape(known.text)


def test_a_file_that_is_none_is_refused_with_a_sentence(unit: FlaskClient) -> None:
    for address in (NEW, f"{LIST}/bring-in"):
        refused = bring_in(unit, address, b"name,guid", title="A list")
        assert refused.status_code == 422
        assert "This is no REFI-QDA codebook." in refused.text
        assert "Choose the file." in send(unit, address, title="A list").text
