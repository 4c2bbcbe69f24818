"""The returns of an audit as its messages need to know them: where each stands, and whose it is."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.cases import CaseOnFile, count_through, number_in
from app.db.knowing import Knowing, knowings_of
from app.db.models.agencies import AgencyRow
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.models.discussions import DiscussionRow
from app.db.models.people import PersonRow, RoleGrantRow
from app.db.models.returns import AssignmentRow, ReturnRow
from audit_tools.cases import CaseState, Known
from audit_tools.dates import local
from audit_tools.fit import Fit
from audit_tools.later_dates import due_on
from audit_tools.messages import AskedReturn
from audit_tools.permissions import LEADING, Role
from audit_tools.returns import ReturnStatus

People = dict[Any, frozenset[UUID]]
_Row = Select[ReturnRow, str, str, str, date | None, datetime | None]


def read_asked(session: Session, partnership: UUID, audit_id: UUID) -> tuple[AskedReturn, ...]:
    """The returns of an audit with who may be written to about each, in four statements."""
    rows = session.execute(_returns(partnership, audit_id)).all()
    counted = count_through(session, partnership, [audit_id]).get(audit_id, ())
    agencies = {row.ReturnRow.agency for row in rows}
    members = _members(session, partnership, agencies)
    holders = _holders(session, partnership, audit_id)
    return tuple(_asked(row, counted, holders, members) for row in rows)


def read_to_ask(
    session: Session, partnership: UUID, cases: Iterable[CaseOnFile], due: date | None
) -> tuple[AskedReturn, ...]:
    """The same of an audit that has not started: the returns that its start will ask for.

    None has an id yet; each has that of its case.
    """
    asked = [
        (one, i.agency)
        for one in cases
        if one.case.state.is_counted
        for i in one.case.involvements
        if i.known is Known.KNOWN
    ]
    agencies = {agency.key: agency for agency in list_agencies(session, partnership)}
    members = _members(session, partnership, agencies)
    said = knowings_of(session, partnership, {one.id for one, _ in asked})
    return tuple(
        AskedReturn(
            id=one.id,
            agency=key,
            agency_name=agencies[key].name,
            number=one.number,
            of=one.of,
            status=ReturnStatus.DUE,
            case_state=one.case.state,
            due=due,
            holders=_completing(said.get((one.id, key))) & members.get((key, None), frozenset()),
            leads=_leads(members, key),
            has_mailbox=bool(agencies[key].mailbox),
        )
        for one, key in asked
    )


def _completing(said: Knowing | None) -> frozenset[UUID]:
    """Whom the lead named to complete it, when the agency was asked whether it knows the child."""
    return frozenset({said.completes} if said and said.completes else ())


def _returns(partnership: UUID, audit_id: UUID) -> _Row:
    return (
        select(
            ReturnRow,
            CaseRow.state,
            AgencyRow.name,
            AgencyRow.mailbox,
            AuditRow.returns_due,
            DiscussionRow.agreed_at,
        )
        .join(CaseRow, _same(CaseRow, CaseRow.id == ReturnRow.case_id))
        .join(AuditRow, _same(AuditRow, AuditRow.id == CaseRow.audit_id))
        .join(AgencyRow, _same(AgencyRow, AgencyRow.key == ReturnRow.agency))
        .outerjoin(DiscussionRow, _same(DiscussionRow, DiscussionRow.case_id == CaseRow.id))
        .where(ReturnRow.partnership_id == partnership, CaseRow.audit_id == audit_id)
        .order_by(CaseRow.number, ReturnRow.agency)
    )


def _asked(row: Any, counted: tuple[UUID, ...], holders: People, members: People) -> AskedReturn:
    one: ReturnRow = row.ReturnRow
    number, of = number_in(counted, one.case_id)
    belonging = members.get((one.agency, None), frozenset())
    return AskedReturn(
        id=one.id,
        agency=one.agency,
        agency_name=row.name,
        number=number,
        of=of,
        status=ReturnStatus(one.status),
        case_state=CaseState(row.state),
        due=due_on(row.returns_due, one.due_later),
        holders=holders.get(one.id, frozenset()) & belonging,
        leads=_leads(members, one.agency),
        has_mailbox=bool(row.mailbox),
        sent_by=one.submitted_by,
        sent_on=local(one.submitted_at).date() if one.submitted_at else None,
        agreed_on=local(row.agreed_at).date() if row.agreed_at else None,
        is_stopped=one.fit == Fit.DOES_NOT_FIT.value,
    )


def _leads(members: People, agency: str) -> frozenset[UUID]:
    return frozenset().union(*(members.get((agency, role), frozenset()) for role in LEADING))


def _members(session: Session, partnership: UUID, agencies: Iterable[str]) -> People:
    """The active people of each agency: all of them, and those who lead it."""
    rows = session.execute(
        select(RoleGrantRow.agency, RoleGrantRow.role, RoleGrantRow.person_id)
        .join(PersonRow, PersonRow.id == RoleGrantRow.person_id)
        .where(
            RoleGrantRow.partnership_id == partnership,
            RoleGrantRow.agency.in_(sorted(agencies)),
            PersonRow.is_active,
        )
    )
    found: People = {}
    for agency, role, person in rows:
        for key in ((agency, None), (agency, Role(role))):
            found[key] = found.get(key, frozenset()) | {person}
    return found


def _holders(session: Session, partnership: UUID, audit_id: UUID) -> People:
    rows = session.execute(
        select(AssignmentRow.return_id, AssignmentRow.person_id)
        .join(ReturnRow, _same(AssignmentRow, ReturnRow.id == AssignmentRow.return_id))
        .join(CaseRow, _same(CaseRow, CaseRow.id == ReturnRow.case_id))
        .where(AssignmentRow.partnership_id == partnership, CaseRow.audit_id == audit_id)
    )
    found: People = {}
    for return_id, person in rows:
        found[return_id] = found.get(return_id, frozenset()) | {person}
    return found


def _same(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """A join within the partnership of a return."""
    return and_(table.partnership_id == ReturnRow.partnership_id, *conditions)
