"""Meetings of boards and groups, what was put before them, and the papers: rows to values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.db.models.bodies import GoverningBodyRow
from app.db.models.meetings import MeetingItemRow, MeetingRow, PaperFileRow
from app.db.priorities import decided_in
from app.db.rows import find_row, hold_row
from audit_tools.dates import format_date
from audit_tools.errors import Hidden
from audit_tools.governance import (
    AgendaItem,
    Asked,
    Decision,
    Front,
    PaperKind,
    Put,
    TabledPaper,
)
from audit_tools.paper_versions import Counts, EarlierPaper, Figure
from audit_tools.snapshots import Snapshot


@dataclass(frozen=True)
class MeetingOnFile:
    """A meeting of a board or group with its items in their order."""

    id: UUID
    body_id: UUID
    body: str
    on: date
    invented: bool
    items: tuple[AgendaItem, ...] = ()

    def item(self, item_id: UUID) -> AgendaItem:
        """One of its items. Raises ``Hidden`` where it has no such."""
        found = next((item for item in self.items if item.id == item_id), None)
        if found is None:
            raise Hidden("There is no such item.")
        return found


@dataclass(frozen=True)
class PaperFile:
    """A paper as it was handed round."""

    name: str
    digest: str
    data: bytes = field(repr=False)


def list_meetings(session: Session, partnership: UUID) -> tuple[MeetingOnFile, ...]:
    """The partnership's meetings with their items, the latest first."""
    return _meetings(session, partnership)


def load_meeting(session: Session, partnership: UUID, meeting_id: UUID) -> MeetingOnFile:
    """One meeting. Raises ``Hidden`` where the partnership has no such."""
    found = _meetings(session, partnership, meeting_id)
    if not found:
        raise Hidden("There is no such meeting.")
    return found[0]


def meeting_of_item(session: Session, partnership: UUID, item_id: UUID) -> MeetingOnFile:
    """The meeting that an item is put before. Raises ``Hidden``."""
    row = find_row(session, MeetingItemRow, partnership, item_id, "There is no such item.")
    return load_meeting(session, partnership, row.meeting_id)


def row_of_meeting(session: Session, partnership: UUID, meeting_id: UUID) -> MeetingRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(session, MeetingRow, partnership, meeting_id, "There is no such meeting.")


def row_of_item(session: Session, partnership: UUID, item_id: UUID) -> MeetingItemRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    row = session.get(MeetingItemRow, (partnership, item_id), with_for_update=True)
    if row is None or row.taken_off:
        raise Hidden("There is no such item.")
    return row


def has_met(session: Session, partnership: UUID, body_id: UUID) -> bool:
    """Whether a board or group has a meeting on file."""
    wanted = select(MeetingRow.id).where(
        MeetingRow.partnership_id == partnership, MeetingRow.body_id == body_id
    )
    return session.scalars(wanted.limit(1)).first() is not None


def last_number(session: Session, partnership: UUID, meeting_id: UUID) -> int:
    """The highest number that an item of a meeting has had."""
    numbers = session.scalars(
        select(MeetingItemRow.number).where(
            MeetingItemRow.partnership_id == partnership, MeetingItemRow.meeting_id == meeting_id
        )
    )
    return max(numbers, default=0)


def earlier_papers(
    session: Session, partnership: UUID, audit: UUID, kind: PaperKind
) -> tuple[EarlierPaper, ...]:
    """Every paper of a kind that was made of an audit, in the order of their versions; those that
    were taken off an agenda too."""
    found = session.execute(
        _with_meetings()
        .add_columns(GoverningBodyRow.name)
        .join(
            GoverningBodyRow,
            (GoverningBodyRow.partnership_id == MeetingRow.partnership_id)
            & (GoverningBodyRow.id == MeetingRow.body_id),
        )
        .where(
            MeetingItemRow.partnership_id == partnership,
            MeetingItemRow.audit_id == audit,
            MeetingItemRow.kind == kind.value,
        )
        .order_by(MeetingItemRow.version, MeetingRow.held_on)
    )
    return tuple(
        EarlierPaper(
            item.version or 0,
            item.digest,
            meeting.body_id,
            f"{body}, {format_date(meeting.held_on)}",
            item.what,
            _decision(item),
            tuple(Figure(Counts(of), about, said) for of, about, said in item.figures or ()),
        )
        for item, meeting, body in found
    )


def _with_meetings() -> Select[MeetingItemRow, MeetingRow]:
    return select(MeetingItemRow, MeetingRow).join(
        MeetingRow,
        (MeetingRow.partnership_id == MeetingItemRow.partnership_id)
        & (MeetingRow.id == MeetingItemRow.meeting_id),
    )


