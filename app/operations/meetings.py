"""Keeping meetings of boards and groups: their items, and what was decided of each."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import meetings as rows
from app.db.audits import AuditOnFile, list_audits
from app.db.bodies import list_bodies, row_of_body
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.meetings import MeetingOnFile
from app.db.models.meetings import MeetingItemRow, MeetingRow
from app.db.partnerships import lock_partnership
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.cycles import Phase
from audit_tools.dates import local
from audit_tools.errors import Conflict, Invalid, Refused
from audit_tools.governance import (
    AgendaItem,
    Decision,
    Front,
    Presented,
    check_decision,
    check_item,
    check_takes_items,
    presented,
)
from audit_tools.permissions import Permission, Person, can, check_can


@operation
def add_meeting(
    session: Session,
    *,
    by: Person,
    body_id: UUID | None,
    held_on: date | None,
    invented: bool = False,
) -> UUID:
    """Add a meeting of a board or group; gives its id.

    Raises ``Refused``, ``Invalid`` ("body", "held_on"), or ``Conflict`` where it has one that day.
    """
    check_can(by, Permission.RUN_AUDITS)
    lock_partnership(session, by.partnership)
    if body_id is None or row_of_body(session, by.partnership, body_id) is None:
        raise Invalid("Choose the board or group that meets.", place="body")
    if held_on is None:
        raise Invalid("Enter the day of the meeting.", place="held_on")
    same_day = select(MeetingRow.id).where(
        MeetingRow.partnership_id == by.partnership,
        MeetingRow.body_id == body_id,
        MeetingRow.held_on == held_on,
    )
    if session.scalars(same_day).first():
        raise Conflict("This board or group has a meeting on that day already.", "held_on")
    row = MeetingRow(
        partnership_id=by.partnership,
        id=uuid4(),
        body_id=body_id,
        held_on=held_on,
        invented=invented,
    )
    session.add(row)
    session.flush()
    after = {"body": body_id, "held_on": held_on}
    tell(session, by, "meeting.added", Subject("meeting", row.id), after=after)
    return row.id


@operation
def add_item(
    session: Session,
    *,
    by: Person,
    meeting_id: UUID,
    title: str,
    front: Front,
    is_exempt: bool | None,
) -> UUID:
    """Put something before a meeting that comes without a paper of an audit; gives its id.

    Raises ``Hidden``, ``Refused`` once the meeting is past, or ``Invalid`` with places.
    """
    to_prepare(session, by, meeting_id)
    title = " ".join(title.split())
    check_item(title, front, has_paper=False, is_exempt=is_exempt)
    return store_item(session, by, meeting_id, title, front).id


@operation
def take_off(session: Session, *, by: Person, item_id: UUID) -> UUID:
    """Take an item off the agenda of a meeting that is still to come; gives the meeting.

    Raises ``Hidden``, or ``Refused`` once the meeting is past or something was decided.
    """
    meeting = to_decide(session, by, item_id)
    check_takes_items(meeting.on, local(now(session)).date())
    row = rows.row_of_item(session, by.partnership, item_id)
    if meeting.item(item_id).is_decided:
        raise Refused("Something was decided of this item, so it stays on the agenda.")
    row.taken_off = True
    tell(session, by, "meeting.item-taken-off", Subject("meeting-item", item_id))
    return meeting.id


@operation
def record_decision(
    session: Session, *, by: Person, item_id: UUID, decision: Decision, seen: str
) -> None:
    """Write down what was decided of an item, or change it; what stood before is in the history.

    ``seen`` is the ``version_of`` the decision that the page showed. Raises ``Hidden``,
    ``Invalid`` ("said", "owner"), and ``Conflict``.
    """
    to_decide(session, by, item_id)
    row = rows.row_of_item(session, by.partnership, item_id)
    before = decision_of(rows.value_of_item(row))
    check_unchanged(seen, before)
    decision = replace(decision, said=decision.said.strip(), owner=" ".join(decision.owner.split()))
    check_decision(decision)
    row.decision, row.owner, row.due_on = decision.said, decision.owner, decision.due_on
    row.decided_at, row.decided_by = now(session), by.id
    subject = Subject("meeting-item", item_id)
    tell(session, by, "meeting.decided", subject, before=asdict(before), after=asdict(decision))


def read_decided(session: Session, *, by: Person) -> tuple[MeetingOnFile, ...]:
    """The meetings of which the person reads what was decided, the latest first: the Business Unit
    of all, a member of those boards and groups whose members hold a role of theirs.

    Raises ``Refused``.
    """
    check_can(by, Permission.READ_PLANS)
    meetings = rows.list_meetings(session, by.partnership)
    if can(by, Permission.RUN_AUDITS):
        return meetings
    theirs = {body.id for body in list_bodies(session, by.partnership) if body.role in by.roles}
    return tuple(meeting for meeting in meetings if meeting.body_id in theirs)


def decision_of(item: AgendaItem) -> Decision:
    """What was decided of an item so far; an empty one where nothing was."""
    return item.decision or Decision("")


def to_read(session: Session, by: Person, meeting_id: UUID) -> MeetingOnFile:
    """A meeting that the person may read. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.RUN_AUDITS)
    return rows.load_meeting(session, by.partnership, meeting_id)


