"""The returns that are a person's own to give: theirs, or all of the agencies they lead.

A list costs a fixed number of statements however many returns are on it, and nothing of any other
agency is read for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.db.models.agencies import AgencyRow
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow, InvolvementRow
from app.db.models.people import PersonRow, RoleGrantRow
from app.db.models.records import ClashRow, EntryRow
from app.db.models.returns import AssignmentRow, ReturnRow
from app.db.models.tools import ToolVersionRow
from app.db.records import read_entries_of
from app.db.returns import ReturnOnFile, on_file
from app.db.tools import tool_of
from audit_tools.cases import CaseState, Known
from audit_tools.entries import values
from audit_tools.later_dates import due_on
from audit_tools.permissions import Person, Role
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AgencyKind, AuditTool

PAGE = 50
_OPEN = (ReturnStatus.DUE.value, ReturnStatus.REOPENED.value)


@dataclass(frozen=True)
class OwnReturn:
    """One line of the list. ``holders`` are the names of the colleagues it was given to."""

    on_file: ReturnOnFile
    reference: str
    agency_name: str
    audit_title: str
    theme: str
    purpose: str
    invented: bool
    due: date | None
    tool: AuditTool
    one: str
    """What its audit counts: ``child``, ``notification``."""
    value: AgencyReturn
    holders: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Colleague:
    """Somebody of an agency who may be given one of its returns."""

    id: UUID
    name: str = field(repr=False)
    has_it: bool


def list_own_returns(session: Session, person: Person, offset: int = 0) -> tuple[OwnReturn, ...]:
    """At most fifty of the person's returns: open ones first, the earliest
    due first; then what is done, the latest sent first."""
    rows = session.execute(_own(person).limit(PAGE).offset(offset)).all()
    tools = _tools(session, person, {audit.tool_version_id for _, _, _, _, audit in rows})
    open_ids = [row.id for row, *_ in rows if row.status in _OPEN]
    entries = read_entries_of(session, person.partnership, open_ids)
    clashes = _clashes(session, person, open_ids)
    holders = _holders(session, person, [row.id for row, *_ in rows])
    return tuple(
        OwnReturn(
            on_file(row),
            case.reference,
            agency.name,
            audit.title,
            audit.theme,
            audit.purpose,
            audit.invented,
            due_on(audit.returns_due, row.due_later),
            tools[audit.tool_version_id],
            audit.counts_one,
            AgencyReturn(
                row.agency,
                AgencyKind(agency.kind),
                involvement.lead,
                ReturnStatus(row.status),
                CaseState(case.state),
                values(entries.get(row.id, {})),
                clashes.get(row.id, frozenset()),
                audit.scale is not None,
                on_file(row).fit,
            ),
            holders.get(row.id, ()),
        )
        for row, case, involvement, agency, audit in rows
    )


def count_own_returns(session: Session, person: Person) -> int:
    """How many returns are the person's own, open or not."""
    own = _own(person).with_only_columns(ReturnRow.id).order_by(None)
    return session.scalar(select(func.count()).select_from(own.subquery())) or 0


def list_colleagues(
    session: Session, partnership: UUID, agency: str, return_id: UUID
) -> tuple[Colleague, ...]:
    """The active people of an agency by name, and whether they have this return."""
    has_it = select(AssignmentRow.person_id).where(
        AssignmentRow.partnership_id == partnership, AssignmentRow.return_id == return_id
    )
    rows = session.execute(
        select(PersonRow.id, PersonRow.name, PersonRow.id.in_(has_it))
        .join(RoleGrantRow, RoleGrantRow.person_id == PersonRow.id)
        .where(
            RoleGrantRow.partnership_id == partnership,
            RoleGrantRow.agency == agency,
            PersonRow.is_active,
        )
        .distinct()
        .order_by(PersonRow.name, PersonRow.id)
    )
    return tuple(Colleague(id_, name, has) for id_, name, has in rows)


