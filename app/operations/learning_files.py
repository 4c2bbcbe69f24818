"""Bringing in learning offers, and who came to them, from files of any shape."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db import learning_attendance as rows
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.learning_offers import list_offers, row_of_offer
from app.db.models.learning import LearningAttendanceRow, RememberedColumnsRow
from app.operations.learning_offers import OfferTies, add_offer, ties_of
from app.operations.transaction import operation
from audit_tools.errors import Invalid
from audit_tools.learning import attendance_rows, offer_rows
from audit_tools.learning.attendance import COUNTED, Attendance
from audit_tools.learning.attendance_rows import Counted, read_attendance
from audit_tools.learning.columns import (
    Column,
    FileKind,
    Reading,
    Table,
    check_chosen,
    propose,
    remember,
)
from audit_tools.learning.offer_rows import Known, read_offers
from audit_tools.learning.offers import LearningOffer
from audit_tools.permissions import Permission, Person, check_can

COLUMNS: dict[FileKind, tuple[Column, ...]] = {
    FileKind.OFFERS: offer_rows.COLUMNS,
    FileKind.ATTENDANCE: attendance_rows.COLUMNS,
}


@dataclass(frozen=True)
class Wanted:
    """A file, what each of its columns was chosen as, and whether those who came without a booking
    are counted apart from those who attended."""

    kind: FileKind
    table: Table
    chosen: tuple[str, ...]
    apart: bool = False


def propose_columns(session: Session, *, by: Person, kind: FileKind, table: Table) -> Wanted:
    """What the columns of a file probably are. Raises ``Refused``."""
    check_can(by, Permission.WRITE_NEEDS)
    remembered = rows.columns_remembered(session, by.partnership, kind)
    return Wanted(kind, table, propose(table.headings, COLUMNS[kind], remembered))


def read_offers_of(session: Session, *, by: Person, wanted: Wanted) -> Reading[LearningOffer]:
    """The offers that a file would bring. Raises ``Refused``, or ``Invalid`` ("columns")."""
    ties = _check(session, by, wanted)
    there = [one.offer for one in list_offers(session, by.partnership)]
    known = Known(ties.themes, ties.levels, ties.agencies, there)
    return read_offers(wanted.table, wanted.chosen, known)


def read_attendance_of(session: Session, *, by: Person, wanted: Wanted) -> Reading[Counted]:
    """The counts that a file would bring. Raises ``Refused``, or ``Invalid`` ("columns")."""
    ties = _check(session, by, wanted)
    offers = titles_of(session, by.partnership)
    return read_attendance(wanted.table, wanted.chosen, offers, ties.agencies, apart=wanted.apart)


def titles_of(session: Session, partnership: UUID) -> dict[str, str]:
    """The titles of all offers by their ids, as files are set against them."""
    return {str(one.id): one.offer.title for one in list_offers(session, partnership)}


def _check(session: Session, by: Person, wanted: Wanted) -> OfferTies:
    check_can(by, Permission.WRITE_NEEDS)
    if problems := tuple(check_chosen(wanted.chosen, COLUMNS[wanted.kind])):
        raise Invalid.because_of(problems)
    return ties_of(session, by.partnership)


@operation
def import_offers(session: Session, *, by: Person, wanted: Wanted, invented: bool = False) -> int:
    """Bring in the offers of the rows that are right; gives how many.

    Raises as ``read_offers_of``.
    """
    taken = read_offers_of(session, by=by, wanted=wanted).taken
    for one in taken:
        add_offer(session, by=by, offer=one.value, invented=invented)
    _remember(session, by, wanted)
    return len(taken)


@operation
def import_attendance(session: Session, *, by: Person, wanted: Wanted) -> int:
    """Record the counts of the rows that are right; gives how many.

    Counts of the same offer, day and agency take the place of those before. Raises as
    ``read_attendance_of``.
    """
    taken = read_attendance_of(session, by=by, wanted=wanted).taken
    for one in taken:
        _record(session, by, UUID(one.value.offer), one.value.attendance)
    _remember(session, by, wanted)
    return len(taken)


@operation
def remove_attendance(session: Session, *, by: Person, attendance_id: UUID) -> UUID:
    """Take away counts that were recorded by mistake; gives the id of their offer.

    Raises ``Refused`` or ``Hidden``.
    """
    check_can(by, Permission.WRITE_NEEDS)
    row = rows.row_of_attendance(session, by.partnership, attendance_id)
    before, offer_id = _told(rows.attendance_in(row)), row.offer_id
    session.delete(row)
    tell(session, by, "learning-attendance.removed", Subject("learning offer", offer_id),
         before=before)  # fmt: skip
    return offer_id


def _record(session: Session, by: Person, offer_id: UUID, attendance: Attendance) -> None:
    # Two who record the same at once: the second waits for the offer, and finds the first's row.
    row_of_offer(session, by.partnership, offer_id)
    row = rows.row_of_session(session, by.partnership, offer_id, attendance)
    before = _told(rows.attendance_in(row)) if row else None
    if row is None:
        row = LearningAttendanceRow(
            partnership_id=by.partnership,
            id=uuid4(),
            offer_id=offer_id,
            on=attendance.on,
            agency=attendance.agency,
        )
        session.add(row)
    for name in COUNTED:
        setattr(row, name, getattr(attendance.counts, name))
    row.recorded_at = now(session)
    session.flush()
    tell(session, by, "learning-attendance.recorded", Subject("learning offer", offer_id),
         before=before, after=_told(attendance))  # fmt: skip


def _told(attendance: Attendance) -> dict[str, Any]:
    """Counts as the history keeps them."""
    return {**asdict(attendance.counts), "on": attendance.on, "agency": attendance.agency}


def _remember(session: Session, by: Person, wanted: Wanted) -> None:
    """Keep what the headings meant, for the next file."""
    row = rows.row_of_columns(session, by.partnership, wanted.kind)
    if row is None:
        row = RememberedColumnsRow(
            partnership_id=by.partnership, id=uuid4(), kind=wanted.kind.value, columns={}
        )
        session.add(row)
    before = dict(row.columns)
    row.columns = remember(wanted.table.headings, wanted.chosen, before)
    tell(session, by, "learning-columns.remembered", Subject("columns", row.id),
         before=before, after=row.columns)  # fmt: skip
