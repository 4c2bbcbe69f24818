"""Keeping the pathway of a strategy: level, target group, minimum content, delivery."""

from dataclasses import asdict
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db import strategies as rows
from app.db.history import Subject, tell
from app.db.models.learning_strategy import PathwayStepRow
from app.operations.strategies import to_read, to_write
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.learning_strategy.pathway import PathwayRow, find_step
from audit_tools.learning_strategy.strategy import Strategy
from audit_tools.permissions import Permission, Person, check_can


def of_step(session: Session, by: Person, step_id: UUID) -> Strategy:
    """The strategy of a row of a pathway, to read. Raises ``Refused`` or ``Hidden``."""
    row = rows.row_of_step(session, by.partnership, step_id)
    return to_read(session, by, row.strategy_id)


@operation
def add_step(session: Session, *, by: Person, strategy_id: UUID, row: PathwayRow) -> UUID:
    """Add a row at the end of the pathway; gives its id.

    Raises ``Hidden``, ``Refused``, or ``Invalid`` as its ``checked``.
    """
    strategy, checked = to_write(session, by, strategy_id), asdict(row.checked())
    step = PathwayStepRow(
        partnership_id=by.partnership,
        id=uuid4(),
        strategy_id=strategy_id,
        number=max((one.number for one in strategy.pathway), default=0) + 1,
        **checked,
    )
    session.add(step)
    session.flush()
    subject = Subject("pathway row", step.id)
    tell(session, by, "pathway.added", subject, after={**checked, "strategy": strategy_id})
    return step.id


@operation
def change_step(session: Session, *, by: Person, step_id: UUID, row: PathwayRow, seen: str) -> None:
    """Change a row. Raises as ``add_step``, and ``Conflict`` where it is not as ``seen``."""
    step, present = _to_write(session, by, step_id)
    check_unchanged(seen, present)
    checked = asdict(row.checked())
    for name, value in checked.items():
        setattr(step, name, value)
    subject = Subject("pathway row", step_id)
    tell(session, by, "pathway.changed", subject, before=asdict(present), after=checked)


@operation
def remove_step(session: Session, *, by: Person, step_id: UUID) -> None:
    """Take a row out of the pathway. Raises ``Hidden`` or ``Refused``."""
    step, present = _to_write(session, by, step_id)
    session.delete(step)
    subject = Subject("pathway row", step_id)
    tell(session, by, "pathway.removed", subject, before=asdict(present))


def _to_write(session: Session, by: Person, step_id: UUID) -> tuple[PathwayStepRow, PathwayRow]:
    check_can(by, Permission.WRITE_NEEDS)
    step = rows.row_of_step(session, by.partnership, step_id)
    strategy = to_write(session, by, step.strategy_id)
    return step, find_step(strategy.pathway, step_id).row
