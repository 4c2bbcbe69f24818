"""The next version of a tool is made from its file, looked at, and published in the browser."""

from dataclasses import replace
from html import unescape
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.db.models.tools import ToolDraftRow
from app.db.tools import newest_tools, published_tools
from audit_tools.agency_kinds import AgencyKind
from audit_tools.definition import read_tool, write_tool
from audit_tools.library import shipped_tools
from audit_tools.permissions import Role
from audit_tools.tool import AuditTool
from audit_tools.workbook import read_workbook
from tests import factories
from tests.app.visitors import send, sign_in_client, text_of
from tests.audit_tools.workbook.forms import NESTED, SCHOOL_VISIT, workbook

KEY = "serious-youth-violence"
TOOL = next(tool for tool in shipped_tools() if tool.key == KEY)
VOICE = next(section for section in TOOL.sections if section.key == "voice")
SCORED = next(question for question in VOICE.questions if question.type.value == "assessment")
BEFORE, AFTER = f"text: {SCORED.text}", "text: Did somebody listen to the child?"


@pytest.fixture
def unit(app: Flask, database: Database, partnership: UUID) -> FlaskClient:
    """Somebody of the Business Unit, where what is shipped is published."""
    person = factories.make_person(database, partnership, Role.COORDINATOR)
    client: FlaskClient = sign_in_client(app, database, person)
    send(client, "/tools/shipped")
    return client


def version_id(database: Database, partnership: UUID, version: int = 1) -> UUID:
    with database.reading() as session:
        found = published_tools(session, partnership).items()
    return next(id for id, tool in found if (tool.key, tool.version) == (KEY, version))


def newest(database: Database, partnership: UUID) -> AuditTool:
    with database.reading() as session:
        return newest_tools(session, partnership)[KEY]


def download(client: FlaskClient, database: Database, partnership: UUID) -> str:
    return client.get(f"/tools/{version_id(database, partnership)}/file.yaml").text


def reworded(text: str) -> str:
    """The file with one scored question in other words."""
    start = text.index(f"key: {SCORED.key}")
    at = text.index("text: ", start)
    end = text.index("type: ", at)
    return f"{text[:at]}{AFTER}\n        {text[end:]}"


def bring_in(client: FlaskClient, file: str | bytes) -> TestResponse:
    data = file.encode() if isinstance(file, str) else file
    return send(client, "/tools/drafts/new", file=(BytesIO(data), "tool"))


