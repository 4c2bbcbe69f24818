"""Two people wrote in the same place, and somebody chooses which text stays."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.models.records import ClashRow
from app.db.records import ClashOnFile, read_entries, save_edits
from audit_tools.entries import Edit, Entry
from audit_tools.errors import Conflict
from audit_tools.permissions import Person


@dataclass(frozen=True)
class Choice:
    """What stood at the place before somebody chose, and what stands there now."""

    before: dict[str, str] = field(repr=False)
    after: dict[str, str] = field(repr=False)


def choose(
    session: Session,
    *,
    by: Person,
    record: UUID,
    clashes: Iterable[ClashOnFile],
    clash_id: UUID,
    take: bool,
) -> Choice:
    """Settle a clash of a record: ``take`` the text that waited, or let the standing one be.

    The caller has asked whether the person may write there, and writes the history event into
    the same transaction. Raises ``Conflict`` where it is settled already.
    """
    clash = next((one for one in clashes if one.id == clash_id), None)
    if clash is None:
        raise Conflict("This has been settled already.")
    standing = read_entries(session, by.partnership, record).get(clash.place, Entry("", 0))
    session.get_one(ClashRow, (by.partnership, clash_id)).settled_at = now(session)
    if take:
        edit = Edit(clash.place, clash.text, standing.version, f"clash-{clash_id}")
        save_edits(session, by=by, record=record, edits=(edit,))
    return Choice(
        {clash.place: standing.value, f"{clash.place} (clash)": clash.text},
        {clash.place: clash.text if take else standing.value},
    )
