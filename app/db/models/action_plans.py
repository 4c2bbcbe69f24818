"""Action plans, their rows, what stands beside these, and the audits planned for a year."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, of_person, one_of, plain, refers
from audit_tools.action_plans.plan import LONGEST_LINE, FindingHeading, PlanTable
from audit_tools.action_plans.timescales import QuarterYear
from audit_tools.action_plans.tracking import Effect, NoteKind, Status
from audit_tools.audit_years import PlannedState


class ActionPlanRow(OfPartnership, Base):
    """A plan, with the head of its written statement of action."""

    __tablename__ = "action_plan"
    __table_args__ = (
        refers("inspection_id", "inspection"),
        one_of("heading_improve", FindingHeading),
        one_of("heading_additional", FindingHeading),
    )

    title: Mapped[str] = plain(String(LONGEST_LINE))
    inspection_id: Mapped[UUID | None] = plain()
    heading_improve: Mapped[str] = plain(String(32))
    heading_additional: Mapped[str] = plain(String(32))
    principal_authority: Mapped[str] = plain(String(LONGEST_LINE), default="")
    lead_officer: Mapped[str] = of_person(String(LONGEST_LINE), default="")
    addressee: Mapped[str] = of_person(String(LONGEST_LINE), default="")
    due_on: Mapped[date | None] = plain(Date)
    invented: Mapped[bool] = plain(Boolean, default=False)
    added_at: Mapped[datetime] = plain(Instant)


class ActionRow(OfPartnership, Base):
    """One row of a plan: six columns as they were written, and beside them where it stands.

    ``met`` says of lines of the timescale on which day they were met; ``agencies`` are the keys of
    those whose leads report on it.
    """

    __tablename__ = "action"
    __table_args__ = (
        refers("plan_id", "action_plan"),
        refers("audit_id", "audit"),
        one_of("plan_table", PlanTable),
        one_of("status", Status),
        one_of("effect", Effect),
        one_of("quarter_year", QuarterYear),
        UniqueConstraint("partnership_id", "plan_id", "number"),
    )

    plan_id: Mapped[UUID] = plain()
    number: Mapped[int] = plain(Integer)
    plan_table: Mapped[str] = plain(String(32))
    finding: Mapped[str] = plain(Text)
    lead_agency: Mapped[str] = plain(Text)
    proposed_actions: Mapped[str] = plain(Text)
    responsible_agency: Mapped[str] = plain(Text)
    proposed_timescale: Mapped[str] = plain(Text)
    governance: Mapped[str] = plain(Text)
    quarter_year: Mapped[str | None] = plain(String(32))
    review_on: Mapped[date | None] = plain(Date)
    due_on: Mapped[date | None] = plain(Date)
    met: Mapped[dict[str, str]] = plain(JSON, default=dict)
    status: Mapped[str] = plain(String(32))
    effect: Mapped[str] = plain(String(32))
    finding_number: Mapped[int | None] = plain(Integer)
    theme: Mapped[str] = plain(String(80), default="")
    audit_id: Mapped[UUID | None] = plain()
    tool: Mapped[str] = plain(String(80), default="")
    question: Mapped[str] = plain(String(200), default="")
    agencies: Mapped[list[str]] = plain(JSON, default=list)
    closed_by: Mapped[str] = plain(String(LONGEST_LINE), default="")
    closed_on: Mapped[date | None] = plain(Date)
    decision: Mapped[str] = plain(Text, default="")


class ActionNoteRow(OfPartnership, Base):
    """Something noted of an action. None is ever changed."""

    __tablename__ = "action_note"
    __table_args__ = (refers("action_id", "action"), one_of("kind", NoteKind))

    action_id: Mapped[UUID] = plain(index=True)
    kind: Mapped[str] = plain(String(32))
    said: Mapped[str] = plain(Text)
    role: Mapped[str] = of_person(String(LONGEST_LINE))
    at: Mapped[datetime] = plain(Instant)
    by: Mapped[UUID] = plain(ForeignKey("person.id"))


class RowAgreementRow(OfPartnership, Base):
    """An agency agreed a row as its ``cells`` then stood. None is ever changed."""

    __tablename__ = "row_agreement"
    __table_args__ = (refers("action_id", "action"),)

    action_id: Mapped[UUID] = plain(index=True)
    agency: Mapped[str] = plain(String(LONGEST_LINE))
    cells: Mapped[list[str]] = plain(JSON)
    agreed_on: Mapped[date] = plain(Date)
    said_by: Mapped[str] = of_person(String(LONGEST_LINE))
    recorded_at: Mapped[datetime] = plain(Instant)
    recorded_by: Mapped[UUID] = plain(ForeignKey("person.id"))


class PlanUpdateRow(OfPartnership, Base):
    """A statement of action, or an update of it, as it was sent. None is ever changed."""

    __tablename__ = "plan_update"
    __table_args__ = (
        refers("plan_id", "action_plan"),
        UniqueConstraint("partnership_id", "plan_id", "number"),
    )

    plan_id: Mapped[UUID] = plain()
    number: Mapped[int] = plain(Integer)
    sent: Mapped[list[dict[str, Any]]] = plain(JSON)
    head: Mapped[dict[str, Any]] = of_person(JSON)
    addressee: Mapped[str] = of_person(String(LONGEST_LINE))
    signed_by: Mapped[str] = of_person(String(LONGEST_LINE))
    signed_on: Mapped[date] = plain(Date)
    sent_on: Mapped[date] = plain(Date)
    note: Mapped[str] = plain(Text, default="")
    recorded_at: Mapped[datetime] = plain(Instant)
    recorded_by: Mapped[UUID] = plain(ForeignKey("person.id"))


class PlannedAuditRow(OfPartnership, Base):
    """An audit that is planned for a quarter, and what became of it."""

    __tablename__ = "planned_audit"
    __table_args__ = (refers("audit_id", "audit"), one_of("state", PlannedState))

    quarter_from: Mapped[date] = plain(Date)
    theme: Mapped[str] = plain(String(LONGEST_LINE))
    why: Mapped[str] = plain(Text)
    owner: Mapped[str] = plain(String(LONGEST_LINE))
    done_with: Mapped[str] = plain(String(LONGEST_LINE), default="")
    tool: Mapped[str] = plain(String(LONGEST_LINE), default="")
    children: Mapped[int | None] = plain(Integer)
    state: Mapped[str] = plain(String(32))
    reason: Mapped[str] = plain(Text, default="")
    audit_id: Mapped[UUID | None] = plain()
    invented: Mapped[bool] = plain(Boolean, default=False)
