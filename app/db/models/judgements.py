"""What groups said of the themes of two audits."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, String
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, plain, refers
from audit_tools.deciders import MOST_LETTERS


class JudgementRow(OfPartnership, Base):
    """A group said of themes how they go on from one audit to the next. None is ever changed:
    another decision is another row. ``decided_by`` and ``decided_on`` are those of the meeting,
    where there was one."""

    __tablename__ = "theme_judgement"
    __table_args__ = (
        refers("audit_id", "audit"),
        refers("earlier_id", "audit"),
        refers("meeting_id", "meeting"),
    )

    audit_id: Mapped[UUID] = plain(index=True)
    earlier_id: Mapped[UUID] = plain()
    meeting_id: Mapped[UUID | None] = plain(index=True)
    decided_by: Mapped[str] = plain(String(MOST_LETTERS))
    decided_on: Mapped[date] = plain(Date)
    themes: Mapped[dict[str, str]] = plain(JSON)
    recorded_at: Mapped[datetime] = plain(Instant)
    recorded_by: Mapped[UUID] = plain(ForeignKey("person.id"))
