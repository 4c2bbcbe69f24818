"""``flask inspections record``: inspections of the partnership, which audits answer."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli import current
from app.cli.acting import BY, find_acting
from app.cli.files import IN_FILE, read_text, say
from app.cli.refusals import as_sentences
from app.operations.inspections import record_inspection
from audit_tools.definition import read_inspection
from audit_tools.numbers import plural


@click.group()
def inspections() -> None:
    """Inspections of the partnership."""


@inspections.command()
@click.argument("file", type=IN_FILE)
@BY
@with_appcontext
@as_sentences()
def record(file: Path, email: str) -> None:
    """Record the inspection whose letter is in FILE. All of it or nothing is stored."""
    by = find_acting(email)
    say(f"Reading {file.name} ...")
    letter = read_inspection(*read_text(file))
    count = len(letter.findings)
    say(f"Storing {plural(count, 'finding')} ...")
    record_inspection(current.database(), by=by, letter=letter)
    click.echo(f"The inspection {letter.key} is recorded now.")
