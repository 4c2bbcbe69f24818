"""What practitioners are asked, what they answered as counts, and what they commented."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, plain, refers
from audit_tools.learning.consultations import LONGEST_LINE


class ConsultationRow(OfPartnership, Base):
    """A draft and a questionnaire. ``counts`` says how often each answer was given, and nothing of
    who gave it."""

    __tablename__ = "consultation"
    __table_args__ = (refers("audit_id", "audit"),)

    title: Mapped[str] = plain(String(LONGEST_LINE))
    draft: Mapped[str] = plain(Text)
    sentences: Mapped[list[str]] = plain(JSON)
    opens_on: Mapped[date | None] = plain(Date)
    closes_on: Mapped[date | None] = plain(Date)
    audit_id: Mapped[UUID | None] = plain()
    counts: Mapped[dict[str, dict[str, int]]] = plain(JSON)
    people: Mapped[int] = plain(Integer)
    invented: Mapped[bool] = plain(Boolean, default=False)
    added_at: Mapped[datetime] = plain(Instant)


class ConsultationTakenRow(OfPartnership, Base):
    """That somebody answered, as a digest, so that nobody answers twice."""

    __tablename__ = "consultation_taken"
    __table_args__ = (
        refers("consultation_id", "consultation"),
        UniqueConstraint("partnership_id", "consultation_id", "digest"),
    )

    consultation_id: Mapped[UUID] = plain()
    digest: Mapped[str] = plain(String(64))


class ConsultationCommentRow(OfPartnership, Base):
    """A comment, by the role that it comes from, and the response to it."""

    __tablename__ = "consultation_comment"
    __table_args__ = (refers("consultation_id", "consultation"),)

    consultation_id: Mapped[UUID] = plain(index=True)
    said: Mapped[str] = plain(Text)
    role: Mapped[str] = plain(String(LONGEST_LINE))
    on: Mapped[date] = plain("said_on", Date)
    response: Mapped[str] = plain(Text, default="")
    responded_on: Mapped[date | None] = plain(Date)
