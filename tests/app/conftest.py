"""An application on a database of its own, and people signed in to it.

``pytest --database postgresql`` runs the same tests on PostgreSQL: what a test begins with is made
in an embedded database, and copied from there.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event

from app import create_app
from app.config import Mode, Settings
from app.db import engine, level
from app.db.engine import Database, open_database
from audit_tools.permissions import Grant, Person, Role
from tests import factories
from tests.app.visitors import database_of, sign_in_client
from tests.applications import Applications
from tests.once import made_once, shared_folder
from tests.originals import Originals

SignIn = Callable[..., FlaskClient]


def real_clock() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="session", autouse=True)
def without_waiting_for_the_disk() -> Iterator[None]:
    """What a test writes need not survive a power cut, and to wait until it would takes longer
    than all else that the tests do with embedded databases."""
    durable = engine.durable_settings
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(engine, "durable_settings", lambda version: (durable(version)[0], "OFF"))
        yield


@pytest.fixture(scope="session", autouse=True)
def with_templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each application would compile the templates again, in each process that runs tests."""
    cache = FileSystemBytecodeCache(str(compiled_templates(tmp_path_factory)))
    options = {**Flask.jinja_options, "bytecode_cache": cache}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Flask, "jinja_options", options)
        yield


@pytest.fixture(scope="session", autouse=True)
def with_migrations_read_once() -> Iterator[None]:
    """Each command on a database would read the file of every migration again."""
    migrations = ScriptDirectory.from_config(level.configuration())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ScriptDirectory, "from_config", lambda _config: migrations)
        yield


def compiled_templates(factory: pytest.TempPathFactory) -> Path:
    """The folder in which all processes of a run keep them."""
    folder = shared_folder(factory) / "templates"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database with all tables and no rows, made once and copied for each test."""
    return made_once(tmp_path_factory, "empty.sqlite", make_empty)


def make_empty(file: Path) -> None:
    database = open_database(f"sqlite:///{file}", real_clock)
    level.change_level(database.engine)
    database.engine.dispose()


@pytest.fixture(scope="session")
def applications() -> Applications:
    return Applications()


@pytest.fixture
def settings(empty_database: Path, tmp_path: Path) -> Settings:
    """Settings of test mode, on an embedded database of this test's own."""
    file = shutil.copy(empty_database, tmp_path / "test.sqlite")
    return Settings(
        mode=Mode.TEST,
        secret_key="only for tests, and long enough for them",
        database=f"sqlite:///{file}",
        base_address="http://localhost",
    )


@contextmanager
def placed(settings: Settings, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """The settings on the kind of database that ``--database`` asks for, holding the same."""
    if request.config.getoption("--database") == "sqlite":
        yield settings
        return
    originals: Originals = request.getfixturevalue("originals")
    with originals.copy(Path(settings.database.removeprefix("sqlite:///"))) as address:
        yield replace(settings, database=address)


@pytest.fixture
def app(
    settings: Settings, applications: Applications, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    with placed(settings, request) as there, applications.lend(there) as app:
        yield app


@pytest.fixture
def demonstration(
    settings: Settings, applications: Applications, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    """The same in demonstration mode."""
    changed = replace(settings, mode=Mode.DEMONSTRATION)
    with placed(changed, request) as there, applications.lend(there) as app:
        app.testing = True
        yield app


@pytest.fixture
def app_of_its_own(settings: Settings) -> Iterator[Flask]:
    """For a test that adds pages: no other has them."""
    app = create_app(settings)
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
