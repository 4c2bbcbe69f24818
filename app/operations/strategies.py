"""Keeping learning strategies: their objectives, the activities, and what was measured of each."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db import strategies as rows
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.learning_strategy import (
    ActivityRow,
    EvaluationPointRow,
    ObjectiveRow,
    StrategyRow,
)
from app.operations.strategy_ties import check_ties
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.dates import local
from audit_tools.learning_strategy.points import Measured, Point, PointKind
from audit_tools.learning_strategy.strategy import (
    Activity,
    ActivityDetails,
    Strategy,
    StrategyDetails,
    check_activity_goes,
    check_objective,
    check_objective_goes,
)
from audit_tools.permissions import Permission, Person, check_can


def to_read(session: Session, by: Person, strategy_id: UUID) -> Strategy:
    """A strategy that the person may read. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.READ_PLANS)
    return rows.load_strategy(session, by.partnership, strategy_id)


def list_to_write(session: Session, *, by: Person) -> tuple[Strategy, ...]:
    """The strategies that the person may change. Raises ``Refused``."""
    check_can(by, Permission.WRITE_NEEDS)
    return rows.list_strategies(session, by.partnership)


def of_objective(session: Session, by: Person, objective_id: UUID) -> Strategy:
    """The strategy of an objective, to read. Raises ``Refused`` or ``Hidden``."""
    row = rows.row_of_objective(session, by.partnership, objective_id)
    return to_read(session, by, row.strategy_id)


def of_activity(session: Session, by: Person, activity_id: UUID) -> Strategy:
    """The strategy of an activity, to read. Raises ``Refused`` or ``Hidden``."""
    row = rows.row_of_activity(session, by.partnership, activity_id)
    return of_objective(session, by, row.objective_id)


def to_write(session: Session, by: Person, strategy_id: UUID) -> Strategy:
    """A strategy that the person may change, held until the transaction ends.

    Raises ``Refused`` or ``Hidden``.
    """
    check_can(by, Permission.WRITE_NEEDS)
    rows.row_of_strategy(session, by.partnership, strategy_id)
    return rows.load_strategy(session, by.partnership, strategy_id)


@operation
def add_strategy(
    session: Session, *, by: Person, details: StrategyDetails, invented: bool = False
) -> UUID:
    """Begin a strategy; gives its id. Raises ``Refused``, or ``Invalid`` as its ``checked``."""
    check_can(by, Permission.WRITE_NEEDS)
    checked = asdict(details.checked())
    row = StrategyRow(
        partnership_id=by.partnership,
        id=uuid4(),
        invented=invented,
        added_at=now(session),
        **checked,
    )
    session.add(row)
    session.flush()
    tell(session, by, "strategy.added", Subject("strategy", row.id), after=checked)
    return row.id


@operation
def change_strategy(
    session: Session, *, by: Person, strategy_id: UUID, details: StrategyDetails, seen: str
) -> None:
    """Change what a strategy is called and says.

    Raises as ``add_strategy``, ``Hidden``, and ``Conflict`` where it has changed since ``seen``.
    """
    present = to_write(session, by, strategy_id).details
    check_unchanged(seen, present)
    checked = asdict(details.checked())
    row = rows.row_of_strategy(session, by.partnership, strategy_id)
    for name, value in checked.items():
        setattr(row, name, value)
    subject = Subject("strategy", strategy_id)
    tell(session, by, "strategy.changed", subject, before=asdict(present), after=checked)


@operation
def add_objective(session: Session, *, by: Person, strategy_id: UUID, says: str) -> UUID:
    """Add an objective; gives its id. Raises ``Hidden``, ``Refused`` or ``Invalid`` ("says")."""
    strategy = to_write(session, by, strategy_id)
    row = ObjectiveRow(
        partnership_id=by.partnership,
        id=uuid4(),
        strategy_id=strategy_id,
        number=max((one.number for one in strategy.objectives), default=0) + 1,
        says=check_objective(says),
    )
    session.add(row)
    session.flush()
    after = {"strategy": strategy_id, "number": row.number, "says": row.says}
    tell(session, by, "objective.added", Subject("objective", row.id), after=after)
    return row.id


