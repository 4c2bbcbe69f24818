"""Saying whether a return is about the child on the agency's key sheet, and settling it."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.history import Subject, tell
from app.db.models.returns import ReturnRow
from app.db.returns import on_file, read_own_part
from app.operations import messages
from app.operations.deed_messages import tell_stopped, tell_stopped_no_more
from app.operations.involvements import case_to_run
from app.operations.transaction import operation
from audit_tools.cases import CaseState
from audit_tools.errors import Hidden, Refused
from audit_tools.fit import Fit, check_can_say, check_can_settle
from audit_tools.permissions import Person
from audit_tools.returns import check_can_write


@operation
def say_fit(session: Session, *, by: Person, return_id: UUID, fits: bool) -> None:
    """Say before the first answer whether this is the child on one's key sheet.

    Said once for a return; the same again changes nothing. Where it does not fit the return
    stands still, and the Business Unit is told. Raises ``Hidden``, ``Refused`` for a return that
    is locked or stopped, and ``Conflict`` where a colleague has said the other.
    """
    held = read_own_part(session, by, return_id)
    said = Fit.FITS if fits else Fit.DOES_NOT_FIT
    if held.on_file.fit is said is Fit.DOES_NOT_FIT:
        return
    check_can_write(held.value)
    check_can_say(held.on_file.fit, said)
    if not held.on_file.asks_fit:
        return
    row = session.get_one(ReturnRow, (by.partnership, return_id))
    _store(session, by, row, "return.fit-said", said)
    if not fits:
        tell_stopped(session, by, held.case)
    messages.follow(session, by, held.audit.id, held.agency.key)


def fits_by_file(session: Session, by: Person, return_id: UUID) -> None:
    """Note that the agency's file says of a return, of which nothing was said, that it fits."""
    row = session.get_one(ReturnRow, (by.partnership, return_id))
    _store(session, by, row, "return.fit-said", Fit.FITS)


@operation
def settle_fit(session: Session, *, by: Person, case_id: UUID, return_id: UUID, note: str) -> None:
    """Let a stopped return begin again; the agency reads the note and says anew whether it fits.

    Raises ``Refused`` without a note, for a return that is not stopped, and once the returns of
    the case are closed; ``Hidden`` for a return of another case.
    """
    held = case_to_run(session, by, case_id)
    row = session.get(ReturnRow, (by.partnership, return_id))
    if row is None or row.case_id != case_id:
        raise Hidden("There is no such return.")
    if held.case.case.state is not CaseState.WAITING or not on_file(row).status.can_be_written:
        raise Refused("This return is closed, so there is nothing to settle.")
    _store(
        session,
        by,
        row,
        "return.fit-settled",
        Fit.NOT_SAID,
        check_can_settle(on_file(row).fit, note),
    )
    tell_stopped_no_more(session, by, held.case)
    messages.follow(session, by, held.audit.id)


def _store(
    session: Session, by: Person, row: ReturnRow, what: str, fit: Fit, note: str | None = None
) -> None:
    before = {"fit": row.fit, "note": row.fit_note}
    row.fit, row.fit_note = fit.value, row.fit_note if note is None else note
    after = {"fit": row.fit, "note": row.fit_note}
    tell(session, by, what, Subject("return", row.id), before, after)
