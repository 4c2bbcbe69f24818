"""What people do with a return: answer, settle a clash, send, say "not known to us", reopen."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.cases import hold_version, load_case
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.cases import InvolvementRow
from app.db.models.returns import ReturnRow
from app.db.records import read_clashes, save_edits
from app.db.returns import ReturnRead, read_own_part, read_own_return
from app.db.rows import find_row
from app.db.words import words_of
from app.operations import clashes, messages
from app.operations.transaction import operation
from audit_tools.answers import check_answer, check_on_page
from audit_tools.cases import Known, check_reason
from audit_tools.entries import Edit, Outcome, check_all
from audit_tools.errors import Conflict
from audit_tools.fit import check_said
from audit_tools.marks import check_gone_through, marked_places
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.returns import (
    ReturnStatus,
    check_can_reopen,
    check_can_submit,
    check_can_undo_not_known,
    check_can_write,
    check_has_place,
    check_second_person,
)


@dataclass(frozen=True)
class Saved:
    """What a save came to, when it was made, and the return as it then stands."""

    outcome: Outcome
    at: datetime
    held: ReturnRead


@operation
def save_answers(
    session: Session,
    *,
    by: Person,
    return_id: UUID,
    edits: tuple[Edit, ...],
    section: str | None = None,
) -> Saved:
    """Save what was entered in a return, or in the sections of it that one was given.

    ``section`` is the one on whose page it was. Raises ``Hidden``, ``Refused`` (the return is
    locked) or ``Invalid`` (with every place that cannot be stored; then nothing is).
    """
    held = _part_to_write(session, by, return_id)
    check_on_page(held.audit.tool, edits, section)
    check_said(held.value.fit)
    return store_answers(session, by, held, edits, "return.answered")


def store_answers(
    session: Session, by: Person, held: ReturnRead, edits: tuple[Edit, ...], what: str
) -> Saved:
    """Check the edits and save them, whether they were typed or brought in; ``what`` is told to
    history. Raises ``Invalid`` and ``Hidden``."""
    checked, return_id = check_edits(held, edits), held.on_file.id
    at = now(session)
    outcome = save_edits(session, by=by, record=return_id, edits=checked)
    if outcome.changes or outcome.clashes:
        row = _row(session, by, return_id)
        row.started_at = row.started_at or at
        unconfirm(row)
        tell(
            session,
            by,
            what,
            Subject("return", return_id),
            before={change.place: change.before for change in outcome.changes},
            after={change.place: change.after.value for change in outcome.changes}
            | {f"{clash.place} (clash)": clash.theirs for clash in outcome.clashes},
        )
    return Saved(outcome, at, as_saved(session, by, held, outcome))


@operation
def settle_clash(
    session: Session, *, by: Person, return_id: UUID, clash_id: UUID, take: bool
) -> None:
    """Choose between two texts: ``take`` the one that waited, or let the standing one be."""
    held = _part_to_write(session, by, return_id)
    choice = clashes.choose(
        session, by=by, record=return_id, clashes=held.clashes, clash_id=clash_id, take=take
    )
    unconfirm(_row(session, by, return_id))
    tell(
        session,
        by,
        "return.clash-settled",
        Subject("return", return_id),
        before=choice.before,
        after=choice.after,
    )


def unconfirm(row: ReturnRow) -> None:
    """What was confirmed is no longer what stands there."""
    row.confirmed_at = row.confirmed_by = None


@operation
def submit_return(
    session: Session,
    *,
    by: Person,
    return_id: UUID,
    declared: bool,
    kept: frozenset[tuple[str, int]] = frozenset(),
) -> bool:
    """Send a complete, declared return; it is locked from here on.

    Where the tool asks a second person to sign it off, the first who declares it confirms it, and
    it is sent once another does. Gives whether it is sent. ``kept`` are the marked texts that stay
    knowingly, each a place and the version that was read; a text that has changed since is to be
    gone through again. Raises ``Refused``.
    """
    held = _to_write(session, by, return_id)
    still = {p for p, version in kept if p in held.entries and held.entries[p].version == version}
    check_can_submit(held.audit.tool, held.value, declared)
    words = words_of(session, by.partnership)
    check_gone_through(marked_places(held.audit.tool, held.value, words), still)
    row, subject = _row(session, by, return_id), Subject("return", return_id)
    after = {"declared": declared, "kept knowingly": sorted(still)}
    if held.audit.tool.second_person:
        if row.confirmed_by is None:
            row.confirmed_at, row.confirmed_by = now(session), by.id
            tell(session, by, "return.confirmed", subject, after=after)
            return False
        check_second_person(row.confirmed_by, by.id)
    row.status, row.submitted_at = ReturnStatus.SUBMITTED.value, now(session)
    row.submitted_by = by.id
    tell(session, by, "return.submitted", subject, after=after)
    messages.follow(session, by, held.audit.id, held.agency.key)
    return True


@operation
def answer_not_known(session: Session, *, by: Person, return_id: UUID) -> None:
    """Say that the child was not known to the agency: a return in itself."""
    held = _to_write(session, by, return_id)
    row = _row(session, by, return_id)
    row.status, row.submitted_at = ReturnStatus.NOT_KNOWN.value, now(session)
    row.submitted_by = by.id
    _set_known(session, row, Known.NOT_KNOWN)
    tell(session, by, "return.not-known", Subject("return", return_id))
    messages.follow(session, by, held.audit.id, held.agency.key)


@operation
def undo_not_known(session: Session, *, by: Person, return_id: UUID) -> None:
    """Take back that the child was not known to the agency: the return is due again.

    Raises ``Hidden``, and ``Refused`` once the returns of the case are closed.
    """
    held = read_own_return(session, by, return_id)
    check_can_undo_not_known(held.value.status, held.case.case.state)
    row = _row(session, by, return_id)
    row.status, row.submitted_at, row.submitted_by = ReturnStatus.DUE.value, None, None
    _set_known(session, row, Known.KNOWN)
    tell(session, by, "return.known-after-all", Subject("return", return_id))
    messages.follow(session, by, held.audit.id, held.agency.key)


@operation
def reopen_return(session: Session, *, by: Person, return_id: UUID, reason: str) -> None:
    """Unlock a sent return, while its case is still waiting."""
    check_can(by, Permission.RUN_AUDITS)
    row = find_row(session, ReturnRow, by.partnership, return_id, "There is no such return.")
    case = load_case(session, by.partnership, row.case_id)
    check_can_reopen(ReturnStatus(row.status), case.case.state)
    was_not_known = row.status == ReturnStatus.NOT_KNOWN.value
    row.status, row.status_reason = ReturnStatus.REOPENED.value, check_reason(reason)
    row.submitted_at = None
    unconfirm(row)
    if was_not_known:
        _set_known(session, row, Known.KNOWN)
    tell(
        session,
        by,
        "return.reopened",
        Subject("return", return_id),
        after={"reason": row.status_reason},
    )
    messages.follow(session, by, case.audit_id)


def _to_write(session: Session, by: Person, return_id: UUID) -> ReturnRead:
    """The person's own return, still open. Raises ``Hidden`` or ``Refused``."""
    held = read_own_return(session, by, return_id)
    check_can_write(held.value)
    check_not_moved(session, by, held)
    return held