@operation
def change_objective(
    session: Session, *, by: Person, objective_id: UUID, says: str, seen: str
) -> None:
    """Say an objective differently. Raises as ``add_objective``, and ``Conflict``."""
    row, _ = _objective_to_write(session, by, objective_id)
    check_unchanged(seen, row.says)
    before, row.says = row.says, check_objective(says)
    subject = Subject("objective", objective_id)
    tell(session, by, "objective.changed", subject, {"says": before}, {"says": row.says})


@operation
def remove_objective(session: Session, *, by: Person, objective_id: UUID) -> None:
    """Take an objective out. Raises ``Hidden``, and ``Refused`` while it has activities."""
    row, strategy = _objective_to_write(session, by, objective_id)
    check_objective_goes(strategy.objective(objective_id))
    session.delete(row)
    subject = Subject("objective", objective_id)
    tell(session, by, "objective.removed", subject, before={"says": row.says})


@operation
def add_activity(
    session: Session, *, by: Person, objective_id: UUID, details: ActivityDetails
) -> UUID:
    """Add an activity to an objective; gives its id.

    Raises ``Hidden``, ``Refused``, or ``Invalid`` (its places the names of the details, "audit",
    "theme" and "question").
    """
    _, strategy = _objective_to_write(session, by, objective_id)
    columns = _checked_columns(session, by, details)
    listed = strategy.objective(objective_id).activities
    row = ActivityRow(
        partnership_id=by.partnership,
        id=uuid4(),
        objective_id=objective_id,
        number=max((one.number for one in listed), default=0) + 1,
        **columns,
    )
    session.add(row)
    session.flush()
    after = {**columns, "objective": objective_id, "number": row.number}
    tell(session, by, "activity.added", Subject("activity", row.id), after=after)
    return row.id


@operation
def change_activity(
    session: Session, *, by: Person, activity_id: UUID, details: ActivityDetails, seen: str
) -> None:
    """Change an activity. Raises as ``add_activity``, and ``Conflict`` where it has changed."""
    row, activity = _activity_to_write(session, by, activity_id)
    check_unchanged(seen, activity.details)
    before, after = _columns_of(activity.details), _checked_columns(session, by, details)
    for name, value in after.items():
        setattr(row, name, value)
    subject = Subject("activity", activity_id)
    tell(session, by, "activity.changed", subject, before=before, after=after)


@operation
def remove_activity(session: Session, *, by: Person, activity_id: UUID) -> None:
    """Take an activity out. Raises ``Hidden``, and ``Refused`` once something was measured."""
    row, activity = _activity_to_write(session, by, activity_id)
    check_activity_goes(activity)
    session.execute(
        delete(EvaluationPointRow).where(
            EvaluationPointRow.partnership_id == by.partnership,
            EvaluationPointRow.activity_id == activity_id,
        )
    )
    session.delete(row)
    before = _columns_of(activity.details)
    tell(session, by, "activity.removed", Subject("activity", activity_id), before=before)


@dataclass(frozen=True)
class PointDays:
    """The days of an activity's evaluation points as they are entered.

    A point without a day is as proposed; what is ``left_out`` is not asked at all.
    """

    days: Mapping[PointKind, date]
    left_out: frozenset[PointKind]

    @classmethod
    def of(cls, activity: Activity) -> "PointDays":
        """Those of an activity as they stand, without the ones that are proposed."""
        return cls(
            {p.kind: p.due for p in activity.points if p.due and not p.is_proposed},
            frozenset(point.kind for point in activity.points if point.is_left_out),
        )

    def kept(self, point: Point) -> tuple[date | None, bool]:
        """The day of its own that a point has, and whether it is left out."""
        left_out, day = point.kind in self.left_out, self.days.get(point.kind)
        follows = point.is_proposed and day == point.due
        return None if left_out or follows else day, left_out


