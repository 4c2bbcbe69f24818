"""What the pages about people show."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import agencies, people
from app.db.people import PersonRecord
from app.operations import accounts
from audit_tools.errors import Hidden
from audit_tools.permissions import Grant, Permission, Person, can, gives_roles_to

PAGE_LENGTH = 50


@dataclass(frozen=True)
class RoleLine:
    """One role of a person."""

    role: str
    agency: str
    label: str
    is_taken: bool
    """Whether the viewer may take it away."""


@dataclass(frozen=True)
class PersonLine:
    """One person of the list."""

    id: UUID
    name: str = field(repr=False)
    roles: str
    state: str


@dataclass(frozen=True)
class PeoplePage:
    """One page of the list."""

    people: tuple[PersonLine, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True)
class PersonPage:
    """The page of one person."""

    id: UUID
    name: str = field(repr=False)
    email: str = field(repr=False)
    is_active: bool
    can_sign_in: bool
    is_self: bool
    roles: tuple[RoleLine, ...]
    sessions: int
    is_managed: bool
    """Whether the viewer is an administrator, who renames people and lets them go."""
    gets_roles: bool
    gets_link: bool


def list_people(session: Session, partnership: UUID, number: int) -> PeoplePage:
    """A page of the list; a number beyond the last gives the last."""
    total = people.count_people(session, partnership)
    pages = max(1, -(-total // PAGE_LENGTH))
    number = min(max(1, number), pages)
    names = _agency_names(session, partnership)
    found = people.list_people(
        session, partnership, limit=PAGE_LENGTH, offset=(number - 1) * PAGE_LENGTH
    )
    lines = tuple(
        PersonLine(
            record.id,
            record.name,
            ", ".join(_label(grant, names) for grant in record.grants),
            _state(record),
        )
        for record in found
    )
    return PeoplePage(lines, number, pages, total)


def describe_person(session: Session, viewer: Person, person_id: UUID) -> PersonPage:
    """The page of one person. Raises ``Hidden`` for somebody of no role here."""
    record = people.find_record(session, viewer.partnership, person_id)
    if record is None:
        raise Hidden()
    names = _agency_names(session, viewer.partnership)
    is_managed = can(viewer, Permission.MANAGE_PEOPLE)
    gets_roles = gives_roles_to(viewer, record.id, record.roles)
    return PersonPage(
        record.id,
        record.name,
        record.email,
        record.is_active,
        record.can_sign_in,
        record.id == viewer.id,
        tuple(
            RoleLine(
                grant.role.value,
                grant.agency or "",
                _label(grant, names),
                gets_roles and len(record.grants) > 1,
            )
            for grant in record.grants
        ),
        len(accounts.list_sessions(session, person_id)),
        is_managed,
        gets_roles,
        record.is_active and (is_managed or (gets_roles and not record.can_sign_in)),
    )


def _agency_names(session: Session, partnership: UUID) -> dict[str, str]:
    return {agency.key: agency.name for agency in agencies.list_agencies(session, partnership)}


def _label(grant: Grant, names: dict[str, str]) -> str:
    return f"{grant.role.label} ({names[grant.agency]})" if grant.agency else grant.role.label


def _state(record: PersonRecord) -> str:
    if not record.is_active:
        return "No longer here"
    return "Active" if record.can_sign_in else "No password yet"
