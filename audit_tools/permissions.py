"""Who a person is, and what their roles let them do at all.

A role opens a kind of page; what of one case a person may see there is decided in
``visibility``. A person may hold several roles: the right is their union.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from audit_tools.errors import Refused


class Role(StrEnum):
    """What a person is to the partnership, to an agency, or to a case."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    AGENCY_LEAD = "agency-lead"
    PRACTITIONER = "practitioner"
    CHAIR = "chair"
    CO_CHAIR = "co-chair"
    NOTE_TAKER = "note-taker"
    CORE_GROUP = "core-group"
    BOARD_MEMBER = "board-member"
    LEARNING_MEMBER = "learning-member"
    SCRUTINEER = "scrutineer"

    @property
    def label(self) -> str:
        return _ROLE_LABELS[self]

    @property
    def belongs_to_agency(self) -> bool:
        return self in (Role.AGENCY_LEAD, Role.PRACTITIONER)


_ROLE_LABELS = {
    Role.ADMINISTRATOR: "Administrator",
    Role.COORDINATOR: "Business Unit",
    Role.AGENCY_LEAD: "Agency lead",
    Role.PRACTITIONER: "Practitioner",
    Role.CHAIR: "Chair",
    Role.CO_CHAIR: "Co-chair",
    Role.NOTE_TAKER: "Note-taker",
    Role.CORE_GROUP: "Core group",
    Role.BOARD_MEMBER: "Board member",
    Role.LEARNING_MEMBER: "Learning and development group",
    Role.SCRUTINEER: "Independent scrutineer",
}

IN_THE_CHAIR = frozenset({Role.CHAIR, Role.CO_CHAIR})
OF_THE_DISCUSSION = IN_THE_CHAIR | {Role.NOTE_TAKER}
READERS_OF_SUMMARIES = frozenset({Role.BOARD_MEMBER, Role.LEARNING_MEMBER, Role.SCRUTINEER})


class Permission(StrEnum):
    """What a route asks of the person's roles before anything is loaded."""

    BE_SIGNED_IN = "be signed in"
    MANAGE_PEOPLE = "manage people"
    RUN_AUDITS = "run audits"
    GIVE_RETURNS = "give returns"
    LEAD_AGENCY = "lead an agency"
    READ_CASES = "read cases"
    HOLD_DISCUSSIONS = "hold discussions"
    READ_SUMMARIES = "read summaries"
    WRITE_NEEDS = "write needs"
    AGREE_WORDING = "agree wording"


_EVERYBODY = frozenset(Role)
_OF_AGENCIES = frozenset({Role.AGENCY_LEAD, Role.PRACTITIONER})

GRANTED_TO: dict[Permission, frozenset[Role]] = {
    Permission.BE_SIGNED_IN: _EVERYBODY,
    Permission.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Permission.RUN_AUDITS: frozenset({Role.COORDINATOR}),
    Permission.GIVE_RETURNS: _OF_AGENCIES,
    Permission.LEAD_AGENCY: frozenset({Role.AGENCY_LEAD}),
    Permission.READ_CASES: _OF_AGENCIES | OF_THE_DISCUSSION | {Role.CORE_GROUP, Role.COORDINATOR},
    Permission.HOLD_DISCUSSIONS: OF_THE_DISCUSSION | {Role.COORDINATOR},
    Permission.READ_SUMMARIES: READERS_OF_SUMMARIES | OF_THE_DISCUSSION | {Role.COORDINATOR},
    Permission.WRITE_NEEDS: frozenset({Role.LEARNING_MEMBER, Role.COORDINATOR}),
    Permission.AGREE_WORDING: OF_THE_DISCUSSION | {Role.COORDINATOR},
}


@dataclass(frozen=True)
class Grant:
    """A role held, in an agency where the role belongs to one."""

    role: Role
    agency: str | None = None


@dataclass(frozen=True)
class Person:
    """The person acting."""

    id: UUID
    partnership: UUID
    name: str = field(repr=False)
    grants: frozenset[Grant] = frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def agencies(self, role: Role) -> frozenset[str]:
        """The agencies in which the person holds the role."""
        return frozenset(g.agency for g in self.grants if g.role is role and g.agency)


def can(person: Person, permission: Permission) -> bool:
    """Whether any of the person's roles carries the permission."""
    return not person.roles.isdisjoint(GRANTED_TO[permission])


def check_can(person: Person, permission: Permission) -> None:
    """Raise ``Refused`` with a sentence unless a role of the person carries the permission."""
    if not can(person, permission):
        roles = " or ".join(sorted(role.label for role in GRANTED_TO[permission]))
        raise Refused(f"This needs another role: {roles}. The administrator gives roles.")
