"""Somebody of the Business Unit, and the draft of a next version."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from tests.app.tools.editing import somebody, version_id
from tests.app.visitors import send


@pytest.fixture
def unit(app: Flask, database: Database, partnership: UUID) -> FlaskClient:
    """Somebody of the Business Unit, where what is shipped is published."""
    client = somebody(app, database, partnership)
    send(client, "/tools/shipped")
    return client


@pytest.fixture
def draft(unit: FlaskClient, database: Database, partnership: UUID) -> str:
    """The address of the draft of a next version."""
    begun = send(unit, f"/tools/{version_id(database, partnership)}/next")
    return str(begun.location).removesuffix("/edit")
