"""Messages: what the rules need to know of an audit's returns, and what was written and sent."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.db.cases import list_cases, standings_of
from app.db.models.agencies import AgencyRow
from app.db.models.audits import AuditRow
from app.db.models.messages import MessageDateRow, MessageReturnRow, MessageRow, SentHow
from app.db.models.people import PersonRow
from app.db.models.returns import ReturnRow
from audit_tools.cycles import Phase
from audit_tools.dates import local
from audit_tools.messages import (
    ABOUT_DATES,
    ABOUT_DEEDS,
    ABOUT_WHAT_IS_DUE,
    MessageKind,
    Recipient,
    Written,
)
from audit_tools.permissions import Person
from audit_tools.visibility import reads_progress

PAGE = 50
_Message = Select[MessageRow, PersonRow, AgencyRow]
_OF_MESSAGE = and_(
    MessageRow.partnership_id == MessageReturnRow.partnership_id,
    MessageRow.id == MessageReturnRow.message_id,
)
_OF_RETURN = and_(
    ReturnRow.partnership_id == MessageReturnRow.partnership_id,
    ReturnRow.id == MessageReturnRow.return_id,
)
_OF_AGENCY = and_(
    AgencyRow.partnership_id == MessageRow.partnership_id,
    AgencyRow.key == MessageRow.agency,
)
# What is overdue is sent before what begins, dates after what is asked, politeness last.
_URGENCY = (
    MessageKind.CONCERN,
    MessageKind.DOES_NOT_FIT,
    MessageKind.CHASE,
    MessageKind.DAY_AFTER,
    MessageKind.INVITATION,
    MessageKind.SECTIONS,
    MessageKind.ASKED_ANEW,
    MessageKind.WITHDRAWN,
    MessageKind.DISCUSSION_SOON,
    MessageKind.TO_READ,
    MessageKind.CHILDREN_ASKED,
    MessageKind.DATES,
    MessageKind.TWO_DAYS_BEFORE,
    MessageKind.WEEK_BEFORE,
    MessageKind.ANSWERED,
    MessageKind.THANKS,
    MessageKind.AGREED,
)
_BY_URGENCY = case(
    {kind.value: number for number, kind in enumerate(_URGENCY)}, value=MessageRow.kind
)


@dataclass(frozen=True)
class MessageOnFile:
    """A message as the Business Unit reads it: to whom, at which address, and how it left."""

    id: UUID
    kind: MessageKind
    name: str = field(repr=False)
    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    made_at: datetime
    sent_at: datetime | None
    how: SentHow | None
    error: str


@dataclass(frozen=True)
class LastSaid:
    """The last message that was sent about a return still to come, or about a date."""

    kind: MessageKind
    at: datetime


def read_written(session: Session, partnership: UUID, audit_id: UUID) -> tuple[Written, ...]:
    """What was written about an audit's returns. One that is just being sent counts as sent."""
    about: dict[UUID, dict[UUID, frozenset[str]]] = {}
    for link in session.scalars(
        select(MessageReturnRow)
        .join(MessageRow, _OF_MESSAGE)
        .where(MessageRow.partnership_id == partnership, MessageRow.audit_id == audit_id)
    ):
        about.setdefault(link.message_id, {})[link.return_id] = frozenset(link.sections)
    rows = session.scalars(
        select(MessageRow).where(
            MessageRow.partnership_id == partnership,
            MessageRow.audit_id == audit_id,
            MessageRow.kind.not_in([kind.value for kind in ABOUT_DATES | ABOUT_DEEDS]),
        )
    )
    return tuple(
        Written(
            row.id,
            MessageKind(row.kind),
            Recipient(row.person_id, row.agency),
            local(row.sent_at or row.made_at).date(),
            row.sent_at is not None or row.claimed_at is not None,
            frozenset(about.get(row.id, ())),
            about.get(row.id, {}),
        )
        for row in rows
    )


def waiting_of(
    session: Session, partnership: UUID, audit_id: UUID, kind: MessageKind, case_id: UUID | None
) -> dict[Recipient, UUID]:
    """The messages about a deed that nobody has sent yet, by whom they are to."""
    rows = session.scalars(
        select(MessageRow).where(
            MessageRow.partnership_id == partnership,
            MessageRow.audit_id == audit_id,
            MessageRow.kind == kind.value,
            MessageRow.case_id == case_id,
            MessageRow.sent_at.is_(None),
            MessageRow.claimed_at.is_(None),
        )
    )
    return {Recipient(row.person_id, row.agency): row.id for row in rows}


