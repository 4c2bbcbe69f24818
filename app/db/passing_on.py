"""What was passed on, with how teams used it, read in two statements."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.passing_on import PassedOnRow, TeamUseRow
from app.db.rows import hold_row
from audit_tools.passing_on import PassedKind, PassedOn, Passing, TeamUse


def list_passings(session: Session, partnership: UUID) -> tuple[Passing, ...]:
    """All that was passed on, the latest first."""
    rows = session.scalars(
        select(PassedOnRow)
        .where(PassedOnRow.partnership_id == partnership)
        .order_by(PassedOnRow.passed_on.desc(), PassedOnRow.what, PassedOnRow.id)
    ).all()
    uses = defaultdict[UUID, list[TeamUse]](list)
    for use in session.scalars(
        select(TeamUseRow)
        .where(TeamUseRow.partnership_id == partnership)
        .order_by(TeamUseRow.recorded_at, TeamUseRow.id)
    ):
        uses[use.passed_on_id].append(TeamUse(use.agency, use.team, use.said, use.said_on))
    return tuple(Passing(row.id, passed_in(row), tuple(uses[row.id]), row.invented) for row in rows)


def row_of_passing(session: Session, partnership: UUID, passing_id: UUID) -> PassedOnRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(
        session,
        PassedOnRow,
        partnership,
        passing_id,
        "There is nothing of this that was passed on.",
    )


def passed_in(row: PassedOnRow) -> PassedOn:
    """What a row says was passed on."""
    return PassedOn(
        PassedKind(row.kind),
        row.what,
        row.passed_by,
        row.network,
        row.passed_on,
        row.reached,
        row.audit_id,
    )
