"""A practice case is one person's own, is saved like a return, and leaves nothing behind."""

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.db.engine import Database
from app.db.models.agencies import AgencyRow
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.models.messages import MessageRow
from app.db.models.practice import PracticeRow
from app.db.models.records import EditRow, EntryRow, RecordRow
from app.db.models.returns import ReturnRow
from app.db.practice import read_practice
from app.operations import practice
from audit_tools.agency_kinds import AgencyKind
from audit_tools.entries import Edit
from audit_tools.errors import Hidden, Refused
from audit_tools.library import shipped_tools
from audit_tools.permissions import Grant, Person, Role
from audit_tools.practice import minutes_to_practise, practised_sections
from audit_tools.tool import AuditTool
from tests import factories
from tests.app.page_forms import read_form
from tests.app.visitors import send, sign_in_client
from tests.scenes import TOOL, Scene

TABLES = (ReturnRow, RecordRow, EntryRow, EditRow, MessageRow)


@pytest.fixture
def worker(scene: Scene) -> Person:
    return scene.practitioners["school"]


def rows(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {
            table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
            for table in TABLES
        }


def test_somebody_practises_as_in_a_real_return_and_throws_it_away(
    app: Flask, database: Database, worker: Person
) -> None:
    client, before = sign_in_client(app, database, worker), rows(database)
    assert "Practise on an invented child" in client.get("/returns").text
    begun = send(client, "/practice")
    page = begun.headers["Location"]
    assert page.startswith("/practice/sections/")
    shown = client.get(page).text
    assert "Section 1 of 3 to practise" in shown
    assert "Invented data." in shown
    assert "child now?" not in shown
    for section in practised_sections(TOOL, AgencyKind.EDUCATION):
        page = f"/practice/sections/{section.key}"
        client.post(page, data=read_form(client.get(page).text) | {"then": ["nothing"]})
    done = client.get("/practice").text
    assert "You are done" in done
    assert send(client, "/practice/throw-away").status_code == 303
    assert rows(database) == before
    assert "You are done" not in client.get("/practice").text


def test_what_is_typed_is_saved_by_the_script_and_found_again(
    app: Flask, database: Database, worker: Person
) -> None:
    practice.begin(database, by=worker)
    client = sign_in_client(app, database, worker)
    form = read_form(client.get("/practice/sections/voice").text)
    form["voice/strength/1"] = ["Cooks with her every week."]
    headers = {"X-Requested-With": "fetch"}
    answer = client.post("/practice/sections/voice", data=form, headers=headers)
    assert answer.get_json()["saved"]
    assert "Cooks with her every week." in client.get("/practice/sections/voice").text


def test_two_pages_of_one_person_lose_nothing(
    app: Flask, database: Database, worker: Person
) -> None:
    practice.begin(database, by=worker)
    client = sign_in_client(app, database, worker)
    form = read_form(client.get("/practice/sections/voice").text)
    for text in ("FIRST", "SECOND"):
        typed = form | {"voice/strength/1": [text], "edit_key": [text], "then": ["continue"]}
        answer = client.post("/practice/sections/voice", data=typed)
    assert answer.status_code == 409
    assert "FIRST" in answer.text
    assert "SECOND" in answer.text
    with database.reading() as session:
        held = read_practice(session, worker)
    assert held is not None
    practice.settle_clash(database, by=worker, clash_id=held.clashes[0].id, take=True)
    assert "SECOND" in client.get("/practice/sections/voice").text


def test_nobody_else_finds_it_and_no_text_of_it_is_in_the_history(
    app: Flask, database: Database, scene: Scene, worker: Person
) -> None:
    practice.begin(database, by=worker)
    edit = Edit("voice/strength/1", "ONLY MINE", 0, "key")
    practice.save_answers(database, by=worker, edits=(edit,))
    for other in (scene.leads["school"], scene.practitioners["police"]):
        with database.reading() as session:
            assert read_practice(session, other) is None
        with pytest.raises(Hidden):
            practice.save_answers(database, by=other, edits=(edit,))
        client = sign_in_client(app, database, other)
        for path in ("/returns", "/practice", "/practice/sections/voice"):
            assert "ONLY MINE" not in client.get(path, follow_redirects=True).text
        practice.throw_away(database, by=other)
    with database.reading() as session:
        assert session.scalars(select(PracticeRow)).one().person_id == worker.id
        told = session.scalars(
            select(HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.subject == "practice")
        ).all()
    assert set(told) == {"{}"}


def test_a_save_that_changes_nothing_is_not_told(database: Database, worker: Person) -> None:
    practice.begin(database, by=worker)
    for key in ("first", "second"):
        edit = Edit("voice/strength/1", "Kept.", 0, key)
        practice.save_answers(database, by=worker, edits=(edit,))
    with database.reading() as session:
        told = session.scalars(select(HistoryEvent.what).where(HistoryEvent.subject == "practice"))
        assert sorted(told) == ["practice.answered", "practice.begun"]


def test_beginning_twice_keeps_what_was_begun(database: Database, worker: Person) -> None:
    practice.begin(database, by=worker)
    practice.save_answers(database, by=worker, edits=(Edit("voice/strength/1", "Kept.", 0, "key"),))
    practice.begin(database, by=worker)
    with database.reading() as session:
        held = read_practice(session, worker)
    assert held is not None
    assert held.value.entries == {"voice/strength/1": "Kept."}


def test_only_the_sections_that_are_practised_are_there(
    app: Flask, database: Database, worker: Person
) -> None:
    practice.begin(database, by=worker)
    client = sign_in_client(app, database, worker)
    assert client.get("/practice/sections/family").status_code == 404
    with pytest.raises(Hidden):
        practice.save_answers(database, by=worker, edits=(Edit("family/grade", "good", 0, "k"),))


def test_practising_needs_a_published_tool(database: Database) -> None:
    without = factories.make_partnership(database)
    factories.make_agency(database, without, "school")
    worker = factories.make_person(database, without, Grant(Role.PRACTITIONER, "school"))
    with pytest.raises(Refused, match="no audit tool to practise with"):
        practice.begin(database, by=worker)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.BOARD_MEMBER, Role.ADMINISTRATOR])
