"""Agency returns: rows to values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile
from app.db.cases import CaseOnFile, audit_of_case, load_case, standing_of
from app.db.models.agencies import AgencyRow
from app.db.models.returns import ReturnRow, SectionAssignmentRow
from app.db.parameters import AGENCY, CASES, PARTNERSHIP
from app.db.records import ClashOnFile, Part, read_clashes, read_entries
from audit_tools.agency_kinds import AgencyKind
from audit_tools.entries import Entry, values
from audit_tools.errors import Hidden
from audit_tools.facts import Agency
from audit_tools.fit import Fit
from audit_tools.permissions import Person
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AuditTool
from audit_tools.visibility import (
    Standing,
    check_brings_in,
    check_reads_return,
    check_writes_part,
    check_writes_return,
)


@dataclass(frozen=True)
class ReturnOnFile:
    """Where one return stands, without what is in it; ``due_later`` is a day of its own.

    ``fit_note`` is what the Business Unit wrote when it settled that the child did not fit.
    """

    id: UUID
    case_id: UUID
    agency: str
    status: ReturnStatus
    status_reason: str
    started_at: datetime | None
    submitted_at: datetime | None
    fit: Fit = Fit.FITS
    fit_note: str = field(default="", repr=False)
    due_later: date | None = None
    due_later_reason: str = field(default="", repr=False)
    confirmed_at: datetime | None = None
    confirmed_by: UUID | None = None

    @property
    def asks_fit(self) -> bool:
        """Whether it is still to be said that this is the child on the agency's key sheet."""
        return self.status.can_be_written and self.fit is Fit.NOT_SAID


@dataclass(frozen=True)
class ReturnRead:
    """A return that the person may read, with all that its pages and rules need."""

    on_file: ReturnOnFile
    audit: AuditOnFile
    case: CaseOnFile
    agency: Agency
    standing: Standing
    entries: dict[str, Entry]
    clashes: tuple[ClashOnFile, ...]
    given: frozenset[str] | None = None
    """The sections that were given to the person, where they have not the whole."""

    @property
    def value(self) -> AgencyReturn:
        """The return as the rules know it."""
        return AgencyReturn(
            self.agency.key,
            self.agency.kind,
            self.case.case.lead == self.agency.key,
            self.on_file.status,
            self.case.case.state,
            values(self.entries),
            frozenset(clash.place for clash in self.clashes),
            self.audit.scale is not None,
            self.on_file.fit,
            self.given,
            self.case.case.characteristics,
        )

    @property
    def part(self) -> Part | None:
        """What of it is theirs to see and to write: the sections alone, None for the whole."""
        return _own_part(self.audit.tool, self.given)


def read_return(session: Session, person: Person, return_id: UUID) -> ReturnRead:
    """A return with its entries. Raises ``Hidden`` unless the person may read it.

    What the person may see is decided before anything of the content is read, and an absent
    return is told apart from one out of reach by nothing.
    """
    row, case, standing = _find(session, person, return_id)
    check_reads_return(standing, case.case, row.agency)
    return _read(session, row, case, standing)


def read_own_return(session: Session, person: Person, return_id: UUID) -> ReturnRead:
    """A return that is the person's own to give. Raises ``Hidden`` for any other."""
    row, case, standing = _find(session, person, return_id)
    check_writes_return(standing, case.case, row.agency)
    return _read(session, row, case, standing)


def read_own_part(session: Session, person: Person, return_id: UUID) -> ReturnRead:
    """A return that is the person's own, or what of it was given to them and no more.

    Raises ``Hidden`` for any other.
    """
    row, case, standing = _find(session, person, return_id)
    given = check_writes_part(standing, case.case, row.agency)
    return _read(session, row, case, standing, given)


