"""Records: what people type into, a place at a time. Returns and discussions are records."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, case_text, of_case, plain, refers


class RecordRow(OfPartnership, Base):
    """A record. ``changes`` counts its saves, so that a follower can ask what is new."""

    __tablename__ = "record"
    bears_case = True

    changes: Mapped[int] = plain(Integer, default=0)


class EntryRow(Base):
    """The text at one place of a record, and its version."""

    __tablename__ = "entry"
    __table_args__ = (refers("record_id", "record"),)
    bears_case = True

    partnership_id: Mapped[UUID] = plain(ForeignKey("partnership.id"), primary_key=True)
    record_id: Mapped[UUID] = plain(primary_key=True)
    place: Mapped[str] = plain(String(200), primary_key=True)
    value: Mapped[str] = case_text()
    version: Mapped[int] = plain(Integer)
    changed_at: Mapped[datetime] = plain(Instant)
    changed_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))


class KeptAnswerRow(OfPartnership, Base):
    """An answer that the version of the tool which a record goes on with does not ask for, with
    the version that it answered. Nobody changes it any more."""

    __tablename__ = "kept_answer"
    __table_args__ = (refers("record_id", "record"), refers("tool_version_id", "tool_version"))
    bears_case = True

    record_id: Mapped[UUID] = plain(index=True)
    tool_version_id: Mapped[UUID] = plain()
    place: Mapped[str] = of_case(String(200))
    value: Mapped[str] = case_text()
    kept_at: Mapped[datetime] = plain(Instant)


class EditRow(Base):
    """The key of an edit that took effect, so that the same request again has none."""

    __tablename__ = "edit"
    __table_args__ = (refers("record_id", "record"),)
    bears_case = True

    partnership_id: Mapped[UUID] = plain(ForeignKey("partnership.id"), primary_key=True)
    record_id: Mapped[UUID] = plain(primary_key=True)
    key: Mapped[str] = plain(String(64), primary_key=True)


class ClashRow(OfPartnership, Base):
    """A text that met another in the same place; kept until somebody chooses."""

    __tablename__ = "clash"
    __table_args__ = (refers("record_id", "record"),)
    bears_case = True

    record_id: Mapped[UUID] = plain(index=True)
    place: Mapped[str] = of_case(String(200))
    text: Mapped[str] = case_text()
    by: Mapped[UUID] = plain(ForeignKey("person.id"))
    at: Mapped[datetime] = plain(Instant)
    settled_at: Mapped[datetime | None] = plain(Instant)
