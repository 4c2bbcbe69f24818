"""Builders of what tests need to begin with: a partnership, agencies, people with roles.

Each returns values, never rows, and stores through the same functions as the application.
"""

from itertools import count
from uuid import UUID

from app.db import agencies, partnerships, people, sessions
from app.db.agencies import Agency
from app.db.engine import Database
from app.operations.passwords import Passwords
from audit_tools.agency_kinds import AgencyKind
from audit_tools.permissions import Grant, Person, Role

PASSWORD = "three random words"
# Of one length, so that pages that name people are as long as each other.
_numbers = count(10_001)


def make_partnership(database: Database, name: str = "Leeds (test)") -> UUID:
    """A partnership; gives its id."""
    with database.writing() as session:
        partnership = partnerships.add_partnership(session, name)
        session.commit()
    return partnership


def make_agency(
    database: Database,
    partnership: UUID,
    key: str = "police",
    *,
    name: str | None = None,
    kind: AgencyKind = AgencyKind.POLICE,
    is_asked: bool = True,
) -> Agency:
    """An agency of the partnership."""
    with database.writing() as session:
        agency = agencies.add_agency(
            session,
            partnership,
            key=key,
            name=name or key.replace("-", " ").capitalize(),
            kind=kind,
            own_route="",
            is_asked=is_asked,
        )
        session.commit()
    return agency


def make_person(
    database: Database,
    partnership: UUID,
    *grants: Grant | Role,
    name: str | None = None,
    email: str | None = None,
    password: str | None = None,
) -> Person:
    """Somebody with the roles; a bare role is one that belongs to no agency."""
    held = frozenset(g if isinstance(g, Grant) else Grant(g) for g in grants)
    number = next(_numbers)
    with database.writing() as session:
        person_id = people.add_person(
            session,
            name=name or f"Person {number}",
            email=email or f"person{number}@example.org",
        )
        for grant in sorted(held, key=str):
            people.add_grant(session, partnership, person_id, grant)
        if password:
            hashed = Passwords(cheap=True).hash(password)
            sessions.set_password_hash(session, person_id, hashed, database.clock())
        session.commit()
    return Person(person_id, partnership, name or f"Person {number}", held)