def _part_to_write(session: Session, by: Person, return_id: UUID) -> ReturnRead:
    """The same, or what of a return was given to the person."""
    held = read_own_part(session, by, return_id)
    check_can_write(held.value)
    check_not_moved(session, by, held)
    return held


def check_not_moved(session: Session, by: Person, held: ReturnRead) -> None:
    """Raise ``Conflict`` where the case went on with another version of the tool since it was read:
    what is saved, or sent, would answer what is asked no more. From here on it does not move."""
    if hold_version(session, by.partnership, held.case.id) != held.audit.published:
        raise Conflict(
            "The questions of this return have just changed. Open it again; what was saved is kept."
        )


def check_edits(held: ReturnRead, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits with their values as they are stored. Raises ``Invalid``, and ``Hidden``."""
    tool, agency_return = held.audit.tool, held.value
    for edit in edits:
        check_has_place(tool, agency_return, edit.place)
    return check_all(edits, partial(check_answer, tool, held.audit.scale, agency_return))


def as_saved(session: Session, by: Person, held: ReturnRead, outcome: Outcome) -> ReturnRead:
    """The return as it stands after a save."""
    waiting = held.clashes
    if outcome.clashes:
        session.flush()
        waiting = read_clashes(session, by.partnership, held.on_file.id, held.part)
    changed = {change.place: change.after for change in outcome.changes}
    return replace(held, entries=held.entries | changed, clashes=waiting)


def _row(session: Session, by: Person, return_id: UUID) -> ReturnRow:
    return session.get_one(ReturnRow, (by.partnership, return_id))


def _set_known(session: Session, row: ReturnRow, known: Known) -> None:
    involvement = session.scalars(
        select(InvolvementRow).where(
            InvolvementRow.partnership_id == row.partnership_id,
            InvolvementRow.case_id == row.case_id,
            InvolvementRow.agency == row.agency,
        )
    ).one()
    involvement.known = known.value
