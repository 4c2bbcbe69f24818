"""What has to be answered, and what is asked at all, where answers, the case or the kind of audit
say so: on the page of a return, before it is sent, in a file, in the discussion, and for what the
Business Unit fills in."""

from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.db.models.cases import CaseRow
from app.operations import discussions
from audit_tools.cycles import AuditKind
from audit_tools.definition import read_tool
from audit_tools.returns import ReturnStatus
from tests.app.discussions.sending import save as save_section
from tests.app.discussions.sending import section as section_of
from tests.app.returns.conftest import Visit, Visitor
from tests.app.returns.files import bring, look, take
from tests.app.visitors import send, sign_in_client, text_of
from tests.changes import change_audit, change_row
from tests.filled_files import filled_workbook
from tests.scenes import Scene, make_scene

CASE = "SYV30-01"
GRADES = """
  - key: ofsted
    title: Two words
    grades:
      - {key: good, label: Good, initial: G, meets_standard: true}
      - {key: inadequate, label: Inadequate, initial: I, meets_standard: false}"""
TOOL = read_tool(f"""\
key: needed
version: 1
title: What has to be answered
theme_list: child-safeguarding-29
scales:{GRADES}
sections:
  - key: heard
    title: Heard
    graded: false
    questions:
      - {{key: heard.asked, text: Was the child asked?, type: assessment,
         kinds: [police, education]}}
      - {{key: heard.why, text: What stood in the way?, type: long-text, kinds: [police, education],
         required_when: [{{question: heard.asked, one_of: ["no"]}}]}}
  - key: home
    title: At home
    graded: false
    show_when: [{{case: sex, one_of: [female]}}]
    questions:
      - {{key: home.seen, text: Was the home seen?, type: assessment, kinds: [police, education]}}
  - key: deep
    title: Looked at closely
    graded: false
    show_when: [{{audits: [full]}}]
    questions:
      - {{key: deep.read, text: Was the file read?, type: assessment, kinds: [police, education]}}
  - key: whole
    title: The whole child
    asked: panel
    graded: false
    questions:
      - {{key: whole.safer, text: Is the child safer?, type: single, asked: panel,
         choices: [{{key: safer, label: Safer}}, {{key: less, label: Less safe}}]}}
      - {{key: whole.next, text: What comes next?, type: text, asked: panel,
         required_when: [{{question: whole.safer, one_of: [less]}}]}}
  - key: known
    title: Known to the Business Unit
    asked: unit
    graded: false
    questions:
      - {{key: known.plan, text: Is there a plan?, type: single, asked: unit, answer: optional,
         choices: [{{key: plan, label: A plan}}, {{key: none, label: None}}]}}
      - {{key: known.which, text: Which plan?, type: text, asked: unit,
         required_when: [{{question: known.plan, one_of: [plan]}}]}}
""")
ASKED, WHY = "heard.asked", "heard.why"


@pytest.fixture
def scene(database: Database) -> Scene:
    return make_scene(database, tool=TOOL, cases=[CASE])


@pytest.fixture
def school(visit: Visit, scene: Scene) -> Visitor:
    """The school's practitioner, who has answered what is asked in a full audit of a boy."""
    scene.answer(CASE, "school", {"deep.read": "yes"})
    return visit()


def is_left(visitor: Visitor, place: str) -> bool:
    """Whether the page before the sending leads to the box."""
    section = place.partition(".")[0]
    return f"/sections/{section}#{place}" in visitor.read("/check")


def test_the_page_of_a_return_says_what_is_needed_and_the_sending_waits_for_it(
    school: Visitor,
) -> None:
    page = unescape(school.read("/sections/heard"))
    assert "(needed where “Was the child asked?” is answered No)" in page
    for answer, needed in (("yes", False), ("no", True)):
        school.save("heard", school.open("heard"), {ASKED: answer})
        assert is_left(school, WHY) is needed
    assert school.post("/check", declared="yes").status_code == 422
    school.save("heard", school.open("heard"), {WHY: "Nobody came."})
    assert not is_left(school, WHY)
    assert school.post("/check", declared="yes").location.endswith("/sent")


