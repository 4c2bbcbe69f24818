"""Messages: what was written to whom, about which returns or dates, when and how it was sent."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, of_person, one_of, plain, refers
from audit_tools.messages import MessageKind


class SentHow(StrEnum):
    """How a message left: by the mail server, or copied by somebody who said so."""

    MAIL = "mail"
    COPIED = "copied"


class MessageRow(OfPartnership, Base):
    """A message to a person, or to the mailbox of an agency.

    It holds counts, numbers of cases and dates, and greets by name: nothing of a case.
    ``case_id`` is the case in which somebody did what it is about, where it is about such a deed.
    ``claimed_at`` is set while it is being handed to the mail server, ``tries`` counts how often
    that failed, and ``error`` says in a sentence why.
    """

    __tablename__ = "message"
    __table_args__ = (
        refers("audit_id", "audit"),
        refers("agency", "agency", "key"),
        refers("case_id", "audit_case"),
        one_of("kind", MessageKind),
        one_of("how", SentHow),
    )

    audit_id: Mapped[UUID] = plain(index=True)
    person_id: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    agency: Mapped[str | None] = plain(String(64))
    kind: Mapped[str] = plain(String(16))
    case_id: Mapped[UUID | None] = plain()
    subject: Mapped[str] = of_person(Text)
    body: Mapped[str] = of_person(Text)
    made_at: Mapped[datetime] = plain(Instant)
    sent_at: Mapped[datetime | None] = plain(Instant)
    how: Mapped[str | None] = plain(String(16))
    claimed_at: Mapped[datetime | None] = plain(Instant)
    tries: Mapped[int] = plain(Integer, default=0)
    error: Mapped[str] = plain(Text, default="")


class MessageReturnRow(Base):
    """A return that a message is about; of a message about single sections, which."""

    __tablename__ = "message_return"
    __table_args__ = (refers("message_id", "message"), refers("return_id", "agency_return"))

    partnership_id: Mapped[UUID] = plain(ForeignKey("partnership.id"), primary_key=True)
    message_id: Mapped[UUID] = plain(primary_key=True)
    return_id: Mapped[UUID] = plain(primary_key=True, index=True)
    sections: Mapped[list[str]] = plain(JSON, default=list)


class MessageDateRow(Base):
    """What a message says of the date of a case's discussion: called off without ``starts_at``."""

    __tablename__ = "message_date"
    __table_args__ = (refers("message_id", "message"), refers("case_id", "audit_case"))

    partnership_id: Mapped[UUID] = plain(ForeignKey("partnership.id"), primary_key=True)
    message_id: Mapped[UUID] = plain(primary_key=True)
    case_id: Mapped[UUID] = plain(primary_key=True, index=True)
    starts_at: Mapped[datetime | None] = plain(Instant)
    minutes: Mapped[int] = plain(Integer, default=0)
    place: Mapped[str] = plain(Text, default="")
