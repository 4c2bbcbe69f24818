"""When and where discussions are, and who is expected at them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, of_person, one_of, plain, refers
from audit_tools.invitations import LONGEST_NAME, Reply


class ScheduledRow(OfPartnership, Base):
    """The date of a case's discussion.

    ``sequence`` grows with every change, so that calendars replace what they hold. A date that was
    called off stays, so that they can be told.
    """

    __tablename__ = "scheduled_discussion"
    __table_args__ = (
        refers("case_id", "audit_case"),
        UniqueConstraint("partnership_id", "case_id"),
    )
    bears_case = True

    case_id: Mapped[UUID] = plain()
    starts_at: Mapped[datetime] = plain(Instant, index=True)
    minutes: Mapped[int] = plain(Integer)
    place: Mapped[str] = plain(Text, default="")
    called_off: Mapped[bool] = plain(Boolean, default=False)
    sequence: Mapped[int] = plain(Integer, default=0)


class InvitedRow(OfPartnership, Base):
    """Somebody who is expected from an agency. ``person_id`` is the colleague of that name."""

    __tablename__ = "invited"
    __table_args__ = (
        refers("case_id", "audit_case"),
        refers("agency", "agency", "key"),
        one_of("reply", Reply),
    )
    bears_case = True

    case_id: Mapped[UUID] = plain(index=True)
    agency: Mapped[str] = plain(String(64))
    name: Mapped[str] = of_person(String(LONGEST_NAME))
    person_id: Mapped[UUID | None] = plain(ForeignKey("person.id"), index=True)
    reply: Mapped[str] = plain(String(16), default=Reply.NO_REPLY.value)
    stand_in: Mapped[str] = of_person(String(LONGEST_NAME), default="")
    number: Mapped[int] = plain(Integer)
