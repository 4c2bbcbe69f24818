"""Agency returns: rows to values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, load_audit
from app.db.cases import CaseOnFile, load_case, standing_of
from app.db.models.agencies import AgencyRow
from app.db.models.returns import ReturnRow
from app.db.records import ClashOnFile, read_clashes, read_entries
from audit_tools.entries import Entry, values
from audit_tools.errors import Hidden
from audit_tools.facts import Agency
from audit_tools.fit import Fit
from audit_tools.permissions import Person
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AgencyKind
from audit_tools.visibility import Standing, check_reads_return, check_writes_return


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
        )


def read_return(session: Session, person: Person, return_id: UUID) -> ReturnRead:
    """A return with its entries. Raises ``Hidden`` unless the person may read it.

    What the person may see is decided before anything of the content is read, and an absent
    return is told apart from one out of reach by nothing.
    """
    row = session.get(ReturnRow, (person.partnership, return_id))
    if row is None:
        raise Hidden("There is no such return.")
    case = load_case(session, person.partnership, row.case_id)
    standing = standing_of(session, person, case)
    check_reads_return(standing, case.case, row.agency)
    return ReturnRead(
        on_file(row),
        load_audit(session, person.partnership, case.audit_id),
        case,
        agency_of(session, person.partnership, row.agency),
        standing,
        read_entries(session, person.partnership, row.id),
        read_clashes(session, person.partnership, row.id),
    )


def read_own_return(session: Session, person: Person, return_id: UUID) -> ReturnRead:
    """A return that is the person's own to give. Raises ``Hidden`` for any other."""
    held = read_return(session, person, return_id)
    check_writes_return(held.standing, held.case.case, held.agency.key)
    return held


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
    )


def _fit(row: ReturnRow) -> Fit:
    """A return that was begun before anybody was asked is not asked about any more."""
    fit = Fit(row.fit)
    return Fit.FITS if fit is Fit.NOT_SAID and row.started_at else fit


def returns_of(
    session: Session, partnership: UUID, cases: list[UUID]
) -> dict[UUID, tuple[ReturnOnFile, ...]]:
    """Where the returns of several cases stand, in one statement."""
    rows = session.scalars(
        select(ReturnRow)
        .where(ReturnRow.partnership_id == partnership, ReturnRow.case_id.in_(cases))
        .order_by(ReturnRow.agency)
    )
    found: dict[UUID, tuple[ReturnOnFile, ...]] = dict.fromkeys(cases, ())
    for row in rows:
        found[row.case_id] += (on_file(row),)
    return found


def agency_of(session: Session, partnership: UUID, key: str) -> Agency:
    """One agency by its key."""
    row = session.scalars(
        select(AgencyRow).where(AgencyRow.partnership_id == partnership, AgencyRow.key == key)
    ).one()
    return Agency(row.key, row.name, AgencyKind(row.kind))
