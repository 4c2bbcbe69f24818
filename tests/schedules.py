"""A date for a discussion and somebody expected from each agency, stored as rows."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.models.schedule import InvitedRow, ScheduledRow

PLACE = "https://meet.example.org/markplace"


def add_date(
    session: Session,
    partnership: UUID,
    case: UUID,
    starts: datetime,
    invited: Mapping[str, str],
) -> None:
    """Let the discussion of a case be then; ``invited`` are names by their agencies."""
    of = {"partnership_id": partnership, "case_id": case}
    session.add(ScheduledRow(**of, starts_at=starts, minutes=90, place=PLACE))
    for agency, name in invited.items():
        session.add(InvitedRow(**of, id=uuid4(), agency=agency, name=name, number=1))
    session.flush()


def invited_mark(agency: str) -> str:
    """What somebody of an agency who is expected is called, to be seen where they should not be."""
    return f"markinvited{agency.replace('-', '')}"
