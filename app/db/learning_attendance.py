"""Who came to learning offers, and what the columns of files meant: rows to values."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.learning import LearningAttendanceRow, RememberedColumnsRow
from app.db.rows import hold_row
from audit_tools.learning.attendance import COUNTED, Attendance, Counts
from audit_tools.learning.columns import FileKind

OnFile = tuple[UUID, Attendance]


def attendance_of(
    session: Session, partnership: UUID, offer_id: UUID | None = None
) -> Mapping[UUID, tuple[OnFile, ...]]:
    """What is recorded of each offer, or of one, with ids; by day, then by agency."""
    wanted = select(LearningAttendanceRow).where(
        LearningAttendanceRow.partnership_id == partnership
    )
    if offer_id:
        wanted = wanted.where(LearningAttendanceRow.offer_id == offer_id)
    found = defaultdict[UUID, list[OnFile]](list)
    for row in session.scalars(wanted):
        found[row.offer_id].append((row.id, attendance_in(row)))
    return {
        offer: tuple(sorted(records, key=lambda one: (one[1].on or date.min, one[1].agency)))
        for offer, records in found.items()
    }


def row_of_session(
    session: Session, partnership: UUID, offer_id: UUID, attendance: Attendance
) -> LearningAttendanceRow | None:
    """The row of the same offer, day and agency, held until the transaction ends."""
    row = LearningAttendanceRow
    on = row.on == attendance.on if attendance.on else row.on.is_(None)
    return session.scalars(
        select(row)
        .where(
            row.partnership_id == partnership,
            row.offer_id == offer_id,
            row.agency == attendance.agency,
            on,
        )
        .with_for_update()
    ).first()


def row_of_attendance(
    session: Session, partnership: UUID, attendance_id: UUID
) -> LearningAttendanceRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(
        session, LearningAttendanceRow, partnership, attendance_id, "There are no such counts."
    )


def attendance_in(row: LearningAttendanceRow) -> Attendance:
    return Attendance(Counts(*(getattr(row, name) for name in COUNTED)), row.on, row.agency)


def columns_remembered(session: Session, partnership: UUID, kind: FileKind) -> dict[str, str]:
    """What headings of such files meant."""
    row = row_of_columns(session, partnership, kind)
    return dict(row.columns) if row else {}


def row_of_columns(
    session: Session, partnership: UUID, kind: FileKind
) -> RememberedColumnsRow | None:
    """The row that keeps it, if there is one."""
    return session.scalars(
        select(RememberedColumnsRow).where(
            RememberedColumnsRow.partnership_id == partnership,
            RememberedColumnsRow.kind == kind.value,
        )
    ).first()
