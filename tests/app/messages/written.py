"""Messages that are written, and what tests change of them."""

from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.config import MailServer
from app.db.engine import Database
from app.db.models.messages import MessageRow
from app.operations import messages
from app.operations.mailing import send_waiting
from app.operations.messages import write_due
from audit_tools.permissions import Person
from tests.app.messages.conftest import messages_of
from tests.app.visitors import send, sign_in_client
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


class Desk:
    """Somebody in front of the pages, who signs in anew when time has moved on."""

    def __init__(self, app: Flask, scene: Scene, person: Person | None) -> None:
        assert person is not None
        self._app, self._scene, self._person = app, scene, person
        self._at: datetime | None = None

    @property
    def client(self) -> FlaskClient:
        if self._at != self._scene.database.clock():
            self._at = self._scene.database.clock()
            self._client = sign_in_client(self._app, self._scene.database, self._person)
        return self._client

    def read(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.status
        return unescape(answer.get_data(as_text=True))

    def send(self, path: str, **fields: str | list[str]) -> TestResponse:
        return send(self.client, path, **fields)


def send_mail(
    scene: Scene, server: MailServer, pauses: list[float] | None = None
) -> tuple[int, int]:
    wait = (pauses if pauses is not None else []).append
    result = send_waiting(scene.database, server=server, base_address=BASE, wait=wait)
    return result.sent, result.failed
