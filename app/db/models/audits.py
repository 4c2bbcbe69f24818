"""Audit cycles, the children in scope they were drawn from, and who needs to learn."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, case_text, of_case, one_of, plain, refers
from audit_tools.cycles import AuditKind, Phase, Selection, Working
from audit_tools.training_needs import Gap


class AuditRow(OfPartnership, Base):
    """One audit cycle."""

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("partnership_id", "key"),
        refers("tool_version_id", "tool_version"),
        refers("theme_list_id", "theme_list"),
        one_of("phase", Phase),
        one_of("selection", Selection),
        one_of("working", Working),
        one_of("audit_kind", AuditKind),
    )
    bears_case = True

    key: Mapped[str] = plain(String(80))
    title: Mapped[str] = plain(Text)
    theme: Mapped[str] = plain(Text, default="")
    purpose: Mapped[str] = plain(Text, default="")
    counts_one: Mapped[str] = plain(Text, default="child")
    counts_many: Mapped[str] = plain(Text, default="children")
    phase: Mapped[str] = plain(String(16), default=Phase.PREPARING.value)
    selection: Mapped[str] = plain(String(16), default=Selection.RANDOM.value)
    selection_note: Mapped[str] = plain(Text, default="")
    scale: Mapped[str | None] = plain(String(40))
    period_from: Mapped[date | None] = plain(Date)
    period_to: Mapped[date | None] = plain(Date)
    returns_due: Mapped[date | None] = plain(Date)
    discussions_from: Mapped[date | None] = plain(Date)
    discussions_to: Mapped[date | None] = plain(Date)
    notified_on: Mapped[date | None] = plain(Date)
    """The day on which a joint inspection was notified, where the audit is part of one."""
    invented: Mapped[bool] = plain(Boolean, default=False)
    rehearsal: Mapped[bool] = plain(Boolean, default=False)
    rehearsal_mails: Mapped[bool] = plain(Boolean, default=False)
    attribution: Mapped[str] = plain(Text, default="")
    cases_sentence: Mapped[str] = case_text(default="")
    kind: Mapped[str] = plain(String(32), default="audit")
    working: Mapped[str] = plain(String(20), default=Working.RETURNS_FIRST.value)
    audit_kind: Mapped[str] = plain(String(16), default=AuditKind.FULL.value)
    left_out: Mapped[list[str]] = plain(JSON, default=list)
    tool_version_id: Mapped[UUID] = plain()
    theme_list_id: Mapped[UUID] = plain()
    interim_issued_at: Mapped[datetime | None] = plain(Instant)
    inspection_findings: Mapped[list[int]] = plain(JSON, default=list)
    draw: Mapped[dict[str, Any] | None] = plain(JSON)
    draws_shown: Mapped[list[dict[str, Any]]] = plain(JSON, default=list)


class CandidateRow(OfPartnership, Base):
    """One child in scope, by reference and bands; gone once the draw is confirmed."""

    __tablename__ = "candidate"
    __table_args__ = (
        refers("audit_id", "audit"),
        UniqueConstraint("partnership_id", "audit_id", "reference"),
    )
    bears_case = True

    audit_id: Mapped[UUID] = plain()
    reference: Mapped[str] = of_case(String(40))
    age_band: Mapped[str] = of_case(String(40), default="")
    sex: Mapped[str] = of_case(String(40), default="")
    ethnicity_group: Mapped[str] = of_case(Text, default="")
    plan_type: Mapped[str] = of_case(Text, default="")
    locality: Mapped[str] = of_case(Text, default="")


class CoreGroupRow(OfPartnership, Base):
    """A member of the audit's core group."""

    __tablename__ = "core_group_member"
    __table_args__ = (
        refers("audit_id", "audit"),
        UniqueConstraint("partnership_id", "audit_id", "person_id"),
    )

    audit_id: Mapped[UUID] = plain()
    person_id: Mapped[UUID] = plain(ForeignKey("person.id"))


class NeedRow(OfPartnership, Base):
    """What the L&D group wrote of a training need: who needs it, why training fell short so far."""

    __tablename__ = "need_audience"
    __table_args__ = (
        refers("audit_id", "audit"),
        UniqueConstraint("partnership_id", "audit_id", "theme"),
        one_of("gap", Gap),
    )
    bears_case = True

    audit_id: Mapped[UUID] = plain()
    theme: Mapped[str] = plain(String(80))
    audience: Mapped[str] = plain(Text, default="")
    gap: Mapped[str | None] = plain(String(20))
    gap_note: Mapped[str] = plain(Text, default="")
