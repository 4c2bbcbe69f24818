"""Who did an audit, by name: who held its discussions, its core group, who sent the returns."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.appointments import appointments_of
from app.db.cases import list_cases
from app.db.models.audits import CoreGroupRow
from app.db.models.people import PersonRow
from app.db.models.returns import ReturnRow
from audit_tools.agency_names import NAMED_BY_KIND, AgencyNames
from audit_tools.cases import CaseState
from audit_tools.facts import Agency
from audit_tools.numbers import joined
from audit_tools.permissions import Role

PARTS = (Role.CHAIR, Role.CO_CHAIR, Role.NOTE_TAKER)


def authors_of(session: Session, partnership: UUID, audit: UUID) -> tuple[str, ...]:
    """A line for each part and each agency of the agreed cases, with the names of its people, and
    one for the agencies of which nobody is known by name.

    An agency that is close to a few children only is said by its kind, and nobody of it by name:
    their name would say which school it is. See ``agency_names``.
    """
    agreed = [
        case.id
        for case in list_cases(session, partnership, audit)
        if case.case.state is CaseState.AGREED
    ]
    parts = _parts(session, partnership, agreed)
    parts[Role.CORE_GROUP.label] = _core_group(session, partnership, audit)
    agencies = _agencies(session, partnership, agreed)
    everybody = {person for line in (*parts.values(), *agencies.values()) for person in line}
    names = _names(session, everybody)
    named = {label: line for label, line in (parts | agencies).items() if line}
    lines = [
        f"{label}: {joined(sorted(names[person] for person in set(line)))}"
        for label, line in named.items()
    ]
    unnamed = ", ".join(label for label, line in agencies.items() if not line)
    return (*lines, *([f"Agencies: {unnamed}"] if unnamed else []))


def _parts(session: Session, partnership: UUID, cases: list[UUID]) -> dict[str, list[UUID]]:
    held = [of.appointed.by_role() for of in appointments_of(session, partnership, cases).values()]
    return {role.label: [one[role] for one in held if role in one] for role in PARTS}


def _core_group(session: Session, partnership: UUID, audit: UUID) -> list[UUID]:
    return list(
        session.scalars(
            select(CoreGroupRow.person_id).where(
                CoreGroupRow.partnership_id == partnership, CoreGroupRow.audit_id == audit
            )
        )
    )


def _agencies(session: Session, partnership: UUID, cases: list[UUID]) -> dict[str, list[UUID]]:
    """The agencies that sent returns, each with those who sent them, where these may be named."""
    sent = session.execute(
        select(ReturnRow.agency, ReturnRow.submitted_by).where(
            ReturnRow.partnership_id == partnership,
            ReturnRow.case_id.in_(cases),
            ReturnRow.submitted_at.is_not(None),
        )
    ).all()
    agencies = [Agency(a.key, a.name, a.kind) for a in list_agencies(session, partnership)]
    named = {agency.key for agency in agencies if agency.kind not in NAMED_BY_KIND}
    return {
        group.name: [
            person for key, person in sent if person and key in named and key in group.keys
        ]
        for group in AgencyNames(agencies).groups(key for key, _ in sent)
    }


def _names(session: Session, people: Iterable[UUID]) -> dict[UUID, str]:
    rows = session.execute(
        select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(list(people)))
    )
    return {row.id: row.name for row in rows}
