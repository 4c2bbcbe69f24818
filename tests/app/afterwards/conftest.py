"""The world of the discussions, with an audit that is closed beside the one under way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Settings
from app.db.engine import Database
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from tests.app.discussions.conftest import stage
from tests.app.discussions.stage import Stage
from tests.app.visitors import sign_in_client
from tests.world import World, make_another_audit

SignInAs = Callable[[str], FlaskClient]

__all__ = ["SignInAs", "stage"]


@pytest.fixture
def settings(stage: Stage, tmp_path: Path) -> Settings:
    return stage.settings(tmp_path)


@pytest.fixture
def world(stage: Stage) -> World:
    return stage.world


@pytest.fixture
def closed(database: Database, world: World) -> World:
    """An audit that is closed, with one case."""
    return make_another_audit(database, world, [CaseState.AGREED], key="closed", phase=Phase.CLOSED)


@pytest.fixture
def sign_in_as(app: Flask, database: Database, world: World) -> SignInAs:
    """A client of somebody of the world."""
    return lambda who: sign_in_client(app, database, world.people[who])
