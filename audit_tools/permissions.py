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
    AGENCY_DEPUTY = "agency-deputy"
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
        return self in OF_AGENCIES


_ROLE_LABELS = {
    Role.ADMINISTRATOR: "Administrator",
    Role.COORDINATOR: "Business Unit",
    Role.AGENCY_LEAD: "Agency lead",
    Role.AGENCY_DEPUTY: "Agency deputy",
    Role.PRACTITIONER: "Practitioner",
    Role.CHAIR: "Chair",
    Role.CO_CHAIR: "Co-chair",
    Role.NOTE_TAKER: "Note-taker",
    Role.CORE_GROUP: "Core group",
    Role.BOARD_MEMBER: "Board member",
    Role.LEARNING_MEMBER: "Learning and development group",
    Role.SCRUTINEER: "Independent scrutineer",
}

# The deputy has every right of the lead, so that nothing waits for somebody who is away.
LEADING = frozenset({Role.AGENCY_LEAD, Role.AGENCY_DEPUTY})
OF_AGENCIES = LEADING | {Role.PRACTITIONER}
IN_THE_CHAIR = frozenset({Role.CHAIR, Role.CO_CHAIR})
OF_THE_DISCUSSION = IN_THE_CHAIR | {Role.NOTE_TAKER}
READERS_OF_SUMMARIES = frozenset({Role.BOARD_MEMBER, Role.LEARNING_MEMBER, Role.SCRUTINEER})


class Permission(StrEnum):
    """What a route asks of the person's roles before anything is loaded."""

    BE_SIGNED_IN = "be signed in"
    MANAGE_PEOPLE = "manage people"
    SET_UP = "set the partnership up"
    RUN_AUDITS = "run audits"
    GIVE_RETURNS = "give returns"
    LEAD_AGENCY = "lead an agency"
    READ_CASES = "read cases"
    HOLD_DISCUSSIONS = "hold discussions"
    READ_SUMMARIES = "read summaries"
    WRITE_NEEDS = "write needs"
    AGREE_WORDING = "agree wording"
    READ_PLANS = "read plans"
    FOLLOW_ACTIONS = "follow actions"


_EVERYBODY = frozenset(Role)

GRANTED_TO: dict[Permission, frozenset[Role]] = {
    Permission.BE_SIGNED_IN: _EVERYBODY,
    Permission.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Permission.SET_UP: frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}),
    Permission.RUN_AUDITS: frozenset({Role.COORDINATOR}),
    Permission.GIVE_RETURNS: OF_AGENCIES,
    Permission.LEAD_AGENCY: LEADING,
    Permission.READ_CASES: OF_AGENCIES | OF_THE_DISCUSSION | {Role.CORE_GROUP, Role.COORDINATOR},
    Permission.HOLD_DISCUSSIONS: OF_THE_DISCUSSION | {Role.COORDINATOR},
    Permission.READ_SUMMARIES: READERS_OF_SUMMARIES | OF_THE_DISCUSSION | {Role.COORDINATOR},
    Permission.WRITE_NEEDS: frozenset({Role.LEARNING_MEMBER, Role.COORDINATOR}),
    Permission.AGREE_WORDING: OF_THE_DISCUSSION | {Role.COORDINATOR},
    Permission.READ_PLANS: READERS_OF_SUMMARIES | {Role.COORDINATOR},
    Permission.FOLLOW_ACTIONS: READERS_OF_SUMMARIES | LEADING | {Role.COORDINATOR},
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

    @property
    def leads(self) -> frozenset[str]:
        """The agencies whose lead or deputy they are."""
        return frozenset(g.agency for g in self.grants if g.role in LEADING and g.agency)

    @property
    def works_in(self) -> frozenset[str]:
        """The agencies that they belong to, in whichever role."""
        return frozenset(g.agency for g in self.grants if g.agency)


def can(person: Person, permission: Permission) -> bool:
    """Whether any of the person's roles carries the permission."""
    return not person.roles.isdisjoint(GRANTED_TO[permission])


def check_can(person: Person, permission: Permission) -> None:
    """Raise ``Refused`` with a sentence unless a role of the person carries the permission."""
    if not can(person, permission):
        roles = " or ".join(sorted(role.label for role in GRANTED_TO[permission]))
        raise Refused(
            f"This needs another role: {roles}. The Business Unit or an administrator gives roles."
        )


# The Business Unit is blind to returns that are not closed, and the administrator to all of them.
# Neither would be, if it could make itself or the other what it is not.
GIVEN_BY_ADMINISTRATORS_ONLY = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})


def gives_roles_to(by: Person, other: UUID, held: frozenset[Role]) -> bool:
    """Whether the person may change the roles of another, who holds these.

    The Business Unit changes neither its own nor those of its colleagues and of administrators.
    """
    if by.has(Role.ADMINISTRATOR):
        return True
    of_others = other != by.id and held.isdisjoint(GIVEN_BY_ADMINISTRATORS_ONLY)
    return can(by, Permission.SET_UP) and of_others


def roles_given_by(by: Person) -> tuple[Role, ...]:
    """The roles that the person may give to others."""
    if by.has(Role.ADMINISTRATOR):
        return tuple(Role)
    given = can(by, Permission.SET_UP)
    return tuple(role for role in Role if given and role not in GIVEN_BY_ADMINISTRATORS_ONLY)


def check_gives_role(by: Person, role: Role) -> None:
    """Raise ``Refused`` unless the person may give, and take away, the role."""
    check_can(by, Permission.SET_UP)
    if role not in roles_given_by(by):
        raise Refused(f"The role {role.label} is given by an administrator.")


def check_gives_roles_to(by: Person, other: UUID, held: frozenset[Role]) -> None:
    """Raise ``Refused`` unless the person may change the roles of another, who holds these."""
    check_can(by, Permission.SET_UP)
    if not gives_roles_to(by, other, held):
        raise Refused(
            "Roles of the Business Unit and of administrators are changed by an administrator."
        )
