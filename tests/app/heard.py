"""What reaches the database while a page is asked for, and how the embedded one would search."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from app.db.models.audits import AuditRow


@contextmanager
def heard(target: object, name: str, hear: Callable[..., None]) -> Iterator[None]:
    """Listen to an event of SQLAlchemy for a while."""
    event.listen(target, name, hear)
    yield
    event.remove(target, name, hear)


@contextmanager
def audits_loaded() -> Iterator[list[AuditRow]]:
    """The audits whose whole rows are read, as they are."""
    loaded: list[AuditRow] = []
    with heard(AuditRow, "load", lambda row, _context: loaded.append(row)):
        yield loaded


@contextmanager
def searches(engine: Engine) -> Iterator[list[str]]:
    """How each statement is searched for, a line a table, once all were sent.

    Only SQLite says so in words that can be read: such a test is for the embedded database.
    """
    assert engine.dialect.name == "sqlite", "Run this test without --database."
    sent: list[tuple[str, Any]] = []
    found: list[str] = []
    with heard(engine, "before_cursor_execute", lambda *at: sent.append((at[2], at[3]))):
        yield found
    with engine.connect() as connection:
        for statement, given in sent:
            if statement.lstrip().startswith(("SELECT", "WITH")):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
                found += [step[3] for step in plan]
