"""One row of a partnership by its key, or the sentence that says there is none."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.base import Base
from audit_tools.errors import Hidden

Row = TypeVar("Row", bound=Base)


def find_row(
    session: Session, table: type[Row], partnership: UUID, id: UUID | str, absent: str
) -> Row:
    """The row. Raises ``Hidden``, saying ``absent``, where the partnership has none."""
    return _there(session.get(table, (partnership, id)), absent)


def hold_row(
    session: Session, table: type[Row], partnership: UUID, id: UUID | str, absent: str
) -> Row:
    """The same, held until the transaction ends."""
    return _there(session.get(table, (partnership, id), with_for_update=True), absent)


def _there(row: Row | None, absent: str) -> Row:
    if row is None:
        raise Hidden(absent)
    return row
