"""The world with a case to discuss, and the people of it signed in."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Settings
from app.db.engine import Database
from app.operations import discussions
from tests.app.discussions.stage import Stage, make_stage
from tests.app.visitors import sign_in_client
from tests.world import World

SignInAs = Callable[[str], FlaskClient]


@pytest.fixture(scope="session")
def stage(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return make_stage(empty_database, tmp_path_factory.mktemp("stage"))


@pytest.fixture
def settings(stage: Stage, tmp_path: Path) -> Settings:
    return stage.settings(tmp_path)


@pytest.fixture
def world(stage: Stage) -> World:
    return stage.world


@pytest.fixture
def case(stage: Stage) -> UUID:
    return stage.case


@pytest.fixture
def opened(database: Database, world: World, case: UUID) -> UUID:
    """The case with its discussion opened."""
    discussions.open_discussion(database, by=world.people["chair"], case_id=case)
    return case


@pytest.fixture
def sign_in_as(app: Flask, database: Database, world: World) -> SignInAs:
    """A client of somebody of the world."""
    return lambda who: sign_in_client(app, database, world.people[who])
