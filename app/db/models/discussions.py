"""Case discussions, who came to them, and what was said of the record afterwards."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, case_text, of_case, one_of, plain, refers
from audit_tools.corrections import Accuracy, Settled
from audit_tools.discussions import Came


class DiscussionRow(OfPartnership, Base):
    """The discussion of one case. Its entries are those of the record of the same id.

    ``early_reason`` is why it was signed off while somebody who came could still say whether the
    record is accurate. ``turned_to`` is the section to which those who write turned last.
    """

    __tablename__ = "case_discussion"
    __table_args__ = (
        refers("id", "record"),
        refers("case_id", "audit_case"),
        UniqueConstraint("partnership_id", "case_id"),
    )
    bears_case = True

    case_id: Mapped[UUID] = plain()
    opened_at: Mapped[datetime] = plain(Instant)
    opened_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    written_up_at: Mapped[datetime | None] = plain(Instant)
    agreed_at: Mapped[datetime | None] = plain(Instant)
    agreed_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    early_reason: Mapped[str] = case_text(default="")
    turned_to: Mapped[str] = plain(String(64), default="")
    turned_at: Mapped[datetime | None] = plain(Instant)


class AttendanceRow(OfPartnership, Base):
    """Whether an agency came to a discussion."""

    __tablename__ = "attendance"
    __table_args__ = (
        refers("discussion_id", "case_discussion"),
        refers("agency", "agency", "key"),
        UniqueConstraint("partnership_id", "discussion_id", "agency"),
        one_of("came", Came),
    )
    bears_case = True

    discussion_id: Mapped[UUID] = plain()
    agency: Mapped[str] = plain(String(64))
    came: Mapped[str] = of_case(String(16))


class ConfirmationRow(OfPartnership, Base):
    """What the chair confirmed of a section: a digest of its versions, without any text."""

    __tablename__ = "section_confirmation"
    __table_args__ = (
        refers("discussion_id", "case_discussion"),
        UniqueConstraint("partnership_id", "discussion_id", "section"),
    )
    bears_case = True

    discussion_id: Mapped[UUID] = plain()
    section: Mapped[str] = plain(String(64))
    seen: Mapped[str] = plain(String(64))
    at: Mapped[datetime] = plain(Instant)
    by: Mapped[UUID | None] = plain(ForeignKey("person.id"))


class KeptTextRow(OfPartnership, Base):
    """A text of a discussion that was gone through and stays as it read then.

    ``seen`` is a digest of it, so that another text at the place is gone through again.
    """

    __tablename__ = "kept_text"
    __table_args__ = (
        refers("discussion_id", "case_discussion"),
        UniqueConstraint("partnership_id", "discussion_id", "place"),
    )
    bears_case = True

    discussion_id: Mapped[UUID] = plain()
    place: Mapped[str] = of_case(String(200))
    seen: Mapped[str] = of_case(String(64))
    at: Mapped[datetime] = plain(Instant)
    by: Mapped[UUID | None] = plain(ForeignKey("person.id"))


class AccuracyRow(OfPartnership, Base):
    """What an agency that was there says of the write-up; its last word counts.

    ``settled`` is what became of the correction that it asks for.
    """

    __tablename__ = "accuracy_reply"
    __table_args__ = (
        refers("discussion_id", "case_discussion"),
        refers("agency", "agency", "key"),
        UniqueConstraint("partnership_id", "discussion_id", "agency"),
        one_of("word", Accuracy),
        one_of("settled", Settled),
    )
    bears_case = True

    discussion_id: Mapped[UUID] = plain()
    agency: Mapped[str] = plain(String(64))
    word: Mapped[str] = of_case(String(16))
    text: Mapped[str] = case_text(default="")
    at: Mapped[datetime] = plain(Instant)
    by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    settled: Mapped[str | None] = of_case(String(16))
    settled_reason: Mapped[str] = case_text(default="")
    settled_at: Mapped[datetime | None] = plain(Instant)


class CorrectionRow(OfPartnership, Base):
    """A change of a record that had been signed off, with what stood there before."""

    __tablename__ = "correction"
    __table_args__ = (
        refers("discussion_id", "case_discussion"),
        Index("ix_correction_partnership_id_discussion_id", "partnership_id", "discussion_id"),
    )
    bears_case = True

    discussion_id: Mapped[UUID] = plain()
    place: Mapped[str] = of_case(String(200))
    before: Mapped[str] = case_text(default="")
    after: Mapped[str] = case_text(default="")
    reason: Mapped[str] = case_text()
    at: Mapped[datetime] = plain(Instant)
    by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
