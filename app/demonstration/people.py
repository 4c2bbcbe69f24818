"""The invented people who can be signed in as, and what each might try first."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.operations.people import add_unchecked
from audit_tools.permissions import Grant, Person, Role

# Nothing can be sent there: the domain is reserved (RFC 2606, section 2).
MAIL = "demonstration.invalid"


@dataclass(frozen=True)
class DemonstrationPerson:
    """An invented person. Everybody is named by what they do."""

    name: str
    does: str
    grant: Grant
    try_first: str

    @property
    def full_name(self) -> str:
        """``Ade (Police practitioner)``."""
        return f"{self.name} ({self.does})"

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@{MAIL}"


def _person(
    name: str, does: str, role: Role, try_first: str, agency: str | None = None
) -> DemonstrationPerson:
    return DemonstrationPerson(name, does, Grant(role, agency), try_first)


_OWN_RETURNS = "Open a return that your agency sent, and read what others wrote since."
_LEADS = "See your agency's returns, who has each, and which are still out."

DEMONSTRATION_PEOPLE: tuple[DemonstrationPerson, ...] = (
    _person("Asha", "Administrator", Role.ADMINISTRATOR,
            "Add an agency, and invite somebody to it."),
    _person("Beth", "Business Unit", Role.COORDINATOR,
            "Open Quarter 1 2025/26: which returns are still out, and which case can be opened?"),
    _person("Callum", "Business Unit", Role.COORDINATOR,
            "Agree the wording for sharing that Beth wrote; nobody agrees their own."),
    _person("Dilys", "Chair", Role.CHAIR,
            "Read the returns of the case that is ready, then open its discussion."),
    _person("Ewan", "Co-chair", Role.CO_CHAIR,
            "Read a discussion of Quarter 1 2025/26 that has been signed off."),
    _person("Farah", "Note-taker", Role.NOTE_TAKER,
            "Open a case of Quarter 1 2025/26 and see where the agencies differ."),
    _person("Gwen", "Core group", Role.CORE_GROUP,
            "Read a case whose discussion has been opened."),
    _person("Hassan", "Silver MACE", Role.BOARD_MEMBER,
            "Read the summary of Quarter 3 2024/25, then that of the six inspection letters."),
    _person("Imogen", "Learning and development group", Role.LEARNING_MEMBER,
            "Look at the training needs of Quarter 3 2024/25 and write who needs to learn."),
    _person("Jerome", "Independent scrutineer", Role.SCRUTINEER,
            "Read a summary and follow a theme to its findings."),
    _person("Kofi", "Police lead", Role.AGENCY_LEAD,
            "Invite a colleague, and say who comes to the discussions still to be held.", "police"),
    _person("Yusuf", "Police deputy", Role.AGENCY_DEPUTY,
            "Kofi is away: see the returns of the police, and take one back.", "police"),
    _person("Leah", "Children's social care lead", Role.AGENCY_LEAD,
            "See which of your agency's returns have been sent.", "social-care"),
    _person("Mina", "Hospital trust lead", Role.AGENCY_LEAD,
            "One return is overdue: see who has it, and give it to somebody else.",
            "hospital-trust"),
    _person("Noor", "School lead", Role.AGENCY_LEAD,
            "Look in on the return that your school has begun.", "school"),
    _person("Omar", "Youth justice lead", Role.AGENCY_LEAD, _LEADS, "youth-justice"),
    _person("Petra", "Community health lead", Role.AGENCY_LEAD,
            "Say whether your service knows a child: the question stands above your returns.",
            "community-health"),
    _person("Quentin", "Mental health service lead", Role.AGENCY_LEAD, _LEADS, "mental-health"),
    _person("Rosa", "Probation lead", Role.AGENCY_LEAD, _LEADS, "probation"),
    _person("Ade", "Police practitioner", Role.PRACTITIONER, _OWN_RETURNS, "police"),
    _person("Priya", "Police practitioner", Role.PRACTITIONER, _OWN_RETURNS, "police"),
    _person("Rhys", "Social worker", Role.PRACTITIONER, _OWN_RETURNS, "social-care"),
    _person("Sami", "Youth justice worker", Role.PRACTITIONER, _OWN_RETURNS, "youth-justice"),
    _person("Tess", "Hospital nurse", Role.PRACTITIONER,
            "A return is overdue and nobody has begun it: answer its first section.",
            "hospital-trust"),
    _person("Uma", "School nurse", Role.PRACTITIONER, _OWN_RETURNS, "community-health"),
    _person("Viktor", "Mental health nurse", Role.PRACTITIONER, _OWN_RETURNS, "mental-health"),
    _person("Wren", "Teacher", Role.PRACTITIONER,
            "Your return is half filled: finish it, check everything, and send it.", "school"),
    _person("Zoe", "Probation officer", Role.PRACTITIONER, _OWN_RETURNS, "probation"),
)  # fmt: skip
"""Everybody who can be signed in as. Every role is there once or more."""


def add_people(session: Session, partnership: UUID) -> dict[str, Person]:
    """Add everybody; gives them by their first names. Their agencies have to be there."""
    return {one.name: _add(session, partnership, one) for one in DEMONSTRATION_PEOPLE}


def _add(session: Session, partnership: UUID, one: DemonstrationPerson) -> Person:
    person_id = add_unchecked(
        session,
        by=None,
        partnership=partnership,
        name=one.full_name,
        email=one.email,
        grant=one.grant,
        invented=True,
    )
    return Person(person_id, partnership, one.full_name, frozenset({one.grant}))
