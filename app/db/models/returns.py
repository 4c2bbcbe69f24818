"""Agency returns, who they are given to, and the immediate concerns raised in them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, case_text, of_case, one_of, plain, refers
from audit_tools.fit import Fit
from audit_tools.returns import ReturnStatus


class ReturnRow(OfPartnership, Base):
    """One agency's return for one case. Its entries are those of the record of the same id.

    ``due_later`` is the day it got for itself, where it got one."""

    __tablename__ = "agency_return"
    __table_args__ = (
        refers("id", "record"),
        refers("case_id", "audit_case"),
        refers("agency", "agency", "key"),
        UniqueConstraint("partnership_id", "case_id", "agency"),
        one_of("status", ReturnStatus),
        one_of("fit", Fit),
    )
    bears_case = True

    case_id: Mapped[UUID] = plain(index=True)
    agency: Mapped[str] = plain(String(64))
    status: Mapped[str] = plain(String(24), default=ReturnStatus.DUE.value)
    status_reason: Mapped[str] = case_text(default="")
    started_at: Mapped[datetime | None] = plain(Instant)
    submitted_at: Mapped[datetime | None] = plain(Instant)
    submitted_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None] = plain(Instant)
    """When somebody confirmed it for a second person to sign off; empty again once it changes."""
    confirmed_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    fit: Mapped[str] = of_case(String(16), default=Fit.NOT_SAID.value)
    fit_note: Mapped[str] = case_text(default="")
    due_later: Mapped[date | None] = plain(Date)
    due_later_reason: Mapped[str] = case_text(default="")


class AssignmentRow(OfPartnership, Base):
    """A return given to a practitioner of the agency."""

    __tablename__ = "return_assignment"
    __table_args__ = (
        refers("return_id", "agency_return"),
        UniqueConstraint("partnership_id", "return_id", "person_id"),
        # Nearly every page asks what one person was given, among all that ever was.
        Index(
            "ix_return_assignment_partnership_id_person_id_return_id",
            "partnership_id",
            "person_id",
            "return_id",
        ),
    )
    bears_case = True

    return_id: Mapped[UUID] = plain()
    person_id: Mapped[UUID] = plain(ForeignKey("person.id"), index=True)


class SectionAssignmentRow(OfPartnership, Base):
    """One section of a return given to a colleague, who sees nothing else of it."""

    __tablename__ = "section_assignment"
    __table_args__ = (
        refers("return_id", "agency_return"),
        UniqueConstraint("partnership_id", "return_id", "section"),
    )
    bears_case = True

    return_id: Mapped[UUID] = plain()
    section: Mapped[str] = plain(String(64))
    person_id: Mapped[UUID] = plain(ForeignKey("person.id"), index=True)


class ConcernRow(OfPartnership, Base):
    """An immediate concern. It is told to people, never graded or counted."""

    __tablename__ = "concern"
    __table_args__ = (
        refers("return_id", "agency_return"),
        Index("ix_concern_partnership_id_return_id", "partnership_id", "return_id"),
        # Every page of who may see concerns asks for those without an outcome.
        Index("ix_concern_partnership_id_outcome_at", "partnership_id", "outcome_at"),
    )
    bears_case = True

    return_id: Mapped[UUID] = plain()
    raised_at: Mapped[datetime] = plain(Instant)
    raised_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    concern: Mapped[str] = case_text(default="")
    told: Mapped[str] = case_text(default="")
    told_at: Mapped[str] = case_text(default="")
    outcome: Mapped[str] = case_text(default="")
    outcome_at: Mapped[datetime | None] = plain(Instant)
    outcome_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
