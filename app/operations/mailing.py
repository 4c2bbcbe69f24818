"""Sending what waits: each message is claimed, handed to the mail server, and marked.

No transaction is open while the mail server is being waited for. A message that was claimed and
never marked, because the machine stopped in between, is sent once more after a while: better twice
than never, and the second copy carries the same Message-ID.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from app.config import MailServer
from app.db.clock import now
from app.db.engine import Database
from app.db.history import Subject, record
from app.db.models.messages import SentHow
from app.db.sending import Waiting, claimable, read_mail, row_to_send
from app.operations.mail import Mail, MailError, Post, open_post
from app.operations.transaction import operation
from audit_tools.message_texts import with_links

CLAIM_LASTS = timedelta(minutes=15)
MOST_TRIES = 6
PAUSES = (2.0, 8.0)


@dataclass(frozen=True)
class Sent:
    """What a run came to: how many were sent and failed, and the last reason for a failure."""

    sent: int
    failed: int
    error: str = ""


def send_waiting(
    database: Database,
    *,
    server: MailServer,
    base_address: str,
    wait: Callable[[float], None] = time.sleep,
) -> Sent:
    """Send every message that waits, over one connection while it lasts.

    A server that is away is tried again after a pause, twice. A message that it does not take is
    tried again in later runs, and after six left for somebody to copy. Nothing is raised: what
    failed is counted, and the reason stands beside its message.
    """
    run = _Run(database, server, base_address)
    for pause in (*PAUSES, None):
        try:
            run.send_all()
            break
        except MailError as problem:
            if pause is None:
                run.give_up(str(problem))
            else:
                wait(pause)
    return Sent(run.sent, run.failed, run.error)


class _Run:
    """One run: what is left of what waited, and what became of the rest."""

    def __init__(self, database: Database, server: MailServer, base_address: str) -> None:
        self._database, self._server, self._base_address = database, server, base_address
        self.sent, self.failed, self.error = 0, 0, ""
        with database.reading() as session:
            self._left = claimable(session, now(session) - CLAIM_LASTS, MOST_TRIES)

    def send_all(self) -> None:
        """Send in order. Raises ``MailError`` where the server would take nothing more."""
        if not self._left:
            return
        with open_post(self._server) as post:
            while self._left:
                self._send(post, self._left[0])
                self._left.pop(0)

    def give_up(self, error: str) -> None:
        """The server is away: what is left waits for the next run."""
        self.error, self.failed = error, self.failed + len(self._left)
        for message in self._left:
            note_error(self._database, message=message, error=error)

    def _send(self, post: Post, message: Waiting) -> None:
        mail = claim(self._database, message=message, base_address=self._base_address)
        if mail is None:
            return
        try:
            post.hand_in(mail, self._database.clock())
        except MailError as problem:
            release(self._database, message=message, error=str(problem),
                    is_tried=not problem.is_of_server)  # fmt: skip
            if problem.is_of_server:
                raise
            self.failed, self.error = self.failed + 1, str(problem)
        else:
            note_sent(self._database, message=message)
            self.sent += 1


@operation
def claim(session: Session, *, message: Waiting, base_address: str) -> Mail | None:
    """Take a message in hand so that no other run sends it too; ``None`` where one has it."""
    row = row_to_send(session, message, now(session) - CLAIM_LASTS)
    if row is None:
        return None
    row.claimed_at = now(session)
    name, address = read_mail(session, row)
    return Mail(row.id, name, address, row.subject, with_links(row.body, base_address))


@operation
def release(session: Session, *, message: Waiting, error: str, is_tried: bool = False) -> None:
    """Let a message wait on, with the reason why it was not sent."""
    row = row_to_send(session, message, None)
    if row is not None:
        row.claimed_at, row.error, row.tries = None, error, row.tries + is_tried


@operation
def note_error(session: Session, *, message: Waiting, error: str) -> None:
    """Say why a message still waits. Another run may have it in hand by now, and keeps it."""
    row = row_to_send(session, message, None)
    if row is not None:
        row.error = error


@operation
def note_sent(session: Session, *, message: Waiting) -> None:
    """The mail server has the message."""
    row = row_to_send(session, message, None)
    if row is None:
        return
    row.sent_at, row.how = now(session), SentHow.MAIL.value
    row.claimed_at, row.error = None, ""
    _tell_sent(session, message)


def _tell_sent(session: Session, message: Waiting) -> None:
    record(
        session,
        by=None,
        partnership=message.partnership,
        what="message.sent",
        on=Subject("message", message.id),
        at=now(session),
        after={"how": SentHow.MAIL.value},
    )