def last_saved(session: Session, person: Person, return_id: UUID) -> datetime | None:
    """When anything in the return was last saved."""
    return session.scalar(
        select(func.max(EntryRow.changed_at)).where(
            EntryRow.partnership_id == person.partnership, EntryRow.record_id == return_id
        )
    )


_Row = Select[ReturnRow, CaseRow, InvolvementRow, AgencyRow, AuditRow]


def _own(person: Person) -> _Row:
    return (
        select(ReturnRow, CaseRow, InvolvementRow, AgencyRow, AuditRow)
        .join(CaseRow, _same(CaseRow, CaseRow.id == ReturnRow.case_id))
        .join(
            InvolvementRow,
            _same(
                InvolvementRow,
                InvolvementRow.case_id == ReturnRow.case_id,
                InvolvementRow.agency == ReturnRow.agency,
            ),
        )
        .join(AgencyRow, _same(AgencyRow, AgencyRow.key == ReturnRow.agency))
        .join(AuditRow, _same(AuditRow, AuditRow.id == CaseRow.audit_id))
        .where(
            ReturnRow.partnership_id == person.partnership,
            InvolvementRow.known != Known.NOT_ASKED.value,
            _is_own(person),
        )
        .order_by(
            _is_open().desc(),
            case((_is_open(), _due())).asc().nulls_last(),
            ReturnRow.submitted_at.desc().nulls_last(),
            CaseRow.reference,
            ReturnRow.agency,
        )
    )


def _is_own(person: Person) -> ColumnElement[bool]:
    """As ``visibility.own_return_agencies`` has it, so that no other row is ever read."""
    given = select(AssignmentRow.return_id).where(
        AssignmentRow.partnership_id == person.partnership, AssignmentRow.person_id == person.id
    )
    leads = person.agencies(Role.AGENCY_LEAD)
    member_of = leads | person.agencies(Role.PRACTITIONER)
    return or_(
        ReturnRow.agency.in_(sorted(leads)),
        and_(ReturnRow.agency.in_(sorted(member_of)), ReturnRow.id.in_(given)),
    )


def _is_open() -> ColumnElement[bool]:
    return and_(ReturnRow.status.in_(_OPEN), CaseRow.state == CaseState.WAITING.value)


def _due() -> ColumnElement[date | None]:
    """As ``later_dates.due_on`` has it."""
    later = or_(AuditRow.returns_due.is_(None), ReturnRow.due_later > AuditRow.returns_due)
    return case((later, ReturnRow.due_later), else_=AuditRow.returns_due)


def _same(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """A join within the partnership."""
    return and_(table.partnership_id == ReturnRow.partnership_id, *conditions)


def _tools(session: Session, person: Person, ids: set[UUID]) -> dict[UUID, AuditTool]:
    rows = session.scalars(
        select(ToolVersionRow).where(
            ToolVersionRow.partnership_id == person.partnership, ToolVersionRow.id.in_(ids)
        )
    )
    return {row.id: tool_of(row) for row in rows}


def _clashes(session: Session, person: Person, ids: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    rows = session.execute(
        select(ClashRow.record_id, ClashRow.place).where(
            ClashRow.partnership_id == person.partnership,
            ClashRow.record_id.in_(list(ids)),
            ClashRow.settled_at.is_(None),
        )
    )
    found: dict[UUID, frozenset[str]] = {}
    for record, place in rows:
        found[record] = found.get(record, frozenset()) | {place}
    return found


def _holders(session: Session, person: Person, ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    rows = session.execute(
        select(AssignmentRow.return_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == AssignmentRow.person_id)
        .where(
            AssignmentRow.partnership_id == person.partnership,
            AssignmentRow.return_id.in_(list(ids)),
        )
        .order_by(PersonRow.name)
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for return_id, name in rows:
        found[return_id] = (*found.get(return_id, ()), name)
    return found
