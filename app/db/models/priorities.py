"""What groups decided of the priority of themes."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, one_of, plain, refers
from audit_tools.deciders import MOST_LETTERS
from audit_tools.priorities import Priority


class PriorityRow(OfPartnership, Base):
    """A group decided how urgent a theme of an audit is. None is ever changed: another decision is
    another row. ``decided_by`` and ``decided_on`` are those of the meeting, where there was one."""

    __tablename__ = "theme_priority"
    __table_args__ = (
        refers("audit_id", "audit"),
        refers("meeting_id", "meeting"),
        one_of("priority", Priority),
        one_of("suggested", Priority),
    )

    audit_id: Mapped[UUID] = plain(index=True)
    theme: Mapped[str] = plain(String(80))
    priority: Mapped[str] = plain(String(16))
    suggested: Mapped[str] = plain(String(16))
    meeting_id: Mapped[UUID | None] = plain(index=True)
    decided_by: Mapped[str] = plain(String(MOST_LETTERS))
    decided_on: Mapped[date] = plain(Date)
    reason: Mapped[str] = plain(Text)
    views: Mapped[list[str]] = plain(JSON)
    recorded_at: Mapped[datetime] = plain(Instant)
    recorded_by: Mapped[UUID] = plain(ForeignKey("person.id"))
