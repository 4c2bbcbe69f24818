"""Which audits a person has a part in as chair or note-taker: they read an interim summary."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.cases import AppointmentRow, CaseRow
from audit_tools.permissions import OF_THE_DISCUSSION, Person


def audits_held(session: Session, person: Person) -> frozenset[UUID]:
    """The audits in which the person chairs a discussion or takes its notes.

    A case in which they declared a conflict does not count.
    """
    held = session.scalars(
        select(CaseRow.audit_id)
        .join(
            AppointmentRow,
            (AppointmentRow.partnership_id == CaseRow.partnership_id)
            & (AppointmentRow.case_id == CaseRow.id),
        )
        .where(
            AppointmentRow.partnership_id == person.partnership,
            AppointmentRow.person_id == person.id,
            AppointmentRow.role.in_([role.value for role in OF_THE_DISCUSSION]),
            AppointmentRow.conflict_declared_at.is_(None),
        )
        .distinct()
    )
    return frozenset(held)
