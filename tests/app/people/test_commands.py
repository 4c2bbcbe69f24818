"""The command that invites people, the first administrator before all."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.config import Settings
from app.db import people as people_rows
from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.operations import accounts
from audit_tools.permissions import Person
from tests import factories
from tests.app.people.kept import record_of
from tests.app.visitors import send
from tests.changes import events


def test_the_first_administrator_is_invited_by_a_command(
    app: Flask, database: Database, settings: Settings
) -> None:
    outcome = app.test_cli_runner().invoke(
        args=[
            *("people", "invite", "ada@example.org", "--name", "Ada", "--role", "administrator"),
            *("--partnership", "North Partnership"),
        ]
    )
    assert outcome.exit_code == 0
    link = outcome.output.strip().splitlines()[-1]
    assert link.startswith(f"{settings.base_address}/set-password/")
    client = app.test_client()
    send(
        client,
        link.removeprefix(settings.base_address),
        page="/sign-in",
        password=factories.PASSWORD,
        password_again=factories.PASSWORD,
    )
    answer = send(
        client, "/sign-in", page="/sign-in", email="ada@example.org", password=factories.PASSWORD
    )
    assert answer.status_code == 303
    assert client.get("/people").status_code == 200
    assert events(database)[:3] == ["partnership.founded", "person.added", "person.link-made"]


def test_somebody_known_is_invited_again_by_address_alone(
    app: Flask, database: Database, boss: Person, chair: Person
) -> None:
    addresses = [record_of(database, person).email for person in (chair, boss)]
    outcome = app.test_cli_runner().invoke(
        args=["people", "invite", addresses[0], "--by", addresses[1]]
    )
    token = outcome.output.strip().rpartition("/")[2]
    with database.reading() as session:
        assert accounts.link_owner(session, token) == chair.id
        by = session.scalars(
            select(HistoryEvent.by).where(HistoryEvent.what == "person.link-made")
        ).one()
    assert by == boss.id


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["new@example.org"], "add --name, --role"),
        (["new@example.org", "--name", "N"], "add --name, --role"),
        (["new@example.org", "--name", "N", "--role", "emperor"], "Invalid value for '--role'"),
        (["new@example.org", "--name", "N", "--role", "practitioner"], "Choose the agency"),
        (["new", "--name", "N", "--role", "chair"], "Enter an e-mail address"),
        (
            ["new@example.org", "--name", "N", "--role", "chair", "--by", "who@example.org"],
            "Nobody here has the address who@example.org",
        ),
    ],
)
def test_an_invitation_that_cannot_be_says_why_and_stores_nothing(
    app: Flask, database: Database, partnership: UUID, arguments: list[str], sentence: str
) -> None:
    outcome = app.test_cli_runner().invoke(args=["people", "invite", *arguments])
    assert outcome.exit_code != 0
    assert sentence in outcome.output
    assert "Traceback" not in outcome.output
    with database.reading() as session:
        assert people_rows.count_people(session, partnership) == 0


def test_without_a_partnership_the_command_asks_for_its_name(app: Flask) -> None:
    outcome = app.test_cli_runner().invoke(args=["people", "invite", "ada@example.org"])
    assert outcome.exit_code == 1
    assert "add its name with --partnership" in outcome.output
