"""The migration level of the database against the one that this version needs."""

from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.db.engine import Database

MIGRATIONS = Path(__file__).parents[2] / "migrations"


class LevelError(Exception):
    """The database is not at the level this version needs; the message says what mends it."""


def check_level(database: Database) -> None:
    """Raise ``LevelError`` unless the database is at the level that this version needs."""
    level, script = read_level(database.engine), _migrations()
    needed = script.get_current_head()
    if level == needed:
        return
    known = {revision.revision for revision in script.walk_revisions()}
    if level is None:
        raise LevelError("The database is empty. Run: flask database upgrade")
    if level in known:
        raise LevelError(
            f"The database is at level {level}, and this version needs {needed}."
            " Make a copy of the database, then run: flask database upgrade"
        )
    raise LevelError(
        f"The database is at level {level}, which this version does not know. It was made by a"
        " later version: start that version, or bring back a copy of the database from before it."
    )


@lru_cache(maxsize=1)
def _migrations() -> ScriptDirectory:
    """Those of this version, each of which is a file: read once, however often a monitor asks."""
    return ScriptDirectory.from_config(configuration())


def problem_of(database: Database) -> str:
    """Why the database cannot be worked with, in words for a monitor; empty where it can."""
    try:
        check_level(database)
    except LevelError as problem:
        return str(problem)
    except SQLAlchemyError:
        # What the database itself says could name its address.
        return "The database is away."
    return ""


def read_level(engine: Engine) -> str | None:
    """The revision that the database is at, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def change_level(engine: Engine, *, up_to: str = "head") -> None:
    """Bring the database up to a level, in one transaction."""
    command.upgrade(configuration(engine), up_to)


def lower_level(engine: Engine, *, down_to: str) -> None:
    """Take the database back to an earlier level; ``base`` empties it."""
    command.downgrade(configuration(engine), down_to)


def configuration(engine: Engine | None = None) -> Config:
    """What Alembic needs to know; ``migrations/env.py`` runs on ``engine``."""
    config = Config()
    config.attributes["engine"] = engine
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
