"""Who holds the discussion of each case, who has declared a conflict, and the core group."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.audits import CoreGroupRow
from app.db.models.cases import AppointmentRow, CaseRow
from app.db.models.people import PersonRow, RoleGrantRow
from audit_tools.permissions import IN_THE_CHAIR, Role


@dataclass(frozen=True)
class Appointed:
    """Who holds a discussion. Each part may be open still."""

    chair: UUID | None = None
    co_chair: UUID | None = None
    note_taker: UUID | None = None

    def by_role(self) -> dict[Role, UUID]:
        """The parts that somebody has."""
        parts = {
            Role.CHAIR: self.chair,
            Role.CO_CHAIR: self.co_chair,
            Role.NOTE_TAKER: self.note_taker,
        }
        return {role: person for role, person in parts.items() if person}


@dataclass(frozen=True)
class CaseAppointments:
    """The people of one discussion. Who has declared a conflict no longer holds it."""

    appointed: Appointed = Appointed()
    conflicted: frozenset[UUID] = frozenset()


def appointments_of(
    session: Session, partnership: UUID, cases: Iterable[UUID]
) -> dict[UUID, CaseAppointments]:
    """The people of several discussions, in one statement."""
    found: dict[UUID, list[AppointmentRow]] = {case: [] for case in cases}
    rows = session.scalars(
        select(AppointmentRow).where(
            AppointmentRow.partnership_id == partnership, AppointmentRow.case_id.in_(list(found))
        )
    )
    # Sorted here: to have them in the order of its key, SQLite would read those of every case.
    for row in sorted(rows, key=lambda row: row.id.hex):
        found[row.case_id].append(row)
    return {case: _value(listed) for case, listed in found.items()}


def appointments_to(session: Session, partnership: UUID, case: UUID) -> CaseAppointments:
    """The people of one discussion."""
    return appointments_of(session, partnership, [case])[case]


def services_of_chairs(
    session: Session, partnership: UUID, cases: Iterable[UUID]
) -> dict[UUID, frozenset[str]]:
    """By case the agencies that its chair and co-chair belong to, in one statement."""
    found: dict[UUID, frozenset[str]] = {case: frozenset() for case in cases}
    rows = session.execute(
        select(AppointmentRow.case_id, RoleGrantRow.agency)
        .join(
            RoleGrantRow,
            (RoleGrantRow.partnership_id == AppointmentRow.partnership_id)
            & (RoleGrantRow.person_id == AppointmentRow.person_id),
        )
        .where(
            AppointmentRow.partnership_id == partnership,
            AppointmentRow.case_id.in_(list(found)),
            AppointmentRow.role.in_([role.value for role in IN_THE_CHAIR]),
            AppointmentRow.conflict_declared_at.is_(None),
            RoleGrantRow.agency.is_not(None),
        )
    )
    for case, agency in rows:
        found[case] |= {str(agency)}
    return found


def core_group_of(session: Session, partnership: UUID, audit: UUID) -> frozenset[UUID]:
    """The members of an audit's core group."""
    wanted = select(CoreGroupRow.person_id).where(
        CoreGroupRow.partnership_id == partnership, CoreGroupRow.audit_id == audit
    )
    return frozenset(session.scalars(wanted))


def core_groups_at(
    session: Session, partnership: UUID, cases: Iterable[UUID]
) -> dict[UUID, dict[UUID, str]]:
    """By case the names of its audit's core group, but for who declared a conflict about it; in one
    statement."""
    found: dict[UUID, dict[UUID, str]] = {case: {} for case in cases}
    audits = select(CaseRow.audit_id).where(
        CaseRow.partnership_id == partnership, CaseRow.id.in_(list(found))
    )
    rows = session.execute(
        select(CaseRow.id, PersonRow.id, PersonRow.name)
        .join(
            CoreGroupRow,
            (CoreGroupRow.partnership_id == CaseRow.partnership_id)
            & (CoreGroupRow.audit_id == CaseRow.audit_id),
        )
        .join(PersonRow, PersonRow.id == CoreGroupRow.person_id)
        .outerjoin(
            AppointmentRow,
            (AppointmentRow.partnership_id == CaseRow.partnership_id)
            & (AppointmentRow.case_id == CaseRow.id)
            & (AppointmentRow.person_id == PersonRow.id)
            & AppointmentRow.conflict_declared_at.is_not(None),
        )
        .where(
            CaseRow.partnership_id == partnership,
            CaseRow.id.in_(list(found)),
            # SQLite would rather begin with the core groups of every audit.
            CoreGroupRow.audit_id.in_(audits),
            AppointmentRow.id.is_(None),
        )
        .order_by(PersonRow.name, PersonRow.id)
    )
    for case, person, name in rows:
        found[case][person] = name
    return found


def _value(rows: list[AppointmentRow]) -> CaseAppointments:
    held = {Role(row.role): row.person_id for row in rows if row.conflict_declared_at is None}
    return CaseAppointments(
        Appointed(held.get(Role.CHAIR), held.get(Role.CO_CHAIR), held.get(Role.NOTE_TAKER)),
        frozenset(row.person_id for row in rows if row.conflict_declared_at),
    )
