"""``flask audits import|export|findings|summary``: whole audits and their data, as files."""

from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import with_appcontext

import reports
from app.cli import current
from app.cli.acting import BY, BY_SOMEBODY, find_acting, find_partnership
from app.cli.files import IN_FILE, say
from app.cli.refusals import as_sentences
from app.db.audits import AuditOnFile, find_audit_by_key
from app.db.facts import read_facts
from app.operations import exchange, summaries
from audit_tools.audience import Audience, AudienceFacts
from audit_tools.disclosure import for_audience
from audit_tools.errors import Hidden
from audit_tools.exchange import json_schema, read_exchange, write_exchange
from audit_tools.exchange.text import LARGEST_FILE
from audit_tools.numbers import plural
from audit_tools.permissions import Person

OUT_FILE = click.File("wb", atomic=True)


@click.group()
def audits() -> None:
    """Bring audits in and give them out."""


@audits.command("import")
@click.argument("file", type=IN_FILE)
@BY
@with_appcontext
@as_sentences()
def import_(file: Path, email: str) -> None:
    """Bring in a whole audit from FILE, in the exchange format. All of it or nothing is stored."""
    by = find_acting(email)
    say(f"Reading {file.name} ...")
    document = read_exchange(_read(file))
    say(f"Storing {len(document.document.cases)} cases ...")
    exchange.import_audit(current.database(), by=by, document=document)
    click.echo(f"The audit {document.document.audit.key} is here now.")


@audits.command()
@click.argument("key")
@click.option("-o", "--output", type=OUT_FILE, default="-", help="The file to write.")
@BY_SOMEBODY
@with_appcontext
@as_sentences()
def export(key: str, output: BinaryIO, email: str | None) -> None:
    """Write the whole audit KEY in the exchange format.

    What agencies wrote is in it before the discussion is opened: keep the file as safe as the
    database. The export is recorded in the history of the audit.
    """
    by = find_acting(email) if email else None
    say(f"Reading the audit {key} ...")
    document = exchange.export_audit(
        current.database(), by=by, partnership=find_partnership(by), key=key
    )
    cases = len(document["cases"])
    say(f"Writing {plural(cases, 'case')} ...")
    output.write(write_exchange(document).encode())


@audits.command()
def schema() -> None:
    """Write the JSON Schema of the exchange format."""
    click.echo(write_exchange(json_schema()), nl=False)


@audits.command()
@click.argument("key")
@click.argument("file", type=IN_FILE)
@BY
@with_appcontext
@as_sentences()
def findings(key: str, file: Path, email: str) -> None:
    """Add the findings of the CSV FILE to the audit KEY. All of them or none are stored."""
    by = find_acting(email)
    audit = _find_audit(by, key)
    say(f"Reading {file.name} and storing its findings ...")
    count = exchange.import_findings(current.database(), by=by, audit_id=audit.id, data=_read(file))
    click.echo(f"{count} {'finding is' if count == 1 else 'findings are'} in the audit {key} now.")


@audits.command()
@click.argument("key")
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.GOVERNANCE.value,
    show_default=True,
    help="For whom the summary is.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv"]),
    default="json",
    show_default=True,
    help="In which form.",
)
@click.option("-o", "--output", type=OUT_FILE, default="-", help="The file to write.")
@click.option("--interim", is_flag=True, help="Of an audit that is not closed yet.")
@BY_SOMEBODY
@with_appcontext
@as_sentences()
def summary(
    key: str,
    audience: str,
    form: str,
    output: BinaryIO,
    interim: bool,
    email: str | None,
) -> None:
    """Write the summary and the training needs of the audit KEY as data."""
    by = find_acting(email) if email else None
    say(f"Reading the audit {key} ...")
    facts = _read_facts(by, key, Audience(audience), interim)
    if facts.rehearsal:
        say("This is a rehearsal. It belongs into no figure.")
    output.write(reports.build(reports.Kind.THEME_SUMMARY, facts, form).data)


def _read_facts(by: Person | None, key: str, audience: Audience, interim: bool) -> AudienceFacts:
    """What the audience may be given; as much as ``by`` may read, where somebody is named."""
    audit = _find_audit(by, key)
    with current.database().reading() as session:
        if by is not None:
            return summaries.read_summary(session, by=by, audit_id=audit.id, audience=audience)
        facts = read_facts(session, find_partnership(), audit.id)
    return for_audience(facts, audience, interim=interim)


def _find_audit(by: Person | None, key: str) -> AuditOnFile:
    partnership = find_partnership(by)
    with current.database().reading() as session:
        found = find_audit_by_key(session, partnership, key)
    if found is None:
        raise Hidden(f"There is no audit with the key {key}.")
    return found


def _read(file: Path) -> bytes:
    """As much of a file as may be read at all, and a byte more to show that it is too large."""
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)
