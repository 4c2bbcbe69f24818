"""Inviting people, giving them roles, letting them go.

The administrator does all of it; the Business Unit invites people and gives roles, but to nobody
who is, or would be, an administrator or of the Business Unit.
"""

import secrets
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import agencies, history, people, sessions
from app.db.clock import now
from app.db.history import Subject
from app.db.people import PersonRecord
from app.operations.accounts import LINK_GOOD_FOR, digest
from app.operations.invitations import recognise
from app.operations.transaction import operation
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import (
    Grant,
    Permission,
    Person,
    Role,
    can,
    check_can,
    check_gives_role,
    check_gives_roles_to,
)

LONGEST_NAME = 200
LONGEST_EMAIL = 254


@operation
def add_person(session: Session, *, by: Person, name: str, email: str, grant: Grant) -> UUID:
    """Add somebody with a first role. Somebody known by that address already is given the role.

    Raises ``Invalid`` for a name, address or role that cannot be, ``Conflict`` for somebody who is
    in the partnership already, ``Refused`` for a role that is not theirs to give.
    """
    check_gives_role(by, grant.role)
    return add_unchecked(
        session, by=by, partnership=by.partnership, name=name, email=email, grant=grant
    )


@operation
def add_unchecked(
    session: Session,
    *,
    by: Person | None,
    partnership: UUID,
    name: str,
    email: str,
    grant: Grant,
    invented: bool = False,
) -> UUID:
    """The same for a command on the server, whoever may run it having all rights anyway."""
    name = checked_name(name)
    check_email(email)
    _check_grant(session, partnership, grant)
    person_id = people.id_of_email(session, email)
    if person_id is None:
        person_id = people.add_person(session, name=name, email=email, invented=invented)
    elif people.find_record(session, partnership, person_id):
        raise Conflict("Somebody with this e-mail address is here already.", "email")
    people.add_grant(session, partnership, person_id, grant)
    _record(session, by, partnership, "person.added", person_id, after=_words(grant))
    recognise(session, partnership, person_id)
    return person_id


@operation
def rename(session: Session, *, by: Person, person_id: UUID, name: str) -> None:
    """Correct somebody's name. Raises ``Invalid`` for an empty one."""
    _check_reach(session, by, person_id)
    row = people.row_of_person(session, person_id)
    row.name = checked_name(name)
    _record(session, by, by.partnership, "person.renamed", person_id)
    recognise(session, by.partnership, person_id)


@operation
def give_role(session: Session, *, by: Person, person_id: UUID, grant: Grant) -> None:
    """Give a role. One held already is left as it is; an unknown one is ``Invalid``, one that is
    not theirs to give, or to this person, ``Refused``."""
    _check_gives(session, by, person_id, grant.role)
    _check_grant(session, by.partnership, grant)
    if grant in people.read_grants(session, by.partnership, [person_id])[person_id]:
        return
    people.add_grant(session, by.partnership, person_id, grant)
    _record(session, by, by.partnership, "person.role-given", person_id, after=_words(grant))
    recognise(session, by.partnership, person_id)


@operation
def take_role(session: Session, *, by: Person, person_id: UUID, grant: Grant) -> None:
    """Take a role away. The last role is ``Refused``, and so is one's own of administrator, and
    one that is not theirs to give."""
    _check_gives(session, by, person_id, grant.role)
    held = people.read_grants(session, by.partnership, [person_id])[person_id]
    if grant not in held:
        return
    if len(held) == 1:
        raise Refused("This is the person's only role. Give another first, or let them go.")
    if grant.role is Role.ADMINISTRATOR and person_id == by.id:
        raise Refused("Another administrator has to take this role from you.")
    people.remove_grant(session, by.partnership, person_id, grant)
    _record(session, by, by.partnership, "person.role-taken", person_id, before=_words(grant))


@operation
def deactivate(session: Session, *, by: Person, person_id: UUID) -> None:
    """Let somebody go: every session ends at once and no link is good any more.

    Oneself is ``Refused``, so that an administrator remains.
    """
    _check_reach(session, by, person_id)
    if person_id == by.id:
        raise Refused("You cannot let yourself go. Ask another administrator.")
    people.row_of_person(session, person_id).is_active = False
    sessions.end_sessions(session, person_id, now(session))
    sessions.use_password_links(session, person_id, now(session))
    _record(session, by, by.partnership, "person.let-go", person_id)