def put_of_audits(
    session: Session, partnership: UUID, audits: Iterable[UUID]
) -> dict[UUID, tuple[Put, ...]]:
    """What of each audit was put before which body on which day, in one statement."""
    found: dict[UUID, list[Put]] = {audit: [] for audit in audits}
    rows = session.execute(
        _with_meetings()
        .where(
            MeetingItemRow.partnership_id == partnership,
            MeetingItemRow.audit_id.in_(list(found)),
            MeetingItemRow.taken_off.is_(False),
        )
        .order_by(MeetingRow.held_on, MeetingItemRow.number)
    )
    for item, meeting in rows:
        paper = _paper(item)
        if paper:
            put = Put(meeting.body_id, meeting.held_on, paper.kind, paper.version)
            found[paper.audit].append(put)
    return {audit: tuple(listed) for audit, listed in found.items()}


def load_paper(session: Session, partnership: UUID, item_id: UUID, format: str) -> PaperFile:
    """A paper as it was handed round. Raises ``Hidden``."""
    row = session.scalars(
        select(PaperFileRow).where(
            PaperFileRow.partnership_id == partnership,
            PaperFileRow.item_id == item_id,
            PaperFileRow.format == format,
        )
    ).first()
    if row is None:
        raise Hidden("There is no such paper.")
    return PaperFile(row.name, row.digest, row.data)


def load_papers(
    session: Session, partnership: UUID, items: Sequence[UUID]
) -> dict[UUID, tuple[PaperFile, ...]]:
    """The papers of several items as they were handed round, in one statement."""
    rows = session.scalars(
        select(PaperFileRow)
        .where(PaperFileRow.partnership_id == partnership, PaperFileRow.item_id.in_(items))
        .order_by(PaperFileRow.format)
    )
    found: dict[UUID, tuple[PaperFile, ...]] = dict.fromkeys(items, ())
    for row in rows:
        found[row.item_id] += (PaperFile(row.name, row.digest, row.data),)
    return found


def _meetings(
    session: Session, partnership: UUID, meeting_id: UUID | None = None
) -> tuple[MeetingOnFile, ...]:
    wanted = _with_bodies(partnership)
    if meeting_id:
        wanted = wanted.where(MeetingRow.id == meeting_id)
    found = session.execute(wanted).all()
    items = _items(session, partnership, [row.id for row, _ in found])
    return tuple(
        MeetingOnFile(row.id, row.body_id, body, row.held_on, row.invented, tuple(items[row.id]))
        for row, body in found
    )


def held_meetings(session: Session, partnership: UUID, until: date) -> tuple[MeetingOnFile, ...]:
    """The meetings that have been, the latest first, without their items."""
    found = session.execute(_with_bodies(partnership).where(MeetingRow.held_on <= until))
    return tuple(
        MeetingOnFile(row.id, row.body_id, body, row.held_on, row.invented) for row, body in found
    )


def _with_bodies(partnership: UUID) -> Select[MeetingRow, str]:
    return (
        select(MeetingRow, GoverningBodyRow.name)
        .join(
            GoverningBodyRow,
            (GoverningBodyRow.partnership_id == MeetingRow.partnership_id)
            & (GoverningBodyRow.id == MeetingRow.body_id),
        )
        .where(MeetingRow.partnership_id == partnership)
        .order_by(MeetingRow.held_on.desc(), GoverningBodyRow.name, MeetingRow.id)
    )


def _items(
    session: Session, partnership: UUID, meetings: Sequence[UUID]
) -> dict[UUID, list[AgendaItem]]:
    rows = session.scalars(
        select(MeetingItemRow)
        .where(
            MeetingItemRow.partnership_id == partnership,
            MeetingItemRow.meeting_id.in_(meetings),
            MeetingItemRow.taken_off.is_(False),
        )
        .order_by(MeetingItemRow.number)
    )
    themes = decided_in(session, partnership, meetings)
    items: dict[UUID, list[AgendaItem]] = defaultdict(list)
    for row in rows:
        item = value_of_item(row)
        if item.paper and item.paper.kind is PaperKind.THEME_SUMMARY:
            # Of several versions before one meeting the first says it.
            item = replace(item, themes=themes.pop((row.meeting_id, item.paper.audit), ()))
        items[row.meeting_id].append(item)
    return items


def value_of_item(row: MeetingItemRow) -> AgendaItem:
    """The value of an item's row."""
    front = Front(Asked(row.asked), row.what, row.exempt, tuple(row.done_by.splitlines()))
    return AgendaItem(
        row.id, row.number, row.title, front, _paper(row), _decision(row), row.decided_at
    )


def _decision(row: MeetingItemRow) -> Decision | None:
    return Decision(row.decision, row.owner, row.due_on) if row.decision else None


def _paper(row: MeetingItemRow) -> TabledPaper | None:
    if row.audit_id is None or row.kind is None or row.version is None or row.as_at is None:
        return None
    snapshot = Snapshot(row.as_at, row.tool, row.rules, row.digest)
    return TabledPaper(row.audit_id, PaperKind(row.kind), row.version, snapshot)
