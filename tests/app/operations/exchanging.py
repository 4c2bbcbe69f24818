"""Giving audits in and out as files, and what stands in the database then."""

from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select

from app.db.base import Base
from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.operations import exchange
from audit_tools.permissions import Person
from tests.exchange_documents import read

Row = TypeVar("Row")

FINDINGS = (
    "case_reference,agency,section,kind,statement,themes,cause\n"
    "{case},police,voice,strength,Somebody sat with the child.,voice,\n"
    "{case},school,voice,development,Nobody asked the sister.,voice,knowledge-and-skill\n"
)
"""Two findings of a case, as they stand in a file."""


def give_in(database: Database, by: Person, document: dict[str, Any], **more: Any) -> UUID:
    audit: UUID = exchange.import_audit(database, by=by, document=read(document), **more)
    return audit


def give_out(database: Database, by: Person, key: str) -> dict[str, Any]:
    document: dict[str, Any] = exchange.export_audit(
        database, by=by, partnership=by.partnership, key=key
    )
    return document


def count_rows(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    with database.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def events_of(database: Database, what: str) -> list[HistoryEvent]:
    with database.reading() as session:
        return list(session.scalars(select(HistoryEvent).where(HistoryEvent.what == what)))


def rows_of(database: Database, table: type[Row]) -> list[Row]:
    with database.reading() as session:
        return list(session.scalars(select(table)))
