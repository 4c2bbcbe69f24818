"""Meetings of boards and groups, what was put before them, and the papers as they were."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, of_person, one_of, plain, refers
from audit_tools.governance import LONGEST_LINE, Asked


class MeetingRow(OfPartnership, Base):
    """A meeting of a board or group on a day."""

    __tablename__ = "meeting"
    __table_args__ = (
        refers("body_id", "governing_body"),
        UniqueConstraint("partnership_id", "body_id", "held_on"),
    )

    body_id: Mapped[UUID] = plain()
    held_on: Mapped[date] = plain(Date)
    invented: Mapped[bool] = plain(Boolean, default=False)


class MeetingItemRow(OfPartnership, Base):
    """Something put before a meeting, and what was decided. ``taken_off`` keeps the number of a
    paper that somebody may have had already. ``kind`` has no CHECK: there will be more kinds.
    ``figures`` are what the paper counts; there are none of papers from before they were kept."""

    __tablename__ = "meeting_item"
    __table_args__ = (
        refers("meeting_id", "meeting"),
        refers("audit_id", "audit"),
        one_of("asked", Asked),
        UniqueConstraint("partnership_id", "meeting_id", "number"),
    )

    meeting_id: Mapped[UUID] = plain()
    number: Mapped[int] = plain(Integer)
    title: Mapped[str] = plain(Text)
    asked: Mapped[str] = plain(String(32))
    what: Mapped[str] = plain(Text)
    exempt: Mapped[str] = plain(String(LONGEST_LINE))
    done_by: Mapped[str] = of_person(Text)
    audit_id: Mapped[UUID | None] = plain(index=True)
    kind: Mapped[str | None] = plain(String(32))
    version: Mapped[int | None] = plain(Integer)
    as_at: Mapped[datetime | None] = plain(Instant)
    tool: Mapped[str] = plain(Text, default="")
    rules: Mapped[str] = plain(String(LONGEST_LINE), default="")
    digest: Mapped[str] = plain(String(64), default="")
    figures: Mapped[list[list[str]] | None] = plain(JSON)
    put_by: Mapped[UUID] = plain(ForeignKey("person.id"))
    taken_off: Mapped[bool] = plain(Boolean, default=False)
    decision: Mapped[str] = plain(Text, default="")
    owner: Mapped[str] = of_person(String(LONGEST_LINE), default="")
    due_on: Mapped[date | None] = plain(Date)
    decided_at: Mapped[datetime | None] = plain(Instant)
    decided_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))


class PaperFileRow(OfPartnership, Base):
    """A paper as it was handed round. None is ever changed."""

    __tablename__ = "paper_file"
    __table_args__ = (
        refers("item_id", "meeting_item"),
        UniqueConstraint("partnership_id", "item_id", "format"),
    )

    item_id: Mapped[UUID] = plain()
    format: Mapped[str] = plain(String(8))
    name: Mapped[str] = plain(String(LONGEST_LINE))
    digest: Mapped[str] = plain(String(64))
    data: Mapped[bytes] = plain(LargeBinary)
