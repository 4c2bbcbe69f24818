"""What is done with people, agencies, inspections and messages is told: who, what, and on whom."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from app.db.engine import Database
from app.db.messages import list_messages
from app.db.models.history import HistoryEvent
from app.operations import agencies, messages, people
from app.operations.inspections import record_inspection
from audit_tools.agency_kinds import AgencyKind
from audit_tools.errors import Hidden, Refused
from audit_tools.facts import InspectionLetter
from audit_tools.permissions import Person, Role
from tests import factories
from tests.scenes import make_scene


@pytest.fixture
def boss(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.ADMINISTRATOR)


def told_by(database: Database, person: Person) -> list[tuple[str, str, UUID]]:
    """What somebody did, in order, and on what."""
    with database.reading() as session:
        rows = session.scalars(
            select(HistoryEvent).where(HistoryEvent.by == person.id).order_by(HistoryEvent.at)
        )
        return [(row.what, row.subject, row.subject_id) for row in rows]


def test_all_that_is_done_with_a_person_is_told(
    database: Database, partnership: UUID, boss: Person
) -> None:
    chair = factories.make_person(database, partnership, Role.CHAIR).id
    people.rename(database, by=boss, person_id=chair, name="Chris Chair")
    people.end_sessions(database, by=boss, person_id=chair)
    people.deactivate(database, by=boss, person_id=chair)
    people.reactivate(database, by=boss, person_id=chair)
    assert told_by(database, boss) == [
        (f"person.{done}", "person", chair)
        for done in ("renamed", "sessions-ended", "let-go", "brought-back")
    ]


def test_what_is_refused_is_not_told(database: Database, boss: Person) -> None:
    with pytest.raises(Refused):
        people.deactivate(database, by=boss, person_id=boss.id)
    with pytest.raises(Hidden):
        people.rename(database, by=boss, person_id=UUID(int=0), name="Nobody")
    assert told_by(database, boss) == []


def test_a_changed_agency_is_told(database: Database, partnership: UUID, boss: Person) -> None:
    agency = factories.make_agency(database, partnership, "school", kind=AgencyKind.EDUCATION).id
    agencies.change_agency(
        database,
        by=boss,
        agency_id=agency,
        name="Academy",
        kind=AgencyKind.EDUCATION,
        own_route="",
    )
    assert told_by(database, boss) == [("agency.changed", "agency", agency)]


def test_a_recorded_inspection_is_told(database: Database, partnership: UUID) -> None:
    unit = factories.make_person(database, partnership, Role.COORDINATOR)
    day = date(2024, 5, 16)
    letter = InspectionLetter("jtai-2024", "Joint inspection", day, day, day, None, "", ())
    inspection = record_inspection(database, by=unit, letter=letter)
    assert told_by(database, unit) == [("inspection.recorded", "inspection", inspection)]


def test_a_message_that_one_sent_oneself_is_told_once(database: Database) -> None:
    scene = make_scene(database)
    unit = scene.coordinator
    assert unit is not None
    messages.write_reminders(database, by=unit, audit_id=scene.audit)
    messages.write_reminders(database, by=unit, audit_id=scene.audit)
    with database.reading() as session:
        message = list_messages(session, unit, scene.audit)[0].id
    for _ in range(2):
        messages.mark_as_sent(database, by=unit, audit_id=scene.audit, message_id=message)
    # Neither the reminders that stood already nor the second marking changed anything.
    assert told_by(database, unit) == [
        ("messages.written", "audit", scene.audit),
        ("message.sent", "message", message),
    ]
