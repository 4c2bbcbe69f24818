"""A mark in every text that holds something of a case, to find where it gets to."""

from typing import Any

from sqlalchemy import Column, String, update

import app.db.models  # noqa: F401 - it declares the tables
from app.db.base import Base, DataClass
from app.db.engine import Database

CANARY = "canary"


def mark_every_text(database: Database) -> None:
    """Write the mark into every column that holds something of a case."""
    with database.writing() as session:
        session.info["history_recorded"] = True
        for table in Base.metadata.sorted_tables:
            for column in (one for one in table.columns if is_marked(one)):
                session.execute(update(table).values({column: column.concat(CANARY)}))
        audit = Base.metadata.tables["audit"]
        session.execute(update(audit).values(dict.fromkeys(MARKED_AUDIT, CANARY)))
        session.commit()


def is_marked(column: Column[Any]) -> bool:
    """Whether a column holds words of a case that may be any."""
    of_case = column.info["data"] in (DataClass.CASE, DataClass.CASE_TEXT)
    return of_case and isinstance(column.type, String) and column.name not in KEPT


# Words that the database itself checks, and a place in a record.
KEPT = ("known", "came", "kind", "place", "cause", "remedy", "selection", "fit", "withdrawn_for")
# What an audit says of itself beside its title, which a message does name.
MARKED_AUDIT = ("theme", "purpose", "selection_note", "attribution", "key")
