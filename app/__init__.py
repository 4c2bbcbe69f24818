"""Golden Thread. ``create_app`` is its table of contents."""

import os

import click
from flask import Flask

from app import cli, web
from app.config import Settings, read_settings
from app.db.engine import open_database
from app.db.level import check_level


def create_app(settings: Settings | None = None) -> Flask:
    """The application, for ``settings`` or for those in the environment.

    Raises ``SettingsError``, and ``LevelError`` when the database is not at the level of this
    version; commands may start below that level, since one of them mends it.
    """
    settings = settings or read_settings(os.environ)
    database = open_database(settings.database, settings.now)
    if _is_to_serve():
        check_level(database)
    app = web.make_application(__name__, settings, database)
    cli.install(app)
    return app


def _is_to_serve() -> bool:
    """Whether pages will be served, as opposed to a command that does something else."""
    command = click.get_current_context(silent=True)
    return command is None or command.info_name == "run"
