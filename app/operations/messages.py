"""Writing the messages of an audit: with what causes them, when their time has come, and by hand.

Whoever starts an audit, gives a return, sends one or arranges a discussion brings messages about in
the same transaction.
Those that come with time are written by a command or by the board's button; both do the same, and
doing it twice writes nothing twice.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.asked_returns import read_asked
from app.db.clock import now
from app.db.dated_discussions import read_dated, read_told, recipients_in
from app.db.history import Subject, record, tell
from app.db.message_links import link_dates, link_returns, remove_messages
from app.db.messages import MessageOnFile, find_message, read_written, waiting_of
from app.db.models.audits import AuditRow
from app.db.models.messages import MessageRow, SentHow
from app.db.models.people import PartnershipRow
from app.db.people import names_of
from app.db.rows import find_row
from app.operations.transaction import operation
from audit_tools.cycles import Phase
from audit_tools.date_messages import DateToTell, plan_dates
from audit_tools.date_texts import write_date_text
from audit_tools.dates import local
from audit_tools.deed_messages import Deed, write_deed_text
from audit_tools.errors import Hidden, Refused
from audit_tools.message_texts import MessageText, Setting, write_text
from audit_tools.messages import (
    About,
    AskedReturn,
    Draft,
    MessageKind,
    Plan,
    Recipient,
    plan_messages,
)
from audit_tools.permissions import Permission, Person, check_can

MAILBOX_NAME = "colleagues"
CAUSED = frozenset(kind for kind in MessageKind if not kind.comes_with_time)


@dataclass(frozen=True)
class _Stored:
    """How many messages are new, and how many that waited read differently now."""

    new: int
    changed: int


@operation
def write_due(session: Session, *, by: Person | None, partnership: UUID, audit_id: UUID) -> int:
    """Write every message of an audit that is due now; gives the number of new ones."""
    return _write(session, by, partnership, audit_id, frozenset(MessageKind))


@operation
def write_reminders(session: Session, *, by: Person, audit_id: UUID) -> int:
    """The same for the Business Unit. Raises ``Refused``, and ``Hidden`` for no such audit."""
    _row_to_run(session, by, audit_id)
    return write_due(session, by=by, partnership=by.partnership, audit_id=audit_id)


@operation
def mark_as_sent(session: Session, *, by: Person, audit_id: UUID, message_id: UUID) -> None:
    """Say that one has sent a message oneself. Raises ``Hidden``; a second time changes nothing."""
    check_can(by, Permission.RUN_AUDITS)
    find_readable(session, by, audit_id, message_id)
    _mark_as_sent(session, by, message_id)


@operation
def mark_all_as_sent(
    session: Session, *, by: Person, audit_id: UUID, messages: Collection[UUID]
) -> None:
    """The same of several, or of none where the audit or one of them is ``Hidden``."""
    _row_to_run(session, by, audit_id)
    for message_id in messages:
        find_readable(session, by, audit_id, message_id)
        _mark_as_sent(session, by, message_id)


def _row_to_run(session: Session, by: Person, audit_id: UUID) -> AuditRow:
    """The row of an audit that the person runs. Raises ``Refused`` or ``Hidden``."""
    check_can(by, Permission.RUN_AUDITS)
    return find_row(session, AuditRow, by.partnership, audit_id, "There is no such audit.")


def _mark_as_sent(session: Session, by: Person, message_id: UUID) -> None:
    row = session.get_one(MessageRow, (by.partnership, message_id))
    if row.sent_at is not None:
        return
    row.sent_at, row.how, row.error = now(session), SentHow.COPIED.value, ""
    tell(session, by, "message.sent", Subject("message", message_id), after={"how": row.how})


@operation
def send_of_rehearsal(session: Session, *, by: Person, audit_id: UUID, on: bool) -> None:
    """Let the mail server send the messages of a rehearsal, or keep them for copying again.

    Raises ``Hidden``, and ``Refused`` for an audit that is none.
    """
    row = _row_to_run(session, by, audit_id)
    if not row.rehearsal:
        raise Refused("Only of a rehearsal is it chosen whether mail is sent.")
    if row.rehearsal_mails == on:
        return
    before, row.rehearsal_mails = row.rehearsal_mails, on
    subject = Subject("audit", audit_id)
    tell(session, by, "rehearsal.mail", subject, before={"on": before}, after={"on": on})


def find_readable(session: Session, by: Person, audit_id: UUID, message_id: UUID) -> MessageOnFile:
    """A message of the audit that the person may read. Raises ``Hidden``."""
    found = find_message(session, by, audit_id, message_id)
    if found is None:
        raise Hidden("There is no such message.")
    return found


def follow(session: Session, by: Person, audit_id: UUID, *agencies: str) -> None:
    """Write what a deed has brought about, and put right what waits and is no longer true.

    What somebody does for ``agencies`` touches their own messages alone: how much there is to do
    would tell of what the others have done.
    """
    _write(session, by, by.partnership, audit_id, CAUSED, frozenset(agencies))


def announce(
    session: Session,
    by: Person,
    audit_id: UUID,
    kind: MessageKind,
    deed: Deed,
    to: Collection[Recipient],
    case_id: UUID | None = None,
) -> None:
    """Write to each that somebody did something; what still waits of the same is written anew.

    A concern is a message of its own each time: how much there is to do must not tell an agency
    that another one has raised something.
    """
    session.flush()
    audit = _locked(session, by.partnership, audit_id)
    waiting = dict[Recipient, UUID]()
    if kind is not MessageKind.CONCERN:
        waiting = waiting_of(session, by.partnership, audit_id, kind, case_id)
    drafts = [Draft(kind, one, (deed,), waiting.get(one)) for one in to]

    def link(_session: Session, row: MessageRow, _draft: Draft[Deed]) -> bool:
        row.case_id = case_id
        return False

    stored = _store(session, audit, drafts, write_deed_text, link)
    told = {"new": stored.new, "changed": stored.changed, "kind": kind}
    tell(session, by, "messages.written", Subject("audit", audit_id), after=told)


def take_back(
    session: Session,
    by: Person,
    audit_id: UUID,
    kind: MessageKind,
    to: Collection[Recipient] | None = None,
    case_id: UUID | None = None,
) -> None:
    """Take out what waits about a deed and is no longer true, ``to`` these or to anybody."""
    waiting = waiting_of(session, by.partnership, audit_id, kind, case_id)
    wanted = [id_ for one, id_ in waiting.items() if to is None or one in to]
    remove_messages(session, by.partnership, wanted)


def _write(
    session: Session,
    by: Person | None,
    partnership: UUID,
    audit_id: UUID,
    kinds: frozenset[MessageKind],
    agencies: frozenset[str] = frozenset(),
) -> int:
    session.flush()
    audit = _locked(session, partnership, audit_id)
    if Phase(audit.phase) is not Phase.COLLECTING:
        return 0
    returns = _plan_returns(session, audit, agencies)
    dates = _plan_dates(session, audit, agencies)
    of_returns = _store(session, audit, _wanted(returns, kinds), write_text, link_returns)
    of_dates = _store(session, audit, _wanted(dates, kinds), write_date_text, link_dates)
    outdated = returns.outdated | dates.outdated
    remove_messages(session, partnership, outdated)
    new, changed = of_returns.new + of_dates.new, of_returns.changed + of_dates.changed
    if new or changed or outdated:
        record(
            session,
            by=by,
            partnership=partnership,
            what="messages.written",
            on=Subject("audit", audit_id),
            at=now(session),
            after={"new": new, "changed": changed, "no longer needed": len(outdated)},
        )
    return new


def _locked(session: Session, partnership: UUID, audit_id: UUID) -> AuditRow:
    """The audit's row, held so that two who write at once do not write the same twice."""
    held = select(AuditRow).where(AuditRow.partnership_id == partnership, AuditRow.id == audit_id)
    return session.scalars(held.with_for_update()).one()


