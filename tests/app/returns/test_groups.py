"""Rows of a group on the pages: without scripts, kept by number, read beside those of others."""

from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.discussions import read_discussion
from app.db.engine import Database
from app.operations import discussions
from app.web.boxes import Boxes
from app.web.discussions.correcting_page import places_of
from app.web.group_rows import rows_of
from app.web.tools.pages import describe_tool
from audit_tools.entries import Entry
from audit_tools.returns import ReturnStatus
from tests.app.page_forms import read_form
from tests.app.returns.conftest import Visitor
from tests.app.visitors import sign_in_client
from tests.scenes import Scene, make_scene
from tests.wide_tool import wide_tool

CASE = "SYV30-01"
FIRST, SECOND, THIRD = (
    {part: f"voice.siblings/row/{row}/{part}" for part in ("age", "lives", "last")}
    for row in (1, 2, 3)
)


@pytest.fixture
def scene(database: Database) -> Scene:
    return make_scene(database, tool=wide_tool(), cases=[CASE])


@pytest.fixture
def school(app: Flask, database: Database, scene: Scene) -> Visitor:
    client = sign_in_client(app, database, scene.practitioners["school"])
    return Visitor(client, scene, CASE, "school")


def rows(visitor: Visitor) -> list[str]:
    """What the rows on the page are called."""
    parts = visitor.read("/sections/voice").split("data-name>")[1:]
    return [part.partition("<")[0] for part in parts]


def test_one_empty_row_is_always_there_and_saving_brings_the_next(school: Visitor) -> None:
    assert rows(school) == ["Sibling 1"]
    school.save("voice", school.open("voice"), {FIRST["age"]: "younger"})
    assert rows(school) == ["Sibling 1", "Sibling 2"]
    school.save("voice", school.open("voice"), {SECOND["age"]: "older"})
    assert rows(school) == ["Sibling 1", "Sibling 2", "Sibling 3"]


def test_another_row_is_asked_for_without_leaving_the_section(school: Visitor) -> None:
    button = "stay:voice.siblings"
    assert f'value="{button}"' in school.read("/sections/voice")
    saved = school.save("voice", school.open("voice"), {FIRST["age"]: "younger"}, then=button)
    assert saved.location.endswith("/sections/voice#voice.siblings")
    assert rows(school) == ["Sibling 1", "Sibling 2"]


def test_a_name_in_a_row_is_offered_the_name_of_its_row_instead(school: Visitor) -> None:
    place = SECOND["lives"]
    school.save("voice", school.open("voice"), {FIRST["age"]: "younger", SECOND["age"]: "older"})
    school.save("voice", school.open("voice"), {place: "With Danny Smith, and Danny Smith helps."})
    page = school.read("/sections/voice")
    assert f'value="put:{place}:Sibling 2:' in page
    assert f'value="put:{place}:Sibling 1:' not in page
    assert f'value="put:{place}:Peer A:' not in page


def test_a_row_that_is_emptied_renumbers_no_other(school: Visitor) -> None:
    typed = {FIRST["age"]: "younger"}
    school.save("voice", school.open("voice"), typed)
    school.save("voice", school.open("voice"), {SECOND["age"]: "older"})
    school.save("voice", school.open("voice"), {FIRST["age"]: ""})
    assert rows(school) == ["Sibling 2", "Sibling 3"]
    copied = '<strong>Sibling 2</strong> <span class="gt-as-typed">Age: 10 or over</span>'
    assert copied in school.read("/copy")
    # Where there is no room after the last, the one that was emptied is offered again.
    school.save("voice", school.open("voice"), {THIRD["age"]: "older"})
    assert rows(school) == ["Sibling 1", "Sibling 2", "Sibling 3"]


def test_no_other_row_is_offered_where_all_are_filled_in(school: Visitor) -> None:
    for row in (FIRST, SECOND, THIRD):
        assert "Add another" in school.read("/sections/voice")
        school.save("voice", school.open("voice"), {row["age"]: "older"})
    assert rows(school) == ["Sibling 1", "Sibling 2", "Sibling 3"]
    assert "Add another" not in school.read("/sections/voice")


def test_what_is_wrong_in_a_row_is_said_there_and_nothing_typed_is_lost(school: Visitor) -> None:
    typed = {FIRST["last"]: "in May", FIRST["lives"]: "At home"}
    shown = school.save("voice", school.open("voice"), typed)
    assert shown.status_code == 422
    page = unescape(shown.text)
    assert f'href="#{FIRST["last"].replace("/", "_")}"' in page
    assert 'value="At home"' in page
    assert 'value="in May"' in page


