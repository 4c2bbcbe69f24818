"""History: who did what, when and on what; and, apart from it, what stood before and after.

The event is append-only and outlives everything; its content can be erased. The event holds
salted digests of the content, so that what is still there can be proved unchanged.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.models.findings import FindingRow
from app.db.models.history import HistoryContent, HistoryEvent
from audit_tools.permissions import Person

RECORDED = "history_recorded"


@dataclass(frozen=True)
class Subject:
    """What an event is about: a noun of the house and its id."""

    noun: str
    id: UUID


def record(
    session: Session,
    *,
    by: Person | None,
    partnership: UUID,
    what: str,
    on: Subject,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Write the event of a change into the same transaction. ``by`` is None for the system."""
    salt = secrets.token_hex(16)
    texts = [json.dumps(side or {}, sort_keys=True, default=str) for side in (before, after)]
    event = HistoryEvent(
        id=uuid4(),
        partnership_id=partnership,
        at=at,
        by=by.id if by else None,
        what=what,
        subject=on.noun,
        subject_id=on.id,
        salt=salt,
        digest_before=digest(salt, texts[0]),
        digest_after=digest(salt, texts[1]),
    )
    session.add(event)
    session.add(
        HistoryContent(
            event_id=event.id, partnership_id=partnership, before=texts[0], after=texts[1]
        )
    )
    session.info[RECORDED] = True


def tell(
    session: Session,
    by: Person,
    what: str,
    on: Subject,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Write the event of what a person does in their partnership, at this instant."""
    record(
        session,
        by=by,
        partnership=by.partnership,
        what=what,
        on=on,
        at=now(session),
        before=before,
        after=after,
    )


def erase_content(
    session: Session, partnership: UUID, subjects: Collection[UUID], holds: Callable[[str], bool]
) -> None:
    """Erase what stood before and after the events of these subjects, where ``holds`` is true of
    one of its texts. The events stay.

    A finding that was taken back is no case's any more, so all of those are looked at.
    """
    is_gone = HistoryEvent.subject_id.not_in(
        select(FindingRow.id).where(FindingRow.partnership_id == partnership)
    )
    rows = session.scalars(
        select(HistoryContent)
        .join(
            HistoryEvent,
            (HistoryEvent.partnership_id == HistoryContent.partnership_id)
            & (HistoryEvent.id == HistoryContent.event_id),
        )
        .where(
            HistoryContent.partnership_id == partnership,
            HistoryEvent.subject_id.in_(subjects) | ((HistoryEvent.subject == "finding") & is_gone),
        )
    )
    for row in rows:
        if any(holds(text) for side in (row.before, row.after) for text in _said(json.loads(side))):
            row.before = row.after = NOTHING


NOTHING = "{}"


def _said(value: object) -> Iterator[str]:
    """Every text in what an event kept."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _said(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _said(one))


def digest(salt: str, text: str) -> str:
    """SHA-256 of salt and text, as hexadecimal digits."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def refuse_unrecorded_change(session: Session) -> None:
    """Raise unless this transaction has an event for the case-bearing rows it changes."""
    if session.info.get(RECORDED):
        return
    changed = (*session.new, *session.dirty, *session.deleted)
    unrecorded = {type(row).__name__ for row in changed if getattr(row, "bears_case", False)}
    if unrecorded:
        raise RuntimeError(f"Changed without a history event: {', '.join(sorted(unrecorded))}.")
