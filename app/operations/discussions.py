"""What chair, note-taker and Business Unit do with a case's discussion."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.cases import CaseOnFile
from app.db.clock import now
from app.db.corrections import read_replies
from app.db.discussions import (
    RETURNS_READ,
    CaseRead,
    DiscussionRead,
    raise_changes,
    read_case,
    read_locked,
    read_to_write,
)
from app.db.history import Subject, tell
from app.db.kept_texts import read_marked_texts
from app.db.models.cases import CaseRow
from app.db.models.discussions import AttendanceRow, DiscussionRow
from app.db.models.returns import ReturnRow
from app.db.records import add_record, save_edits
from app.db.returns import returns_of
from app.operations import clashes, messages
from app.operations.deed_messages import tell_to_read
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.answers import check_on_page
from audit_tools.cases import CaseState, check_can_move
from audit_tools.corrections import check_all_settled, check_early
from audit_tools.discussions import (
    Came,
    check_agreed,
    check_can_close_returns,
    check_can_open,
    check_can_sign_off,
    check_closes_returns,
    check_noted,
    check_record_value,
    now_given,
)
from audit_tools.entries import Edit, Outcome, check_all
from audit_tools.errors import Invalid, Refused
from audit_tools.marks import check_gone_through
from audit_tools.messages import MessageKind
from audit_tools.permissions import Person
from audit_tools.returns import ReturnStatus
from audit_tools.sittings import check_can_open_alone
from audit_tools.visibility import (
    check_signs_off,
    reads_others,
)


@operation
def close_returns(session: Session, *, by: Person, case_id: UUID, reason: str = "") -> None:
    """Close the returns of a case for good; those still out become missing.

    Chair and Business Unit do this, once the audit has started. Raises ``Refused``, with the
    place ``reason`` where some are out and no reason is given.
    """
    held = _holding(session, by, case_id)
    check_closes_returns(held.standing, held.audit.cycle.phase)
    out = [
        r
        for r in returns_of(session, by.partnership, [case_id])[case_id]
        if r.status.can_be_written
    ]
    check_can_close_returns(held.case.case.state, len(out), reason)
    for one in out:
        session.get_one(ReturnRow, (by.partnership, one.id)).status = ReturnStatus.MISSING.value
    missing = sorted(one.agency for one in out)
    why = {"reason": reason.strip(), "missing": missing}
    _move(session, by, held.case, CaseState.PREPARED, "case.returns-closed", why)
    messages.follow(session, by, held.case.audit_id)


@operation
def read_to_prepare(session: Session, *, by: Person, case_id: UUID) -> None:
    """Record that a person reads the closed returns before the discussion.

    Raises ``Hidden`` or ``Refused`` unless they may.
    """
    held = read_case(session, by, case_id)
    if not reads_others(held.standing, held.case.case):
        raise Refused("The returns of this case cannot be read yet.")
    tell(session, by, RETURNS_READ, Subject("case", case_id))


@operation
def open_discussion(session: Session, *, by: Person, case_id: UUID) -> None:
    """Open the discussion: every agency of the case can read all returns from here on.

    Raises ``Refused`` in an audit whose cases are opened together: see ``sittings``.
    """
    held = _holding(session, by, case_id)
    check_can_open_alone(held.audit.tool)
    check_can_open(held.case.case.state)
    begin_discussion(session, by, held.case)


def begin_discussion(session: Session, by: Person, case: CaseOnFile) -> None:
    """Open a case, once it is known that it may be opened, and begin its record."""
    # First, since storing the record needs its event to stand in the transaction already.
    _move(session, by, case, CaseState.OPEN, "case.opened")
    session.add(
        DiscussionRow(
            partnership_id=by.partnership,
            id=add_record(session, by.partnership),
            case_id=case.id,
            opened_at=now(session),
            opened_by=by.id,
        )
    )


@dataclass(frozen=True)
class RecordSaved:
    """What a save came to, when it was made, and the discussion as it then stands."""

    outcome: Outcome
    at: datetime
    held: DiscussionRead


@operation
def save_record(
    session: Session,
    *,
    by: Person,
    case_id: UUID,
    edits: tuple[Edit, ...],
    section: str | None = None,
) -> RecordSaved:
    """Save what is typed into the discussion's record, on the page of a ``section``.

    Raises ``Hidden``, ``Refused`` (it is locked) or ``Invalid`` (with every place that cannot be
    stored; then nothing is).
    """
    held = read_to_write(session, by, case_id)
    check_on_page(held.audit.tool, edits, section)
    tool, scale, agencies = held.audit.tool, held.audit.scale, frozenset(held.agencies)
    checked = check_all(edits, partial(check_record_value, tool, scale, agencies))
    outcome = save_edits(session, by=by, record=held.on_file.id, edits=checked)
    written = {change.place: change.after.value for change in outcome.changes}
    if outcome.changes or outcome.clashes:
        tell(
            session,
            by,
            "discussion.recorded",
            Subject("case", case_id),
            before={change.place: change.before for change in outcome.changes},
            after=written | {f"{clash.place} (clash)": clash.theirs for clash in outcome.clashes},
        )
    _follow_said(session, by, held, written)
    entries = held.entries | {change.place: change.after for change in outcome.changes}
    saved = bool(outcome.changes or outcome.clashes)
    stands = replace(held, entries=entries, changes=held.changes + saved)
    return RecordSaved(outcome, now(session), stands)


@operation
def turn_to(session: Session, *, by: Person, case_id: UUID, section: str) -> None:
    """Say that the discussion goes on with a section, so that the room follows."""
    held = read_to_write(session, by, case_id)
    tell(
        session,
        by,
        "discussion.turned-to",
        Subject("case", case_id),
        after={"section": section},
    )
    row = _discussion(session, by, held)
    row.turned_to, row.turned_at = section, now(session)
    raise_changes(session, by.partnership, held.on_file.id)


@operation
def settle_clash(
    session: Session, *, by: Person, case_id: UUID, clash_id: UUID, take: bool
) -> None:
    """Choose between two texts: ``take`` the one that waited, or let the standing one be."""
    held = read_to_write(session, by, case_id)
    choice = clashes.choose(
        session, by=by, record=held.on_file.id, clashes=held.clashes, clash_id=clash_id, take=take
    )
    raise_changes(session, by.partnership, held.on_file.id)
    tell(
        session,
        by,
        "discussion.clash-settled",
        Subject("case", case_id),
        before=choice.before,
        after=choice.after,
    )
    _follow_said(session, by, held, choice.after)


@operation
def note_attendance(
    session: Session,
    *,
    by: Person,
    case_id: UUID,
    came: Mapping[str, Came],
    seen: str | None = None,
) -> None:
    """Note which of the agencies asked came to the discussion.

    ``seen`` is the version that a page showed. Raises ``Conflict`` where somebody else has noted
    something since.
    """
    held = read_to_write(session, by, case_id)
    if seen is not None:
        check_unchanged(seen, held.on_file.attendance)
    if not set(came) <= set(held.agencies):
        raise Invalid("Choose from the agencies of this case.", place="attendance")
    rows = {
        row.agency: row
        for row in session.scalars(
            select(AttendanceRow).where(
                AttendanceRow.partnership_id == by.partnership,
                AttendanceRow.discussion_id == held.on_file.id,
            )
        )
    }
    before = {agency: row.came for agency, row in rows.items() if agency in came}
    for agency, word in came.items():
        if agency in rows:
            rows[agency].came = word.value
        else:
            session.add(
                AttendanceRow(
                    partnership_id=by.partnership,
                    discussion_id=held.on_file.id,
                    agency=agency,
                    came=word.value,
                )
            )
    raise_changes(session, by.partnership, held.on_file.id)
    tell(
        session,
        by,
        "discussion.attendance",
        Subject("case", case_id),
        before=before,
        after={k: v.value for k, v in came.items()},
    )


@operation
def write_up(session: Session, *, by: Person, case_id: UUID) -> None:
    """Say that the record is written up and waits for the chair, and for those who came.

    Raises ``Refused`` until every section is agreed, it is noted who came, and whatever could
    identify somebody was gone through.
    """
    held = read_to_write(session, by, case_id)
    case = held.case.case
    check_agreed(held.audit.tool, held.audit.scale, held.values, case.characteristics)
    check_noted(held.unnoted)
    check_gone_through(read_marked_texts(session, by.partnership, held).left)
    _discussion(session, by, held).written_up_at = now(session)
    _move(session, by, held.case, CaseState.WRITTEN_UP, "case.written-up")
    raise_changes(session, by.partnership, held.on_file.id)
    tell_to_read(session, by, case_id)


@operation
def sign_off(session: Session, *, by: Person, case_id: UUID, reason: str = "") -> None:
    """Agree and lock the discussion.

    ``reason`` is needed while somebody who came may still say whether the record is accurate, and
    else not kept. Raises ``Refused`` while something is left to settle.
    """
    held = read_locked(session, by, case_id)
    check_signs_off(held.standing, held.case.case)
    state = held.case.case.state
    twofold = {clash.place for clash in held.clashes}
    check_can_sign_off(
        held.audit.tool,
        held.audit.scale,
        held.values,
        state,
        twofold,
        held.unnoted,
        held.unconfirmed,
        held.case.case.characteristics,
    )
    check_gone_through(read_marked_texts(session, by.partnership, held).left)
    said = read_replies(session, by.partnership, held.on_file.id)
    check_all_settled(said)
    early = check_early(held.unheard(said, now(session)), reason)
    row = _discussion(session, by, held)
    row.written_up_at = row.written_up_at or now(session)
    row.agreed_at, row.agreed_by, row.early_reason = now(session), by.id, early
    told = {"before all who came were heard": early} if early else {}
    _move(session, by, held.case, CaseState.AGREED, "case.agreed", told)
    raise_changes(session, by.partnership, held.on_file.id)
    messages.take_back(session, by, held.case.audit_id, MessageKind.TO_READ, case_id=case_id)
    messages.follow(session, by, held.case.audit_id)


def _holding(session: Session, by: Person, case_id: UUID) -> CaseRead:
    """A case whose discussion the person holds. Raises ``Hidden`` or ``Refused``."""
    held = read_case(session, by, case_id)
    if not held.standing.holds_discussion:
        raise Refused("Only the chair, the note-taker and the Business Unit do this.")
    return held


def _follow_said(
    session: Session, by: Person, held: DiscussionRead, written: dict[str, str]
) -> None:
    """A missing return is given in the discussion once the record says what its agency said."""
    statuses = now_given(held.returns, held.values | written, written)
    rows = select(ReturnRow).where(
        ReturnRow.partnership_id == by.partnership,
        ReturnRow.case_id == held.case.id,
        ReturnRow.agency.in_(statuses),
    )
    for row in session.scalars(rows) if statuses else ():
        before, row.status = row.status, statuses[row.agency].value
        tell(
            session,
            by,
            "return.given-in-discussion",
            Subject("return", row.id),
            before={"status": before},
            after={"status": row.status},
        )


def _discussion(session: Session, by: Person, held: DiscussionRead) -> DiscussionRow:
    return session.get_one(DiscussionRow, (by.partnership, held.on_file.id))


def _move(
    session: Session,
    by: Person,
    case: CaseOnFile,
    to: CaseState,
    what: str,
    why: Mapping[str, Any] | None = None,
) -> None:
    """Move a case on. Its row keeps the last reason only, so history keeps each."""
    check_can_move(case.case.state, to)
    row = session.get_one(CaseRow, (by.partnership, case.id))
    told = why or {}
    row.state, row.state_reason = to.value, told.get("reason") or row.state_reason
    tell(
        session,
        by,
        what,
        Subject("case", case.id),
        before={"state": case.case.state},
        after={"state": to, **told},
    )
