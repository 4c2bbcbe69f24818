"""Learning strategies with all that is in them, read in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.audits import AuditRow
from app.db.models.learning_strategy import (
    ActivityRow,
    EvaluationPointRow,
    ObjectiveRow,
    PathwayStepRow,
    StrategyRow,
)
from app.db.planned_audits import planned_from
from app.db.rows import find_row, hold_row
from audit_tools.errors import Hidden
from audit_tools.learning_strategy.pathway import PathwayRow, PathwayStep
from audit_tools.learning_strategy.points import (
    KeptPoint,
    Measured,
    PointKind,
    next_audit,
    points_of,
)
from audit_tools.learning_strategy.strategy import (
    Activity,
    ActivityDetails,
    ActivityStatus,
    AnsweredNeed,
    AuditQuestion,
    Objective,
    Strategy,
    StrategyDetails,
)

KeptPoints = dict[PointKind, KeptPoint]


def list_strategies(session: Session, partnership: UUID) -> tuple[Strategy, ...]:
    """The partnership's strategies, the newest first."""
    return _strategies(session, partnership)


def load_strategy(session: Session, partnership: UUID, strategy_id: UUID) -> Strategy:
    """One strategy. Raises ``Hidden`` where the partnership has no such."""
    found = _strategies(session, partnership, strategy_id)
    if not found:
        raise Hidden("There is no such strategy.")
    return found[0]


def row_of_strategy(session: Session, partnership: UUID, strategy_id: UUID) -> StrategyRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(session, StrategyRow, partnership, strategy_id, "There is no such strategy.")


def row_of_objective(session: Session, partnership: UUID, objective_id: UUID) -> ObjectiveRow:
    """The row of an objective. Raises ``Hidden``."""
    return find_row(session, ObjectiveRow, partnership, objective_id, "There is no such objective.")


def row_of_step(session: Session, partnership: UUID, step_id: UUID) -> PathwayStepRow:
    """A row of a pathway. Raises ``Hidden``."""
    return find_row(
        session, PathwayStepRow, partnership, step_id, "There is no such row of the pathway."
    )


def row_of_activity(session: Session, partnership: UUID, activity_id: UUID) -> ActivityRow:
    """The row of an activity. Raises ``Hidden``."""
    return find_row(session, ActivityRow, partnership, activity_id, "There is no such activity.")


def row_of_point(
    session: Session, partnership: UUID, activity_id: UUID, kind: PointKind
) -> EvaluationPointRow | None:
    """The row of an evaluation point, where anything of it is kept."""
    return session.scalars(
        select(EvaluationPointRow).where(
            EvaluationPointRow.partnership_id == partnership,
            EvaluationPointRow.activity_id == activity_id,
            EvaluationPointRow.kind == kind.value,
        )
    ).first()


def _strategies(
    session: Session, partnership: UUID, strategy_id: UUID | None = None
) -> tuple[Strategy, ...]:
    wanted = select(StrategyRow).where(StrategyRow.partnership_id == partnership)
    if strategy_id:
        wanted = wanted.where(StrategyRow.id == strategy_id)
    rows = session.scalars(wanted.order_by(StrategyRow.added_at.desc(), StrategyRow.id)).all()
    objectives = _objectives(session, partnership, [row.id for row in rows])
    pathways = _pathways(session, partnership, [row.id for row in rows])
    return tuple(
        Strategy(
            row.id,
            StrategyDetails(row.title, row.overseen_by, row.period_from, row.period_to, row.aim),
            row.invented,
            tuple(objectives[row.id]),
            tuple(pathways[row.id]),
        )
        for row in rows
    )


def _objectives(
    session: Session, partnership: UUID, strategies: Iterable[UUID]
) -> defaultdict[UUID, list[Objective]]:
    rows = session.scalars(
        select(ObjectiveRow)
        .where(
            ObjectiveRow.partnership_id == partnership,
            ObjectiveRow.strategy_id.in_(list(strategies)),
        )
        .order_by(ObjectiveRow.number)
    ).all()
    activities = _activities(session, partnership, [row.id for row in rows])
    found = defaultdict[UUID, list[Objective]](list)
    for row in rows:
        objective = Objective(row.id, row.number, row.says, tuple(activities[row.id]))
        found[row.strategy_id].append(objective)
    return found


