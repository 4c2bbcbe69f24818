"""Who can sign in to the demonstration, and what they could try first."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import agencies, partnerships, people
from audit_tools.errors import Hidden
from audit_tools.permissions import Grant, Role

MOST = 200
TRY_FIRST = {
    Role.COORDINATOR: "Open Quarter 1 2025/26 and see which returns are still to come.",
    Role.CHAIR: "Read the returns of the case that is ready, then open its discussion.",
    Role.CO_CHAIR: "Read the returns of a prepared case.",
    Role.NOTE_TAKER: "Open the discussion that is under way and write down what is agreed.",
    Role.AGENCY_LEAD: "See your agency's returns and give one to a practitioner.",
    Role.PRACTITIONER: "Open your list and answer a section of the return that is due.",
    Role.CORE_GROUP: "Read a case whose discussion has been opened.",
    Role.BOARD_MEMBER: "Read the summary of Quarter 3 2024/25, and of the six inspection letters.",
    Role.LEARNING_MEMBER: "See which training needs follow from Quarter 3 2024/25.",
    Role.SCRUTINEER: "Read a summary and follow a theme to its findings.",
    Role.ADMINISTRATOR: "Add an agency, and invite somebody to it.",
}


@dataclass(frozen=True)
class DemonstrationPerson:
    """One line of the page."""

    id: UUID
    name: str
    roles: str
    try_first: str


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
    for role, try_first in TRY_FIRST.items():
        lines = tuple(
            DemonstrationPerson(record.id, record.name, _roles(record.grants, names), try_first)
            for record in records
            if record.is_active and _first_role(record.grants) is role
        )
        if lines:
            groups.append(Group(role.label, lines))
    return groups


def _first_role(grants: tuple[Grant, ...]) -> Role:
    held = {grant.role for grant in grants}
    return next(role for role in TRY_FIRST if role in held)


def _roles(grants: tuple[Grant, ...], names: dict[str, str]) -> str:
    return ", ".join(
        f"{grant.role.label}, {names[grant.agency]}" if grant.agency else grant.role.label
        for grant in grants
    )
