"""The demonstration, loaded once and copied for each test that wants a whole audit."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.config import DEMONSTRATION_DATE
from app.db import level
from app.db.engine import Database, open_database
from app.db.inspections import latest_inspection
from app.db.models.audits import AuditRow
from app.db.models.people import PartnershipRow, PersonRow
from app.db.people import find_person
from app.demonstration.load import NAME, load
from audit_tools.permissions import Person

FINISHED, UNDER_WAY, LETTERS = "syv-2024-q3", "syv-2025-q1", "jtai-letters-2023-24"


def load_demonstration(file: Path) -> None:
    """Make the file of a database that holds the demonstration."""
    database = open_database(f"sqlite:///{file}", lambda: DEMONSTRATION_DATE)
    level.change_level(database.engine)
    load(database)
    database.engine.dispose()


def partnership_of(database: Database) -> UUID:
    with database.reading() as session:
        return session.scalars(select(PartnershipRow.id).where(PartnershipRow.name == NAME)).one()


def somebody(database: Database, name: str) -> Person:
    """An invented person by their first name: Hassan of Silver MACE, Imogen of the L&D group."""
    with database.reading() as session:
        id = session.scalars(select(PersonRow.id).where(PersonRow.name.startswith(name))).one()
        person = find_person(session, partnership_of(database), id)
    assert person is not None
    return person


def audit_named(database: Database, key: str) -> UUID:
    with database.reading() as session:
        return session.scalars(select(AuditRow.id).where(AuditRow.key == key)).one()


def inspection_of(database: Database) -> UUID:
    with database.reading() as session:
        found = latest_inspection(session, partnership_of(database))
    assert found is not None
    return found
