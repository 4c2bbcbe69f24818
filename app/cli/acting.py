"""Who a command acts for."""

from uuid import UUID

import click

from app.cli import current
from app.db import level, partnerships, people
from audit_tools.permissions import Person

BY = click.option("--by", "email", required=True, help="Your e-mail address, for the history.")
BY_SOMEBODY = click.option(
    "--by", "email", help="Your e-mail address, for the history, which else names nobody."
)


def find_acting(email: str) -> Person:
    """The person with this address. Ends the command with a sentence where there is none."""
    check_level()
    with current.database().reading() as session:
        person_id = people.id_of_email(session, email)
        held = people.partnerships_of(session, person_id) if person_id else []
        found = people.find_person(session, held[0], person_id) if person_id and held else None
    if found is None:
        raise click.ClickException(f"Nobody here has the address {email}.")
    return found


def find_partnership(by: Person | None = None) -> UUID:
    """The partnership of whoever acts, or for nobody the first of this database."""
    if by is not None:
        return by.partnership
    check_level()
    with current.database().reading() as session:
        found = partnerships.default_partnership(session)
    if found is None:
        raise click.ClickException(
            "There is no partnership here yet. Make one with: flask people invite --help"
        )
    return found.id


def check_level() -> None:
    """End the command with a sentence where the database is not at this version's level."""
    try:
        level.check_level(current.database())
    except level.LevelError as problem:
        raise click.ClickException(str(problem)) from problem
