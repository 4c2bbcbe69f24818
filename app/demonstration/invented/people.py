"""Who takes part in the invented audits, as role, agency and number; nobody has a name."""

from typing import Any

from audit_tools.agency_kinds import AgencyKind

AGENCIES: dict[str, tuple[str, AgencyKind]] = {
    "police": ("Police", AgencyKind.POLICE),
    "social-care": ("Children's social care", AgencyKind.SOCIAL_CARE),
    "youth-justice": ("Youth justice", AgencyKind.YOUTH_JUSTICE),
    "hospital-trust": ("Hospital trust", AgencyKind.ACUTE_HEALTH),
    "community-health": ("Community health", AgencyKind.COMMUNITY_HEALTH),
    "mental-health": ("Mental health service", AgencyKind.MENTAL_HEALTH),
    "school": ("School", AgencyKind.EDUCATION),
    "probation": ("Probation", AgencyKind.PROBATION),
}
"""Key, name and kind of the invented agencies."""

COORDINATOR, CHAIR, CO_CHAIR, NOTE_TAKER = 1, 2, 3, 4
_FIRST_OF_AGENCIES = 5
_EACH = 3
PRACTITIONERS = 2
"""How many practitioners of each agency write returns, beside its lead."""


def write_agencies() -> list[dict[str, Any]]:
    """The agencies of an audit."""
    return [{"key": k, "name": name, "kind": kind} for k, (name, kind) in AGENCIES.items()]


def write_people() -> list[dict[str, Any]]:
    """The coordinator, those who hold discussions, and of each agency two writers and a lead."""
    people: list[dict[str, Any]] = [
        _person(COORDINATOR, "coordinator"),
        _person(CHAIR, "chair"),
        _person(CO_CHAIR, "co-chair"),
        _person(NOTE_TAKER, "note-taker"),
    ]
    for agency in AGENCIES:
        people += [_person(n, "practitioner", agency) for n in practitioners(agency)]
        people.append(_person(_first_of(agency) + PRACTITIONERS, "agency-lead", agency))
    return people


def practitioners(agency: str) -> tuple[int, ...]:
    """The numbers of the agency's practitioners."""
    return tuple(range(_first_of(agency), _first_of(agency) + PRACTITIONERS))


def _first_of(agency: str) -> int:
    return _FIRST_OF_AGENCIES + list(AGENCIES).index(agency) * _EACH


def _person(number: int, role: str, agency: str | None = None) -> dict[str, Any]:
    return {"number": number, "role": role, "agency": agency}
