"""Approvals of the method of an audit."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, of_person, plain, refers
from audit_tools.method_statements import MOST_LETTERS


class MethodApprovalRow(OfPartnership, Base):
    """A group approved the method of an audit, as its ``parts`` then stood. None is ever changed:
    another approval is another row."""

    __tablename__ = "method_approval"
    __table_args__ = (refers("audit_id", "audit"),)

    audit_id: Mapped[UUID] = plain(index=True)
    owner: Mapped[str] = plain(String(MOST_LETTERS))
    approved_on: Mapped[date] = plain(Date)
    said_by: Mapped[str] = of_person(String(MOST_LETTERS))
    note: Mapped[str] = plain(Text, default="")
    parts: Mapped[dict[str, str]] = plain(JSON)
    recorded_at: Mapped[datetime] = plain(Instant)
    recorded_by: Mapped[UUID] = plain(ForeignKey("person.id"))
