"""Bringing in the children in scope, by reference only, and drawing the sample from them."""

from dataclasses import dataclass
from typing import Any
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
from app.db.shown_draws import documents_of, shown_draws_of
from app.operations.audits import check_preparing, to_run
from app.operations.cases import add_case_row
from app.operations.transaction import operation
from audit_tools.apart import read_apart
from audit_tools.candidates import Candidate, fingerprint, read_list
from audit_tools.cycles import Selection
from audit_tools.errors import Conflict, Invalid, Refused
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.sampling import Draw, draw
from audit_tools.shown_draws import ShownDraw


@dataclass(frozen=True)
class DrawWanted:
    """What was decided before the draw: how many, in which shares, and by which seed."""

    size: int
    reserves: int
    strata: tuple[str, ...]
    seed: str

    @classmethod
    def of(cls, shown: ShownDraw) -> "DrawWanted":
        """What was wanted of a draw that was shown."""
        return cls(shown.size, shown.reserves, shown.strata, shown.seed)


@operation
def import_candidates(session: Session, *, by: Person, audit_id: UUID, data: bytes) -> int:
    """Bring in the list of children in scope, in place of one brought in before.

    Gives how many there are. Raises ``Invalid`` with a problem for every row that is wrong (see
    ``read_list``), and ``Refused`` where nothing is to be drawn any more.
    """
    check_can(by, Permission.RUN_AUDITS)
    # Before the first statement: while a file is read nobody is kept from writing.
    candidates = read_apart(read_list, data)
    _check_can_draw(session, by, audit_id)
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
def show_draw(session: Session, *, by: Person, audit_id: UUID, wanted: DrawWanted) -> int:
    """Keep that this draw is looked at; gives as which of the audit it was first shown.

    Without it nobody sees what a seed comes to: whoever could try seeds unseen could choose. A
    list that has changed gives another draw. Raises ``Invalid`` as ``propose_draw`` does, and
    ``Refused`` where nothing is to be drawn any more.
    """
    _check_can_draw(session, by, audit_id)
    drawn = propose_draw(list_candidates(session, by.partnership, audit_id), wanted)
    row = session.get_one(AuditRow, (by.partnership, audit_id))
    before, draw = shown_draws_of(row.draws_shown), ShownDraw.of(drawn)
    shown = before.add(draw)
    if shown != before:
        row.draws_shown = documents_of(shown)
        after = {**row.draws_shown[-1], "number": len(shown)}
        tell(session, by, "candidates.draw-shown", Subject("audit", audit_id), after=after)
    return shown.number_of(draw)


@operation
def confirm_draw(
    session: Session, *, by: Person, audit_id: UUID, wanted: DrawWanted, list_hash: str
) -> None:
    """Make the drawn children the cases of the audit. A confirmed draw stands.

    The children not drawn are deleted, but for the reserves. ``list_hash`` is that of the
    draw one saw: raises ``Conflict`` when the list has changed since, ``Invalid`` for a draw that
    was never shown or cannot be made, and ``Refused`` where nothing is to be drawn any more.
    """
    audit = _check_can_draw(session, by, audit_id)
    candidates = list_candidates(session, by.partnership, audit_id)
    drawn = propose_draw(candidates, wanted)
    if drawn.list_hash != list_hash:
        raise Conflict("The list of children in scope has changed since this draw was shown.")
    _check_references_free(session, by, audit_id, drawn.selected)
    row = session.get_one(AuditRow, (by.partnership, audit_id))
    shown = shown_draws_of(row.draws_shown).confirm(ShownDraw.of(drawn))
    row.draws_shown = documents_of(shown)
    row.draw = document_of(drawn, len(candidates))
    row.selection_note = row.selection_note or describe_draw(audit, len(candidates))
    tell(session, by, "candidates.drawn", Subject("audit", audit_id), after=_confirmed(row))
    for candidate in drawn.selected:
        add_case_row(session, by, audit_id, candidate)
    kept = [candidate.reference for candidate in drawn.reserves]
    remove_candidates(session, by.partnership, audit_id, but=kept)


def redraw_shown(candidates: tuple[Candidate, ...], shown: ShownDraw) -> Draw | None:
    """A draw that was shown, made again; ``None`` where the list has changed since."""
    try:
        drawn = propose_draw(candidates, DrawWanted.of(shown))
    except Invalid:
        return None
    return drawn if ShownDraw.of(drawn) == shown else None


def propose_draw(candidates: tuple[Candidate, ...], wanted: DrawWanted) -> Draw:
    """What the draw comes to. Raises ``Invalid``, its place size, reserves, strata or seed."""
    return draw(candidates, wanted.size, wanted.reserves, wanted.strata, wanted.seed)


def describe_draw(audit: AuditOnFile, candidates: int) -> str:
    """``Drawn at random from 41 children in scope``: printed with the summary.

    As which of several draws it was shown is added there, whatever stands here. The seed stays
    with the record of the draw, for whoever would repeat it.
    """
    return f"Drawn at random from {audit.cycle.counted.number(candidates)} in scope"


def _check_can_draw(session: Session, by: Person, audit_id: UUID) -> AuditOnFile:
    audit = to_run(session, by, audit_id)
    check_preparing(audit)
    if audit.cycle.selection is not Selection.RANDOM:
        raise Refused("The cases of this audit are not drawn at random. Add them one by one.")
    # Two who show a draw at once would both keep theirs alone, and one would be lost.
    row = session.get_one(
        AuditRow, (by.partnership, audit_id), with_for_update=True, populate_existing=True
    )
    if row.draw is not None or shown_draws_of(row.draws_shown).confirmed:
        raise Refused(
            "The sample has been drawn and stands. Whoever could draw again could choose."
        )
    return audit


def _confirmed(row: AuditRow) -> dict[str, Any]:
    shown = shown_draws_of(row.draws_shown)
    return {**(row.draw or {}), "shown": len(shown), "number": shown.confirmed}


def _check_references_free(
    session: Session, by: Person, audit_id: UUID, candidates: tuple[Candidate, ...]
) -> None:
    used = {c.case.reference.casefold() for c in list_cases(session, by.partnership, audit_id)}
    if any(candidate.reference.casefold() in used for candidate in candidates):
        raise Invalid("A reference on the list is a case of this audit already. Take it out.")
