"""A partnership with themes, two agencies, and the people who keep and read learning offers."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.operations.tools import publish_shipped
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.visitors import sign_in_client

NOW = datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
SignInAs = Callable[[str], FlaskClient]


@pytest.fixture
def people(database: Database, partnership: UUID) -> dict[str, Person]:
    database.clock = lambda: NOW
    for key in ("police", "school"):
        factories.make_agency(database, partnership, key)
    roles = {
        "unit": Role.COORDINATOR,
        "learning": Role.LEARNING_MEMBER,
        "board": Role.BOARD_MEMBER,
    }
    found = {who: factories.make_person(database, partnership, role) for who, role in roles.items()}
    publish_shipped(database, by=found["unit"])
    return found


@pytest.fixture
def sign_in_as(app: Flask, database: Database, people: dict[str, Person]) -> SignInAs:
    return lambda who: sign_in_client(app, database, people[who])
