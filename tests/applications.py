"""Applications that are made once and lent to one test after another, on a database of its own.

To build the addresses of all pages and to compile templates and statements takes longer than most
tests. What a test changed of an application is put back; one that adds pages makes its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import Flask
from sqlalchemy import URL, Dialect, event, make_url

from app import create_app
from app.config import Settings
from app.db.engine import Database
from app.operations.surroundings import EXTENSION, Surroundings
from app.web import log


class Applications:
    """Those made so far, by their settings."""

    def __init__(self) -> None:
        self._made: dict[Settings, _Made] = {}

    @contextmanager
    def lend(self, settings: Settings) -> Iterator[Flask]:
        """An application with these settings, as if it were new."""
        address = make_url(settings.database)
        kind = replace(settings, database=address.drivername)
        if kind not in self._made:
            self._made[kind] = _Made(settings)
        made = self._made[kind]
        made.begin(settings, address)
        yield made.app
        made.engine.dispose()


class _Made:
    def __init__(self, settings: Settings) -> None:
        self.app = create_app(settings)
        self._surroundings: Surroundings = self.app.extensions[EXTENSION]
        self._config = dict(self.app.config)
        self.engine = self._surroundings.database.engine
        event.listen(self.engine, "do_connect", self._aim)

    def begin(self, settings: Settings, address: URL) -> None:
        self._address = address
        self.engine.dispose()
        self.app.config.clear()
        self.app.config.update(self._config)
        database = Database(self.engine, settings.now)
        self.app.extensions[EXTENSION] = replace(
            self._surroundings, settings=settings, database=database
        )
        log.write_for(settings.mode)

    def _aim(
        self, dialect: Dialect, _record: object, arguments: list[Any], named: dict[str, Any]
    ) -> None:
        """Connect to the database of the test that runs."""
        positions, names = dialect.create_connect_args(self._address)
        arguments[:] = positions
        named.clear()
        named.update(names)
