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
from sqlalchemy import event

from app import create_app
from app.config import Mode, Settings
from app.db import level
from app.db.engine import Database, open_database
from audit_tools.permissions import Grant, Person, Role
from tests import factories
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


@pytest.fixture
def settings(empty_database: Path, tmp_path: Path) -> Settings:
    """Settings of test mode, on a database of this test's own."""
    file = shutil.copy(empty_database, tmp_path / "test.sqlite")
    return Settings(
        mode=Mode.TEST,
        secret_key="only for tests, and long enough for them",
        database=f"sqlite:///{file}",
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
