"""``flask demo serve|reset``: the demonstration, on an embedded database of its own."""

import errno
import os
import socket
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli import current
from app.cli.refusals import as_sentences
from app.db import level
from app.demonstration.load import NAME, is_loaded, load
from app.demonstration.people import DEMONSTRATION_PEOPLE

BIND = "127.0.0.1:8000"
SERVING = str(Path(__file__).parents[1] / "serving.py")


@click.group()
def demo() -> None:
    """The demonstration."""


@demo.command()
@click.option("--bind", default=BIND, show_default=True, help="Where to listen.")
@with_appcontext
def serve(bind: str) -> None:
    """Fill the demonstration if it is empty, and serve it until Ctrl+C."""
    _check_mode()
    _check_free(bind)
    prepare()
    click.echo(_greeting())
    # The server takes the place of this command, so that Ctrl+C reaches it and nothing else.
    server = [sys.executable, "-m", "gunicorn", "--config", SERVING, "--bind", bind,
              "--workers", "1", "--log-level", "warning", "app:create_app()"]  # fmt: skip
    os.execv(sys.executable, server)  # noqa: S606 - a fixed command without a shell


@demo.command()
@with_appcontext
def reset() -> None:
    """Throw away everything that was entered, and fill the demonstration afresh."""
    _check_mode()
    engine = current.database().engine
    if level.read_level(engine) is not None:
        level.lower_level(engine, down_to="base")
    prepare()
    click.echo(f"{NAME} is as it was at the beginning.")


def prepare() -> None:
    """Bring the database to this version's level, and fill it unless it was filled before."""
    database = current.database()
    level.change_level(database.engine)
    with database.reading() as session:
        there = is_loaded(session)
    if there:
        click.echo("What was entered before is still there.")
        return
    click.echo("Filling the demonstration ...")
    with as_sentences():
        load(database, click.echo)


def _check_free(bind: str) -> None:
    """Say it before anything else where something is served at the address already."""
    host, _, port = bind.rpartition(":")
    if not port.isdecimal() or ":" in host:
        return  # A socket of the system, or an address that only the server can read.
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, int(port)))
        except OverflowError:
            return  # No such port: the server says so.
        except OSError as why:
            if why.errno != errno.EADDRINUSE:
                return
            raise click.ClickException(
                f"Something is served at {bind} already. Stop it, or give another address: "
                "flask --app app:create_app demo serve --bind 127.0.0.1:8001"
            ) from why


def _check_mode() -> None:
    """Refuse anywhere else: one command throws everything away, and one click signs in."""
    if not current.settings().is_demonstration:
        raise click.ClickException(
            "This is for the demonstration only. Set GOLDEN_THREAD_MODE to demonstration, and "
            "GOLDEN_THREAD_DATABASE to a database of its own."
        )


def _greeting() -> str:
    width = max(len(person.full_name) for person in DEMONSTRATION_PEOPLE)
    people = (f"  {p.full_name:<{width}}  {p.try_first}" for p in DEMONSTRATION_PEOPLE)
    return "\n".join(
        (
            "",
            f"{NAME} is at {current.settings().base_address}",
            "One click there signs in as any of these invented people. No password is needed.",
            "",
            *people,
            "",
            "Ctrl+C ends it; what was entered stays. make demo-reset starts afresh.",
            "",
        )
    )
