"""Raising an immediate concern, and writing what came of it."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.cases import load_case, standing_of
from app.db.clock import now
from app.db.concerns import concern_of
from app.db.history import Subject, tell
from app.db.models.returns import ConcernRow, ReturnRow
from app.db.returns import read_own_part
from app.db.rows import find_row
from app.operations.deed_messages import tell_concern
from app.operations.transaction import operation
from audit_tools.concerns import check_outcome
from audit_tools.errors import Hidden
from audit_tools.permissions import Person
from audit_tools.visibility import reads_concern


@operation
def raise_concern(
    session: Session,
    *,
    by: Person,
    return_id: UUID,
    concern: str = "",
    told: str = "",
    told_at: str = "",
) -> UUID:
    """Raise a concern from one's own return, whatever state it is in; all texts may be empty.

    One section of it is enough. Raises ``Hidden`` where nothing of the return is the person's own.
    """
    held = read_own_part(session, by, return_id)
    row = ConcernRow(
        partnership_id=by.partnership,
        return_id=return_id,
        raised_at=now(session),
        raised_by=by.id,
        concern=concern.strip(),
        told=told.strip(),
        told_at=told_at.strip(),
    )
    session.add(row)
    tell(
        session,
        by,
        "concern.raised",
        Subject("return", return_id),
        after={"concern": row.concern, "told": row.told, "told_at": row.told_at},
    )
    session.flush()
    tell_concern(session, by, held.case, held.agency.key)
    return row.id


@operation
def settle_concern(session: Session, *, by: Person, concern_id: UUID, outcome: str) -> None:
    """Write what came of a concern. Raises ``Hidden`` or ``Refused``."""
    row = find_row(session, ConcernRow, by.partnership, concern_id, "There is no such concern.")
    returned = session.get_one(ReturnRow, (by.partnership, row.return_id))
    case = load_case(session, by.partnership, returned.case_id)
    if not reads_concern(standing_of(session, by, case), returned.agency):
        raise Hidden("There is no such concern.")
    row.outcome = check_outcome(concern_of(row, returned.agency), outcome)
    row.outcome_at, row.outcome_by = now(session), by.id
    tell(
        session,
        by,
        "concern.settled",
        Subject("return", row.return_id),
        after={"outcome": row.outcome},
    )
