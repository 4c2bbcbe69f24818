"""Sections that nobody grades are discussed too: what the panel is asked in them is on a page."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.discussions import read_discussion
from app.db.engine import Database
from app.operations import discussions
from audit_tools.definition import read_tool
from audit_tools.returns import ReturnStatus
from tests.app.discussions.sending import save, section
from tests.app.visitors import send, sign_in_client
from tests.scenes import Scene, make_scene

CASE = "SYV30-01"
SCALE = """
  - key: ofsted
    title: Two words
    grades:
      - {key: good, label: Good, initial: G, descriptor: Well done, meets_standard: true}
      - {key: inadequate, label: Inadequate, initial: I, meets_standard: false}"""
TOOL = read_tool(f"""\
key: standards
version: 1
title: Standards with a score each
theme_list: child-safeguarding-29
scales:{SCALE}
sections:
  - key: head
    title: Who completes this
    graded: false
    questions:
      - {{key: head.team, text: Which team?, type: text, kinds: [police, education],
         class: descriptive}}
  - key: leading
    title: Leading
    graded: false
    questions:
      - {{key: leading.named, text: Who leads?, type: scale, scale: ofsted,
         kinds: [police, education]}}
      - {{key: leading.ways, text: Seen in which ways?, type: multiple, asked: panel,
         choices: [{{key: read, label: Read}}, {{key: told, label: Told}}]}}
      - {{key: leading.mother, number: "2.1", text: Was the mother heard?, row: Mother,
         matrix: Who was heard?, type: scale, scale: ofsted, asked: panel}}
      - {{key: leading.father, number: "2.2", text: Was the father heard?, row: Father,
         matrix: Who was heard?, type: scale, scale: ofsted, asked: panel}}
      - {{key: leading.moderated, text: The moderated score, type: scale, scale: ofsted,
         asked: panel}}
""")


@pytest.fixture
def scene(database: Database) -> Scene:
    scene = make_scene(database, tool=TOOL, cases=[CASE])
    scene.answer(CASE, "police", {"head.team": "North", "leading.named": "good"})
    scene.answer(CASE, "school", {"leading.named": "inadequate"})
    for agency in ("police", "school"):
        scene.change_return(CASE, agency, ReturnStatus.SUBMITTED)
    assert scene.chair is not None
    case = scene.cases[CASE]
    discussions.close_returns(database, by=scene.chair, case_id=case, reason="It is the day.")
    discussions.open_discussion(database, by=scene.chair, case_id=case)
    return scene


@pytest.fixture
def chair(app: Flask, scene: Scene, database: Database) -> FlaskClient:
    assert scene.chair is not None
    client: FlaskClient = sign_in_client(app, database, scene.chair)
    return client


def test_the_overview_leads_to_what_nobody_grades(chair: FlaskClient, scene: Scene) -> None:
    case = scene.cases[CASE]
    page = unescape(chair.get(f"/discussions/{case}").text)
    assert section(case, "leading") in page
    assert "One question is answered differently." in page
    assert "nothing has to be agreed" in page
    assert section(case, "head") not in page


def test_what_the_panel_is_asked_there_is_answered_and_no_grade_is_asked_for(
    chair: FlaskClient, scene: Scene, database: Database
) -> None:
    path = section(scene.cases[CASE], "leading")
    page = unescape(chair.get(path).text)
    ways, moderated = '<legend class="govuk-fieldset__legend">Seen in', "The moderated score"
    assert page.index(ways) < page.index(moderated)
    assert "Agreed grade" not in page
    assert "A different view" not in page
    here = page.split('class="gt-sections__list"')[1].split("</ol>")[0]
    assert "nothing has to be agreed" in here
    assert ">agreed<" not in here
    save(chair, path, {"leading.moderated": "good", "leading/why": "The log shows it."})
    assert scene.chair is not None
    with database.reading() as session:
        held = read_discussion(session, scene.chair, scene.cases[CASE])
    assert held.values["leading.moderated"] == "good"
    assert held.values["leading/why"] == "The log shows it."
    assert save(chair, path, {"leading/agreed": "good"}).status_code == 422


def test_the_case_record_counts_no_grades_where_there_are_none(
    chair: FlaskClient, scene: Scene
) -> None:
    save(chair, section(scene.cases[CASE], "leading"), {"leading.moderated": "good"})
    page = unescape(chair.get(f"/discussions/{scene.cases[CASE]}/record").text)
    assert "The moderated score" in page
    assert "0 of 0" not in page
    assert "What was agreed" not in page.split("<main")[1]


def test_a_finding_can_be_of_a_section_that_nobody_grades(chair: FlaskClient, scene: Scene) -> None:
    path = f"/discussions/{scene.cases[CASE]}/findings/new"
    page = chair.get(path, query_string={"section": "leading"}).text
    assert '<option selected value="leading">' in page or 'value="leading" selected' in page
    sent = send(
        chair, path, statement="Nobody leads.", kind="strength", section="leading",
        agencies="police", themes="governance",
    )  # fmt: skip
    assert sent.status_code == 303


def test_rows_of_a_table_stand_under_what_is_asked_over_them(
    chair: FlaskClient, scene: Scene
) -> None:
    page = unescape(chair.get(section(scene.cases[CASE], "leading")).text)
    assert page.count('gt-matrix__title">Who was heard?</h2>') == 1
    assert re.search(r'2\.1\s</span><span aria-hidden="true">Mother</span>', page)
    # What a grade means stands once over the rows, and once at the question beside them.
    assert page.count("Well done") == 2
