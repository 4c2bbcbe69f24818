"""Records: reading their entries, and saving edits so that nothing acknowledged is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.db.clock import now
from app.db.models.records import ClashRow, EditRow, EntryRow, KeptAnswerRow, RecordRow
from app.db.parameters import KEYS, PARTNERSHIP, PLACES, RECORD, RECORDS
from audit_tools.entries import Change, Clash, Edit, Entry, Outcome, settle
from audit_tools.permissions import Person


@dataclass(frozen=True)
class ClashOnFile:
    """A text that met another in its place, waiting for somebody to choose."""

    id: UUID
    place: str
    text: str = field(repr=False)


def add_record(session: Session, partnership: UUID) -> UUID:
    """Make an empty record; its id is also the id of the return or discussion it belongs to."""
    record = RecordRow(partnership_id=partnership, id=uuid4(), changes=0)
    session.add(record)
    session.flush()
    return record.id


def forget_records(
    session: Session, partnership: UUID, records: Iterable[UUID] | Select[UUID]
) -> None:
    """Delete records with everything in them: of what was only tried, or never begun."""
    for table in (EntryRow, EditRow, ClashRow, KeptAnswerRow):
        session.execute(
            delete(table).where(table.partnership_id == partnership, table.record_id.in_(records))
        )
    session.execute(
        delete(RecordRow).where(RecordRow.partnership_id == partnership, RecordRow.id.in_(records))
    )


@dataclass(frozen=True)
class Part:
    """What of a record is read: all that stands at some ``heads``, the keys of sections and of
    questions, and single ``places`` beside them."""

    heads: frozenset[str]
    places: frozenset[str] = frozenset()


NO_PARTS: Mapping[UUID, Part] = MappingProxyType({})


def read_entries(
    session: Session, partnership: UUID, record: UUID, part: Part | None = None
) -> dict[str, Entry]:
    """All entries of one record, by place, or those of a part of it."""
    parts = {record: part} if part else {}
    return read_entries_of(session, partnership, [record], parts).get(record, {})


_ENTRIES = select(EntryRow.record_id, EntryRow.place, EntryRow.value, EntryRow.version).where(
    EntryRow.partnership_id == PARTNERSHIP
)
_OF_WHOLE = EntryRow.record_id.in_(RECORDS)
_WHOLE = _ENTRIES.where(_OF_WHOLE)


def read_entries_of(
    session: Session,
    partnership: UUID,
    records: Iterable[UUID],
    parts: Mapping[UUID, Part] = NO_PARTS,
) -> dict[UUID, dict[str, Entry]]:
    """All entries of several records in one statement, of those in ``parts`` no more than these."""
    in_part = [
        and_(EntryRow.record_id == record, is_in(EntryRow.place, part))
        for record, part in parts.items()
    ]
    whole = [record for record in records if record not in parts]
    # Beside parts no empty list of whole records: a database would rather read every entry then.
    wanted = [_OF_WHOLE, *in_part] if whole else in_part
    rows = session.execute(
        _ENTRIES.where(or_(*wanted)) if in_part else _WHOLE,
        {"partnership": partnership, "records": whole},
    )
    entries: dict[UUID, dict[str, Entry]] = {}
    for record, place, value, version in rows:
        entries.setdefault(record, {})[place] = Entry(value, version)
    return entries


def is_in(column: InstrumentedAttribute[str], part: Part | None) -> ColumnElement[bool]:
    """Whether a place is in a part of a record; all are where it is None."""
    if part is None:
        return true()
    starts = [column.startswith(f"{head}/", autoescape=True) for head in sorted(part.heads)]
    return or_(column.in_(sorted(part.heads | part.places)), *starts)


_CLASHES = (
    select(ClashRow)
    .where(
        ClashRow.partnership_id == PARTNERSHIP,
        ClashRow.record_id == RECORD,
        ClashRow.settled_at.is_(None),
    )
    .order_by(ClashRow.at)
)


def read_clashes(
    session: Session, partnership: UUID, record: UUID, part: Part | None = None
) -> tuple[ClashOnFile, ...]:
    """The clashes of a record, or of a part of it, that nobody has settled."""
    rows = session.scalars(
        _CLASHES.where(is_in(ClashRow.place, part)) if part else _CLASHES,
        {"partnership": partnership, "record": record},
    )
    return tuple(ClashOnFile(row.id, row.place, row.text) for row in rows)


def changes_of(session: Session, partnership: UUID, record: UUID) -> int:
    """How often the record was saved."""
    return session.get_one(RecordRow, (partnership, record)).changes


_SEEN = select(EditRow.key).where(
    EditRow.partnership_id == PARTNERSHIP,
    EditRow.record_id == RECORD,
    EditRow.key.in_(KEYS),
)
_STANDING = (
    select(EntryRow)
    .where(
        EntryRow.partnership_id == PARTNERSHIP,
        EntryRow.record_id == RECORD,
        EntryRow.place.in_(PLACES),
    )
    .execution_options(populate_existing=True)
)


def keys_seen(
    session: Session, partnership: UUID, record: UUID, keys: Iterable[str]
) -> frozenset[str]:
    """Which of these keys edits had that were saved in the record."""
    asked = {"partnership": partnership, "record": record, "keys": list(keys)}
    return frozenset(session.scalars(_SEEN, asked))


def save_edits(session: Session, *, by: Person, record: UUID, edits: tuple[Edit, ...]) -> Outcome:
    """Write what the edits come to: entries, the keys of the edits, and clashes.

    The caller writes the history event into the same transaction. From here to its end nobody
    else saves in this record: two that began from the same version would both find it unchanged.
    """
    row = session.get_one(RecordRow, (by.partnership, record), with_for_update=True)
    seen = keys_seen(session, by.partnership, record, [edit.key for edit in edits])
    places = [edit.place for edit in edits]
    of_edits = {"partnership": by.partnership, "record": record, "places": places}
    rows = {one.place: one for one in session.scalars(_STANDING, of_edits)}
    standing = {place: Entry(one.value, one.version) for place, one in rows.items()}
    outcome = settle(standing, edits, seen)
    if not outcome.changes and not outcome.clashes:
        return outcome
    for change in outcome.changes:
        _write(session, by, record, rows.get(change.place), change)
    for clash in outcome.clashes:
        _keep_both(session, by, record, clash)
    _remember_keys(session, by.partnership, record, edits, outcome, seen)
    row.changes += 1
    return outcome


def _write(
    session: Session, by: Person, record: UUID, standing: EntryRow | None, change: Change
) -> None:
    row = standing or EntryRow(partnership_id=by.partnership, record_id=record, place=change.place)
    row.value, row.version = change.after.value, change.after.version
    row.changed_at, row.changed_by = now(session), by.id
    session.add(row)


def _keep_both(session: Session, by: Person, record: UUID, clash: Clash) -> None:
    session.add(
        ClashRow(
            partnership_id=by.partnership,
            record_id=record,
            place=clash.place,
            text=clash.theirs,
            by=by.id,
            at=now(session),
        )
    )


def _remember_keys(
    session: Session,
    partnership: UUID,
    record: UUID,
    edits: tuple[Edit, ...],
    outcome: Outcome,
    seen: frozenset[str],
) -> None:
    written = {c.place for c in outcome.changes} | {c.place for c in outcome.clashes}
    for key in {edit.key for edit in edits if edit.place in written} - seen:
        session.add(EditRow(partnership_id=partnership, record_id=record, key=key))