def test_anybody_practises_and_who_belongs_to_no_agency_answers_for_the_first(
    app: Flask, database: Database, scene: Scene, role: Role
) -> None:
    reader = factories.make_person(database, scene.partnership, role)
    client = sign_in_client(app, database, reader)
    assert 'href="/practice"' in client.get("/account").text
    assert "answer for Police" in client.get("/practice").text
    section = client.get(send(client, "/practice").headers["Location"])
    assert section.status_code == 200
    assert 'href="/returns"' not in section.text
    away = send(client, "/practice/throw-away")
    assert client.get(away.headers["Location"]).status_code == 200


def test_practising_needs_an_agency(app: Flask, database: Database, scene: Scene) -> None:
    """One that is not asked any more is none."""
    chair = factories.make_person(database, scene.partnership, Role.CHAIR)
    with database.writing() as session:
        session.execute(update(AgencyRow).values(is_asked=False))
        session.commit()
    with pytest.raises(Refused, match="no agency yet"):
        practice.begin(database, by=chair)
    page = sign_in_client(app, database, chair).get("/practice").text
    assert "There is nothing to practise with yet." in page


@pytest.mark.parametrize("kind", list(AgencyKind))
@pytest.mark.parametrize(
    "tool", [tool for tool in shipped_tools() if not tool.in_one_sitting], ids=lambda tool: tool.key
)
def test_every_kind_of_agency_has_sections_to_practise_in_at_most_ten_minutes(
    tool: AuditTool, kind: AgencyKind
) -> None:
    assert practised_sections(tool, kind)
    assert 1 <= minutes_to_practise(tool, kind) <= 10


def test_the_practice_case_says_how_long_it_takes(
    app: Flask, database: Database, worker: Person
) -> None:
    minutes = minutes_to_practise(TOOL, AgencyKind.EDUCATION)
    assert f"About {minutes} minutes" in sign_in_client(app, database, worker).get("/practice").text
