"""Golden Thread. ``create_app`` is its table of contents."""

import os
import sys

import click
from flask import Flask

import reports
from app import cli, web
from app.config import Settings, SettingsError, read_settings
from app.db.engine import open_database
from app.db.level import LevelError, check_level

# Gunicorn stops at this code; after any other it would start workers again and again.
CANNOT_START = 3


def create_app(settings: Settings | None = None) -> Flask:
    """The application, for ``settings`` or for those in the environment.

    Stops the process with a sentence when a setting is missing or wrong, or when the database is
    not at the level of this version. Commands may start below that level, since one mends it.
    """
    try:
        return _build(settings or read_settings(os.environ))
    except (SettingsError, LevelError) as problem:
        click.echo(str(problem), err=True)
        sys.exit(CANNOT_START)


def _build(settings: Settings) -> Flask:
    database = open_database(settings.database, settings.now)
    if _is_to_serve():
        check_level(database)
    reports.use_worker(settings.worker)
    app = web.make_application(__name__, settings, database)
    cli.install(app)
    return app


def _is_to_serve() -> bool:
    """Whether pages will be served, as opposed to a command that does something else."""
    command = click.get_current_context(silent=True)
    return command is None or command.info_name == "run"
