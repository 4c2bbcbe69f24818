"""A partnership with a plan, and the people who keep, follow and read it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.demonstration.inspection_letters import read_inspection_file
from app.operations.inspections import record_inspection
from app.operations.tools import publish_shipped
from audit_tools.permissions import Grant, Person, Role
from tests import factories
from tests.app.visitors import sign_in_client
from tests.stored_plans import StoredPlan, import_invented

NOW = datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
SignInAs = Callable[[str], FlaskClient]


@dataclass(frozen=True)
class Setting:
    """The people by what they are, the inspection, and the plan that answers it."""

    people: dict[str, Person]
    inspection: UUID
    plan: StoredPlan


@pytest.fixture
def setting(database: Database, partnership: UUID) -> Setting:
    database.clock = lambda: NOW
    factories.make_agency(database, partnership)
    grants: dict[str, Grant | Role] = {
        "unit": Role.COORDINATOR,
        "colleague": Role.COORDINATOR,
        "board": Role.BOARD_MEMBER,
        "lead": Grant(Role.AGENCY_LEAD, "police"),
        "chair": Role.CHAIR,
    }
    people = {
        name: factories.make_person(database, partnership, grant) for name, grant in grants.items()
    }
    unit = people["unit"]
    publish_shipped(database, by=unit)
    inspection = record_inspection(database, by=unit, letter=read_inspection_file())
    return Setting(people, inspection, import_invented(database, unit, inspection))


@pytest.fixture
def sign_in_as(app: Flask, database: Database, setting: Setting) -> SignInAs:
    return lambda who: sign_in_client(app, database, setting.people[who])
