"""``flask database upgrade`` and ``flask database check``."""

import click
from flask.cli import with_appcontext

from app.cli import current
from app.db import level


@click.group()
def database() -> None:
    """Bring the database to the level of this version."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Bring the database to the level that this version needs. Copy a live database first."""
    engine = current.database().engine
    before = level.read_level(engine)
    level.change_level(engine)
    after = level.read_level(engine)
    if before == after:
        click.echo(f"The database is at level {after} already.")
    else:
        click.echo(f"The database is at level {after} now.")


@database.command()
@with_appcontext
def check() -> None:
    """Say whether the database is at the level that this version needs."""
    try:
        level.check_level(current.database())
    except level.LevelError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo("The database is at the level of this version.")
