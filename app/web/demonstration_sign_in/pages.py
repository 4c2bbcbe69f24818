"""Who can sign in to the demonstration, and what they could try first."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import agencies, partnerships, people
from app.db.people import PersonRecord
from app.demonstration.people import DEMONSTRATION_PEOPLE
from audit_tools.errors import Hidden
from audit_tools.permissions import Grant, Role

MOST = 200
# In the order in which an audit runs.
ORDER = (
    Role.COORDINATOR,
    Role.AGENCY_LEAD,
    Role.AGENCY_DEPUTY,
    Role.PRACTITIONER,
    Role.CHAIR,
    Role.CO_CHAIR,
    Role.NOTE_TAKER,
    Role.CORE_GROUP,
    Role.BOARD_MEMBER,
    Role.LEARNING_MEMBER,
    Role.SCRUTINEER,
    Role.ADMINISTRATOR,
)
TRY_FIRST = {person.email: person.try_first for person in DEMONSTRATION_PEOPLE}


@dataclass(frozen=True)
class DemonstrationPerson:
    """One line of the page."""

    id: UUID
    name: str
    what_first: str


@dataclass(frozen=True)
class Group:
    """The people whose first role is the same."""

    title: str
    people: tuple[DemonstrationPerson, ...]


def partnership_id(session: Session) -> UUID:
    """The demonstration's partnership. Raises ``Hidden`` before there is one."""
    found = partnerships.default_partnership(session)
    if found is None:
        raise Hidden()
    return found.id


def list_people(session: Session) -> list[Group]:
    """Everybody active, grouped by what they try first, in the order in which an audit runs."""
    partnership = partnership_id(session)
    names = {agency.key: agency.name for agency in agencies.list_agencies(session, partnership)}
    records = people.list_people(session, partnership, limit=MOST)
    groups = []
    for role in ORDER:
        lines = tuple(
            DemonstrationPerson(record.id, record.name, _what_first(record, names))
            for record in records
            if record.is_active and _first_role(record.grants) is role
        )
        if lines:
            groups.append(Group(role.label, lines))
    return groups


def _first_role(grants: tuple[Grant, ...]) -> Role:
    held = {grant.role for grant in grants}
    return next(role for role in ORDER if role in held)


def _what_first(record: PersonRecord, names: dict[str, str]) -> str:
    """What to try first; of somebody added since, the roles."""
    return TRY_FIRST.get(record.email) or ", ".join(
        f"{grant.role.label}, {names[grant.agency]}" if grant.agency else grant.role.label
        for grant in record.grants
    )
