"""A demonstration of its own, filled afresh, on its own day at a fixed time."""

import contextlib
import logging
import tempfile
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

from flask import Flask

from app import create_app
from app.config import DEMONSTRATION_DATE, Mode, Settings
from app.db import level
from app.db.engine import open_database
from app.demonstration.load import load

TEN_PAST_TEN = time(10, 10)


class StillSettings(Settings):
    """Settings whose day has only one minute, so that nothing that is made differs by its time."""

    def now(self) -> datetime:
        return datetime.combine(DEMONSTRATION_DATE, TEN_PAST_TEN, DEMONSTRATION_DATE.tzinfo)


@contextlib.contextmanager
def demonstrate() -> Iterator[Flask]:
    """The application of such a demonstration, as long as it is used."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(Path(folder))
        database = open_database(settings.database, settings.now)
        level.change_level(database.engine)
        load(database)
        yield create_app(settings)


def _settings(folder: Path) -> Settings:
    return StillSettings(
        mode=Mode.DEMONSTRATION,
        secret_key="only for what is shown, and long enough for it",
        database=f"sqlite:///{folder / 'still.sqlite'}",
        base_address="http://127.0.0.1",
    )
