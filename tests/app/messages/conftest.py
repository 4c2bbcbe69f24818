"""An audit under way whose messages are looked at, and a mail server that the tests start."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from flask import Flask

from app.config import MailServer, Security
from app.db.engine import Database
from app.db.messages import MessageOnFile, list_messages
from app.operations.surroundings import EXTENSION, Surroundings
from tests.scenes import Scene, make_scene

USER, PASSWORD = "golden-thread", "a secret that no message shows"


@dataclass
class Mailbox:
    """What the mail server got: envelopes with their mails; it may refuse some addresses,
    and ``unwanted`` mails to others only once it has read them."""

    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    unwanted: set[str] = field(default_factory=set)
    connections: int = 0
    fails: int = 0

    async def handle_EHLO(  # noqa: N802 - the name that the library calls
        self, _server: SMTP, session: Session, _envelope: Envelope, host: str, responses: list[str]
    ) -> list[str]:
        session.host_name = host
        self.connections += 1
        return responses

    async def handle_RCPT(  # noqa: N802
        self, _s: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[Any]
    ) -> str:
        if address in self.refused:
            return f"550 no mailbox {address} here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _s: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.fails:
            self.fails -= 1
            return "421 away for a moment"
        if self.unwanted & set(envelope.rcpt_tos):
            return "554 refused by policy"
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(message_from_bytes(content, policy=policy.default))
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[MailServer]:
    """A real mail server on a port of its own, which asks for a user name and a password."""

    def check(
        _server: object, _session: object, _envelope: object, _how: str, data: object
    ) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=right)

    port = find_free_port()
    controller = Controller(
        mailbox, hostname="127.0.0.1", port=port, authenticator=check, auth_require_tls=False
    )
    controller.start()
    yield MailServer(
        "127.0.0.1", port, Security.NONE, "audits@partnership.example.org", USER, PASSWORD
    )
    controller.stop()


def find_free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def set_server(app: Flask, server: MailServer) -> None:
    """Let the application send its messages by this server."""
    held: Surroundings = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = replace(held, settings=replace(held.settings, mail=server))


@pytest.fixture
def scene(database: Database) -> Scene:
    """Police and a school are asked about two children; returns are due on 6 June 2030."""
    return make_scene(database, invented=False)


def messages_of(scene: Scene) -> tuple[MessageOnFile, ...]:
    """All messages of the scene's audit, as the Business Unit reads them."""
    assert scene.coordinator is not None
    with scene.database.reading() as session:
        return list_messages(session, scene.coordinator, scene.audit)