def _plan_returns(session: Session, audit: AuditRow, agencies: frozenset[str]) -> Plan[AskedReturn]:
    asked = read_asked(session, audit.partnership_id, audit.id)
    written = read_written(session, audit.partnership_id, audit.id)
    if agencies:
        asked = tuple(one for one in asked if one.agency in agencies)
        own = {one.id for one in asked}
        written = tuple(one for one in written if one.about and one.about <= own)
    return plan_messages(
        asked,
        written,
        local(now(session)).date(),
        session.get_one(PartnershipRow, audit.partnership_id).chase_after,
    )


def _plan_dates(session: Session, audit: AuditRow, agencies: frozenset[str]) -> Plan[DateToTell]:
    return plan_dates(
        read_dated(session, audit.partnership_id, audit.id),
        read_told(session, audit.partnership_id, audit.id),
        now(session),
        recipients_in(session, audit.partnership_id, agencies) if agencies else None,
    )


def _wanted(plan: Plan[About], kinds: frozenset[MessageKind]) -> list[Draft[About]]:
    return [draft for draft in plan.drafts if draft.id or draft.kind in kinds]


def _store(
    session: Session,
    audit: AuditRow,
    drafts: list[Draft[About]],
    write: Callable[[Draft[About], Setting], MessageText],
    link: Callable[[Session, MessageRow, Draft[About]], bool],
) -> _Stored:
    """Write the drafts; what waited counts as changed where it reads differently now."""
    names = names_of(session, [draft.to.person for draft in drafts if draft.to.person])
    partnership = session.get_one(PartnershipRow, audit.partnership_id).name
    changed = 0
    for draft in drafts:
        name = names[draft.to.person] if draft.to.person else MAILBOX_NAME
        text = write(draft, Setting(audit.title, partnership, name))
        row = _row(session, audit, draft)
        differs = (row.subject, row.body) != (text.subject, text.body)
        row.subject, row.body = text.subject, text.body
        session.flush()
        differs = link(session, row, draft) or differs
        changed += bool(draft.id) and differs
    return _Stored(sum(draft.id is None for draft in drafts), changed)


def _row(session: Session, audit: AuditRow, draft: Draft[About]) -> MessageRow:
    if draft.id:
        return session.get_one(MessageRow, (audit.partnership_id, draft.id))
    row = MessageRow(
        partnership_id=audit.partnership_id,
        audit_id=audit.id,
        person_id=draft.to.person,
        agency=draft.to.agency,
        kind=draft.kind.value,
        subject="",
        body="",
        made_at=now(session),
    )
    session.add(row)
    return row