def test_a_tool_is_downloaded_as_a_text_that_reads_as_the_same_tool(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    taken = unit.get(f"/tools/{version_id(database, partnership)}/file.yaml")
    assert taken.headers["Content-Disposition"].endswith(f"{KEY}-version-1.yaml")
    assert read_tool(taken.text) == TOOL


def test_a_workbook_that_was_changed_is_brought_in_as_a_text_is(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    taken = unit.get(f"/tools/{version_id(database, partnership)}/file.xlsx")
    assert taken.headers["Content-Disposition"].endswith(f"{KEY}-version-1.xlsx")
    assert read_workbook(taken.data) == TOOL

    brought = bring_in(unit, in_workbook(taken.data, SCORED.text, "Did somebody listen?"))
    page = unit.get(brought.location).text
    assert "Did somebody listen?" in page
    wrong = text_of(bring_in(unit, in_workbook(taken.data, "select_one", "choose_from")))
    assert "column type" in wrong
    assert "Use one of: text" in wrong


def in_workbook(data: bytes, text: str, other: str) -> bytes:
    """The workbook with another text in the first cell that has this one in it."""
    book = load_workbook(BytesIO(data))
    cells = (cell for row in book["survey"].iter_rows() for cell in row)
    cell = next(one for one in cells if text in str(one.value))
    cell.value = str(cell.value).replace(text, other)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_what_was_changed_is_shown_and_its_author_says_whether_it_stays_comparable(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    brought = bring_in(unit, reworded(download(unit, database, partnership)))
    page = unescape(unit.get(brought.location).text)
    assert "What version 2 changes" in page
    assert f"1 of {len(TOOL.questions)} questions changed" in page
    assert f"<dt>Question, before</dt><dd>{SCORED.text}</dd>" in page
    assert newest(database, partnership).version == 1

    refused = send(unit, f"{brought.location}/publish", **{SCORED.key: "no"})
    assert refused.status_code == 422
    assert "Say whether its answers stay comparable, and why." in refused.text
    assert newest(database, partnership).version == 1

    why = {SCORED.key: "no", f"{SCORED.key}/why": "It asks of listening alone."}
    published = send(unit, f"{brought.location}/publish", **why)
    assert published.location == f"/tools/{version_id(database, partnership, 2)}"
    question = newest(database, partnership).question(SCORED.key)
    assert question.text == AFTER.removeprefix("text: ")
    assert (question.comparable_from, question.comparable_why) == (
        2,
        "It asks of listening alone.",
    )
    assert unit.get(brought.location).status_code == 404
    with database.reading() as session:
        told = session.scalars(select(HistoryEvent.what)).all()
        assert session.scalars(select(ToolDraftRow)).all() == []
    assert "tool-draft.brought-in" in told


def test_a_file_with_mistakes_says_each_with_its_line_and_keeps_nothing(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    text = download(unit, database, partnership)
    wrong = text.replace("type: assessment", "type: assesment", 1).replace(
        "- voice\n", "- voise\n", 1
    )
    refused = bring_in(unit, wrong.replace("meets_standard: true", "meets_standard: maybe", 1))
    assert refused.status_code == 422
    said = unescape(refused.text)
    assert "Write true or false." in said
    assert "Use one of: assessment" in said
    assert said.count("There are 3 problems.") == 1
    assert said.count("Write true or false.") == 1
    assert said.count("Line ") == 3
    assert unit.get("/tools").text.count("Not published yet") == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Choose the file."),
        (b"\xff\xfe\x00", "This is neither an Excel workbook nor a text."),
        (b"a: *b", "the YAML shorthand *name is not read"),
        (b"PK\x03\x04", "The workbook cannot be read."),
    ],
)
def test_what_is_no_tool_is_refused_with_a_sentence(
    unit: FlaskClient, data: bytes, sentence: str
) -> None:
    refused = send(unit, "/tools/drafts/new", file=(BytesIO(data), "tool.yaml"))
    assert refused.status_code == 422
    assert sentence in unescape(refused.text)


def test_a_file_that_says_the_same_or_comes_from_an_older_version_is_refused(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    text = download(unit, database, partnership)
    assert "This says the same as version 1." in bring_in(unit, text).text
    changed = reworded(text)
    first, second = (bring_in(unit, changed) for _ in range(2))
    said = {SCORED.key: "yes", f"{SCORED.key}/why": "Plainer words."}
    assert send(unit, f"{first.location}/publish", **said).status_code == 303
    late = send(unit, f"{second.location}/publish", **said)
    assert late.status_code == 409
    assert "was published meanwhile" in late.text
    third = newest(database, partnership)
    sections = (replace(one, questions=one.questions[1:]) if one.key == "voice" else one
                for one in third.sections)  # fmt: skip
    shorter = write_tool(replace(third, version=2, sections=tuple(sections)))
    assert bring_in(unit, shorter).status_code == 303
    old = bring_in(unit, changed.replace("\nversion: 1\n", "\nversion: 9\n", 1))
    assert old.status_code == 409
    assert "This file was made from version 9, and version 2 is published." in old.text


def test_a_new_tool_begins_with_its_first_version(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    text = download(unit, database, partnership).replace(f"key: {KEY}\n", "key: knife-crime\n", 1)
    brought = bring_in(unit, text)
    assert "A new audit tool" in unit.get(brought.location).text
    assert send(unit, f"{brought.location}/publish").status_code == 303
    with database.reading() as session:
        assert newest_tools(session, partnership)["knife-crime"].version == 1


def test_a_draft_is_thrown_away_and_nothing_published_changes(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    brought = bring_in(unit, reworded(download(unit, database, partnership)))
    assert "Not published yet" in unit.get("/tools").text
    assert send(unit, f"{brought.location}/throw-away").status_code == 303
    assert "Not published yet" not in unit.get("/tools").text
    assert newest(database, partnership) == TOOL


@pytest.mark.parametrize("kind", ["police", "education"])
def test_a_tool_is_seen_as_each_kind_of_agency_is_asked(
    unit: FlaskClient, database: Database, partnership: UUID, kind: str
) -> None:
    brought = bring_in(unit, reworded(download(unit, database, partnership)))
    for address in (f"/tools/{version_id(database, partnership)}", brought.location):
        page = unescape(unit.get(f"{address}/as/{kind}").text)
        asked = newest(database, partnership).questions_for(AgencyKind(kind), lead=False)
        assert asked
        for question in asked:
            assert f'data-question="{question.key}"' in page
        others = {q.key for q in TOOL.questions if not q.is_asked_of(AgencyKind(kind), lead=True)}
        assert not any(f'data-question="{key}"' in page for key in others)
    assert unit.get(f"{address}/as/clowns").status_code == 404


def test_a_question_with_a_condition_says_when_it_is_asked(
    unit: FlaskClient, database: Database, partnership: UUID
) -> None:
    address = f"/tools/{version_id(database, partnership)}"
    arrested = f"nly where “{TOOL.question('justice.arrested').text}” is answered Yes"
    assert f"Asked o{arrested}" in unescape(unit.get(f"{address}/as/police").text)
    page = unescape(unit.get(address).text)
    assert f"Asked of Police · Yes / Partly / No / Not applicable / Not known · O{arrested}" in page


@pytest.mark.parametrize("paper", ["docx", "pdf"])
def test_what_a_kind_of_agency_is_asked_is_taken_on_paper(
    unit: FlaskClient, database: Database, partnership: UUID, paper: str
) -> None:
    address = f"/tools/{version_id(database, partnership)}/as/education"
    assert f"{address}.{paper}" in unit.get(address).text
    taken = unit.get(f"{address}.{paper}")
    assert taken.headers["Content-Disposition"].endswith(f"blank-return-{KEY}-education.{paper}")
    said = text_of(taken)
    first = TOOL.questions_for(AgencyKind.EDUCATION, lead=False)[0]
    assert first.text_for(AgencyKind.EDUCATION)[:30] in said
    assert "To fill in by hand" in said


@pytest.mark.parametrize("paper", ["docx", "pdf"])
def test_what_a_discussion_writes_down_is_taken_on_paper_where_the_other_blanks_are(
    unit: FlaskClient, database: Database, partnership: UUID, paper: str
) -> None:
    tool = f"/tools/{version_id(database, partnership)}"
    file = f"{tool}/discussion.{paper}"
    for page in (tool, f"{tool}/as/education"):
        assert f'"{file}' in unit.get(page).text
    taken = unit.get(file)
    assert taken.headers["Content-Disposition"].endswith(f"blank-discussion-{KEY}.{paper}")
    said = " ".join(text_of(taken).split())
    assert "Was the child taken to the daily meeting" in said
    assert "A different view" in said


def test_a_form_of_another_program_is_a_draft_that_says_what_was_not_carried(
    unit: FlaskClient,
) -> None:
    brought = bring_in(unit, workbook(SCHOOL_VISIT))
    assert brought.status_code == 303
    page = unescape(text_of(unit.get(brought.location)))
    assert "School visit 2024, not published yet" in page
    assert "survey, rows 7 and 9, column constraint" in page
    asked, other = (page.index(one) for one in ("Questions that are not asked", "All else"))
    assert asked < page.index("image concern_photo") < other < page.index("column constraint")
    assert 'Row 9: <code class="gt-break">. >= 0 and . < 500</code>' in page
    assert send(unit, f"{brought.location}/publish").status_code == 303


def test_a_form_of_another_program_that_comes_again_would_be_the_next_version(
    unit: FlaskClient,
) -> None:
    reworded_form = NESTED | {"survey": NESTED["survey"].replace("Last word", "A last word")}
    for form in (NESTED, reworded_form):
        send(unit, f"{bring_in(unit, workbook(form)).location}/publish")
    assert "What version 3 changes" in unit.get(bring_in(unit, workbook(NESTED)).location).text
