"""Findings: agreed statements, what they were sorted into, and the wording for sharing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, case_text, of_case, one_of, plain, refers
from audit_tools.consequences import Consequence
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause


class FindingRow(OfPartnership, Base):
    """One finding. ``number`` is its number within the audit.

    Themes, agencies and sources are short lists that are only ever read and written whole.
    """

    __tablename__ = "finding"
    __table_args__ = (
        refers("audit_id", "audit"),
        refers("case_id", "audit_case"),
        UniqueConstraint("partnership_id", "audit_id", "number"),
        one_of("kind", FindingKind),
        one_of("consequence", Consequence),
    )
    bears_case = True

    audit_id: Mapped[UUID] = plain(index=True)
    case_id: Mapped[UUID] = plain(index=True)
    number: Mapped[int] = plain(Integer)
    section: Mapped[str] = plain(String(64), default="")
    kind: Mapped[str] = plain(String(16))
    statement: Mapped[str] = case_text()
    themes: Mapped[list[str]] = of_case(JSON, default=list)
    agencies: Mapped[list[str]] = of_case(JSON, default=list)
    sources: Mapped[list[dict[str, Any]]] = of_case(JSON, default=list)
    cause: Mapped[str | None] = of_case(String(32))
    remedy: Mapped[str | None] = of_case(String(32))
    remedy_reason: Mapped[str] = case_text(default="")
    consequence: Mapped[str | None] = of_case(String(16))
    wording: Mapped[str] = case_text(default="")
    wording_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    wording_agreed_by: Mapped[UUID | None] = plain(ForeignKey("person.id"))
    wording_sent_back: Mapped[str] = case_text(default="")


class SecondSortingRow(OfPartnership, Base):
    """How a second person sorted a finding, and how it stood sorted then. None is ever changed."""

    __tablename__ = "second_sorting"
    __table_args__ = (
        refers("finding_id", "finding"),
        UniqueConstraint("partnership_id", "finding_id"),
        one_of("cause", Cause),
        one_of("second_cause", Cause),
    )
    bears_case = True

    finding_id: Mapped[UUID] = plain()
    themes: Mapped[list[str]] = of_case(JSON)
    cause: Mapped[str | None] = of_case(String(32))
    second_themes: Mapped[list[str]] = of_case(JSON)
    second_cause: Mapped[str | None] = of_case(String(32))
    sorted_by: Mapped[UUID] = plain(ForeignKey("person.id"))
    sorted_at: Mapped[datetime] = plain(Instant)
