"""Replying to a write-up for accuracy, saying what became of the corrections that were asked for,
and correcting a record that was signed off."""

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.corrections import changed_since, reply_of, row_of_reply
from app.db.discussions import DiscussionRead, raise_changes, read_locked, read_to_write
from app.db.findings import findings_of_case
from app.db.history import Subject, tell
from app.db.models.discussions import AccuracyRow, CorrectionRow
from app.db.models.findings import FindingRow
from app.db.records import save_edits
from app.operations.deed_messages import tell_answered
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.cases import check_reason
from audit_tools.corrections import (
    Accuracy,
    Settled,
    check_can_reply,
    check_correction,
    check_reply,
    check_settled,
)
from audit_tools.discussions import check_record_value
from audit_tools.entries import Edit, Entry
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.findings import check_statement
from audit_tools.permissions import Person
from audit_tools.places import finding_place, read_place
from audit_tools.visibility import check_corrects_record


@operation
def reply_to_record(
    session: Session, *, by: Person, case_id: UUID, agency: str, word: Accuracy, text: str = ""
) -> None:
    """Say for an agency that was there that the write-up is accurate, or what to correct.

    A later reply takes the place of an earlier one, and of what became of that. Raises ``Hidden``
    for somebody who does not answer for the agency, ``Refused``, and ``Invalid`` where nothing to
    correct is named.
    """
    held = read_locked(session, by, case_id)
    if agency not in held.standing.own_agencies(held.case.case):
        raise Hidden("There is no such case.")
    check_can_reply(held.case.case.state, agency, held.on_file.attendance)
    said = check_reply(word, text)
    row = row_of_reply(session, by.partnership, held.on_file.id, agency)
    if row and (row.word, row.text) == (word.value, said):
        return
    tell(
        session,
        by,
        "record.replied",
        Subject("case", case_id),
        after={"agency": agency, "word": word, "text": said},
    )
    row = row or _begin(session, by, held, agency)
    row.word, row.text, row.at, row.by = word.value, said, now(session), by.id
    row.settled, row.settled_reason, row.settled_at = None, "", None
    raise_changes(session, by.partnership, held.on_file.id)


@operation
def settle_reply(
    session: Session,
    *,
    by: Person,
    case_id: UUID,
    agency: str,
    seen: str,
    settled: Settled,
    reason: str = "",
) -> None:
    """Say what became of the correction that an agency asks for; the last word counts.

    ``seen`` is the ``version_of`` the text that was read. Raises ``Hidden``, ``Refused`` unless the
    person writes the record, ``Conflict`` where the agency has replied again since, and ``Invalid``
    (place ``reason``).
    """
    held = read_to_write(session, by, case_id)
    row = row_of_reply(session, by.partnership, held.on_file.id, agency)
    if row is None:
        raise Refused("This agency has not said whether the record is accurate.")
    check_unchanged(seen, row.text, _REPLIED_AGAIN)
    before = reply_of(row)
    is_changed = changed_since(session, by.partnership, case_id, before.at)
    why = check_settled(before.word, settled, reason, is_changed)
    if (before.settled, before.settled_reason) == (settled, why):
        return
    tell(
        session,
        by,
        "record.correction-settled",
        Subject("case", case_id),
        before={"agency": agency, "settled": before.settled, "reason": before.settled_reason},
        after={"agency": agency, "settled": settled, "reason": why},
    )
    row.settled, row.settled_reason, row.settled_at = settled.value, why, now(session)
    raise_changes(session, by.partnership, held.on_file.id)
    if row.by:
        tell_answered(session, by, held, row.by)


@operation
def correct_record(
    session: Session, *, by: Person, case_id: UUID, place: str, seen: str, after: str, reason: str
) -> None:
    """Change one place of a signed-off record, or a finding; what stood there is kept, with why.

    ``seen`` is the text that stood there when the person began. Raises ``Hidden``, ``Refused``,
    ``Invalid`` (places ``after`` and ``reason``) and ``Conflict``.
    """
    held = read_locked(session, by, case_id)
    check_corrects_record(held.standing, held.case.case)
    finding = _finding_at(session, by, case_id, place)
    before = finding.statement if finding else held.values.get(place, "")
    text = check_statement(after) if finding else _check_value(held, place, after)
    if before != seen:
        raise Conflict("Somebody else has corrected this since you opened the page.")
    check_correction(before, text)
    row = CorrectionRow(
        partnership_id=by.partnership,
        id=uuid4(),
        discussion_id=held.on_file.id,
        place=place,
        before=before,
        after=text,
        reason=check_reason(reason),
        at=now(session),
        by=by.id,
    )
    tell(
        session,
        by,
        "record.corrected",
        Subject("case", case_id),
        before={place: before},
        after={place: text, "reason": row.reason},
    )
    if finding:
        # Wording was agreed for what stood there, as when a finding is changed.
        finding.statement, finding.wording_agreed_by, finding.wording_sent_back = text, None, ""
    else:
        version = held.entries.get(place, Entry("", 0)).version
        edit = Edit(place, text, version, f"correction-{row.id}")
        save_edits(session, by=by, record=held.on_file.id, edits=(edit,))
    session.add(row)


def _check_value(held: DiscussionRead, place: str, after: str) -> str:
    tool, scale = held.audit.tool, held.audit.scale
    return check_record_value(tool, scale, frozenset(held.agencies), place, after)


def _finding_at(session: Session, by: Person, case_id: UUID, place: str) -> FindingRow | None:
    """The finding that a place names; None for a place of the record itself."""
    where = read_place(place)
    if where.part != "finding":
        return None
    found = findings_of_case(session, by.partnership, case_id)
    for one in found:
        if finding_place(one.finding.section, one.finding.number) == place:
            return session.get_one(FindingRow, (by.partnership, one.id))
    raise Invalid("This section has no such finding.", place="after")


_REPLIED_AGAIN = "The agency has replied again since you opened the page. Read it first."


def _begin(session: Session, by: Person, held: DiscussionRead, agency: str) -> AccuracyRow:
    row = AccuracyRow(
        partnership_id=by.partnership, id=uuid4(), discussion_id=held.on_file.id, agency=agency
    )
    session.add(row)
    return row
