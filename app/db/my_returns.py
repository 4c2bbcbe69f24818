"""The returns that are a person's own to give: theirs, or all of the agencies they lead; and those
of which sections were given to them.

A list costs a fixed number of statements however many returns are on it, and nothing of any other
agency is read for it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.db.assignments import given_of, given_to
from app.db.cases import characteristics_of
from app.db.models.agencies import AgencyRow
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow, InvolvementRow
from app.db.models.people import PersonRow
from app.db.models.records import ClashRow, EntryRow
from app.db.models.returns import AssignmentRow, ReturnRow
from app.db.models.tools import ToolVersionRow
from app.db.people import colleagues_in
from app.db.records import Part, is_in, read_entries_of
from app.db.returns import ReturnOnFile, on_file, part_of
from app.db.tools import tool_asked
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState, Known
from audit_tools.cycles import Working
from audit_tools.entries import values
from audit_tools.later_dates import due_on
from audit_tools.permissions import Person
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AuditTool

PAGE = 50
_OPEN = (ReturnStatus.DUE.value, ReturnStatus.REOPENED.value)


@dataclass(frozen=True)
class OwnReturn:
    """One line of the list. ``holders`` are the names of the colleagues it was given to.

    ``with_whom`` says by section which colleague has it. Somebody who was given sections only
    (``value.given``) reads of the rest neither text nor who has it.
    """

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
    asks_returns: bool
    value: AgencyReturn
    holders: tuple[str, ...] = field(default=(), repr=False)
    with_whom: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Held:
    """Who was given a return, and who a section of it: names by the person's id."""

    holders: Mapping[UUID, str] = field(default_factory=dict, repr=False)
    sections: Mapping[str, tuple[UUID, str]] = field(default_factory=dict, repr=False)

    def given_to(self, person: Person, agency: str) -> frozenset[str] | None:
        """As ``visibility.check_writes_part`` has it: their sections, None for the whole."""
        if agency in person.leads or person.id in self.holders:
            return None
        return frozenset(s for s, (holder, _) in self.sections.items() if holder == person.id)

    def shown_to(self, person: Person, agency: str) -> dict[str, str]:
        """Which colleague has which section, for those who have the whole return."""
        if self.given_to(person, agency) is not None:
            return {}
        return {section: name for section, (_, name) in self.sections.items()}


@dataclass(frozen=True)
class Colleague:
    """Somebody of an agency who may be given one of its returns."""

    id: UUID
    name: str = field(repr=False)
    has_it: bool


@dataclass(frozen=True)
class ReturnToGive:
    """A return that a lead may give to somebody."""

    id: UUID
    reference: str
    audit: str


def list_own_returns(session: Session, person: Person, offset: int = 0) -> tuple[OwnReturn, ...]:
    """At most fifty of the person's returns: open ones first, the earliest
    due first; then what is done, the latest sent first."""
    rows = session.execute(_own(person).limit(PAGE).offset(offset)).all()
    tools = _tools(session, person, [(case, audit) for _, case, _, _, audit in rows])
    open_ids = [row.id for row, *_ in rows if row.status in _OPEN]
    held = _held(session, person, [row.id for row, *_ in rows])
    given = {row.id: held[row.id].given_to(person, row.agency) for row, *_ in rows}
    parts = {
        row.id: part for row, case, *_ in rows if (part := part_of(tools[case.id], given[row.id]))
    }
    entries = read_entries_of(session, person.partnership, open_ids, parts)
    clashes = _clashes(session, person, open_ids)
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
            tools[case.id],
            audit.counts_one,
            audit.working != Working.DISCUSSION_FIRST,
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
                given[row.id],
                characteristics_of(case),
            ),
            tuple(held[row.id].holders.values()),
            held[row.id].shown_to(person, row.agency),
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
    holders = session.scalars(has_it).all()
    found = colleagues_in(session, partnership, agency)
    return tuple(Colleague(id_, name, id_ in holders) for id_, name in found.items())


def returns_to_give(session: Session, person: Person, agency: str) -> tuple[ReturnToGive, ...]:
    """The returns of an agency that the person leads and that are still to come, the earliest
    due first."""
    rows = session.execute(
        _own(person)
        .with_only_columns(ReturnRow.id, CaseRow.reference, AuditRow.title)
        .where(ReturnRow.agency.in_(sorted(person.leads & {agency})), _is_open())
    )
    return tuple(ReturnToGive(*row) for row in rows)


def last_saved(
    session: Session, person: Person, return_id: UUID, part: Part | None = None
) -> datetime | None:
    """When anything in the return, or in a part of it, was last saved."""
    return session.scalar(
        select(func.max(EntryRow.changed_at)).where(
            EntryRow.partnership_id == person.partnership,
            EntryRow.record_id == return_id,
            is_in(EntryRow.place, part),
        )
    )


def others_with_sections(session: Session, person: Person, return_id: UUID) -> dict[str, str]:
    """Which colleague has which section of a return, the person themselves left out."""
    held = _held(session, person, [return_id])[return_id]
    return {s: name for s, (holder, name) in held.sections.items() if holder != person.id}


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
    """As ``visibility.check_writes_part`` has it, so that no other row is ever read."""
    given = and_(
        ReturnRow.agency.in_(sorted(person.works_in)),
        ReturnRow.id.in_(select(given_to(person).c.return_id)),
    )
    # Who leads no agency finds what was given to them without a look at all other returns.
    return or_(ReturnRow.agency.in_(sorted(person.leads)), given) if person.leads else given


def _is_open() -> ColumnElement[bool]:
    return and_(ReturnRow.status.in_(_OPEN), CaseRow.state == CaseState.WAITING.value)


def _due() -> ColumnElement[date | None]:
    """As ``later_dates.due_on`` has it."""
    later = or_(AuditRow.returns_due.is_(None), ReturnRow.due_later > AuditRow.returns_due)
    return case((later, ReturnRow.due_later), else_=AuditRow.returns_due)


def _same(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """A join within the partnership."""
    return and_(table.partnership_id == ReturnRow.partnership_id, *conditions)


def _tools(
    session: Session, person: Person, cases: Collection[tuple[CaseRow, AuditRow]]
) -> dict[UUID, AuditTool]:
    """What is asked of each case, by its id."""
    version = {case.id: case.tool_version_id or audit.tool_version_id for case, audit in cases}
    rows = session.scalars(
        select(ToolVersionRow).where(
            ToolVersionRow.partnership_id == person.partnership,
            ToolVersionRow.id.in_(set(version.values())),
        )
    )
    versions = {row.id: row for row in rows}
    return {case.id: tool_asked(versions[version[case.id]], audit) for case, audit in cases}


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


def _held(session: Session, person: Person, ids: list[UUID]) -> dict[UUID, Held]:
    """Who has what of each return, in one statement."""
    given = given_of(person.partnership, ids)
    rows = session.execute(
        select(given.c.return_id, given.c.section, given.c.person_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == given.c.person_id)
        .order_by(PersonRow.name)
    )
    holders: dict[UUID, dict[UUID, str]] = {}
    sections: dict[UUID, dict[str, tuple[UUID, str]]] = {}
    for return_id, section, holder, name in rows:
        if section:
            sections.setdefault(return_id, {})[section] = (holder, name)
        else:
            holders.setdefault(return_id, {})[holder] = name
    return {id_: Held(holders.get(id_, {}), sections.get(id_, {})) for id_ in ids}