def test_what_a_file_brings_makes_needed_what_it_does_on_the_page(school: Visitor) -> None:
    path = school.address("/file")
    empty = take(school.client, path)
    bring(school.client, path, filled_workbook(empty, {ASKED: "No"}))
    assert is_left(school, WHY)
    assert school.post("/check", declared="yes").status_code == 422
    bring(school.client, path, filled_workbook(take(school.client, path), {WHY: "Nobody came."}))
    assert school.post("/check", declared="yes").location.endswith("/sent")


def test_a_section_is_asked_where_the_case_says_so_and_only_there(
    school: Visitor, scene: Scene, database: Database
) -> None:
    for sex, is_asked in (("male", False), ("female", True)):
        change_row(database, scene, CaseRow, scene.cases[CASE], sex=sex)
        assert is_left(school, "home.seen") is is_asked
        assert school.get("/sections/home").status_code == (200 if is_asked else 303)
        file = filled_workbook(take(school.client, school.address("/file")), {"home.seen": "Yes"})
        said = text_of(look(school.client, school.address("/file"), file))
        assert ("1 answer would be saved" in said) is is_asked


def test_a_section_is_asked_in_the_kinds_of_audit_that_it_is_for(
    school: Visitor, scene: Scene, database: Database
) -> None:
    assert school.get("/sections/deep").status_code == 200
    scene.answer(CASE, "school", {ASKED: "yes", "deep.read": ""})
    assert is_left(school, "deep.read")
    change_audit(database, scene, audit_kind=AuditKind.RAPID)
    assert not is_left(school, "deep.read")
    assert school.get("/sections/deep").status_code == 404
    assert school.post("/check", declared="yes").location.endswith("/sent")


@pytest.fixture
def opened(scene: Scene, database: Database) -> UUID:
    """The case, with its discussion open."""
    for agency in ("police", "school"):
        scene.change_return(CASE, agency, ReturnStatus.SUBMITTED)
    case = scene.cases[CASE]
    assert scene.chair is not None
    discussions.close_returns(database, by=scene.chair, case_id=case, reason="It is the day.")
    discussions.open_discussion(database, by=scene.chair, case_id=case)
    return case


def test_the_discussion_says_what_is_needed_and_the_signing_off_waits_for_it(
    app: Flask, scene: Scene, opened: UUID, database: Database
) -> None:
    assert scene.chair is not None
    chair: FlaskClient = sign_in_client(app, database, scene.chair)
    path = section_of(opened, "whole")
    page = unescape(chair.get(path).text)
    assert "What comes next? (needed where “Is the child safer?” is answered Less safe)" in page
    save_section(chair, path, {"whole.safer": "less"}, key="first")
    refused = send(chair, f"/discussions/{opened}/sign-off").text
    assert "One thing is still to be agreed. First: answer: what comes next?" in refused
    save_section(chair, path, {"whole.next": "A plan."}, key="second")
    assert "still to be agreed" not in send(chair, f"/discussions/{opened}/sign-off").text


def test_the_business_unit_is_told_what_is_needed(
    app: Flask, scene: Scene, database: Database
) -> None:
    assert scene.coordinator is not None
    unit: FlaskClient = sign_in_client(app, database, scene.coordinator)
    path = f"/cases/{scene.cases[CASE]}/once/known"
    assert "needed where “Is there a plan?” is answered A plan" in unescape(unit.get(path).text)
    save_section(unit, path, {"known.plan": "plan"}, key="first")
    case = f"/cases/{scene.cases[CASE]}"
    assert "1 thing left" in unit.get(case).text
    save_section(unit, path, {"known.which": "Child in need."}, key="second")
    assert "1 thing left" not in unit.get(case).text
