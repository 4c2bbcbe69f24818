"""What a message is about, as rows: returns, or what it says of the dates of discussions."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db.dated_discussions import slot_of
from app.db.models.messages import MessageDateRow, MessageReturnRow, MessageRow
from audit_tools.date_messages import DateToTell
from audit_tools.messages import AskedReturn, Draft, MessageKind


def link_returns(session: Session, row: MessageRow, draft: Draft[AskedReturn]) -> bool:
    """Say which returns the message is about; gives whether it was about others before."""
    of_message = (
        MessageReturnRow.partnership_id == row.partnership_id,
        MessageReturnRow.message_id == row.id,
    )
    about = {one.id: _sections(one, draft) for one in draft.about}
    kept = session.scalars(select(MessageReturnRow).where(*of_message))
    if about == {link.return_id: link.sections for link in kept}:
        return False
    session.execute(delete(MessageReturnRow).where(*of_message))
    of = {"partnership_id": row.partnership_id, "message_id": row.id}
    for return_id, sections in about.items():
        session.add(MessageReturnRow(**of, return_id=return_id, sections=sections))
    session.flush()
    return True


def link_dates(session: Session, row: MessageRow, draft: Draft[DateToTell]) -> bool:
    """Keep what the message says of which discussion; gives whether it said otherwise before."""
    of_message = (
        MessageDateRow.partnership_id == row.partnership_id,
        MessageDateRow.message_id == row.id,
    )
    kept = session.scalars(select(MessageDateRow).where(*of_message))
    if {one.case: one.slot for one in draft.about} == {one.case_id: slot_of(one) for one in kept}:
        return False
    session.execute(delete(MessageDateRow).where(*of_message))
    for one in draft.about:
        link = MessageDateRow(
            partnership_id=row.partnership_id, message_id=row.id, case_id=one.case
        )
        if one.slot:
            link.starts_at, link.minutes, link.place = (
                one.slot.starts,
                one.slot.minutes,
                one.slot.place,
            )
        session.add(link)
    session.flush()
    return True


def _sections(one: AskedReturn, draft: Draft[AskedReturn]) -> list[str]:
    """The sections that the message tells its reader of."""
    if draft.kind is not MessageKind.SECTIONS or draft.to.person is None:
        return []
    return sorted(one.helpers[draft.to.person])


def forget_return(session: Session, partnership: UUID, return_id: UUID) -> None:
    """Let no message point to a return that is being taken away."""
    session.execute(
        delete(MessageReturnRow).where(
            MessageReturnRow.partnership_id == partnership,
            MessageReturnRow.return_id == return_id,
        )
    )


def remove_messages(session: Session, partnership: UUID, messages: Collection[UUID]) -> None:
    """Take messages that nobody needs any more out again."""
    for table, column in (
        (MessageReturnRow, MessageReturnRow.message_id),
        (MessageDateRow, MessageDateRow.message_id),
        (MessageRow, MessageRow.id),
    ):
        session.execute(
            delete(table).where(table.partnership_id == partnership, column.in_(messages))
        )
