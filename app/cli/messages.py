"""``flask messages make|send``: for a timer of the server, once an hour or once a day."""

import click
from flask.cli import with_appcontext

from app.cli import current
from app.cli.acting import check_level
from app.cli.refusals import as_sentences
from app.db.messages import audits_under_way
from app.operations.mailing import send_waiting
from app.operations.messages import write_due
from audit_tools.numbers import plural


@click.group()
def messages() -> None:
    """Reminders and other messages to those who are asked."""


@messages.command()
@with_appcontext
@as_sentences()
def make() -> None:
    """Write the messages that are due today. Doing it again writes nothing twice."""
    check_level()
    database = current.database()
    with database.reading() as session:
        audits = audits_under_way(session)
    new = sum(write_due(database, by=None, partnership=p, audit_id=a) for p, a in audits)
    click.echo(f"{plural(new, 'message')} written.")


@messages.command()
@with_appcontext
@as_sentences()
def send() -> None:
    """Hand the messages that wait to the mail server. Ends with 1 where one could not be sent."""
    check_level()
    settings = current.settings()
    if settings.mail is None:
        click.echo("No mail server is set, so nothing is sent: GOLDEN_THREAD_MAIL_SERVER.")
        return
    if settings.is_demonstration:
        raise click.ClickException("The demonstration sends nothing: its people are invented.")
    result = send_waiting(
        current.database(), server=settings.mail, base_address=settings.base_address
    )
    click.echo(f"{plural(result.sent, 'message')} sent.")
    if result.failed:
        raise click.ClickException(f"{plural(result.failed, 'message')} not sent. {result.error}")
