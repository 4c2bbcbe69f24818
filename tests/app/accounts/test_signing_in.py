"""Signing in, what a wrong password is told, and what slows down guessing."""

import re
from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.models.people import SignedInSessionRow, SignInAttemptRow
from app.operations import accounts, people
from app.operations.passwords import Passwords
from audit_tools.errors import Hidden
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.accounts.way_in import EMAIL, NOON, sign_in_as
from tests.app.conftest import SignIn
from tests.app.visitors import send, sign_in_client


def text_of(answer: TestResponse) -> str:
    """The page without what differs in every answer."""
    body = answer.get_data(as_text=True)
    return re.sub(r'nonce="[^"]+"|value="[^"]*"|Reference [\w-]+', "", body)


def test_the_right_password_leads_to_the_first_page(client: FlaskClient, chris: Person) -> None:
    answer = sign_in_as(client, EMAIL, factories.PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert client.get("/").headers["Location"] == "/discussions"


def test_an_address_is_the_same_in_any_spelling(client: FlaskClient, chris: Person) -> None:
    assert sign_in_as(client, " Chris@Example.ORG ", factories.PASSWORD).status_code == 303


def test_signing_in_leads_to_the_page_that_was_asked_for(
    client: FlaskClient, chris: Person
) -> None:
    answer = send(
        client,
        "/sign-in",
        page="/sign-in?next=/account",
        email=EMAIL,
        password=factories.PASSWORD,
        next="/account",
    )
    assert answer.headers["Location"] == "/account"


def test_somebody_signed_in_is_led_past_sign_in(sign_in: SignIn) -> None:
    assert sign_in(Role.CHAIR).get("/sign-in").status_code == 303


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    app: Flask, database: Database, partnership: UUID, chris: Person
) -> None:
    factories.make_person(database, partnership, Role.CHAIR, email="nopassword@example.org")
    gone = factories.make_person(
        database, partnership, Role.CHAIR, email="gone@example.org", password=factories.PASSWORD
    )
    boss = factories.make_person(database, partnership, Role.ADMINISTRATOR)
    people.deactivate(database, by=boss, person_id=gone.id)
    tries = [
        (EMAIL, "wrong password"),
        ("nobody@example.org", "wrong password"),
        ("nopassword@example.org", "wrong password"),
        ("gone@example.org", factories.PASSWORD),
    ]
    answers = [sign_in_as(app.test_client(), *attempt) for attempt in tries]
    assert {answer.status_code for answer in answers} == {422}
    assert len({text_of(answer) for answer in answers}) == 1
    assert accounts.WRONG in answers[0].get_data(as_text=True)


def test_an_unknown_address_costs_the_same_work(client: FlaskClient, chris: Person) -> None:
    for email in (EMAIL, "nobody@example.org"):
        with patch.object(Passwords, "verify", autospec=True, return_value=False) as verify:
            sign_in_as(client, email, "wrong password")
        assert verify.call_count == 1


def test_the_password_of_nobody_signs_nobody_in() -> None:
    assert not Passwords(cheap=True).verify(None, "the password of nobody")


def test_the_typed_password_is_never_sent_back(client: FlaskClient, chris: Person) -> None:
    answer = sign_in_as(client, EMAIL, "a wrong password of mine")
    assert "a wrong password of mine" not in answer.get_data(as_text=True)
    assert EMAIL in answer.get_data(as_text=True)


@pytest.mark.parametrize("field", ["email", "password"])
def test_an_empty_box_is_named(client: FlaskClient, partnership: UUID, field: str) -> None:
    filled = {"email": EMAIL, "password": "something", field: ""}
    answer = send(client, "/sign-in", **filled)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.get_data(as_text=True)


def test_guessing_is_slowed_down_and_never_locked_for_good(
    client: FlaskClient, chris: Person
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(accounts.FREE_FAILURES):
            assert sign_in_as(client, EMAIL, "wrong password").status_code == 422
        # Even the right one is not looked at now, or the wait would tell which one it is.
        answer = sign_in_as(client, EMAIL, factories.PASSWORD)
        assert answer.status_code == 429
        assert "Wait 1 minute." in answer.get_data(as_text=True)
        clock.shift(timedelta(seconds=31))
        assert sign_in_as(client, EMAIL, factories.PASSWORD).status_code == 303


def test_an_unknown_address_is_slowed_down_alike(client: FlaskClient, partnership: UUID) -> None:
    for _ in range(accounts.FREE_FAILURES):
        sign_in_as(client, "nobody@example.org", "wrong password")
    assert sign_in_as(client, "nobody@example.org", "wrong password").status_code == 429


def test_signing_in_forgets_earlier_failures(app: Flask, chris: Person) -> None:
    for _ in range(2):
        for _ in range(accounts.FREE_FAILURES - 1):
            sign_in_as(app.test_client(), EMAIL, "wrong password")
        assert sign_in_as(app.test_client(), EMAIL, factories.PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (9, 480), (10, 900), (99, 900)]
)
def test_the_wait_doubles_up_to_a_quarter_of_an_hour(failures: int, seconds: int) -> None:
    assert accounts.wait_after(failures) == timedelta(seconds=seconds)


def test_what_nobody_needs_is_forgotten_when_somebody_signs_in(
    app: Flask, database: Database, chris: Person
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in_client(app, database, chris)
        accounts.note_failure(database, email="nobody@example.org")
        clock.shift(timedelta(days=31))
        sign_in_client(app, database, chris)
    with database.reading() as session:
        assert len(session.scalars(select(SignedInSessionRow)).all()) == 1
        assert session.scalars(select(SignInAttemptRow)).all() == []


def test_no_session_begins_for_somebody_without_a_role(
    database: Database, partnership: UUID
) -> None:
    nobody = factories.make_person(database, partnership)
    with pytest.raises(Hidden):
        accounts.begin_session(database, person_id=nobody.id, partnership=partnership, device="")


def test_somebody_without_a_role_cannot_sign_in(
    client: FlaskClient, database: Database, partnership: UUID
) -> None:
    factories.make_person(database, partnership, email=EMAIL, password=factories.PASSWORD)
    assert sign_in_as(client, EMAIL, factories.PASSWORD).status_code == 422
