"""The fields at the head of a return, of a case and of an audit: filled in once, read everywhere.

Each is followed from where it is typed to where it is read and given out.
"""

from html import unescape
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.case_records import read_case_record
from app.db.engine import Database
from app.db.records import read_entries
from app.operations import discussions
from app.operations.exchange import export_audit
from app.web.discussions.compared import label_of
from audit_tools.definition import read_tool
from audit_tools.entries import values
from audit_tools.permissions import Person
from audit_tools.return_files.files import read_file
from audit_tools.returns import ReturnStatus
from reports.kinds.case_record import case_record
from reports.outline_texts import texts_of
from tests.app.audits.answering import CASE, save
from tests.app.page_forms import read_form
from tests.app.visitors import csrf_of, sign_in_client, text_of
from tests.filled_files import filled_word, filled_workbook
from tests.scenes import Scene, make_scene

TOOL = read_tool("""\
key: headed
version: 1
title: A tool with fields at every head
theme_list: child-safeguarding-29
scales:
  - key: ofsted
    title: Two words
    grades:
      - {key: good, label: Good, initial: G, descriptor: Well, meets_standard: true}
      - {key: inadequate, label: Inadequate, initial: I, descriptor: Badly, meets_standard: false}
sections:
  - key: head
    number: "0"
    title: About this return
    graded: false
    questions:
      - {key: head.role, number: "0.1", text: What is the role of whoever completed it?,
         type: text, answer: required, class: descriptive, kinds: [police, education]}
      - {key: head.since, number: "0.2", text: Since when is the child known to you?, type: date,
         class: descriptive, kinds: [police, education]}
      - key: head.read
        number: "0.3"
        text: What was read?
        type: multiple
        class: descriptive
        kinds: [police, education]
        choices:
          - {key: own, label: Our own record}
          - {key: other, label: Another, say_which: true}
  - key: voice
    number: "1"
    title: Voice
    questions:
      - {key: voice.asked, number: "1.1", text: Was the child asked?, type: assessment,
         kinds: [police, education]}
  - key: known
    title: Known to the Business Unit
    graded: false
    asked: unit
    questions:
      - {key: known.review, text: Was there a review before?, type: text, asked: unit}
  - key: commissioned
    title: Commissioned
    graded: false
    asked: audit
    questions:
      - {key: commissioned.by, text: Who commissioned this audit?, type: text, asked: audit}
""")
ROLE, SINCE = "What is the role of whoever completed it?", "Since when is the child known to you?"


@pytest.fixture
def scene(database: Database) -> Scene:
    return make_scene(database, tool=TOOL, cases=[CASE])


@pytest.fixture
def chair(scene: Scene) -> Person:
    assert scene.chair
    return scene.chair


@pytest.fixture
def unit(app: Flask, database: Database, scene: Scene) -> FlaskClient:
    assert scene.coordinator
    return sign_in_client(app, database, scene.coordinator)


@pytest.fixture
def school(app: Flask, database: Database, scene: Scene) -> FlaskClient:
    return sign_in_client(app, database, scene.practitioners["school"])


def stored(scene: Scene) -> dict[str, str]:
    with scene.database.reading() as session:
        return values(read_entries(session, scene.partnership, scene.returns[CASE, "school"]))


def open_discussion(scene: Scene, chair: Person) -> UUID:
    scene.change_return(CASE, "school", ReturnStatus.SUBMITTED)
    case = scene.cases[CASE]
    discussions.close_returns(scene.database, by=chair, case_id=case, reason="Enough.")
    discussions.read_to_prepare(scene.database, by=chair, case_id=case)
    discussions.open_discussion(scene.database, by=chair, case_id=case)
    return case


def record_of(scene: Scene, reader: Person, case: UUID) -> str:
    with scene.database.reading() as session:
        return "\n".join(texts_of(case_record(read_case_record(session, reader, case))))


def exported(scene: Scene) -> dict[str, Any]:
    document = export_audit(
        scene.database, by=None, partnership=scene.partnership, key="syv-2030-q1"
    )
    assert isinstance(document, dict)
    return document


