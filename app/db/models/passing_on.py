"""What was passed on of what was learned, and how teams used it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, of_person, one_of, plain, refers
from audit_tools.passing_on import LONGEST_LINE, PassedKind


class PassedOnRow(OfPartnership, Base):
    """Something that was passed on to a network."""

    __tablename__ = "passed_on"
    __table_args__ = (refers("audit_id", "audit"), one_of("kind", PassedKind))

    kind: Mapped[str] = plain(String(32))
    what: Mapped[str] = plain(String(LONGEST_LINE))
    passed_by: Mapped[str] = of_person(String(LONGEST_LINE))
    network: Mapped[str] = plain(String(LONGEST_LINE))
    passed_on: Mapped[date] = plain(Date)
    reached: Mapped[int | None] = plain(Integer)
    audit_id: Mapped[UUID | None] = plain()
    invented: Mapped[bool] = plain(Boolean, default=False)


class TeamUseRow(OfPartnership, Base):
    """How a team used it. None is ever changed."""

    __tablename__ = "team_use"
    __table_args__ = (refers("passed_on_id", "passed_on"),)

    passed_on_id: Mapped[UUID] = plain(index=True)
    agency: Mapped[str] = plain(String(80))
    team: Mapped[str] = plain(String(LONGEST_LINE))
    said: Mapped[str] = plain(Text)
    said_on: Mapped[date] = plain(Date)
    recorded_at: Mapped[datetime] = plain(Instant)
    recorded_by: Mapped[UUID] = plain(ForeignKey("person.id"))
