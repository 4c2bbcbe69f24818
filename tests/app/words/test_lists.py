"""The Business Unit keeps the partnership's words; the lists are used at once."""

import json
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db.engine import Database
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.words import words_of
from app.operations import words as operations
from audit_tools.errors import Invalid, Refused
from audit_tools.permissions import Person, Role
from audit_tools.words.word_list import ListedWord, WordKind
from tests import factories
from tests.app.visitors import send, sign_in_client

ACRONYM, BLAMING = WordKind.ACRONYM, WordKind.BLAMING
PAGE = "/partnership/words"


@pytest.fixture
def beth(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.COORDINATOR, name="Beth")


@pytest.fixture
def unit(app: Flask, database: Database, beth: Person) -> FlaskClient:
    return sign_in_client(app, database, beth)


def in_use(database: Database, beth: Person, kind: WordKind) -> dict[str, str]:
    with database.reading() as session:
        return {w.text: w.says for w in words_of(session, beth.partnership).of_kind(kind)}


def test_all_lists_are_there_with_what_is_shipped(unit: FlaskClient) -> None:
    body = unit.get(PAGE).get_data(as_text=True)
    for kind in WordKind:
        assert f'href="{PAGE}/{kind.value}"' in body
    assert "child and adolescent mental health services" in unit.get(f"{PAGE}/acronym").get_data(
        as_text=True
    )
    assert unit.get(f"{PAGE}/nothing").status_code == 404
    assert PAGE in unit.get("/partnership").get_data(as_text=True)


def test_an_entry_is_added_changed_taken_off_and_put_back(
    unit: FlaskClient, database: Database, beth: Person
) -> None:
    send(unit, f"{PAGE}/acronym", text=" BU ", says="Business Unit")
    assert in_use(database, beth, ACRONYM)["BU"] == "Business Unit"

    body = unit.get(f"{PAGE}/acronym?change=CP").get_data(as_text=True)
    assert 'value="child protection"' in body
    send(unit, f"{PAGE}/acronym", text="CP", says="care plan")
    assert in_use(database, beth, ACRONYM)["CP"] == "care plan"

    for text in ("CP", "MASH"):
        assert send(unit, f"{PAGE}/acronym/off", text=text).status_code == 303
    assert not {"CP", "MASH"} & in_use(database, beth, ACRONYM).keys()
    assert "Taken off" in unit.get(f"{PAGE}/acronym").get_data(as_text=True)

    for text in ("CP", "MASH"):
        send(unit, f"{PAGE}/acronym/on", text=text)
    now = in_use(database, beth, ACRONYM)
    assert (now["CP"], now["MASH"]) == ("care plan", "multi-agency safeguarding hub")


def test_what_is_missing_is_said_beside_its_field(unit: FlaskClient) -> None:
    answer = send(unit, f"{PAGE}/blaming", text="naughty", says="")
    assert answer.status_code == 422
    assert 'href="#says"' in answer.get_data(as_text=True)
    assert send(unit, f"{PAGE}/acronym/off", text="nothing").status_code == 422


def test_every_change_is_in_the_history(database: Database, beth: Person) -> None:
    word = ListedWord(BLAMING, "naughty", "upset", "It labels.")
    operations.put_word(database, by=beth, word=word)
    operations.take_off(database, by=beth, kind=BLAMING, text="NAUGHTY")
    with database.reading() as session:
        told = session.execute(
            select(HistoryEvent.what, HistoryContent.before, HistoryContent.after)
            .join(HistoryContent, HistoryContent.event_id == HistoryEvent.id)
            .where(HistoryEvent.what.startswith("words."))
            .order_by(HistoryEvent.what)
        ).all()
    assert [what for what, _, _ in told] == ["words.put", "words.taken-off"]
    assert json.loads(told[0][2])["says"] == "upset"
    assert json.loads(told[1][1])["taken off"] is False
    assert json.loads(told[1][2])["taken off"] is True


def test_nobody_but_the_business_unit_changes_the_lists(
    database: Database, partnership: UUID
) -> None:
    chair = factories.make_person(database, partnership, Role.CHAIR)
    word = ListedWord(ACRONYM, "BU", "Business Unit")
    with pytest.raises(Refused):
        operations.put_word(database, by=chair, word=word)
    with pytest.raises(Refused):
        operations.take_off(database, by=chair, kind=ACRONYM, text="CP")


def test_what_is_on_no_list_cannot_be_taken_off(database: Database, beth: Person) -> None:
    with pytest.raises(Invalid):
        operations.take_off(database, by=beth, kind=ACRONYM, text="NOTHING")


def test_another_partnership_keeps_its_own_lists(database: Database, beth: Person) -> None:
    elsewhere = factories.make_partnership(database, "Elsewhere")
    operations.put_word(database, by=beth, word=ListedWord(ACRONYM, "BU", "Business Unit"))
    with database.reading() as session:
        assert words_of(session, elsewhere).listed_as(ACRONYM, "BU") is None
