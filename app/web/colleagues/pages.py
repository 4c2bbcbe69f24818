"""What a lead's page about the people of the agency shows."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import Agency, list_agencies
from app.db.colleagues import Invitation, list_invitations
from app.db.my_returns import returns_to_give
from app.db.people import people_of_agency
from audit_tools.dates import format_date
from audit_tools.permissions import Person


@dataclass(frozen=True)
class ColleagueLine:
    """Somebody of an agency and what they are in it."""

    name: str = field(repr=False)
    roles: str


@dataclass(frozen=True)
class InvitedLine:
    """Somebody who has not joined yet."""

    id: UUID
    name: str = field(repr=False)
    email: str = field(repr=False)
    state: str


@dataclass(frozen=True)
class AgencyPeople:
    """One agency that the person leads."""

    key: str
    name: str
    colleagues: tuple[ColleagueLine, ...]
    invited: tuple[InvitedLine, ...]


@dataclass(frozen=True)
class ReturnChoice:
    """A return that can be given with an invitation, under its agency."""

    id: str
    label: str
    is_chosen: bool


def led_agencies(session: Session, person: Person) -> list[Agency]:
    """The agencies that the person leads, by name."""
    return [a for a in list_agencies(session, person.partnership) if a.key in person.leads]


def describe_colleagues(session: Session, person: Person, at: datetime) -> tuple[AgencyPeople, ...]:
    """Each agency that the person leads, with its people and those who are invited."""
    invitations = list_invitations(session, person.partnership, person.leads)
    return tuple(
        AgencyPeople(
            agency.key,
            agency.name,
            tuple(
                ColleagueLine(name, ", ".join(role.label for role in roles))
                for name, roles in people_of_agency(session, person.partnership, agency.key)
            ),
            tuple(_invited(one, at) for one in invitations if one.agency == agency.key),
        )
        for agency in led_agencies(session, person)
    )


def list_choices(
    session: Session, person: Person, agencies: list[Agency], chosen: frozenset[UUID]
) -> tuple[ReturnChoice, ...]:
    """The returns that can be given at once, under their agency where there are several."""
    return tuple(
        ReturnChoice(
            str(one.id),
            " · ".join((*([agency.name] if len(agencies) > 1 else []), one.reference, one.audit)),
            one.id in chosen,
        )
        for agency in agencies
        for one in returns_to_give(session, person, agency.key)
    )


def _invited(one: Invitation, at: datetime) -> InvitedLine:
    until = (
        f"The link is good until {format_date(one.expires_at)}"
        if one.expires_at > at
        else "The link is too old"
    )
    count = len(one.returns)
    returns = {0: "no return waits for them", 1: "one return waits for them"}
    return InvitedLine(
        one.id,
        one.name,
        one.email,
        f"{until}; {returns.get(count, f'{count} returns wait for them')}.",
    )
