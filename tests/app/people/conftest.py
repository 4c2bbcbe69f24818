"""An administrator at the pages of a partnership, and a chair whom they keep."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.visitors import sign_in_client


@pytest.fixture
def boss(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.ADMINISTRATOR, name="Ada")


@pytest.fixture
def admin(app: Flask, database: Database, boss: Person) -> FlaskClient:
    return sign_in_client(app, database, boss)


@pytest.fixture
def chair(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.CHAIR, name="Chris")
