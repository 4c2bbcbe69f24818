"""What people write when a discussion is signed off: for next time, and for themselves."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, case_text, of_person, one_of, plain, refers
from audit_tools.afterwards import Activity


class AfterwardsRow(OfPartnership, Base):
    """One person's answers to the three questions, and their note for their own CPD.

    ``hours`` is as typed, such as 2.5. Nobody but the person is shown the note.
    """

    __tablename__ = "afterwards"
    __table_args__ = (
        refers("audit_id", "audit"),
        one_of("activity", Activity),
        UniqueConstraint("partnership_id", "audit_id", "person_id"),
    )
    bears_case = True

    audit_id: Mapped[UUID] = plain()
    person_id: Mapped[UUID] = plain(ForeignKey("person.id"), index=True)
    helped: Mapped[str] = case_text(default="")
    in_the_way: Mapped[str] = case_text(default="")
    differently: Mapped[str] = case_text(default="")
    day: Mapped[date | None] = of_person(Date)
    hours: Mapped[str] = of_person(String(8), default="")
    activity: Mapped[str | None] = of_person(String(32))
    reflection: Mapped[str] = of_person(Text, default="")
    saved_at: Mapped[datetime] = plain(Instant)


class GoodPracticeRow(OfPartnership, Base):
    """The most important good practice of a case, worded for the heads of agencies.

    It is passed on once somebody who did not write it has agreed it.
    """

    __tablename__ = "good_practice"
    __table_args__ = (
        refers("case_id", "audit_case"),
        UniqueConstraint("partnership_id", "case_id"),
    )
    bears_case = True

    case_id: Mapped[UUID] = plain()
    wording: Mapped[str] = case_text(default="")
    wording_by: Mapped[UUID] = plain(ForeignKey("person.id"))
    agreed_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    agreed_at: Mapped[datetime | None] = plain(Instant)