def test_a_row_saves_itself_and_names_in_it_are_gone_through(school: Visitor) -> None:
    form = school.open("voice")
    place = FIRST["lives"]
    sent = {name: form[name] for name in (f"version:{place}", "edit_key", "csrf_token")}
    answer = school.save("voice", sent, {place: "At LS1 4AP"}, script=True)
    assert answer.get_json()["versions"][place].startswith("1-")
    assert "Fill in “Age” of Sibling 1: question 1.10" in school.read("/check")
    assert "<mark>LS1 4AP</mark>" in school.read("/check")


@pytest.fixture
def chair(app: Flask, database: Database, scene: Scene) -> FlaskClient:
    """The chair, before whom both returns lie open."""
    scene.answer(CASE, "school", {FIRST["age"]: "younger", THIRD["lives"]: "With an aunt"})
    scene.answer(CASE, "police", {"voice.siblings": "not-known"})
    case = scene.cases[CASE]
    assert scene.chair is not None
    for agency in ("school", "police"):
        scene.change_return(CASE, agency, ReturnStatus.SUBMITTED)
    discussions.close_returns(database, by=scene.chair, case_id=case, reason="Enough.")
    discussions.read_to_prepare(database, by=scene.chair, case_id=case)
    discussions.open_discussion(database, by=scene.chair, case_id=case)
    return sign_in_client(app, database, scene.chair)


def test_the_discussion_reads_the_rows_of_each_agency(scene: Scene, chair: FlaskClient) -> None:
    page = unescape(chair.get(f"/discussions/{scene.cases[CASE]}/sections/voice").text)
    shown = page.partition("Which brothers and sisters were thought of?")[2]
    assert "<strong>Not known</strong>" in shown
    assert '<strong>Sibling 1</strong> <span class="gt-as-typed">Age: Under 10</span>' in shown
    assert '<strong>Sibling 3</strong> <span class="gt-as-typed">Lives where: With an aunt' in shown


def test_the_panel_fills_in_rows_of_its_own(scene: Scene, chair: FlaskClient) -> None:
    address = f"/discussions/{scene.cases[CASE]}/sections/overall"
    page = unescape(chair.get(address).text)
    assert 'name="overall.friends/row/1/what"' in page
    assert "Peer A" in page
    assert 'data-names="[&#34;Peer A&#34;' in chair.get(address).text
    typed = {"overall.friends/row/1/what": "A mentor", "then": "stay:overall.friends"}
    saved = chair.post(address, data=read_form(chair.get(address).text) | typed)
    assert saved.location.endswith("/sections/overall#overall.friends")
    assert "Peer B" in chair.get(address).text.partition("data-names")[2].partition(">")[2]


def test_what_is_corrected_in_a_row_is_chosen_in_words(
    database: Database, scene: Scene, chair: FlaskClient
) -> None:
    assert scene.chair is not None
    with database.reading() as session:
        held = read_discussion(session, scene.chair, scene.cases[CASE])
    offered = {one.place: one for one in places_of(held, "overall", ())}
    one = offered["overall.friends/row/1/how"]
    assert one.label == "Which friends should be thought of? Peer A: How"
    assert one.choices == (("alone", "Alone"), ("together", "Together"))
    assert one.in_words("together") == "Together"


def test_the_page_of_the_tool_says_what_each_row_asks() -> None:
    lines = [line for one in describe_tool(wide_tool()).sections for line in one.questions]
    said = [line.rows for line in lines if line.rows]
    assert said == [
        "In rows (Sibling 1 to Sibling 3): Age, Lives where, What was thought of, Times seen, "
        "Last seen",
        "In rows (Peer A to Peer B): What for, By, How",
    ]


def test_a_row_that_was_emptied_keeps_its_versions_and_what_it_is_called() -> None:
    entries = {FIRST["age"]: Entry("", 2), SECOND["age"]: Entry("older", 1)}
    found = rows_of(wide_tool().question("voice.siblings"), Boxes(entries))
    assert found is not None
    assert [row.name for row in found.shown] == ["Sibling 2", "Sibling 3"]
    assert [row.name for row in found.emptied] == ["Sibling 1"]
    assert "Sibling 1: Age" in [label for _, label in found.named]
    # A row that the page adds begins from nothing, so it is none that ever held anything.
    assert found.next == 4
