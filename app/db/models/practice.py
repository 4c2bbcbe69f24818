"""Practice cases: what somebody tries out for themselves, apart from all audits."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, plain, refers


class PracticeRow(OfPartnership, Base):
    """The one practice case that somebody has begun. Its entries are those of the record of the
    same id, and go with it when it is thrown away. It belongs to no audit and no case."""

    __tablename__ = "practice_case"
    __table_args__ = (
        refers("id", "record"),
        refers("tool_version_id", "tool_version"),
        refers("agency", "agency", "key"),
        UniqueConstraint("partnership_id", "person_id"),
    )

    person_id: Mapped[UUID] = plain(ForeignKey("person.id"))
    agency: Mapped[str] = plain(String(64))
    tool_version_id: Mapped[UUID] = plain()
    begun_at: Mapped[datetime] = plain(Instant)
