"""``flask tools check|publish|publish-shipped``: audit tools and theme lists from files."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli import current
from app.cli.acting import BY, find_acting
from app.cli.files import IN_FILE, read_text, say
from app.cli.refusals import as_sentences
from app.operations import tools as operations
from audit_tools.apart import read_apart
from audit_tools.codebook import Codebook
from audit_tools.definition import read_theme_list, read_tool, write_schema
from audit_tools.definition.text import parse
from audit_tools.library import shipped_theme_lists
from audit_tools.numbers import plural
from audit_tools.permissions import Person
from audit_tools.tool import AuditTool
from audit_tools.workbook import read_any_workbook


@click.group()
def tools() -> None:
    """Audit tools and theme lists."""


@tools.command()
@click.argument("file", type=IN_FILE)
@click.option("--themes", multiple=True, type=IN_FILE,
              help="A theme list that the tool uses, besides those that are shipped.")  # fmt: skip
@as_sentences()
def check(file: Path, themes: tuple[Path, ...]) -> None:
    """Say everything that is wrong with the tool or theme list in FILE."""
    lists = [*shipped_theme_lists(), *(read_theme_list(*read_text(path)) for path in themes)]
    found = _read(file, lists)
    click.echo(f"{_describe(found)} Nothing is wrong with it.")


@tools.command()
@click.argument("file", type=IN_FILE)
@BY
@with_appcontext
@as_sentences()
def publish(file: Path, email: str) -> None:
    """Publish the tool or theme list in FILE; a tool after the theme list that it uses."""
    by = find_acting(email)
    found = _read(file, [])
    _publish(found, by)
    click.echo(f"{_describe(found)} It is published.")


@tools.command("publish-shipped")
@BY
@with_appcontext
@as_sentences()
def publish_shipped(email: str) -> None:
    """Publish the tools and theme lists that come with Golden Thread."""
    for found in operations.publish_shipped(current.database(), by=find_acting(email)):
        click.echo(f"{_describe(found)} It is published.")


@tools.command()
def schema() -> None:
    """Write the JSON Schema of an audit tool."""
    click.echo(write_schema(), nl=False)


def _publish(found: AuditTool | Codebook, by: Person) -> None:
    if isinstance(found, Codebook):
        operations.publish_theme_list(current.database(), by=by, codebook=found)
    else:
        operations.publish_tool(current.database(), by=by, tool=found)


def _read(file: Path, lists: list[Codebook]) -> AuditTool | Codebook:
    """What is in the file. A theme list has themes and no sections; of a workbook that was made
    for another program it says what could not be carried."""
    if file.suffix == ".xlsx":
        tool, lost = read_apart(read_any_workbook, file.read_bytes(), lists)
        for one in lost:
            place = ", ".join(part for part in (one.sheet, _row(one.row), one.column) if part)
            say(f"Not carried: {place}: {one.why}")
        return tool
    text, source = read_text(file)
    data = parse(text, source).data
    if isinstance(data, dict) and "themes" in data and "sections" not in data:
        return read_theme_list(text, source)
    return read_tool(text, source, codebooks=lists)


def _row(number: int) -> str:
    return f"row {number}" if number else ""


def _describe(found: AuditTool | Codebook) -> str:
    counted = (
        f"{len(found.themes)} themes"
        if isinstance(found, Codebook)
        else plural(len(found.sections), "section")
        + f" and {plural(len(found.questions), 'question')}"
    )
    return f"{found.title}, version {found.version}: {counted}."
