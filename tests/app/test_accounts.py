"""Signing in and out, setting a password, and what slows down guessing."""

import re
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db import people as people_rows
from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.db.models.people import (
    CredentialRow,
    PasswordLinkRow,
    SignedInSessionRow,
    SignInAttemptRow,
)
from app.operations import accounts, people
from app.operations.passwords import COMMON, SHORTEST, Passwords, check_password
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.conftest import SignIn
from tests.app.visitors import csrf_of, send, sign_in_client

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
EMAIL = "chris@example.org"
NEW = "a quite different phrase"


@pytest.fixture
def chris(database: Database, partnership: UUID) -> Person:
    """Somebody with a password."""
    return factories.make_person(
        database, partnership, Role.CHAIR, name="Chris", email=EMAIL, password=factories.PASSWORD
    )


def sign_in_as(client: FlaskClient, email: str, password: str) -> TestResponse:
    return send(client, "/sign-in", email=email, password=password)


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


def test_signing_out_ends_the_session_and_not_only_the_cookie(
    app: Flask, database: Database, chris: Person
) -> None:
    client = sign_in_client(app, database, chris)
    with client.session_transaction() as cookie:
        token = cookie["token"]
    assert send(client, "/sign-out").headers["Location"] == "/sign-in"
    assert accounts.identify(database, token) is None


def test_signing_out_cannot_be_done_by_a_link(sign_in: SignIn) -> None:
    assert sign_in(Role.CHAIR).get("/sign-out").status_code == 405


def test_one_session_is_ended_from_another(app: Flask, database: Database, chris: Person) -> None:
    first, second = (sign_in_client(app, database, chris) for _ in range(2))
    page = first.get("/account").get_data(as_text=True)
    [other] = re.findall(r"/account/sessions/([0-9a-f-]{36})/end", page)
    send(first, f"/account/sessions/{other}/end")
    assert first.get("/account").status_code == 200
    assert second.get("/account").status_code == 303


def test_nobody_ends_the_session_of_somebody_else(
    app: Flask, database: Database, chris: Person, sign_in: SignIn
) -> None:
    client = sign_in_client(app, database, chris)
    with client.session_transaction() as cookie:
        found = accounts.identify(database, cookie["token"])
    assert found
    send(sign_in(Role.ADMINISTRATOR), f"/account/sessions/{found.session.id}/end")
    assert client.get("/account").status_code == 200


def make_link(database: Database, person: Person) -> str:
    boss = factories.make_person(database, person.partnership, Role.ADMINISTRATOR)
    return people.make_password_link(database, by=boss, person_id=person.id)


def set_by_link(client: FlaskClient, token: str, password: str, again: str = "") -> TestResponse:
    return send(
        client,
        f"/set-password/{token}",
        page="/sign-in",
        password=password,
        password_again=again or password,
    )


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


def test_what_people_do_with_their_account_is_in_the_history(
    client: FlaskClient, database: Database, chris: Person
) -> None:
    sign_in_as(client, EMAIL, factories.PASSWORD)
    send(client, "/account/password", old_password=factories.PASSWORD, new_password=NEW)
    send(client, "/sign-out")
    set_by_link(client, make_link(database, chris), factories.PASSWORD)
    with database.reading() as session:
        events = session.scalars(
            select(HistoryEvent.what).where(HistoryEvent.by == chris.id).order_by(HistoryEvent.at)
        ).all()
    assert events == [
        "person.signed-in",
        "person.changed-password",
        "person.signed-out",
        "person.set-password",
    ]


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


def test_nobody_is_let_go_by_a_link(database: Database, chris: Person) -> None:
    token = make_link(database, chris)
    boss = factories.make_person(database, chris.partnership, Role.ADMINISTRATOR)
    people.deactivate(database, by=boss, person_id=chris.id)
    with pytest.raises(Refused):
        accounts.set_password(database, token=token, password=NEW, passwords=Passwords(cheap=True))
    with database.reading() as session:
        assert people_rows.find_person(session, chris.partnership, chris.id) is None


def test_the_account_page_says_where_one_is_signed_in(
    app: Flask, database: Database, chris: Person
) -> None:
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/126 Edg/126"
    sign_in_as(client, EMAIL, factories.PASSWORD)
    assert "Edge on Windows" in client.get("/account").get_data(as_text=True)


def test_one_click_signs_in_to_the_demonstration(demonstration: Flask) -> None:
    database = demonstration.extensions["golden_thread"].database
    partnership = factories.make_partnership(database, "Leeds (demonstration)")
    sergeant = factories.make_person(database, partnership, Role.CHAIR, name="Dean Holroyd")
    client = demonstration.test_client()
    page = client.get("/demonstration").get_data(as_text=True)
    assert "Dean Holroyd" in page
    assert "Dean Holroyd</strong><br>Chair" in page
    answer = send(client, f"/demonstration/{sergeant.id}")
    assert answer.status_code == 303
    body = client.get("/account").get_data(as_text=True)
    assert re.search(r"Demonstration · 28 May 2025\s+· signed in as Dean Holroyd", body)


def test_the_demonstration_begins_with_who_one_is(demonstration: Flask) -> None:
    answer = demonstration.test_client().get("/returns")
    assert (answer.status_code, answer.location) == (303, "/demonstration")


def test_outside_the_demonstration_one_click_signs_nobody_in(
    client: FlaskClient, chris: Person
) -> None:
    assert client.get("/demonstration").status_code == 404
    answer = send(client, f"/demonstration/{chris.id}")
    assert answer.status_code == 404
    assert client.get("/account").status_code == 303


def test_the_demonstration_signs_in_nobody_who_is_not_there(demonstration: Flask) -> None:
    database = demonstration.extensions["golden_thread"].database
    partnership = factories.make_partnership(database)
    factories.make_person(database, partnership, Role.CHAIR)
    client = demonstration.test_client()
    answer = send(client, f"/demonstration/{partnership}")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("roles", "path"),
    [
        ((Role.CHAIR, Role.NOTE_TAKER), "/discussions"),
        ((Role.BOARD_MEMBER,), "/audits"),
        ((Role.SCRUTINEER,), "/audits"),
        ((Role.LEARNING_MEMBER,), "/training-needs"),
    ],
)
def test_the_first_page_leads_on_to_the_work(
    sign_in: SignIn, roles: tuple[Role, ...], path: str
) -> None:
    assert sign_in(*roles).get("/").headers["Location"] == path


def test_somebody_with_several_kinds_of_work_chooses(sign_in: SignIn) -> None:
    answer = sign_in(Role.CHAIR, Role.LEARNING_MEMBER).get("/")
    assert answer.status_code == 200
    for path in ("/audits", "/discussions", "/training-needs"):
        assert f'href="{path}"' in answer.get_data(as_text=True)