def audits_under_way(session: Session) -> list[tuple[UUID, UUID]]:
    """Every audit that waits for returns, with its partnership."""
    rows = session.execute(
        select(AuditRow.partnership_id, AuditRow.id)
        .where(AuditRow.phase == Phase.COLLECTING.value)
        .order_by(AuditRow.partnership_id, AuditRow.key)
    )
    return [(partnership, audit) for partnership, audit in rows]


def list_messages(
    session: Session, person: Person, audit_id: UUID, offset: int = 0
) -> tuple[MessageOnFile, ...]:
    """At most fifty messages that the person may read: those that wait first, then the latest."""
    rows = session.execute(
        _readable(session, person, audit_id)
        .order_by(
            case((MessageRow.sent_at.is_(None), 0), else_=1),
            MessageRow.sent_at.desc(),
            _BY_URGENCY,
            MessageRow.made_at,
            PersonRow.name,
            MessageRow.id,
        )
        .limit(PAGE)
        .offset(offset)
    )
    return tuple(_on_file(*row) for row in rows)


def count_messages(session: Session, person: Person, audit_id: UUID) -> tuple[int, int]:
    """How many messages the person may read, and how many of these wait to be sent."""
    readable = _readable(session, person, audit_id).with_only_columns(
        func.count(), func.count(MessageRow.sent_at)
    )
    total, sent = session.execute(readable).one()
    return total, total - sent


def find_message(
    session: Session, person: Person, audit_id: UUID, message_id: UUID
) -> MessageOnFile | None:
    """One message that the person may read."""
    found = _readable(session, person, audit_id).where(MessageRow.id == message_id)
    row = session.execute(found).first()
    return _on_file(*row) if row else None


def last_said(session: Session, partnership: UUID, audit_id: UUID) -> dict[UUID, LastSaid]:
    """What was last sent about each return that it was sent about: ``reminded`` and when."""
    rows = session.execute(
        select(MessageReturnRow.return_id, MessageRow.kind, MessageRow.sent_at)
        .join(MessageRow, _OF_MESSAGE)
        .where(
            MessageRow.partnership_id == partnership,
            MessageRow.audit_id == audit_id,
            MessageRow.sent_at.is_not(None),
            MessageRow.kind.in_([kind.value for kind in ABOUT_WHAT_IS_DUE]),
        )
        .order_by(MessageRow.sent_at, MessageRow.id)
    )
    return {
        return_id: LastSaid(MessageKind(kind), at) for return_id, kind, at in rows if at is not None
    }


def _readable(session: Session, person: Person, audit_id: UUID) -> _Message:
    """The messages of an audit, but for those about a case that the person has a conflict with:
    of that case they see nothing, and so not who was reminded of it."""
    cases = list_cases(session, person.partnership, audit_id)
    standings = standings_of(session, person, cases)
    hidden = [one for one, standing in standings.items() if not reads_progress(standing)]
    about_hidden = (
        select(MessageReturnRow.message_id)
        .join(ReturnRow, _OF_RETURN)
        .where(MessageReturnRow.partnership_id == person.partnership, ReturnRow.case_id.in_(hidden))
    ).union(
        select(MessageDateRow.message_id).where(
            MessageDateRow.partnership_id == person.partnership, MessageDateRow.case_id.in_(hidden)
        )
    )
    return (
        select(MessageRow, PersonRow, AgencyRow)
        .outerjoin(PersonRow, PersonRow.id == MessageRow.person_id)
        .outerjoin(AgencyRow, _OF_AGENCY)
        .where(
            MessageRow.partnership_id == person.partnership,
            MessageRow.audit_id == audit_id,
            MessageRow.id.not_in(about_hidden),
            or_(MessageRow.case_id.is_(None), MessageRow.case_id.not_in(hidden)),
        )
    )


def _on_file(row: MessageRow, person: PersonRow | None, agency: AgencyRow | None) -> MessageOnFile:
    return MessageOnFile(
        row.id,
        MessageKind(row.kind),
        person.name if person else agency.name if agency else "",
        person.email if person else agency.mailbox if agency else "",
        row.subject,
        row.body,
        row.made_at,
        row.sent_at,
        SentHow(row.how) if row.how else None,
        row.error,
    )
