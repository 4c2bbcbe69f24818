"""What the page of an audit's messages shows."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.config import Settings
from app.db.audits import AuditOnFile
from app.db.messages import PAGE, MessageOnFile, count_messages, list_messages
from app.db.models.messages import SentHow
from app.web import current
from app.web.audits.sentences import in_words
from audit_tools.message_texts import with_links
from audit_tools.permissions import Person


@dataclass(frozen=True)
class MessageLine:
    """One message. ``is_to_copy`` says that somebody has to send it, since no server will."""

    message: MessageOnFile
    how: str
    is_to_copy: bool


@dataclass(frozen=True)
class MessagesPage:
    """The messages of an audit: those that wait, then those that were sent, fifty to a page."""

    audit: AuditOnFile
    sentence: str
    waiting: tuple[MessageLine, ...]
    sent: tuple[MessageLine, ...]
    has_server: bool
    can_choose: bool
    """Whether the Business Unit chooses if the server sends: of a rehearsal, where there is one."""
    number: int
    of: int


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
        tuple(line for line in lines if line.message.sent_at is None),
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


def _line(one: MessageOnFile, settings: Settings, is_mailed: bool) -> MessageLine:
    return MessageLine(
        replace(one, body=with_links(one.body, settings.base_address)),
        _HOW[one.how] if one.how else "",
        not is_mailed or bool(one.error),
    )


_HOW = {SentHow.MAIL: "by e-mail", SentHow.COPIED: "by hand"}
