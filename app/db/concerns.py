"""Immediate concerns: rows to values, and those that somebody must still see to.

A row that a person must not see is never read for them: not even the number of statements tells
an agency's lead that another agency has raised something.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from app.db.cases import appointments_of, standing_by_role
from app.db.models.agencies import AgencyRow
from app.db.models.audits import AuditRow
from app.db.models.cases import AppointmentRow, CaseRow
from app.db.models.returns import ConcernRow, ReturnRow
from app.db.parameters import PARTNERSHIP, PERSON
from audit_tools.concerns import Concern
from audit_tools.cycles import Phase
from audit_tools.errors import Hidden
from audit_tools.permissions import IN_THE_CHAIR, Person, Role
from audit_tools.visibility import reads_concern


@dataclass(frozen=True)
class ConcernOnFile:
    """A concern with the reference of the case and the return it was raised from."""

    id: UUID
    return_id: UUID
    reference: str
    agency_name: str
    invented: bool
    concern: Concern

    def is_overdue(self, now: datetime) -> bool:
        return self.concern.is_overdue(now)


_Selected = Select[ConcernRow, UUID, str, str, str, bool, str]


def _of(
    table: type[ReturnRow] | type[CaseRow] | type[AgencyRow] | type[AuditRow],
    condition: ColumnElement[bool],
) -> ColumnElement[bool]:
    """A join within the partnership."""
    return and_(table.partnership_id == ConcernRow.partnership_id, condition)


# No narrower than ``visibility.reads_concern``, which has the last word on what is read.
_MAY_REACH = or_(
    bindparam("coordinator", type_=Boolean),
    ReturnRow.agency.in_(bindparam("leads", expanding=True)),
    # Of each concern: the cases that a person ever chaired are more than the concerns there are.
    exists().where(
        AppointmentRow.partnership_id == ReturnRow.partnership_id,
        AppointmentRow.case_id == ReturnRow.case_id,
        AppointmentRow.person_id == PERSON,
        AppointmentRow.role.in_([role.value for role in IN_THE_CHAIR]),
    ),
)
_REACHABLE: _Selected = (
    select(
        ConcernRow,
        CaseRow.id,
        CaseRow.reference,
        AgencyRow.key,
        AgencyRow.name,
        AuditRow.invented,
        AuditRow.phase,
    )
    .join(ReturnRow, _of(ReturnRow, ReturnRow.id == ConcernRow.return_id))
    .join(CaseRow, _of(CaseRow, CaseRow.id == ReturnRow.case_id))
    .join(AgencyRow, _of(AgencyRow, AgencyRow.key == ReturnRow.agency))
    .join(AuditRow, _of(AuditRow, AuditRow.id == CaseRow.audit_id))
    .where(ConcernRow.partnership_id == PARTNERSHIP, _MAY_REACH)
    .order_by(ConcernRow.raised_at, ConcernRow.id)
)
_OPEN = _REACHABLE.where(ConcernRow.outcome_at.is_(None))


def _reach_of(person: Person) -> dict[str, object]:
    """What the statements ask of somebody."""
    return {
        "partnership": person.partnership,
        "person": person.id,
        "coordinator": person.has(Role.COORDINATOR),
        "leads": sorted(person.leads),
    }


def concern_of(row: ConcernRow, agency: str) -> Concern:
    """The value of a concern's row."""
    return Concern(
        agency, row.raised_at, row.concern, row.told, row.told_at, row.outcome, row.outcome_at
    )


def open_concerns(session: Session, person: Person) -> tuple[ConcernOnFile, ...]:
    """The concerns nobody has written an outcome of, that this person has to see."""
    return _readable(session, person, _OPEN)


def concerns_about(
    session: Session, person: Person, *, case: UUID | None = None, return_id: UUID | None = None
) -> tuple[ConcernOnFile, ...]:
    """What was raised about a case or from a return, settled or not, and this person has to see."""
    wanted = _REACHABLE
    if case:
        wanted = wanted.where(ReturnRow.case_id == case)
    if return_id:
        wanted = wanted.where(ConcernRow.return_id == return_id)
    return _readable(session, person, wanted)


def read_concern(session: Session, person: Person, concern_id: UUID) -> ConcernOnFile:
    """One concern, settled or not. Raises ``Hidden`` unless the person has to see it."""
    found = _readable(session, person, _REACHABLE.where(ConcernRow.id == concern_id))
    if not found:
        raise Hidden("There is no such concern.")
    return found[0]


def _readable(session: Session, person: Person, wanted: _Selected) -> tuple[ConcernOnFile, ...]:
    # Asked with every page: no more is read of a case than the rule and the banner ask for.
    rows = session.execute(wanted, _reach_of(person)).all()
    if not rows:
        return ()
    appointments = appointments_of(session, person, list({case for _, case, *_ in rows}))
    return tuple(
        ConcernOnFile(
            row.id, row.return_id, reference, agency_name, invented, concern_of(row, agency)
        )
        for row, case, reference, agency, agency_name, invented, phase in rows
        if reads_concern(
            standing_by_role(
                person, appointments.get(case, ()), started=Phase(phase) is not Phase.PREPARING
            ),
            agency,
        )
    )
