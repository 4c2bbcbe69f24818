"""Learning offers, the frames that say whom they are for, and the evidence that they answer."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, one_of, plain, refers
from audit_tools.learning.columns import FileKind
from audit_tools.learning.coverage import Cover
from audit_tools.learning.evidence import EvidenceKind
from audit_tools.learning.frames import FrameKind
from audit_tools.learning.offers import LONGEST_LINE, OfferKind


class LearningOfferRow(OfPartnership, Base):
    """A learning offer. Keys of themes, agencies and levels are kept as they were chosen."""

    __tablename__ = "learning_offer"
    __table_args__ = (one_of("kind", OfferKind),)

    title: Mapped[str] = plain(String(LONGEST_LINE))
    kind: Mapped[str] = plain(String(32))
    provider: Mapped[str] = plain(String(LONGEST_LINE))
    about: Mapped[str] = plain(Text)
    themes: Mapped[list[str]] = plain(JSON)
    levels: Mapped[list[str]] = plain(JSON)
    for_whom: Mapped[str] = plain(String(LONGEST_LINE))
    agencies: Mapped[list[str]] = plain(JSON)
    own_agency: Mapped[str] = plain(String(80))
    places: Mapped[int | None] = plain(Integer)
    agency_places: Mapped[list[list[str | int]]] = plain(JSON)
    starts_on: Mapped[date | None] = plain(Date)
    ends_on: Mapped[date | None] = plain(Date)
    when: Mapped[str] = plain("dates_as_written", String(LONGEST_LINE))
    invented: Mapped[bool] = plain(Boolean, default=False)
    added_at: Mapped[datetime] = plain(Instant)


class LearningEvidenceRow(OfPartnership, Base):
    """Something that learning offers answer."""

    __tablename__ = "learning_evidence"
    __table_args__ = (
        refers("audit_id", "audit"),
        refers("inspection_id", "inspection"),
        one_of("kind", EvidenceKind),
    )

    kind: Mapped[str] = plain(String(32))
    title: Mapped[str] = plain(String(LONGEST_LINE))
    said: Mapped[str] = plain(Text)
    agency: Mapped[str] = plain(String(80))
    on: Mapped[date | None] = plain("dated_on", Date)
    themes: Mapped[list[str]] = plain(JSON)
    audit_id: Mapped[UUID | None] = plain()
    inspection_id: Mapped[UUID | None] = plain()
    invented: Mapped[bool] = plain(Boolean, default=False)
    added_at: Mapped[datetime] = plain(Instant)


class OfferEvidenceRow(OfPartnership, Base):
    """An offer answers a piece of evidence: each may have many of the other."""

    __tablename__ = "offer_evidence"
    __table_args__ = (
        refers("offer_id", "learning_offer"),
        refers("evidence_id", "learning_evidence"),
        UniqueConstraint("partnership_id", "offer_id", "evidence_id"),
    )

    offer_id: Mapped[UUID] = plain()
    evidence_id: Mapped[UUID] = plain()


class LearningFrameRow(OfPartnership, Base):
    """A frame of the partnership's own, or one of the shipped ones as it has changed it."""

    __tablename__ = "learning_frame"
    __table_args__ = (one_of("kind", FrameKind), UniqueConstraint("partnership_id", "key"))

    key: Mapped[str] = plain(String(80))
    title: Mapped[str] = plain(String(LONGEST_LINE))
    kind: Mapped[str] = plain(String(32))
    levels: Mapped[list[list[str]]] = plain(JSON)


class LearningAttendanceRow(OfPartnership, Base):
    """Who came to one session of an offer, or to the whole of it, as counts; of one agency or,
    without one, of all."""

    __tablename__ = "learning_attendance"
    __table_args__ = (refers("offer_id", "learning_offer"),)

    offer_id: Mapped[UUID] = plain(index=True)
    on: Mapped[date | None] = plain("held_on", Date)
    agency: Mapped[str] = plain(String(80))
    places: Mapped[int | None] = plain(Integer)
    booked: Mapped[int | None] = plain(Integer)
    attended: Mapped[int | None] = plain(Integer)
    cancelled: Mapped[int | None] = plain(Integer)
    no_show: Mapped[int | None] = plain(Integer)
    unscheduled: Mapped[int | None] = plain(Integer)
    recorded_at: Mapped[datetime] = plain(Instant)


class RememberedColumnsRow(OfPartnership, Base):
    """What the headings of somebody's files meant, for each kind of file."""

    __tablename__ = "remembered_columns"
    __table_args__ = (one_of("kind", FileKind), UniqueConstraint("partnership_id", "kind"))

    kind: Mapped[str] = plain(String(32))
    columns: Mapped[dict[str, str]] = plain(JSON)


class NeedCoverRow(OfPartnership, Base):
    """A need of an audit that was set against the offer for an audience and a level, with what the
    group judged of it, if it judged."""

    __tablename__ = "need_cover"
    __table_args__ = (
        refers("audit_id", "audit"),
        one_of("judged", Cover),
        UniqueConstraint("partnership_id", "audit_id", "theme", "staff", "people", "level"),
    )

    audit_id: Mapped[UUID] = plain()
    theme: Mapped[str] = plain(String(80))
    staff: Mapped[str] = plain(String(80))
    people: Mapped[str] = plain(String(200))
    level: Mapped[str] = plain(String(200))
    judged: Mapped[str | None] = plain(String(32))
    reason: Mapped[str] = plain(Text)
    judged_on: Mapped[date | None] = plain(Date)
