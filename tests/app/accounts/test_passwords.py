"""Setting and changing a password: by a link that is good once, and none that is easy to guess."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import people as people_rows
from app.db.engine import Database
from app.db.models.people import CredentialRow, PasswordLinkRow
from app.operations import accounts, people
from app.operations.passwords import COMMON, SHORTEST, Passwords, check_password
from audit_tools.errors import Invalid, Refused
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.accounts.way_in import EMAIL, NEW, NOON, make_link, set_by_link, sign_in_as
from tests.app.visitors import csrf_of, send, sign_in_client


def test_a_link_sets_a_password_once(
    client: FlaskClient, database: Database, chris: Person
) -> None:
    token = make_link(database, chris)
    assert client.get(f"/set-password/{token}").status_code == 200
    assert set_by_link(client, token, NEW).headers["Location"] == "/sign-in"
    assert set_by_link(client, token, "another new password").status_code == 403
    assert client.get(f"/set-password/{token}").status_code == 403
    assert sign_in_as(client, EMAIL, factories.PASSWORD).status_code == 422
    assert sign_in_as(client, EMAIL, NEW).status_code == 303


def test_a_link_is_good_for_seven_days(
    client: FlaskClient, database: Database, chris: Person
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        token = make_link(database, chris)
        clock.shift(timedelta(days=7) - timedelta(seconds=1))
        assert client.get(f"/set-password/{token}").status_code == 200
        clock.shift(timedelta(seconds=1))
        assert client.get(f"/set-password/{token}").status_code == 403


def test_a_new_link_ends_the_earlier_one(
    client: FlaskClient, database: Database, chris: Person
) -> None:
    first, second = (make_link(database, chris) for _ in range(2))
    assert client.get(f"/set-password/{first}").status_code == 403
    assert client.get(f"/set-password/{second}").status_code == 200


def test_an_unknown_link_says_what_to_do(client: FlaskClient, partnership: UUID) -> None:
    answer = client.get("/set-password/nothing")
    assert answer.status_code == 403
    assert accounts.LINK_IS_DEAD in answer.get_data(as_text=True)


def test_a_link_is_kept_only_as_its_digest(database: Database, chris: Person) -> None:
    token = make_link(database, chris)
    with database.reading() as session:
        [row] = session.scalars(select(PasswordLinkRow)).all()
    assert row.token_digest == accounts.digest(token)


def test_setting_a_password_ends_every_session(
    app: Flask, database: Database, chris: Person
) -> None:
    client = sign_in_client(app, database, chris)
    set_by_link(app.test_client(), make_link(database, chris), NEW)
    assert client.get("/account").status_code == 303


def test_two_different_passwords_are_not_set(
    client: FlaskClient, database: Database, chris: Person
) -> None:
    token = make_link(database, chris)
    answer = set_by_link(client, token, NEW, again="something else entirely")
    assert answer.status_code == 422
    assert "The two passwords differ" in answer.get_data(as_text=True)
    assert client.get(f"/set-password/{token}").status_code == 200


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        # One letter short.
        ("a" * 5 + "bcdefg", f"Use {SHORTEST} characters or more"),
        # Long, but four different letters.
        ("abcdabcdabcdabcd", "easy to guess"),
        # Found in breaches, in any spelling.
        ("Password1234", "easy to guess"),
        ("SAFEGUARDING123", "easy to guess"),
        # The address itself.
        ("chris@example.org", "easy to guess"),
        ("x7" * 101, "200 characters or fewer"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        check_password(password, email=EMAIL)


@pytest.mark.parametrize("password", [factories.PASSWORD, NEW, "pässwörter sind länger"])
def test_a_phrase_is_a_password(password: str) -> None:
    check_password(password, email=EMAIL)


def test_the_list_of_common_passwords_holds_only_what_length_allows() -> None:
    assert all(len(password) >= SHORTEST for password in COMMON)
    assert all(password == password.casefold() for password in COMMON)


def test_a_weak_password_is_shown_beside_its_box(
    client: FlaskClient, database: Database, chris: Person
) -> None:
    answer = set_by_link(client, make_link(database, chris), "short")
    assert answer.status_code == 422
    assert 'id="password-error"' in answer.get_data(as_text=True)


def test_one_changes_ones_own_password(app: Flask, database: Database, chris: Person) -> None:
    client, elsewhere = (sign_in_client(app, database, chris) for _ in range(2))
    answer = send(client, "/account/password", old_password=factories.PASSWORD, new_password=NEW)
    assert answer.status_code == 303
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert sign_in_as(app.test_client(), EMAIL, NEW).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "blamed"),
    [
        ("not my password", NEW, "old_password"),
        (factories.PASSWORD, "short", "new_password"),
        ("", NEW, "old_password"),
        (factories.PASSWORD, "", "new_password"),
    ],
)
def test_a_password_is_not_changed_by_a_mistake(
    app: Flask, database: Database, chris: Person, old: str, new: str, blamed: str
) -> None:
    client = sign_in_client(app, database, chris)
    answer = send(client, "/account/password", old_password=old, new_password=new)
    assert answer.status_code == 422
    assert f'href="#{blamed}"' in answer.get_data(as_text=True)
    assert sign_in_as(app.test_client(), EMAIL, factories.PASSWORD).status_code == 303


def test_guessing_the_present_password_is_slowed_down_too(
    app: Flask, database: Database, chris: Person
) -> None:
    client = sign_in_client(app, database, chris)
    secret = csrf_of(client)
    answers = [
        client.post(
            "/account/password",
            data={"csrf_token": secret, "old_password": "wrong", "new_password": NEW},
        ).status_code
        for _ in range(accounts.FREE_FAILURES + 1)
    ]
    assert answers == [422] * accounts.FREE_FAILURES + [429]


def test_a_password_is_kept_as_an_argon2_hash(database: Database, chris: Person) -> None:
    with database.reading() as session:
        row = session.get_one(CredentialRow, chris.id)
    assert row.password_hash.startswith("$argon2id$")


def test_outside_tests_a_hash_takes_64_megabytes() -> None:
    assert "$m=65536,t=3,p=4$" in Passwords().hash("x")


def test_nobody_is_let_go_by_a_link(database: Database, chris: Person) -> None:
    token = make_link(database, chris)
    boss = factories.make_person(database, chris.partnership, Role.ADMINISTRATOR)
    people.deactivate(database, by=boss, person_id=chris.id)
    with pytest.raises(Refused):
        accounts.set_password(database, token=token, password=NEW, passwords=Passwords(cheap=True))
    with database.reading() as session:
        assert people_rows.find_person(session, chris.partnership, chris.id) is None
