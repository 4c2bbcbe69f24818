"""What tests of findings look up, and how they take a line of a return."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.db.engine import Database
from app.db.findings import FindingOnFile, load_finding
from app.db.models.history import HistoryContent, HistoryEvent
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


def contents(database: Database, what: str, on: UUID) -> list[tuple[Any, Any]]:
    """What stood before and after each event of a kind on something."""
    with database.reading() as session:
        found = session.execute(
            select(HistoryContent.before, HistoryContent.after)
            .join(HistoryEvent, HistoryEvent.id == HistoryContent.event_id)
            .where(HistoryEvent.what == what, HistoryEvent.subject_id == on)
            .order_by(HistoryEvent.at)
        )
        return [(json.loads(before), json.loads(after)) for before, after in found]


def events(database: Database, finding: UUID) -> list[str]:
    with database.reading() as session:
        found = session.scalars(
            select(HistoryEvent.what)
            .where(HistoryEvent.subject_id == finding)
            .order_by(HistoryEvent.at)
        )
        return list(found)
