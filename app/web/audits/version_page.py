"""What the page shows on which an audit is moved to the newest version of its tool."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.operations import moving as operations
from app.operations.moving import CaseLine, Move
from audit_tools.permissions import Person
from audit_tools.returns import progress


@dataclass(frozen=True)
class Line:
    """A case: how it is called, the one word of each of its returns, and why it stays if so."""

    called: str
    returns: tuple[tuple[str, str], ...]
    asked_with: int
    stays: str


@dataclass(frozen=True)
class MovePage:
    """What the page shows. ``problem`` is what stands in the way, or was refused."""

    move: Move
    moving: tuple[Line, ...]
    staying: tuple[Line, ...]
    problem: str


def describe_move(
    session: Session, by: Person, audit_id: UUID, problem: str = ""
) -> MovePage | None:
    """What moving would come to; None where there is no later version. Raises ``Hidden``."""
    found = operations.describe_move(session, by, audit_id)
    return _page(session, by, found, problem) if found else None


def _page(session: Session, by: Person, found: Move, problem: str) -> MovePage:
    names = {one.key: one.name for one in list_agencies(session, by.partnership)}
    return MovePage(
        found,
        tuple(_line(line, names) for line in found.moving),
        tuple(_line(line, names) for line in found.staying),
        problem or (found.refused if found.moving else ""),
    )


def _line(line: CaseLine, names: dict[str, str]) -> Line:
    """Of a case that the person may know nothing of there is its number, and whether it moves."""
    if not line.is_shown:
        return Line(line.case.spoken, (), line.asked.version, "")
    returns = tuple(
        (names[one.agency], str(progress(one.status, one.started_at is not None, overdue=False)))
        for one in sorted(line.returns, key=lambda one: names[one.agency])
    )
    return Line(line.case.case.reference, returns, line.asked.version, line.to_move.stays)
