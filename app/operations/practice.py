"""Trying out a return on an invented child: begin, answer, throw away.

Nothing of it is told to anybody, counted or kept: it is one person's own, and the history holds
that it was begun and thrown away, without a word of what was typed.
"""

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.practice import PracticeRow
from app.db.models.records import RecordRow
from app.db.people import lock_person
from app.db.practice import (
    agency_to_practise,
    find_practice,
    read_practice,
    tool_to_practise,
)
from app.db.records import forget_records, save_edits
from app.db.returns import ReturnRead
from app.operations import clashes
from app.operations.returns import Saved, as_saved, check_edits
from app.operations.transaction import operation
from audit_tools.answers import check_on_page
from audit_tools.entries import Edit
from audit_tools.errors import Hidden, Refused
from audit_tools.permissions import Permission, Person, check_can

NOUN = "practice"


@operation
def begin(session: Session, *, by: Person) -> None:
    """Begin a practice case; who has begun one already goes on with it.

    It is for everybody: a chair or a member of a board sees in it what practitioners fill in.
    Raises ``Refused`` where no tool is published yet, or no agency is there.
    """
    check_can(by, Permission.BE_SIGNED_IN)
    lock_person(session, by.id)
    if find_practice(session, by):
        return
    tool = tool_to_practise(session, by.partnership)
    if tool is None:
        raise Refused("There is no audit tool to practise with yet.")
    agency = agency_to_practise(session, by)
    if agency is None:
        raise Refused("There is no agency yet for which you could answer.")
    id_ = uuid4()
    tell(session, by, "practice.begun", Subject(NOUN, id_))
    session.add(RecordRow(partnership_id=by.partnership, id=id_, changes=0))
    session.flush()
    session.add(
        PracticeRow(
            partnership_id=by.partnership,
            id=id_,
            person_id=by.id,
            agency=agency.key,
            tool_version_id=tool[0],
            begun_at=now(session),
        )
    )


@operation
def save_answers(
    session: Session, *, by: Person, edits: tuple[Edit, ...], section: str | None = None
) -> Saved:
    """Save what was entered, on the page of a ``section``. Raises ``Hidden`` where nothing was
    begun, and ``Invalid``."""
    held = _held(session, by)
    check_on_page(held.audit.tool, edits, section)
    checked = check_edits(held, edits)
    outcome = save_edits(session, by=by, record=held.on_file.id, edits=checked)
    if outcome.changes or outcome.clashes:
        tell(session, by, "practice.answered", Subject(NOUN, held.on_file.id))
    return Saved(outcome, now(session), as_saved(session, by, held, outcome))


@operation
def settle_clash(session: Session, *, by: Person, clash_id: UUID, take: bool) -> None:
    """Choose between two texts that were typed on two pages."""
    held = _held(session, by)
    tell(session, by, "practice.answered", Subject(NOUN, held.on_file.id))
    clashes.choose(
        session,
        by=by,
        record=held.on_file.id,
        clashes=held.clashes,
        clash_id=clash_id,
        take=take,
    )


@operation
def throw_away(session: Session, *, by: Person) -> None:
    """Delete the practice case with all that was typed; a second time changes nothing."""
    row = find_practice(session, by)
    if row is None:
        return
    tell(session, by, "practice.thrown-away", Subject(NOUN, row.id))
    session.delete(row)
    session.flush()
    forget_records(session, by.partnership, [row.id])


def _held(session: Session, by: Person) -> ReturnRead:
    held = read_practice(session, by)
    if held is None:
        raise Hidden("There is no practice case.")
    return held
