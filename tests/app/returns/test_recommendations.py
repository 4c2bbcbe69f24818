"""What an agency recommends: on the page of its return, on its copy, and on paper to fill in."""

import pytest
from flask import Flask

from app.db.engine import Database
from audit_tools.agency_kinds import AgencyKind
from audit_tools.blank_returns import blank_return
from reports.kinds.blank_return import blank
from reports.outline import Box
from tests.app.returns.conftest import Visitor
from tests.app.visitors import sign_in_client
from tests.scenes import Scene, make_scene
from tests.wide_tool import wide_tool

CASE = "SYV30-01"
FIRST, SECOND, THIRD = (f"voice/recommendation/{number}" for number in (1, 2, 3))


@pytest.fixture
def scene(database: Database) -> Scene:
    return make_scene(database, tool=wide_tool(), cases=[CASE])


@pytest.fixture
def school(app: Flask, database: Database, scene: Scene) -> Visitor:
    client = sign_in_client(app, database, scene.practitioners["school"])
    return Visitor(client, scene, CASE, "school")


def test_they_are_typed_as_the_other_lines_are(school: Visitor) -> None:
    assert "What we recommend, line" in school.read("/sections/voice")
    school.save("voice", school.open("voice"), {FIRST: "Ask every child alone."}, then="stay")
    form = school.open("voice")
    assert form[FIRST] == ["Ask every child alone."]
    # As of the other lines, two are free after the last.
    assert {SECOND, THIRD} <= form.keys()
    # Points that were pasted from Word are spread over the lines.
    school.save("voice", form, {SECOND: "• Write it down\n• Read it out"}, then="stay")
    assert [school.open("voice")[at] for at in (SECOND, THIRD)] == [
        ["Write it down"],
        ["Read it out"],
    ]
    assert "What we recommend" in school.read("/copy")
    assert "Ask every child alone." in school.read("/copy")


def test_what_is_too_long_is_named(school: Visitor) -> None:
    answer = school.save("voice", school.open("voice"), {FIRST: "x" * 20_001})
    assert answer.status_code == 422
    assert "What we recommend, line 1: Keep this to" in answer.text


def test_nobody_is_asked_by_a_tool_that_does_not_ask(app: Flask, database: Database) -> None:
    scene = make_scene(database, cases=["SYV30-02"])
    client = sign_in_client(app, database, scene.practitioners["school"])
    assert "recommend" not in Visitor(client, scene, "SYV30-02", "school").read("/sections/voice")


def test_a_blank_return_has_room_for_them() -> None:
    nodes = blank(blank_return(wide_tool(), AgencyKind.EDUCATION)).nodes
    labels = [node.label for node in nodes if isinstance(node, Box)]
    assert "What we recommend, a line each" in labels
