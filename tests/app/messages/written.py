"""Messages that are written, and what tests change of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import Flask

from app.config import MailServer
from app.db.engine import Database
from app.db.models.messages import MessageRow
from app.operations import messages
from app.operations.messages import write_due
from app.operations.surroundings import EXTENSION, Surroundings
from tests.app.messages.conftest import messages_of
from tests.scenes import DUE, Scene

BASE = "https://audit.example.org"


def at(database: Database, left: int) -> None:
    """Let it be noon, so many days before the returns are due."""
    noon = datetime(DUE.year, DUE.month, DUE.day, 12, tzinfo=UTC) - timedelta(days=left)
    database.clock = lambda: noon


def write(scene: Scene) -> int:
    return write_due(scene.database, by=None, partnership=scene.partnership, audit_id=scene.audit)


def change(scene: Scene, message: UUID, **columns: object) -> None:
    with scene.database.writing() as session:
        row = session.get_one(MessageRow, (scene.partnership, message))
        for name, value in columns.items():
            setattr(row, name, value)
        session.commit()


def mark_all(scene: Scene) -> None:
    """Let the Business Unit send everything that waits by hand."""
    for one in messages_of(scene):
        assert scene.coordinator is not None
        messages.mark_as_sent(
            scene.database, by=scene.coordinator, audit_id=scene.audit, message_id=one.id
        )
