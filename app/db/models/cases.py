"""Cases, which agencies are asked about them, and who holds their discussions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, case_text, of_case, one_of, plain, refers
from audit_tools.cases import CaseState, Known
from audit_tools.permissions import Role
from audit_tools.withdrawals import WithdrawnFor


class CaseRow(OfPartnership, Base):
    """One case of an audit."""

    __tablename__ = "audit_case"
    __table_args__ = (
        refers("audit_id", "audit"),
        refers("tool_version_id", "tool_version"),
        UniqueConstraint("partnership_id", "audit_id", "reference"),
        refers("replaced_by", "audit_case"),
        one_of("state", CaseState),
        one_of("withdrawn_for", WithdrawnFor),
    )
    bears_case = True

    audit_id: Mapped[UUID] = plain(index=True)
    tool_version_id: Mapped[UUID | None] = plain()
    """The version that it is answered with, where the audit has moved to a later one since."""
    number: Mapped[int] = plain(Integer)
    reference: Mapped[str] = of_case(String(40))
    state: Mapped[str] = plain(String(16), default=CaseState.WAITING.value)
    state_reason: Mapped[str] = case_text(default="")
    withdrawn_for: Mapped[str | None] = of_case(String(24))
    replaced_by: Mapped[UUID | None] = plain()
    """The case that took its place, where one did."""
    chosen_reason: Mapped[str] = case_text(default="")
    age_band: Mapped[str] = of_case(String(40), default="")
    sex: Mapped[str] = of_case(String(40), default="")
    ethnicity_group: Mapped[str] = of_case(Text, default="")
    plan_type: Mapped[str] = of_case(Text, default="")
    locality: Mapped[str] = of_case(Text, default="")


class InvolvementRow(OfPartnership, Base):
    """Whether an agency knows the child, and whether it leads."""

    __tablename__ = "involvement"
    __table_args__ = (
        refers("case_id", "audit_case"),
        refers("agency", "agency", "key"),
        UniqueConstraint("partnership_id", "case_id", "agency"),
        one_of("known", Known),
    )
    bears_case = True

    case_id: Mapped[UUID] = plain()
    agency: Mapped[str] = plain(String(64))
    known: Mapped[str] = of_case(String(16))
    lead: Mapped[bool] = of_case(Boolean, default=False)


class AppointmentRow(OfPartnership, Base):
    """Who chairs a case's discussion or takes its notes; a declared conflict removes access."""

    __tablename__ = "appointment"
    __table_args__ = (
        refers("case_id", "audit_case"),
        UniqueConstraint("partnership_id", "case_id", "person_id", "role"),
        one_of("role", Role),
    )
    bears_case = True

    case_id: Mapped[UUID] = plain()
    person_id: Mapped[UUID] = plain(ForeignKey("person.id"), index=True)
    role: Mapped[str] = plain(String(16))
    conflict_declared_at: Mapped[datetime | None] = plain(Instant)
