"""The yearly returns of agencies on the training that they give their own staff."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, OfPartnership, plain, refers


class TrainingReturnRow(OfPartnership, Base):
    """What an agency answered for a financial year."""

    __tablename__ = "training_return"
    __table_args__ = (
        refers("evidence_id", "learning_evidence"),
        UniqueConstraint("partnership_id", "agency", "year"),
    )

    agency: Mapped[str] = plain(String(80))
    year: Mapped[int] = plain(Integer)
    answers: Mapped[dict[str, str]] = plain(JSON)
    themes: Mapped[list[str]] = plain(JSON)
    version: Mapped[int] = plain(Integer)
    given_on: Mapped[date] = plain(Date)
    evidence_id: Mapped[UUID | None] = plain()
    invented: Mapped[bool] = plain(Boolean, default=False)
