"""Which agencies are asked whether they know a child, the key sheets sent, and earlier cases."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, of_case, of_person, plain, refers
from audit_tools.knowing import MOST_LETTERS


class KnowingRow(OfPartnership, Base):
    """An agency was asked about a case. What it answered is its involvement; here is how."""

    __tablename__ = "knowing"
    __table_args__ = (
        refers("case_id", "audit_case"),
        refers("agency", "agency", "key"),
        UniqueConstraint("partnership_id", "case_id", "agency"),
    )
    bears_case = True

    case_id: Mapped[UUID] = plain()
    agency: Mapped[str] = plain(String(64), index=True)
    asked_at: Mapped[datetime] = plain(Instant)
    answered_at: Mapped[datetime | None] = plain(Instant)
    answered_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    by_telephone: Mapped[bool] = plain(Boolean, default=False)
    completes: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    comes: Mapped[str] = of_person(String(MOST_LETTERS), default="")


class SentKeySheetRow(OfPartnership, Base):
    """A key sheet was completed outside the application and sent. Nothing of it is kept but which
    cases stood on it."""

    __tablename__ = "sent_key_sheet"
    __table_args__ = (refers("audit_id", "audit"), refers("agency", "agency", "key"))
    bears_case = True

    audit_id: Mapped[UUID] = plain(index=True)
    agency: Mapped[str] = plain(String(64))
    sent_on: Mapped[date] = plain(Date)
    sent_to: Mapped[str] = of_person(String(MOST_LETTERS))
    cases: Mapped[list[str]] = of_case(JSON)
    recorded_at: Mapped[datetime] = plain(Instant)
    recorded_by: Mapped[UUID] = plain(ForeignKey("person.id"))


class EarlierCaseRow(OfPartnership, Base):
    """A case is the same child as one of an earlier audit, as somebody said who knows both."""

    __tablename__ = "earlier_case"
    __table_args__ = (
        refers("case_id", "audit_case"),
        refers("earlier_id", "audit_case"),
        UniqueConstraint("partnership_id", "case_id"),
    )
    bears_case = True

    case_id: Mapped[UUID] = of_case()
    earlier_id: Mapped[UUID] = of_case()
