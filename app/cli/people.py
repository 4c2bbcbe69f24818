"""``flask people invite``: the way in for the first administrator, and for anybody after."""

from uuid import UUID

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from app.cli import current
from app.db import partnerships
from app.db import people as rows
from app.operations import partnerships as founding
from app.operations import people as inviting
from app.operations.transaction import operation
from audit_tools.errors import AuditError
from audit_tools.permissions import Grant, Person, Role

ROLES = click.Choice([role.value for role in Role])


@click.group()
def people() -> None:
    """People and their links to set a password."""


@people.command()
@click.argument("email")
@click.option("--name", help="The person's name; needed for somebody new.")
@click.option("--role", type=ROLES, help="The role; needed for somebody new.")
@click.option("--agency", help="The key of the agency, for a role that belongs to one.")
@click.option("--partnership", "founded", help="The name of the partnership, the first time only.")
@click.option("--by", "inviter", help="The e-mail address of whoever invites, for the history.")
@with_appcontext
def invite(
    email: str,
    name: str | None,
    role: str | None,
    agency: str | None,
    founded: str | None,
    inviter: str | None,
) -> None:
    """Make a link with which EMAIL sets a password, good once and for seven days."""
    grant = Grant(Role(role), agency) if role else None
    try:
        token = _invite(
            current.database(),
            email=email,
            name=name,
            grant=grant,
            founded=founded,
            inviter=inviter,
        )
    except AuditError as refused:
        raise click.ClickException(refused.message) from refused
    address = current.settings().address_of(f"/set-password/{token}")
    click.echo("Give this link to nobody else. It is good once, for seven days:")
    click.echo(address)


@operation
def _invite(
    session: Session,
    *,
    email: str,
    name: str | None,
    grant: Grant | None,
    founded: str | None,
    inviter: str | None,
) -> str:
    """One transaction: nobody is added without a link."""
    partnership = _find_partnership(session, founded)
    by = _find_person(session, partnership, inviter) if inviter else None
    person_id = rows.id_of_email(session, email)
    if person_id is None or rows.find_record(session, partnership, person_id) is None:
        if not name or not grant:
            raise click.ClickException(f"Nobody here has the address {email}: add --name, --role.")
        person_id = inviting.add_unchecked(
            session, by=by, partnership=partnership, name=name, email=email, grant=grant
        )
    return inviting.make_link_unchecked(
        session, by=by, partnership=partnership, person_id=person_id
    )


def _find_partnership(session: Session, founded: str | None) -> UUID:
    found = partnerships.default_partnership(session)
    if found:
        return found.id
    if not founded:
        raise click.ClickException("There is no partnership yet: add its name with --partnership.")
    return founding.found(session, name=founded)


def _find_person(session: Session, partnership: UUID, email: str) -> Person:
    person_id = rows.id_of_email(session, email)
    found = rows.find_person(session, partnership, person_id) if person_id else None
    if found is None:
        raise click.ClickException(f"Nobody here has the address {email}.")
    return found
