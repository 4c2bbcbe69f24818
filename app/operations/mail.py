"""Handing messages to the organisation's mail server: plain text, one mail a person."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from app.config import MailServer, Security
from audit_tools.dates import local

PATIENCE = 20.0
_WRONG_PASSWORD = 535
# "Service not available, closing transmission channel": no other mail would be taken now.
_CLOSING = 421


@dataclass(frozen=True)
class Mail:
    """One mail to one address. ``id`` makes its Message-ID, so that a second copy is known."""

    id: UUID
    name: str = field(repr=False)
    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)


class MailError(Exception):
    """A mail could not be handed in. The message is a sentence without addresses or secrets.

    ``is_of_server`` says that no other mail would fare better now.
    """

    def __init__(self, message: str, *, is_of_server: bool = False) -> None:
        super().__init__(message)
        self.is_of_server = is_of_server


class Post:
    """An open connection to the mail server, which hands in one mail after another."""

    def __init__(self, connection: smtplib.SMTP, sender: str) -> None:
        self._connection = connection
        self._sender = sender

    def hand_in(self, mail: Mail, at: datetime) -> None:
        """Hand one mail in. Raises ``MailError``."""
        try:
            self._connection.send_message(compose(mail, self._sender, at))
        except (smtplib.SMTPException, OSError, ValueError) as problem:
            raise _as_sentence(problem) from None


@contextmanager
def open_post(server: MailServer) -> Iterator[Post]:
    """Connect to the mail server, for as many mails as there are. Raises ``MailError``."""
    try:
        connection = _connect(server)
    except (smtplib.SMTPException, OSError) as problem:
        raise _as_sentence(problem, is_of_server=True) from None
    try:
        yield Post(connection, server.sender)
    finally:
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()


def compose(mail: Mail, sender: str, at: datetime) -> EmailMessage:
    """The mail as it goes out. Raises ``ValueError`` for an address that is none."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = Address(display_name=mail.name, addr_spec=mail.address)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(local(at))
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    # Told so, mailboxes do not answer "I am away" to nobody (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body, charset="utf-8")
    return message


def _connect(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    connection: smtplib.SMTP
    if server.security is Security.FROM_THE_START:
        connection = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.security is Security.STARTTLS:
            connection.starttls(context=context)
        if server.user:
            _log_in(connection, server)
    except (smtplib.SMTPException, OSError):
        connection.close()
        raise
    return connection


def _log_in(connection: smtplib.SMTP, server: MailServer) -> None:
    """Some servers say that a password is wrong by hanging up."""
    try:
        connection.login(server.user, server.password)
    except smtplib.SMTPServerDisconnected:
        raise smtplib.SMTPAuthenticationError(_WRONG_PASSWORD, "") from None


def _as_sentence(problem: Exception, *, is_of_server: bool = False) -> MailError:
    """What went wrong in our own words: the server's could repeat an address or a user name."""
    # The library's own errors are ``OSError``s too, but a server that answers was reached.
    sentences = _ANSWERS if isinstance(problem, smtplib.SMTPException) else _NO_ANSWER
    for kind, sentence, of_server in sentences:
        if isinstance(problem, kind):
            return MailError(sentence, is_of_server=of_server or is_of_server)
    code = getattr(problem, "smtp_code", None)
    coded = f" (code {code})" if code else ""
    return MailError(
        f"The mail server did not take the message{coded}.",
        is_of_server=is_of_server or code == _CLOSING,
    )


_ANSWERS: tuple[tuple[type[Exception], str, bool], ...] = (
    (
        smtplib.SMTPAuthenticationError,
        "The mail server did not accept the user name and password in the settings.",
        True,
    ),
    (
        smtplib.SMTPRecipientsRefused,
        "The mail server did not accept the address of the recipient.",
        False,
    ),
    (
        smtplib.SMTPSenderRefused,
        "The mail server did not accept the address that messages come from.",
        True,
    ),
    (
        smtplib.SMTPNotSupportedError,
        "The mail server does not offer what the settings or the address need.",
        False,
    ),
    (smtplib.SMTPServerDisconnected, "The mail server broke the connection.", True),
)
_NO_ANSWER: tuple[tuple[type[Exception], str, bool], ...] = (
    (ssl.SSLError, "The mail server's certificate is not valid for its address.", True),
    (OSError, "The mail server could not be reached.", True),
    (ValueError, "The address of the recipient is no e-mail address.", False),
)
