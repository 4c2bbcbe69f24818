"""Connections, and the two kinds of session: one that reads and one that writes."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

from app.db.history import refuse_unrecorded_change

WRITING = "golden_thread_writing"
Version = tuple[int, ...]


class Database:
    """An engine with its clock. ``reading`` never writes; ``writing`` is for operations only."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self.clock = clock
        self._reading = sessionmaker(engine, autoflush=False)
        self._writing = sessionmaker(
            engine.execution_options(**{WRITING: True}), autoflush=False, expire_on_commit=False
        )

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking; a flush in it is a mistake and raises."""
        with self._reading(info={"clock": self.clock, "reading": True}) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that holds the right to write from its first statement."""
        with self._writing(info={"clock": self.clock}) as session:
            yield session


def open_database(address: str, clock: Callable[[], datetime]) -> Database:
    """Connect to a database by its address. Parameters never reach a log or an exception."""
    embedded = make_url(address).get_backend_name() == "sqlite"
    # Only a server can have closed a connection, so only then is each asked before it is used.
    engine = create_engine(address, hide_parameters=True, pool_pre_ping=not embedded)
    if embedded:
        _prepare_sqlite(engine)
    return Database(engine, clock)


def _prepare_sqlite(engine: Engine) -> None:
    journal, synchronous = durable_settings(sqlite3.sqlite_version_info)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        # The driver's own transactions start too late and end around DDL; SQLAlchemy's
        # "begin" event below starts them instead.
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING)
        # A transaction that reads first and writes later fails at once when another wrote in
        # between, whatever the timeout; one that says so at its start waits its turn.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def durable_settings(version: Version) -> tuple[str, str]:
    """Journal mode and synchronous setting under which a commit survives a power cut.

    The write-ahead log of SQLite before 3.51.3 (mended in 3.50.7 and 3.44.6 too) could lose
    the log's reset in a rare race, so those versions use the rollback journal.
    Source: the release notes of SQLite 3.51.3.
    """
    mended = (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )
    return ("WAL", "FULL") if mended else ("DELETE", "EXTRA")


@event.listens_for(Session, "before_flush")
def _guard(session: Session, _context: object, _instances: object) -> None:
    if session.info.get("reading"):
        raise RuntimeError("A session for reading was asked to write.")
    refuse_unrecorded_change(session)
