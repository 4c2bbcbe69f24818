"""Inspections of the partnership and their findings, which audits answer."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, Date, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, OfPartnership, plain, refers


class InspectionRow(OfPartnership, Base):
    """One inspection, such as a joint targeted area inspection, and its published letter."""

    __tablename__ = "inspection"
    __table_args__ = (UniqueConstraint("partnership_id", "key"),)

    key: Mapped[str] = plain(String(80))
    title: Mapped[str] = plain(Text)
    inspected_from: Mapped[date | None] = plain(Date)
    inspected_to: Mapped[date | None] = plain(Date)
    letter_dated: Mapped[date | None] = plain(Date)
    plan_due: Mapped[date | None] = plain(Date)
    attribution: Mapped[str] = plain(Text, default="")


class InspectionFindingRow(OfPartnership, Base):
    """One thing that the inspection asked to be improved."""

    __tablename__ = "inspection_finding"
    __table_args__ = (
        refers("inspection_id", "inspection"),
        UniqueConstraint("partnership_id", "inspection_id", "number"),
    )

    inspection_id: Mapped[UUID] = plain()
    number: Mapped[int] = plain(Integer)
    statement: Mapped[str] = plain(Text)
    themes: Mapped[list[str]] = plain(JSON, default=list)