def test_the_fields_at_the_head_of_a_return_go_from_its_page_and_its_file_to_the_export(
    app: Flask, scene: Scene, chair: Person, school: FlaskClient
) -> None:
    page = f"/returns/{scene.returns[CASE, 'school']}"
    # The page: a section without lines, grade or “Nothing to add”.
    shown = school.get(f"{page}/sections/head").text
    assert "About this return" in shown
    assert "What went well" not in shown
    save(school, f"{page}/sections/head", {"head.role": "Named nurse"})
    assert stored(scene) == {"head.role": "Named nurse"}
    # The file, in both kinds: what was typed stands in it, and what is written in it comes back.
    for suffix, fill, more in (
        ("xlsx", filled_workbook, {"head.since": "1 March 2024"}),
        ("docx", filled_word, {"head.read#other": "Yes", "head.read/says/other": "The log"}),
    ):
        file = school.get(f"{page}/file.{suffix}").data
        assert "Named nurse" in {one.text for one in read_file(file).boxes}
        form = {"csrf_token": csrf_of(school), "file": (BytesIO(fill(file, more)), f"r.{suffix}")}
        preview = school.post(f"{page}/file", data=form, content_type="multipart/form-data")
        school.post(f"{page}/file/bring-in", data=read_form(preview.text))
    assert stored(scene) == {
        "head.role": "Named nurse",
        "head.since": "2024-03-01",
        "head.read": "other",
        "head.read/says/other": "The log",
    }
    assert "Named nurse" in school.get(f"{page}/copy").text
    # The discussion: beside the case details, under whose return it is; to nobody before.
    lead = sign_in_client(app, scene.database, scene.leads["police"])
    section = f"/discussions/{scene.cases[CASE]}/sections/voice"
    assert "Named nurse" not in lead.get(section).text
    case = open_discussion(scene, chair)
    read = unescape(text_of(lead.get(section)))
    assert ROLE in read
    assert "School: Named nurse" in read
    assert "School: 1 March 2024" in read
    assert "The log" in read
    # The case record, and the export.
    said = record_of(scene, scene.leads["police"], case)
    for text in ("About this return", ROLE, "Named nurse", SINCE, "1 March 2024", "The log"):
        assert text in said
    [given] = [one for one in exported(scene)["cases"][0]["returns"] if one["agency"] == "school"]
    assert given["entries"] == stored(scene)


def test_the_fields_at_the_head_of_a_case_go_from_its_page_to_the_export(
    app: Flask, scene: Scene, chair: Person, unit: FlaskClient, school: FlaskClient
) -> None:
    save(unit, f"/cases/{scene.cases[CASE]}/once/known", {"known.review": "A rapid review"})
    # It is in no return and in no file of one.
    file = school.get(f"/returns/{scene.returns[CASE, 'school']}/file.xlsx").data
    assert not [one.box for one in read_file(file).boxes if one.box.startswith("known")]
    section = f"/discussions/{scene.cases[CASE]}/sections/voice"
    lead = sign_in_client(app, scene.database, scene.leads["school"])
    assert "A rapid review" not in lead.get(section).text
    case = open_discussion(scene, chair)
    assert "A rapid review" in lead.get(section).text
    assert "A rapid review" in record_of(scene, scene.leads["school"], case)
    answers = exported(scene)["cases"][0]["answers"]
    assert answers["entries"] == {"known.review": "A rapid review"}


def test_the_fields_at_the_head_of_an_audit_go_from_its_page_to_the_export(
    scene: Scene, chair: Person, unit: FlaskClient, school: FlaskClient
) -> None:
    save(unit, f"/audits/{scene.audit}/once/commissioned", {"commissioned.by": "The executive"})
    file = school.get(f"/returns/{scene.returns[CASE, 'school']}/file.xlsx").data
    assert not [one.box for one in read_file(file).boxes if one.box.startswith("commissioned")]
    assert "The executive" in text_of(unit.get(f"/audits/{scene.audit}/method-statement"))
    # It is about the audit, so no discussion and no record of a case has it.
    case = open_discussion(scene, chair)
    assert "The executive" not in record_of(scene, chair, case)
    audit = exported(scene)["audit"]
    assert audit["answers"]["entries"] == {"commissioned.by": "The executive"}


def test_a_day_is_read_as_people_write_it_and_what_is_none_as_it_was_typed() -> None:
    since = TOOL.question("head.since")
    assert [label_of(since, typed) for typed in ("2024-03-01", "soon", "")] == [
        "1 March 2024",
        "soon",
        "",
    ]
