"""The boards and groups that read the summaries, as rows and values."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.models.bodies import GoverningBodyRow
from audit_tools.permissions import Role


@dataclass(frozen=True)
class GoverningBody:
    """A board or group, and whether every audit is put before it. Its members hold the ``role``;
    where there is none they do not sign in, and read what comes to them as files."""

    id: UUID
    name: str
    role: Role | None
    each_audit: bool = False


def list_bodies(session: Session, partnership: UUID) -> list[GoverningBody]:
    """The partnership's boards and groups by name."""
    rows = session.scalars(
        select(GoverningBodyRow)
        .where(GoverningBodyRow.partnership_id == partnership)
        .order_by(func.lower(GoverningBodyRow.name), GoverningBodyRow.id)
    )
    return [value_of(row) for row in rows]


def row_of_body(session: Session, partnership: UUID, body_id: UUID) -> GoverningBodyRow | None:
    """The row, for changing it."""
    return session.get(GoverningBodyRow, (partnership, body_id))


def add_body(
    session: Session, partnership: UUID, *, name: str, role: Role | None, each_audit: bool
) -> GoverningBodyRow:
    row = GoverningBodyRow(
        partnership_id=partnership,
        id=uuid4(),
        name=name,
        role=role.value if role else None,
        each_audit=each_audit,
    )
    session.add(row)
    session.flush()
    return row


def value_of(row: GoverningBodyRow) -> GoverningBody:
    return GoverningBody(row.id, row.name, Role(row.role) if row.role else None, row.each_audit)
