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
from app.db.models.returns import AssignmentRow, ReturnRow, SectionAssignmentRow
from app.db.people import Members, leads_in, members_of
from audit_tools.cases import CaseState, Known
from audit_tools.dates import local
from audit_tools.fit import Fit
from audit_tools.later_dates import due_on
from audit_tools.messages import AskedReturn
from audit_tools.returns import ReturnStatus

Holders = dict[UUID, frozenset[UUID]]
Helpers = dict[UUID, dict[UUID, frozenset[str]]]
_Row = Select[ReturnRow, str, str, str, date | None, datetime | None]


def read_asked(session: Session, partnership: UUID, audit_id: UUID) -> tuple[AskedReturn, ...]:
    """The returns of an audit with who may be written to about each, in five statements."""
    rows = session.execute(_returns(partnership, audit_id)).all()
    counted = count_through(session, partnership, [audit_id]).get(audit_id, ())
    agencies = {row.ReturnRow.agency for row in rows}
    members = members_of(session, partnership, agencies)
    holders = _holders(session, partnership, audit_id)
    helpers = _helpers(session, partnership, audit_id)
    return tuple(_asked(row, counted, holders, helpers, members) for row in rows)


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
    members = members_of(session, partnership, agencies)
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
            leads=leads_in(members, key),
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


def _asked(
    row: Any, counted: tuple[UUID, ...], holders: Holders, helpers: Helpers, members: Members
) -> AskedReturn:
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
        leads=leads_in(members, one.agency),
        helpers={
            person: sections
            for person, sections in helpers.get(one.id, {}).items()
            if person in belonging
        },
        has_mailbox=bool(row.mailbox),
        sent_by=one.submitted_by,
        sent_on=local(one.submitted_at).date() if one.submitted_at else None,
        agreed_on=local(row.agreed_at).date() if row.agreed_at else None,
        is_stopped=one.fit == Fit.DOES_NOT_FIT.value,
    )


def _holders(session: Session, partnership: UUID, audit_id: UUID) -> Holders:
    rows = session.execute(
        select(AssignmentRow.return_id, AssignmentRow.person_id)
        .join(ReturnRow, _same(AssignmentRow, ReturnRow.id == AssignmentRow.return_id))
        .join(CaseRow, _same(CaseRow, CaseRow.id == ReturnRow.case_id))
        .where(AssignmentRow.partnership_id == partnership, CaseRow.audit_id == audit_id)
    )
    found: Holders = {}
    for return_id, person in rows:
        found[return_id] = found.get(return_id, frozenset()) | {person}
    return found


def _helpers(session: Session, partnership: UUID, audit_id: UUID) -> Helpers:
    given = SectionAssignmentRow
    rows = session.scalars(
        select(given)
        .join(ReturnRow, _same(given, ReturnRow.id == given.return_id))
        .join(CaseRow, _same(CaseRow, CaseRow.id == ReturnRow.case_id))
        .where(given.partnership_id == partnership, CaseRow.audit_id == audit_id)
    )
    found: Helpers = {}
    for row in rows:
        theirs = found.setdefault(row.return_id, {})
        theirs[row.person_id] = theirs.get(row.person_id, frozenset()) | {row.section}
    return found


def holders_of_case(session: Session, partnership: UUID, case_id: UUID) -> frozenset[UUID]:
    """Everybody who was given a return about a case."""
    rows = session.scalars(
        select(AssignmentRow.person_id)
        .join(ReturnRow, _same(AssignmentRow, ReturnRow.id == AssignmentRow.return_id))
        .where(AssignmentRow.partnership_id == partnership, ReturnRow.case_id == case_id)
    )
    return frozenset(rows)


def _same(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """A join within the partnership of a return."""
    return and_(table.partnership_id == ReturnRow.partnership_id, *conditions)
