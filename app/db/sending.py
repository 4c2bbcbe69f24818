"""Messages that wait for the mail server: which, to which address, and who has one in hand."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.db.models.agencies import AgencyRow
from app.db.models.audits import AuditRow
from app.db.models.messages import MessageRow
from app.db.models.people import PersonRow


@dataclass(frozen=True)
class Waiting:
    """A message that waits, in its partnership."""

    partnership: UUID
    id: UUID


def claimable(session: Session, stale: datetime, most_tries: int) -> list[Waiting]:
    """What may be sent now, the oldest first: to active people who are not invented, and to
    mailboxes. An invented audit sends nothing, and a rehearsal only where it was turned on. A claim
    older than ``stale`` is nobody's any more."""
    rows = session.execute(
        select(MessageRow.partnership_id, MessageRow.id)
        .join(
            AuditRow,
            and_(
                AuditRow.partnership_id == MessageRow.partnership_id,
                AuditRow.id == MessageRow.audit_id,
            ),
        )
        .outerjoin(PersonRow, PersonRow.id == MessageRow.person_id)
        .outerjoin(
            AgencyRow,
            and_(
                AgencyRow.partnership_id == MessageRow.partnership_id,
                AgencyRow.key == MessageRow.agency,
            ),
        )
        .where(
            MessageRow.sent_at.is_(None),
            MessageRow.tries < most_tries,
            AuditRow.invented.is_(False),
            or_(AuditRow.rehearsal.is_(False), AuditRow.rehearsal_mails),
            or_(MessageRow.claimed_at.is_(None), MessageRow.claimed_at < stale),
            or_(
                and_(PersonRow.is_active, PersonRow.invented.is_(False)),
                AgencyRow.mailbox != "",
            ),
        )
        .order_by(MessageRow.made_at, MessageRow.id)
    )
    return [Waiting(partnership, id_) for partnership, id_ in rows]


def row_to_send(session: Session, message: Waiting, stale: datetime | None) -> MessageRow | None:
    """The row of a message that is not sent, held against other runs.

    With ``stale``, only where nobody has had it in hand since then.
    """
    wanted = select(MessageRow).where(
        MessageRow.partnership_id == message.partnership,
        MessageRow.id == message.id,
        MessageRow.sent_at.is_(None),
    )
    if stale is not None:
        wanted = wanted.where(or_(MessageRow.claimed_at.is_(None), MessageRow.claimed_at < stale))
    return session.scalars(wanted.with_for_update()).one_or_none()


def read_mail(session: Session, row: MessageRow) -> tuple[str, str]:
    """The name and the e-mail address that a message goes to."""
    if row.person_id:
        person = session.get_one(PersonRow, row.person_id)
        return person.name, person.email
    agency = session.scalars(
        select(AgencyRow).where(
            AgencyRow.partnership_id == row.partnership_id, AgencyRow.key == row.agency
        )
    ).one()
    return agency.name, agency.mailbox
