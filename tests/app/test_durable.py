"""A commit to an embedded database survives a power cut."""

import sqlite3
from pathlib import Path

import pytest

from app.db import engine
from app.db.engine import open_database
from tests.app.conftest import real_clock

DURABLE = engine.durable_settings
SYNCHRONOUS = {"FULL": 2, "EXTRA": 3}


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 40, 1), "DELETE"),
        # the branches that were mended, from their first mended version
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "DELETE"),
        ((3, 50, 6), "DELETE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
    ],
)
def test_a_write_ahead_log_is_kept_only_where_it_cannot_be_lost(
    version: tuple[int, ...], journal: str
) -> None:
    kept, synchronous = DURABLE(version)
    assert (kept, SYNCHRONOUS[synchronous]) == (journal, {"WAL": 2, "DELETE": 3}[journal])


def test_every_connection_has_these_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "durable_settings", DURABLE)
    database = open_database(f"sqlite:///{tmp_path / 'durable.sqlite'}", real_clock)
    with database.engine.connect() as connection:
        ask = connection.exec_driver_sql
        journal = str(ask("PRAGMA journal_mode").scalar_one()).upper()
        synchronous = ask("PRAGMA synchronous").scalar_one()
        assert ask("PRAGMA foreign_keys").scalar_one() == 1
        assert ask("PRAGMA secure_delete").scalar_one() == 1
    database.engine.dispose()
    expected = DURABLE(sqlite3.sqlite_version_info)
    assert (journal, synchronous) == (expected[0], SYNCHRONOUS[expected[1]])