def read_to_bring_in(
    session: Session, person: Person, case_id: UUID, return_id: UUID
) -> ReturnRead:
    """A return into which the person may read a file of the agency, with nothing that is in it.

    Raises ``Hidden`` for any other, and for one of another case.
    """
    row, case, standing = _find(session, person, return_id)
    check_brings_in(standing, case.case, row.agency)
    if case.id != case_id:
        raise Hidden("There is no such return.")
    audit = audit_of_case(session, row.partnership_id, case)
    agency = agency_of(session, row.partnership_id, row.agency)
    return ReturnRead(on_file(row), audit, case, agency, standing, {}, ())


def part_of(tool: AuditTool, given: frozenset[str] | None) -> Part | None:
    """What is read for somebody who was given these sections of a return, None for the whole.

    Beside the sections only the answers that decide what these ask, which no page shows.
    """
    return None if given is None else Part(tool.heads_of(given), tool.deciding(given))


def _own_part(tool: AuditTool, given: frozenset[str] | None) -> Part | None:
    return None if given is None else Part(tool.heads_of(given))


def _find(
    session: Session, person: Person, return_id: UUID
) -> tuple[ReturnRow, CaseOnFile, Standing]:
    row = session.get(ReturnRow, (person.partnership, return_id))
    if row is None:
        raise Hidden("There is no such return.")
    case = load_case(session, person.partnership, row.case_id)
    return row, case, standing_of(session, person, case)


def _read(
    session: Session,
    row: ReturnRow,
    case: CaseOnFile,
    standing: Standing,
    given: frozenset[str] | None = None,
) -> ReturnRead:
    audit = audit_of_case(session, row.partnership_id, case)
    return ReturnRead(
        on_file(row),
        audit,
        case,
        agency_of(session, row.partnership_id, row.agency),
        standing,
        read_entries(session, row.partnership_id, row.id, part_of(audit.tool, given)),
        read_clashes(session, row.partnership_id, row.id, _own_part(audit.tool, given)),
        given,
    )


def sections_held(session: Session, partnership: UUID, return_id: UUID) -> dict[str, UUID]:
    """Who has which section of a return, where one was given to somebody."""
    rows = session.execute(
        select(SectionAssignmentRow.section, SectionAssignmentRow.person_id).where(
            SectionAssignmentRow.partnership_id == partnership,
            SectionAssignmentRow.return_id == return_id,
        )
    )
    return {row.section: row.person_id for row in rows}


def on_file(row: ReturnRow) -> ReturnOnFile:
    """The value of a return's row."""
    return ReturnOnFile(
        row.id,
        row.case_id,
        row.agency,
        ReturnStatus(row.status),
        row.status_reason,
        row.started_at,
        row.submitted_at,
        _fit(row),
        row.fit_note,
        row.due_later,
        row.due_later_reason,
        row.confirmed_at,
        row.confirmed_by,
    )


def _fit(row: ReturnRow) -> Fit:
    """A return that was begun before anybody was asked is not asked about any more."""
    fit = Fit(row.fit)
    return Fit.FITS if fit is Fit.NOT_SAID and row.started_at else fit


_RETURNS = (
    select(ReturnRow)
    .where(ReturnRow.partnership_id == PARTNERSHIP, ReturnRow.case_id.in_(CASES))
    .order_by(ReturnRow.agency)
)


def returns_of(
    session: Session, partnership: UUID, cases: list[UUID]
) -> dict[UUID, tuple[ReturnOnFile, ...]]:
    """Where the returns of several cases stand, in one statement."""
    rows = session.scalars(_RETURNS, {"partnership": partnership, "cases": cases})
    found: dict[UUID, tuple[ReturnOnFile, ...]] = dict.fromkeys(cases, ())
    for row in rows:
        found[row.case_id] += (on_file(row),)
    return found


_AGENCY = select(AgencyRow).where(AgencyRow.partnership_id == PARTNERSHIP, AgencyRow.key == AGENCY)


def agency_of(session: Session, partnership: UUID, key: str) -> Agency:
    """One agency by its key."""
    row = session.scalars(_AGENCY, {"partnership": partnership, "agency": key}).one()
    return Agency(row.key, row.name, AgencyKind(row.kind))
