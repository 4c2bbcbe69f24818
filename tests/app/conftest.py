"""An application on an embedded database of its own, and people signed in to it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import URL, event

from app import create_app
from app.config import Mode, Settings
from app.db import level
from app.db.engine import Database, open_database
from audit_tools.permissions import Grant, Person, Role
from tests import factories, postgres
from tests.app.visitors import database_of, sign_in_client

SignIn = Callable[..., FlaskClient]


def real_clock() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database with all tables and no rows, made once and copied for each test."""
    file = tmp_path_factory.mktemp("database") / "empty.sqlite"
    database = open_database(f"sqlite:///{file}", real_clock)
    level.change_level(database.engine)
    database.engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres_server: URL) -> Iterator[str]:
    """The name of a PostgreSQL database with all tables and no rows, copied for each test."""
    with postgres.create_database(postgres_server) as address:
        database = open_database(address.render_as_string(hide_password=False), real_clock)
        level.change_level(database.engine)
        database.engine.dispose()
        yield str(address.database)


@pytest.fixture
def sqlite_address(empty_database: Path, tmp_path: Path) -> str:
    """The address of an embedded database of this test's own."""
    return f"sqlite:///{shutil.copy(empty_database, tmp_path / 'test.sqlite')}"


@pytest.fixture
def postgres_address(postgres_server: URL, postgres_template: str) -> Iterator[str]:
    """The address of a PostgreSQL database of this test's own, with all tables."""
    with postgres.create_database(postgres_server, postgres_template) as address:
        yield address.render_as_string(hide_password=False)


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> Settings:
    """Settings of test mode, on the database that ``--database`` asks for."""
    asked = {"sqlite": "sqlite_address", "postgresql": "postgres_address"}
    return Settings(
        mode=Mode.TEST,
        secret_key="only for tests, and long enough for them",
        database=request.getfixturevalue(asked[request.config.getoption("--database")]),
        base_address="http://localhost",
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    database_of(app).engine.dispose()


@pytest.fixture
def demonstration(settings: Settings) -> Iterator[Flask]:
    """The same in demonstration mode."""
    app = create_app(replace(settings, mode=Mode.DEMONSTRATION))
    app.testing = True
    yield app
    database_of(app).engine.dispose()


@pytest.fixture
def database(app: Flask) -> Database:
    return database_of(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    return app.test_client()


@pytest.fixture
def partnership(database: Database) -> UUID:
    return factories.make_partnership(database)


@pytest.fixture
def sign_in(app: Flask, database: Database, partnership: UUID) -> SignIn:
    """A client of somebody who is signed in: a person, or the roles of somebody new."""

    def run(*who: Person | Grant | Role) -> FlaskClient:
        first = who[0]
        person = (
            first
            if isinstance(first, Person)
            else factories.make_person(
                database, partnership, *(g for g in who if not isinstance(g, Person))
            )
        )
        return sign_in_client(app, database, person)

    return run


@pytest.fixture
def statements(database: Database) -> Iterator[list[str]]:
    """Every statement that reaches the database, as it does."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)
