"""An audit under way with three cases, and the people who are asked about them."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db.engine import Database
from app.db.schedule import Scheduled, dates_of
from app.operations import schedule
from audit_tools.schedule import Slot
from tests.app.visitors import sign_in_client
from tests.scenes import Scene, make_scene

NOW = datetime(2030, 5, 28, 9, 0, tzinfo=UTC)
JUNE_11 = datetime(2030, 6, 11, 8, 30, tzinfo=UTC)
"""Tuesday 11 June 2030, 9:30 in London."""


@pytest.fixture
def scene(database: Database) -> Scene:
    database.clock = lambda: NOW
    return make_scene(database, cases=("SYV30-01", "SYV30-02", "SYV30-03"))


@pytest.fixture
def unit(app: Flask, scene: Scene) -> FlaskClient:
    """The Business Unit of the audit."""
    assert scene.coordinator
    return sign_in_client(app, scene.database, scene.coordinator)


def arrange(scene: Scene, **slots: Slot | None) -> None:
    """Set the dates of cases, by their last two digits: ``case_01=...``."""
    assert scene.coordinator
    with scene.database.reading() as session:
        _, cases = schedule.to_schedule(session, scene.coordinator, scene.audit)
        ids = [case.id for case in cases]
        seen = schedule.version_of_dates(ids, dates_of(session, scene.partnership, ids))
    schedule.set_dates(
        scene.database,
        by=scene.coordinator,
        audit_id=scene.audit,
        slots={scene.cases[f"SYV30-{name[-2:]}"]: slot for name, slot in slots.items()},
        seen=seen,
    )


def date_of(scene: Scene, reference: str = "SYV30-01") -> Scheduled:
    case: UUID = scene.cases[reference]
    with scene.database.reading() as session:
        return dates_of(session, scene.partnership, [case])[case]
