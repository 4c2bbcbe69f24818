"""PostgreSQL databases that hold what embedded ones hold, each made once and copied for a test.

So a test needs to say only once, in an embedded database, what it begins with.
"""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Engine, insert, select

from app.db import level
from app.db.base import Base
from app.db.engine import Database, open_database
from tests import postgres


class Originals:
    """Those made so far, by the digest of the file that each was made from."""

    def __init__(self, server: URL, stack: ExitStack) -> None:
        self._server, self._stack = server, stack
        self._names: dict[str, str] = {}

    @contextmanager
    def copy(self, file: Path) -> Iterator[str]:
        """The address of a new database that holds what the embedded one in the file holds."""
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        if digest not in self._names:
            self._names[digest] = self._make(file)
        with postgres.create_database(self._server, self._names[digest]) as address:
            yield address.render_as_string(hide_password=False)

    def _make(self, file: Path) -> str:
        """The name of a database with the rows of the file, to which nobody is connected."""
        made = self._stack.enter_context(postgres.create_database(self._server))
        with (
            _opened(f"sqlite:///{file}") as here,
            _opened(made.render_as_string(hide_password=False)) as there,
        ):
            level.change_level(there.engine)
            _copy_rows(here.engine, there.engine)
        return str(made.database)


@contextmanager
def _opened(address: str) -> Iterator[Database]:
    database = open_database(address, lambda: datetime.now(UTC))
    yield database
    database.engine.dispose()


def _copy_rows(here: Engine, there: Engine) -> None:
    """Every row of every table, those first that others refer to."""
    with here.connect() as source, there.begin() as target:
        for table in Base.metadata.sorted_tables:
            if rows := [dict(row) for row in source.execute(select(table)).mappings()]:
                target.execute(insert(table), rows)