def _pathways(
    session: Session, partnership: UUID, strategies: Iterable[UUID]
) -> defaultdict[UUID, list[PathwayStep]]:
    found = defaultdict[UUID, list[PathwayStep]](list)
    for row in session.scalars(
        select(PathwayStepRow)
        .where(
            PathwayStepRow.partnership_id == partnership,
            PathwayStepRow.strategy_id.in_(list(strategies)),
        )
        .order_by(PathwayStepRow.number)
    ):
        cells = PathwayRow(row.level, row.target_group, row.minimum_content, row.delivery)
        found[row.strategy_id].append(PathwayStep(row.id, row.number, cells))
    return found


def _activities(
    session: Session, partnership: UUID, objectives: Iterable[UUID]
) -> defaultdict[UUID, list[Activity]]:
    rows = session.scalars(
        select(ActivityRow)
        .where(
            ActivityRow.partnership_id == partnership,
            ActivityRow.objective_id.in_(list(objectives)),
        )
        .order_by(ActivityRow.number)
    ).all()
    kept = _kept_points(session, partnership, [row.id for row in rows])
    audits = _next_audits(session, partnership, rows)
    found = defaultdict[UUID, list[Activity]](list)
    for row in rows:
        points = points_of(row.held_on, audits.get(row.id), kept[row.id])
        found[row.objective_id].append(Activity(row.id, row.number, _details(row), points))
    return found


def _details(row: ActivityRow) -> ActivityDetails:
    """An activity as it is entered."""
    return ActivityDetails(
        row.what,
        row.owner,
        row.body,
        row.held_on,
        row.audience,
        AnsweredNeed(row.audit_id, row.theme) if row.audit_id else None,
        AuditQuestion(row.tool, row.question) if row.question else None,
        ActivityStatus(row.status),
        row.reason,
    )


def _kept(row: EvaluationPointRow) -> KeptPoint:
    """What a row keeps of a point."""
    measured = Measured(row.measured_on, row.how_much, row.how_well, row.difference)
    return KeptPoint(row.due_on, row.left_out, measured if row.measured_on else None)


def _kept_points(
    session: Session, partnership: UUID, activities: Iterable[UUID]
) -> defaultdict[UUID, KeptPoints]:
    found = defaultdict[UUID, KeptPoints](dict)
    for row in session.scalars(
        select(EvaluationPointRow).where(
            EvaluationPointRow.partnership_id == partnership,
            EvaluationPointRow.activity_id.in_(list(activities)),
        )
    ):
        found[row.activity_id][PointKind(row.kind)] = _kept(row)
    return found


def _next_audits(
    session: Session, partnership: UUID, activities: Sequence[ActivityRow]
) -> dict[UUID, date]:
    """When the theme of the audit behind each activity is next audited, by the year's plan."""
    themes = _themes(session, partnership, {row.audit_id for row in activities})
    tied = [(row.id, themes.get(row.audit_id), row.held_on) for row in activities]
    dated = [(id, theme, on) for id, theme, on in tied if theme and on]
    if not dated:
        return {}
    planned = planned_from(session, partnership, min(on for _, _, on in dated))
    found = {id: next_audit(planned, theme, on) for id, theme, on in dated}
    return {id: day for id, day in found.items() if day}


def _themes(
    session: Session, partnership: UUID, audits: Iterable[UUID | None]
) -> dict[UUID | None, str]:
    rows = session.execute(
        select(AuditRow.id, AuditRow.theme).where(
            AuditRow.partnership_id == partnership, AuditRow.id.in_([id for id in audits if id])
        )
    )
    return {row.id: row.theme for row in rows}
