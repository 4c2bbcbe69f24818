"""Before the first answer the person compares, in one click; what does not fit stops."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.db.models.cases import CaseRow
from tests.app.returns.conftest import Visit, Visitor
from tests.app.visitors import send, sign_in_client
from tests.changes import change_row
from tests.scenes import Scene

PAGES = ("", "/sections/voice", "/check")


@pytest.fixture
def visitor(visit: Visit, scene: Scene) -> Visitor:
    """Somebody at a return that nobody has opened."""
    scene.ask_fit("SYV30-01", "school")
    return visit()


@pytest.fixture
def unit(app: Flask, database: Database, scene: Scene) -> FlaskClient:
    assert scene.coordinator
    return sign_in_client(app, database, scene.coordinator)


def give_bands(scene: Scene) -> None:
    bands = {"age_band": "13-15", "sex": "female", "plan_type": "child in need",
             "ethnicity_group": "Asian", "locality": "East"}  # fmt: skip
    change_row(scene.database, scene, CaseRow, scene.cases["SYV30-01"], **bands)


@pytest.mark.parametrize("page", PAGES)
def test_every_way_in_leads_to_the_question(visitor: Visitor, page: str) -> None:
    answer = visitor.get(page)
    assert (answer.status_code, answer.headers["Location"]) == (303, visitor.address("/fit"))


def test_it_shows_three_bands_and_the_period_under_reference_and_agency(
    visitor: Visitor, scene: Scene
) -> None:
    give_bands(scene)
    page = visitor.read("/fit")
    top = page.index("gt-where")
    assert top < page.index("SYV30-01", top) < page.index("School", top) < page.index("<h1")
    for words in ("13-15", "Female", "Child in need", "Period"):
        assert words in page
    for words in ("Asian", "East"):
        assert words not in page


def test_one_click_leads_to_the_first_section(visitor: Visitor) -> None:
    answer = visitor.post("/fit", fit="yes")
    assert answer.status_code == 303
    assert visitor.get("").headers["Location"] == visitor.address("/sections/voice")
    assert visitor.get("/fit").status_code == 303


def test_a_return_that_was_said_to_fit_or_begun_is_not_asked(visit: Visit, scene: Scene) -> None:
    visitor = visit()
    assert visitor.get("").headers["Location"] == visitor.address("/sections/voice")
    scene.answer("SYV30-01", "school", {"voice/strength/1": "text"})
    scene.ask_fit("SYV30-01", "school")
    assert visitor.get("/sections/voice").status_code == 200


def test_what_does_not_fit_stops_and_says_so_everywhere(visitor: Visitor) -> None:
    visitor.post("/fit", fit="no")
    assert "This return is stopped" in visitor.read("/fit")
    for page in PAGES:
        assert visitor.get(page).headers["Location"] == visitor.address("/fit")
    listed = visitor.read_list()
    assert "Stopped: it does not fit the child on your sheet" in listed
    assert "Why it is stopped" in listed
    assert "does not fit the child on your key sheet" in visitor.read("/copy")
    typed = {"voice/strength/1": "What was seen", "version:voice/strength/1": "0"}
    assert visitor.post("/sections/voice", edit_key="key", **typed).status_code == 403


def test_a_concern_can_be_raised_while_it_is_stopped(visitor: Visitor) -> None:
    visitor.post("/fit", fit="no")
    assert visitor.get("/concern").status_code == 200
    assert visitor.post("/concern", concern="").status_code == 303


def test_neither_button_is_no_answer(visitor: Visitor) -> None:
    assert visitor.post("/fit").status_code == 422
    assert visitor.get("").headers["Location"] == visitor.address("/fit")


def test_the_business_unit_sees_it_settles_it_and_it_begins_again(
    visitor: Visitor, unit: FlaskClient, scene: Scene
) -> None:
    visitor.post("/fit", fit="no")
    case = scene.cases["SYV30-01"]
    board = unit.get(f"/audits/{scene.audit}").get_data(as_text=True)
    assert ">does not fit</a>" in board
    page = unit.get(f"/cases/{case}").get_data(as_text=True)
    path = f"/cases/{case}/returns/{scene.returns['SYV30-01', 'school']}/fit"
    assert path in page
    assert send(unit, path, reason="").status_code == 422
    assert send(unit, path, reason="A corrected sheet was sent today.").status_code == 303
    again = visitor.read("/fit")
    assert "A corrected sheet was sent today." in again
    visitor.post("/fit", fit="yes")
    assert visitor.get("/sections/voice").status_code == 200
    assert "is not stopped" in unit.get(path).get_data(as_text=True)


def test_another_agency_learns_nothing_of_it(visit: Visit, visitor: Visitor, scene: Scene) -> None:
    other = visit(scene.leads["police"], agency="police")
    before = [other.read_list(), other.read("/copy")]
    visitor.post("/fit", fit="no")
    after = [other.read_list(), other.read("/copy")]
    assert [_plain(page) for page in after] == [_plain(page) for page in before]


def _plain(page: str) -> list[str]:
    return [line for line in page.splitlines() if "nonce" not in line and "csrf" not in line]