def to_prepare(session: Session, by: Person, meeting_id: UUID) -> MeetingOnFile:
    """A meeting to come, held until the transaction ends. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.RUN_AUDITS)
    rows.row_of_meeting(session, by.partnership, meeting_id)
    meeting = rows.load_meeting(session, by.partnership, meeting_id)
    check_takes_items(meeting.on, local(now(session)).date())
    return meeting


def to_decide(session: Session, by: Person, item_id: UUID) -> MeetingOnFile:
    """The meeting of an item. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.RUN_AUDITS)
    return rows.meeting_of_item(session, by.partnership, item_id)


def store_item(
    session: Session, by: Person, meeting_id: UUID, title: str, front: Front
) -> MeetingItemRow:
    """Write an item that was checked, after those that the meeting has had, with its event."""
    row = MeetingItemRow(
        partnership_id=by.partnership,
        id=uuid4(),
        meeting_id=meeting_id,
        number=rows.last_number(session, by.partnership, meeting_id) + 1,
        title=title,
        asked=front.asked.value,
        what=front.what,
        exempt=front.exempt,
        done_by="\n".join(front.done_by),
        put_by=by.id,
    )
    session.add(row)
    session.flush()
    after = {"meeting": meeting_id, "title": title, **asdict(front)}
    tell(session, by, "meeting.item-put", Subject("meeting-item", row.id), after=after)
    return row


def presented_of(
    session: Session, by: Person, audits: Iterable[AuditOnFile]
) -> dict[UUID, tuple[Presented, ...]]:
    """For each audit which board or group has had what of it, and which is still owed it.

    An audit under way is owed to nobody yet; a rehearsal, and what others have published, never.
    """
    listed = list(audits)
    bodies = list_bodies(session, by.partnership)
    put = rows.put_of_audits(session, by.partnership, [audit.id for audit in listed])
    today = local(now(session)).date()
    return {
        audit.id: presented(
            [(body.id, body.name, body.each_audit and _is_owed(audit)) for body in bodies],
            put[audit.id],
            today,
        )
        for audit in listed
    }


def still_owed(
    session: Session, by: Person
) -> tuple[tuple[AuditOnFile, tuple[Presented, ...]], ...]:
    """The audits that some board or group has not had yet, with those that wait for them."""
    audits = list_audits(session, by.partnership)
    found = presented_of(session, by, audits)
    waiting = ((audit, tuple(one for one in found[audit.id] if one.awaits)) for audit in audits)
    return tuple((audit, bodies) for audit, bodies in waiting if bodies)


def _is_owed(audit: AuditOnFile) -> bool:
    cycle = audit.cycle
    return cycle.phase is Phase.CLOSED and not cycle.rehearsal and not cycle.attribution
