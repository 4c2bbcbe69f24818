"""Going through the texts of a discussion that look as if they could identify somebody."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.discussions import raise_changes, read_to_write
from app.db.history import Subject, tell
from app.db.kept_texts import read_marked_texts, rows_of
from app.db.models.discussions import KeptTextRow
from app.operations.transaction import operation
from app.operations.versions import version_of
from audit_tools.permissions import Person


@operation
def keep_texts(session: Session, *, by: Person, case_id: UUID, seen: Mapping[str, str]) -> None:
    """Say of marked texts that they identify nobody and stay, each as ``seen`` was its version.

    A text that has changed since is passed over: it is gone through again. Raises ``Hidden``, or
    ``Refused`` to those who do not write the record.
    """
    held = read_to_write(session, by, case_id)
    found = read_marked_texts(session, by.partnership, held)
    stays = {p: seen[p] for p in found.left if seen.get(p) == version_of(found.texts[p])}
    if not stays:
        return
    tell(
        session,
        by,
        "discussion.names-gone-through",
        Subject("case", case_id),
        after={"kept knowingly": sorted(stays)},
    )
    rows = {row.place: row for row in rows_of(session, by.partnership, held.on_file.id)}
    for place, digest in stays.items():
        row = rows.get(place)
        if row is None:
            row = KeptTextRow(
                partnership_id=by.partnership,
                id=uuid4(),
                discussion_id=held.on_file.id,
                place=place,
            )
            session.add(row)
        row.seen, row.at, row.by = digest, now(session), by.id
    raise_changes(session, by.partnership, held.on_file.id)
