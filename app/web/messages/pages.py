"""What the page of an audit's messages shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby
from urllib.parse import quote, urlencode
from uuid import UUID

from sqlalchemy.orm import Session

from app.config import Settings
from app.db.audits import AuditOnFile
from app.db.messages import PAGE, MessageOnFile, count_messages, list_messages
from app.db.models.messages import SentHow
from app.web import current
from app.web.audits.sentences import in_words
from audit_tools.message_texts import with_links
from audit_tools.messages import MessageKind
from audit_tools.permissions import Person


@dataclass(frozen=True)
class MessageLine:
    """One message. ``is_to_copy`` says that somebody has to send it, since no server will;
    ``whole`` is then all of it in one text, and ``mailto`` opens it in a mail of one's own."""

    message: MessageOnFile
    how: str
    is_to_copy: bool
    whole: str = field(repr=False)
    mailto: str = field(repr=False)


@dataclass(frozen=True)
class KindOfMessage:
    """The messages of one kind that wait."""

    kind: MessageKind
    lines: tuple[MessageLine, ...]


@dataclass(frozen=True)
class MessagesPage:
    """The messages of an audit: those that wait, then those that were sent, fifty to a page."""

    audit: AuditOnFile
    sentence: str
    waiting: tuple[KindOfMessage, ...]
    sent: tuple[MessageLine, ...]
    has_server: bool
    can_choose: bool
    """Whether the Business Unit chooses if the server sends: of a rehearsal, where there is one."""
    number: int
    of: int

    @property
    def to_mark(self) -> tuple[UUID, ...]:
        """The messages of the page that somebody has to send."""
        lines = (line for group in self.waiting for line in group.lines)
        return tuple(line.message.id for line in lines if line.is_to_copy)


def describe_messages(
    session: Session, person: Person, audit: AuditOnFile, settings: Settings, number: int
) -> MessagesPage:
    """The page for this person, who reads nothing about a case they have a conflict with."""
    total, waiting = count_messages(session, person, audit.id)
    of = max(-(-total // PAGE), 1)
    number = min(number, of)
    found = list_messages(session, person, audit.id, (number - 1) * PAGE)
    is_mailed = current.is_mailed(audit.cycle)
    lines = tuple(_line(one, settings, is_mailed) for one in found)
    return MessagesPage(
        audit,
        _sentence(total, waiting),
        _by_kind(line for line in lines if line.message.sent_at is None),
        tuple(line for line in lines if line.message.sent_at is not None),
        is_mailed,
        settings.mail is not None and audit.cycle.rehearsal,
        number,
        of,
    )


def _sentence(total: int, waiting: int) -> str:
    """``Three messages wait to be sent.``"""
    if not total:
        return "Nothing has been written yet."
    if not waiting:
        return "Everything that was written is sent."
    messages, wait = ("message", "waits") if waiting == 1 else ("messages", "wait")
    return f"{in_words(waiting)} {messages} {wait} to be sent.".capitalize()


def _by_kind(lines: Iterable[MessageLine]) -> tuple[KindOfMessage, ...]:
    """The lines in their order, which has each kind together."""
    grouped = groupby(lines, key=lambda line: line.message.kind)
    return tuple(KindOfMessage(kind, tuple(group)) for kind, group in grouped)


def _line(one: MessageOnFile, settings: Settings, is_mailed: bool) -> MessageLine:
    body = with_links(one.body, settings.base_address)
    return MessageLine(
        replace(one, body=body),
        _HOW[one.how] if one.how else "",
        not is_mailed or bool(one.error),
        f"To: {one.address}\nSubject: {one.subject}\n\n{body}",
        _mailto(one.address, one.subject, body),
    )


def _mailto(address: str, subject: str, body: str) -> str:
    """A link that opens the message as it is in a mail program (RFC 6068: lines end in CRLF)."""
    said = {"subject": subject, "body": body.replace("\n", "\r\n")}
    return f"mailto:{quote(address, safe='@')}?{urlencode(said, quote_via=quote)}"


_HOW = {SentHow.MAIL: "by e-mail", SentHow.COPIED: "by hand"}
