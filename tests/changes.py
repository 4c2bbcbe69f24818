"""Rows put into a state without what leads to it, and what history holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.history import Subject, record
from app.db.models.audits import AuditRow
from app.db.models.history import HistoryEvent


class OfAudit(Protocol):
    """A world of the tests that is about one audit."""

    @property
    def partnership(self) -> UUID: ...

    @property
    def audit(self) -> UUID: ...


def change_audit(database: Database, of: OfAudit, **columns: Any) -> None:
    """Put the audit into a phase or any other state."""
    change_row(database, of, AuditRow, of.audit, **columns)


def change_row(database: Database, of: OfAudit, table: type[Any], id: UUID, **columns: Any) -> None:
    """Change a row of the audit."""
    with changing(database, of) as session:
        row = session.get_one(table, (of.partnership, id))
        for name, value in columns.items():
            setattr(row, name, value)


@contextmanager
def changing(database: Database, of: OfAudit) -> Iterator[Session]:
    """A transaction that has its event already, and is committed at the end."""
    with database.writing() as session:
        record(session, by=None, partnership=of.partnership, what="test.changed",
               on=Subject("audit", of.audit), at=database.clock())  # fmt: skip
        yield session
        session.commit()


def events(database: Database) -> list[str]:
    """What happened, in order."""
    with database.reading() as session:
        return list(session.scalars(select(HistoryEvent.what).order_by(HistoryEvent.at)))