@operation
def reactivate(session: Session, *, by: Person, person_id: UUID) -> None:
    """Bring somebody back with the roles they had."""
    _check_reach(session, by, person_id)
    people.row_of_person(session, person_id).is_active = True
    _record(session, by, by.partnership, "person.brought-back", person_id)
    recognise(session, by.partnership, person_id)


@operation
def end_sessions(session: Session, *, by: Person, person_id: UUID) -> None:
    """End every session of somebody, as when a laptop is lost."""
    _check_reach(session, by, person_id)
    sessions.end_sessions(session, person_id, now(session))
    _record(session, by, by.partnership, "person.sessions-ended", person_id)


@operation
def make_password_link(session: Session, *, by: Person, person_id: UUID) -> str:
    """The token of a new link to set a password; links made before are no longer good.

    Only its digest is kept, so it can be shown this once. Raises ``Refused`` for somebody let go.
    From the Business Unit somebody gets a first link: who has a password gets another only from an
    administrator, or the account of an agency's lead could be taken over by who is blind to it.
    """
    record = _find(session, by, person_id, Permission.SET_UP)
    if not can(by, Permission.MANAGE_PEOPLE):
        check_gives_roles_to(by, person_id, record.roles)
        if record.can_sign_in:
            raise Refused("This person has a password. An administrator makes them a new link.")
    return make_link_unchecked(session, by=by, partnership=by.partnership, person_id=person_id)


@operation
def make_link_unchecked(
    session: Session, *, by: Person | None, partnership: UUID, person_id: UUID
) -> str:
    """The same for a command on the server."""
    if not people.row_of_person(session, person_id).is_active:
        raise Refused("This person has been let go. Bring them back first.")
    token = secrets.token_urlsafe(32)
    sessions.use_password_links(session, person_id, now(session))
    sessions.add_password_link(session, person_id, digest(token), now(session) + LINK_GOOD_FOR)
    _record(session, by, partnership, "person.link-made", person_id)
    return token


def _check_reach(session: Session, by: Person, person_id: UUID) -> None:
    _find(session, by, person_id, Permission.MANAGE_PEOPLE)


def _check_gives(session: Session, by: Person, person_id: UUID, role: Role) -> None:
    record = _find(session, by, person_id, Permission.SET_UP)
    check_gives_roles_to(by, person_id, record.roles)
    check_gives_role(by, role)


def _find(session: Session, by: Person, person_id: UUID, needed: Permission) -> PersonRecord:
    check_can(by, needed)
    record = people.find_record(session, by.partnership, person_id)
    if record is None:
        raise Hidden()
    return record


def checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid("Enter a name.", "name")
    if len(name) > LONGEST_NAME:
        raise Invalid(f"Use {LONGEST_NAME} characters or fewer.", "name")
    return name


def check_email(email: str, place: str = "email") -> None:
    """One @ with something on both sides: whether mail arrives, only mail can show.

    Raises ``Invalid``.
    """
    before, at, after = email.strip().partition("@")
    ends_well = after and "@" not in after and not after.startswith(".")
    if not (before and at and ends_well) or any(letter.isspace() for letter in email.strip()):
        raise Invalid("Enter an e-mail address such as name@example.org.", place)
    if len(email) > LONGEST_EMAIL:
        raise Invalid(f"Use {LONGEST_EMAIL} characters or fewer.", place)


def _check_grant(session: Session, partnership: UUID, grant: Grant) -> None:
    if grant.role.belongs_to_agency and not grant.agency:
        raise Invalid(f"Choose the agency: {grant.role.label} is a role in one.", "agency")
    if grant.agency and not grant.role.belongs_to_agency:
        raise Invalid(f"Choose no agency: {grant.role.label} is no role in one.", "agency")
    if grant.agency and not agencies.find_agency(session, partnership, grant.agency):
        raise Invalid("There is no such agency.", "agency")


def _words(grant: Grant) -> dict[str, object]:
    return {"role": grant.role.value, "agency": grant.agency}


def _record(
    session: Session,
    by: Person | None,
    partnership: UUID,
    what: str,
    person_id: UUID,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    history.record(
        session,
        by=by,
        partnership=partnership,
        what=what,
        on=Subject("person", person_id),
        at=now(session),
        before=before,
        after=after,
    )
