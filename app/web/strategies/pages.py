"""What the pages of learning strategies show."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.db.strategies import list_strategies
from app.operations.strategy_papers import paper_of
from app.web.actions.pages import DOWNLOADS
from app.web.paging import Part, part_of
from audit_tools.dates import format_period
from audit_tools.learning_strategy.in_words import PlannedActivity
from audit_tools.learning_strategy.papers import StrategyPaper, how_far
from audit_tools.learning_strategy.pathway import PATHWAY_COLUMNS
from audit_tools.learning_strategy.points import MEASURES, Measured, Point, PointKind
from audit_tools.learning_strategy.strategy import (
    Activity,
    ActivityStatus,
    Strategy,
)
from audit_tools.numbers import plural
from audit_tools.permissions import Permission, Person, can


@dataclass(frozen=True)
class StrategyLine:
    """A strategy in the list."""

    path: str
    title: str
    period: str
    activities: str
    overdue: int
    invented: bool


@dataclass(frozen=True)
class ListPage:
    strategies: Part[StrategyLine]
    writes: bool


def describe_list(session: Session, person: Person, today: date) -> ListPage:
    lines = [_line(one, today) for one in list_strategies(session, person.partnership)]
    return ListPage(part_of(lines), can(person, Permission.WRITE_NEEDS))


def _line(strategy: Strategy, today: date) -> StrategyLine:
    details = strategy.details
    return StrategyLine(
        url_for("strategies.show", strategy_id=strategy.id),
        details.title,
        format_period(details.period_from, details.period_to),
        plural(len(strategy.activities), "activity", "activities"),
        sum(len(one.overdue(today)) for one in strategy.activities),
        strategy.invented,
    )


@dataclass(frozen=True)
class ActivityLine:
    """An activity in its strategy: what, for which need, when, how far, and what is overdue."""

    path: str
    planned: PlannedActivity
    when: str
    overdue: int

    @property
    def status(self) -> ActivityStatus:
        return self.planned.activity.details.status


@dataclass(frozen=True)
class ObjectivePart:
    """An objective with its activities."""

    id: UUID
    number: int
    says: str
    activities: tuple[ActivityLine, ...]


@dataclass(frozen=True)
class StrategyPage:
    paper: StrategyPaper
    sentence: str
    objectives: tuple[ObjectivePart, ...]
    downloads: tuple[tuple[str, str], ...]
    writes: bool
    words: tuple[ActivityStatus, ...] = tuple(ActivityStatus)
    pathway_columns: tuple[str, ...] = tuple(PATHWAY_COLUMNS.values())

    @property
    def strategy(self) -> Strategy:
        return self.paper.strategy


def describe_strategy(session: Session, person: Person, strategy: Strategy) -> StrategyPage:
    paper = paper_of(session, person, strategy)
    return StrategyPage(
        paper,
        how_far(paper),
        tuple(
            ObjectivePart(
                one.objective.id,
                one.objective.number,
                one.objective.says,
                tuple(_activity_line(activity, paper.today) for activity in one.activities),
            )
            for one in paper.objectives
        ),
        tuple((format.value, text) for format, text in DOWNLOADS.items()),
        can(person, Permission.WRITE_NEEDS),
    )


def _activity_line(planned: PlannedActivity, today: date) -> ActivityLine:
    activity = planned.activity
    return ActivityLine(
        url_for("activities.show", activity_id=activity.id),
        planned,
        planned.when(today),
        len(activity.overdue(today)),
    )


@dataclass(frozen=True)
class PointLine:
    """An evaluation point as it stands; ``said`` are the three questions that are answered."""

    path: str
    kind: PointKind
    stands: str
    is_overdue: bool
    is_measured: bool
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ActivityPage:
    """One activity with its six evaluation points. ``needs`` leads to the need, where it is read.

    ``no_audit`` says that no day can be proposed for the re-audit, since none is planned.
    """

    strategy: Strategy
    planned: PlannedActivity
    when: str
    points: tuple[PointLine, ...]
    needs: str
    no_audit: bool
    writes: bool

    @property
    def activity(self) -> Activity:
        return self.planned.activity


def describe_activity(
    session: Session, person: Person, strategy: Strategy, activity_id: UUID
) -> ActivityPage:
    paper = paper_of(session, person, strategy)
    planned = next(one for one in paper.activities if one.activity.id == activity_id)
    activity, today = planned.activity, paper.today
    late = activity.overdue(today)
    return ActivityPage(
        strategy,
        planned,
        planned.when(today),
        tuple(_point_line(activity, one, today, one in late) for one in activity.points_by_day),
        _needs(planned),
        activity.details.on is not None and _re_audit(activity).due is None,
        can(person, Permission.WRITE_NEEDS),
    )


def _point_line(activity: Activity, point: Point, today: date, is_overdue: bool) -> PointLine:
    measured = point.measured or Measured()
    said = ((label, getattr(measured, name)) for name, label in MEASURES.items())
    return PointLine(
        url_for("activities.ask_measured", activity_id=activity.id, point=point.kind.value),
        point.kind,
        point.stands(today),
        is_overdue,
        point.measured is not None,
        tuple((label, text) for label, text in said if text),
    )


def _needs(planned: PlannedActivity) -> str:
    """The address of the need, where the reader may read its audit."""
    need = planned.activity.details.need
    if need is None or planned.need is None or not planned.need.audit:
        return ""
    return url_for("training_needs.show", audit_id=need.audit, _anchor=f"need-{need.theme}")


def _re_audit(activity: Activity) -> Point:
    return next(one for one in activity.points if one.kind is PointKind.RE_AUDIT)
