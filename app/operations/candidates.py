"""Bringing in the children in scope, by reference only, and drawing the sample from them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile
from app.db.candidates import (
    add_candidates,
    document_of,
    list_candidates,
    remove_candidates,
)
from app.db.cases import list_cases
from app.db.history import Subject, tell
from app.db.models.audits import AuditRow
from app.operations.audits import check_preparing, to_run
from app.operations.cases import add_case_row
from app.operations.transaction import operation
from audit_tools.candidates import Candidate, fingerprint, read_candidates
from audit_tools.cycles import Selection
from audit_tools.errors import Conflict, Invalid, Refused
from audit_tools.permissions import Person
from audit_tools.sampling import Draw, draw


@dataclass(frozen=True)
class DrawWanted:
    """What was decided before the draw: how many, in which shares, and by which seed."""

    size: int
    reserves: int
    strata: tuple[str, ...]
    seed: str


@operation
def import_candidates(session: Session, *, by: Person, audit_id: UUID, data: bytes) -> int:
    """Bring in the list of children in scope, in place of one brought in before.

    Gives how many there are. Raises ``Invalid`` with a problem for every row that is wrong (see
    ``read_candidates``), and ``Refused`` where nothing is to be drawn any more.
    """
    _check_can_draw(session, by, audit_id)
    candidates = read_candidates(data)
    _check_references_free(session, by, audit_id, candidates)
    tell(
        session,
        by,
        "candidates.imported",
        Subject("audit", audit_id),
        after={"candidates": len(candidates), "fingerprint": fingerprint(data)},
    )
    remove_candidates(session, by.partnership, audit_id)
    add_candidates(session, by.partnership, audit_id, candidates)
    return len(candidates)


@operation
def clear_candidates(session: Session, *, by: Person, audit_id: UUID) -> None:
    """Take the list of children in scope away again. Raises ``Refused`` after the draw."""
    _check_can_draw(session, by, audit_id)
    tell(session, by, "candidates.removed", Subject("audit", audit_id))
    remove_candidates(session, by.partnership, audit_id)


@operation
def confirm_draw(
    session: Session, *, by: Person, audit_id: UUID, wanted: DrawWanted, list_hash: str
) -> None:
    """Make the drawn children the cases of the audit. A confirmed draw stands.

    The children not drawn are deleted, but for the reserves. ``list_hash`` is that of the
    proposal one saw: raises ``Conflict`` when the list has changed since, and ``Invalid`` or
    ``Refused`` as ``propose_draw`` does.
    """
    audit = _check_can_draw(session, by, audit_id)
    candidates = list_candidates(session, by.partnership, audit_id)
    drawn = propose_draw(candidates, wanted)
    if drawn.list_hash != list_hash:
        raise Conflict("The list of children in scope has changed since this draw was shown.")
    _check_references_free(session, by, audit_id, drawn.selected)
    row = session.get_one(AuditRow, (by.partnership, audit_id))
    row.draw = document_of(drawn, len(candidates))
    row.selection_note = row.selection_note or describe_draw(audit, len(candidates))
    tell(session, by, "candidates.drawn", Subject("audit", audit_id), after=row.draw)
    for candidate in drawn.selected:
        add_case_row(session, by, audit_id, candidate)
    kept = [candidate.reference for candidate in drawn.reserves]
    remove_candidates(session, by.partnership, audit_id, but=kept)


def propose_draw(candidates: tuple[Candidate, ...], wanted: DrawWanted) -> Draw:
    """What the draw comes to. Raises ``Invalid``, its place size, reserves, strata or seed."""
    return draw(candidates, wanted.size, wanted.reserves, wanted.strata, wanted.seed)


def describe_draw(audit: AuditOnFile, candidates: int) -> str:
    """``Drawn at random from 41 children in scope``: printed with the summary.

    The seed stays with the record of the draw, for whoever would repeat it.
    """
    return f"Drawn at random from {audit.cycle.counted.number(candidates)} in scope"


def _check_can_draw(session: Session, by: Person, audit_id: UUID) -> AuditOnFile:
    audit = to_run(session, by, audit_id)
    check_preparing(audit)
    if audit.cycle.selection is not Selection.RANDOM:
        raise Refused("The cases of this audit are not drawn at random. Add them one by one.")
    row = session.get_one(AuditRow, (by.partnership, audit_id))
    if row.draw is not None:
        raise Refused(
            "The sample has been drawn and stands. Whoever could draw again could choose."
        )
    return audit


def _check_references_free(
    session: Session, by: Person, audit_id: UUID, candidates: tuple[Candidate, ...]
) -> None:
    used = {c.case.reference.casefold() for c in list_cases(session, by.partnership, audit_id)}
    if any(candidate.reference.casefold() in used for candidate in candidates):
        raise Invalid("A reference on the list is a case of this audit already. Take it out.")
