"""The learning and development strategy: its objectives, activities and evaluation points."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, of_person, one_of, plain, refers
from audit_tools.action_plans.plan import LONGEST_LINE
from audit_tools.learning_strategy.points import PointKind
from audit_tools.learning_strategy.strategy import ActivityStatus


class StrategyRow(OfPartnership, Base):
    """A strategy."""

    __tablename__ = "learning_strategy"

    title: Mapped[str] = plain(String(LONGEST_LINE))
    overseen_by: Mapped[str] = plain(String(LONGEST_LINE), default="")
    period_from: Mapped[date | None] = plain(Date)
    period_to: Mapped[date | None] = plain(Date)
    aim: Mapped[str] = plain(Text, default="")
    invented: Mapped[bool] = plain(Boolean, default=False)
    added_at: Mapped[datetime] = plain(Instant)


class PathwayStepRow(OfPartnership, Base):
    """One level of the pathway of a strategy."""

    __tablename__ = "pathway_row"
    __table_args__ = (
        refers("strategy_id", "learning_strategy"),
        UniqueConstraint("partnership_id", "strategy_id", "number"),
    )

    strategy_id: Mapped[UUID] = plain()
    number: Mapped[int] = plain(Integer)
    level: Mapped[str] = plain(String(LONGEST_LINE))
    target_group: Mapped[str] = plain(Text)
    minimum_content: Mapped[str] = plain(Text)
    delivery: Mapped[str] = plain(Text, default="")


class ObjectiveRow(OfPartnership, Base):
    """What a strategy is to reach."""

    __tablename__ = "strategy_objective"
    __table_args__ = (
        refers("strategy_id", "learning_strategy"),
        UniqueConstraint("partnership_id", "strategy_id", "number"),
    )

    strategy_id: Mapped[UUID] = plain()
    number: Mapped[int] = plain(Integer)
    says: Mapped[str] = plain(Text)


class ActivityRow(OfPartnership, Base):
    """An activity that serves an objective; the need that it answers is a theme of an audit."""

    __tablename__ = "strategy_activity"
    __table_args__ = (
        refers("objective_id", "strategy_objective"),
        refers("audit_id", "audit"),
        one_of("status", ActivityStatus),
        UniqueConstraint("partnership_id", "objective_id", "number"),
    )

    objective_id: Mapped[UUID] = plain()
    number: Mapped[int] = plain(Integer)
    what: Mapped[str] = plain(Text)
    owner: Mapped[str] = of_person(String(LONGEST_LINE), default="")
    body: Mapped[str] = plain(String(LONGEST_LINE), default="")
    held_on: Mapped[date | None] = plain(Date)
    audience: Mapped[str] = plain(Text, default="")
    audit_id: Mapped[UUID | None] = plain()
    theme: Mapped[str] = plain(String(80), default="")
    tool: Mapped[str] = plain(String(80), default="")
    question: Mapped[str] = plain(String(200), default="")
    status: Mapped[str] = plain(String(32))
    reason: Mapped[str] = plain(Text, default="")


class EvaluationPointRow(OfPartnership, Base):
    """What was set or measured at one evaluation point; one that is as proposed has no row."""

    __tablename__ = "evaluation_point"
    __table_args__ = (
        refers("activity_id", "strategy_activity"),
        one_of("kind", PointKind),
        UniqueConstraint("partnership_id", "activity_id", "kind"),
    )

    activity_id: Mapped[UUID] = plain()
    kind: Mapped[str] = plain(String(32))
    due_on: Mapped[date | None] = plain(Date)
    left_out: Mapped[bool] = plain(Boolean, default=False)
    measured_on: Mapped[date | None] = plain(Date)
    how_much: Mapped[str] = plain(Text, default="")
    how_well: Mapped[str] = plain(Text, default="")
    difference: Mapped[str] = plain(Text, default="")
