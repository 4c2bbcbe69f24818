"""Grades that inspectors or a second moderator gave to agreed cases."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, Date, String
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, case_text, of_case, one_of, plain, refers
from audit_tools.moderation import Compared, Moderator


class ModerationRow(OfPartnership, Base):
    """Somebody outside looked at the agreed cases of an audit; grades by case, then by section."""

    __tablename__ = "moderation"
    __table_args__ = (
        refers("audit_id", "audit"),
        one_of("moderator", Moderator),
        one_of("compared", Compared),
    )
    bears_case: ClassVar[bool] = True

    audit_id: Mapped[UUID] = plain(index=True)
    moderator: Mapped[str] = plain(String(20))
    graded_on: Mapped[date] = plain(Date)
    compared: Mapped[str] = plain(String(20))
    note: Mapped[str] = case_text()
    grades: Mapped[dict[str, dict[str, str]]] = of_case(JSON)
    added_at: Mapped[datetime] = plain(Instant)
