"""What tests of findings look up, and how they take a line of a return."""

from uuid import UUID

from sqlalchemy import select

from app.db.engine import Database
from app.db.findings import FindingOnFile, load_finding
from app.db.models.history import HistoryEvent
from app.operations import findings
from app.operations.versions import version_of
from audit_tools.findings import Source
from audit_tools.permissions import Person
from tests.world import World

LINE = Source("school", "identification/development/1")


def load(database: Database, world: World, finding: UUID) -> FindingOnFile:
    with database.reading() as session:
        return load_finding(session, world.partnership, finding)


def take(database: Database, by: Person, case: UUID, line: Source = LINE) -> UUID:
    return findings.take_line(database, by=by, case_id=case, line=line)


def seen(database: Database, world: World, finding: UUID) -> str:
    return version_of(load(database, world, finding).finding)


def events(database: Database, finding: UUID) -> list[str]:
    with database.reading() as session:
        found = session.scalars(
            select(HistoryEvent.what)
            .where(HistoryEvent.subject_id == finding)
            .order_by(HistoryEvent.at)
        )
        return list(found)
