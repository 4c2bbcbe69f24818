"""Signing out, where one is signed in, and what the history keeps of an account."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.operations import accounts
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.accounts.way_in import EMAIL, NEW, make_link, set_by_link, sign_in_as
from tests.app.conftest import SignIn
from tests.app.visitors import send, sign_in_client


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


def test_the_account_page_says_where_one_is_signed_in(
    app: Flask, database: Database, chris: Person
) -> None:
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/126 Edg/126"
    sign_in_as(client, EMAIL, factories.PASSWORD)
    assert "Edge on Windows" in client.get("/account").get_data(as_text=True)


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