@operation
def set_days(
    session: Session, *, by: Person, activity_id: UUID, days: PointDays, seen: str
) -> None:
    """Set on which days an activity is looked at again, and what is left out.

    A day that is the proposed one anyway goes on following the activity's. Raises ``Hidden``,
    ``Refused``, and ``Conflict`` where they have changed since ``seen``.
    """
    _, activity = _activity_to_write(session, by, activity_id)
    before = PointDays.of(activity)
    check_unchanged(seen, before)
    for point in activity.points:
        wanted = days.kept(point)
        if wanted != before.kept(point):
            row = _point_to_write(session, by, activity_id, point)
            row.due_on, row.left_out = wanted
    tell(
        session,
        by,
        "activity.days-set",
        Subject("activity", activity_id),
        before=_plain(before),
        after=_plain(days),
    )


@operation
def measure(
    session: Session,
    *,
    by: Person,
    activity_id: UUID,
    kind: PointKind,
    measured: Measured,
    seen: str,
) -> None:
    """Say what was measured at a point: how much, how well, what difference it made.

    Raises ``Hidden``, ``Refused``, ``Invalid`` as ``Measured.checked``, and ``Conflict``.
    """
    _, activity = _activity_to_write(session, by, activity_id)
    point = next(one for one in activity.points if one.kind is kind)
    before = point.measured or Measured()
    check_unchanged(seen, before)
    checked = measured.checked(local(now(session)).date())
    row = _point_to_write(session, by, activity_id, point)
    row.measured_on, row.how_much = checked.on, checked.how_much
    row.how_well, row.difference = checked.how_well, checked.difference
    row.left_out = False
    tell(
        session,
        by,
        "activity.measured",
        Subject("activity", activity_id),
        before=asdict(before) | {"point": kind.value},
        after=asdict(checked) | {"point": kind.value},
    )


def _objective_to_write(
    session: Session, by: Person, objective_id: UUID
) -> tuple[ObjectiveRow, Strategy]:
    check_can(by, Permission.WRITE_NEEDS)
    row = rows.row_of_objective(session, by.partnership, objective_id)
    return row, to_write(session, by, row.strategy_id)


def _activity_to_write(
    session: Session, by: Person, activity_id: UUID
) -> tuple[ActivityRow, Activity]:
    check_can(by, Permission.WRITE_NEEDS)
    row = rows.row_of_activity(session, by.partnership, activity_id)
    _, strategy = _objective_to_write(session, by, row.objective_id)
    return row, strategy.activity(activity_id)


def _point_to_write(
    session: Session, by: Person, activity_id: UUID, point: Point
) -> EvaluationPointRow:
    row = rows.row_of_point(session, by.partnership, activity_id, point.kind)
    if row is None:
        row = EvaluationPointRow(
            partnership_id=by.partnership,
            id=uuid4(),
            activity_id=activity_id,
            kind=point.kind.value,
        )
        session.add(row)
        session.flush()
    return row


def _checked_columns(session: Session, by: Person, details: ActivityDetails) -> dict[str, Any]:
    checked = details.checked()
    check_ties(session, by, checked)
    return _columns_of(checked)


def _columns_of(details: ActivityDetails) -> dict[str, Any]:
    need, question = details.need, details.question
    return {
        "what": details.what,
        "owner": details.owner,
        "body": details.body,
        "held_on": details.on,
        "audience": details.audience,
        "audit_id": need.audit if need else None,
        "theme": need.theme if need else "",
        "tool": question.tool if question else "",
        "question": question.key if question else "",
        "status": details.status.value,
        "reason": details.reason,
    }


def _plain(days: PointDays) -> dict[str, Any]:
    return {
        "days": {kind.value: day for kind, day in days.days.items()},
        "left_out": sorted(days.left_out),
    }
