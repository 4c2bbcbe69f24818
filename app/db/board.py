"""The board: where every return and discussion of an audit stands, in a fixed number of reads."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.agencies import Agency, list_agencies
from app.db.audits import AuditOnFile, load_audit
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.dated_discussions import last_told
from app.db.knowing import never_said, waiting_for
from app.db.messages import LastSaid, last_said
from app.db.models.audits import AuditRow
from app.db.models.cases import AppointmentRow, CaseRow
from app.db.models.discussions import DiscussionRow
from app.db.models.returns import ReturnRow
from app.db.returns import ReturnOnFile, returns_of
from app.db.schedule import Scheduled, dates_of
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState, Known
from audit_tools.later_dates import due_on
from audit_tools.permissions import Person, Role
from audit_tools.returns import ReturnStatus
from audit_tools.visibility import Standing, reads_progress, sees_date


@dataclass(frozen=True)
class DiscussionDates:
    """When the discussion of a case moved on. Instants are UTC."""

    opened_at: datetime | None = None
    written_up_at: datetime | None = None
    agreed_at: datetime | None = None


@dataclass(frozen=True)
class BoardRow:
    """One case. ``returns`` is by agency, and empty where the person may not see the words, as are
    the ``asked``: agencies that have not said yet whether they know the child. The ``silent`` had
    not when the returns were closed."""

    case: CaseOnFile
    standing: Standing
    returns: dict[str, ReturnOnFile]
    discussion: DiscussionDates
    asked: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    date: Scheduled | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the person may see where the returns of this case stand."""
        return reads_progress(self.standing)


@dataclass(frozen=True)
class Board:
    """All cases of an audit, the agencies asked about any of them, by kind and name, and what
    was last sent about each return, and about each date that stands."""

    audit: AuditOnFile
    agencies: tuple[Agency, ...]
    rows: tuple[BoardRow, ...]
    said: dict[UUID, LastSaid]
    told: dict[UUID, LastSaid]


@dataclass(frozen=True)
class CaseReasons:
    """Why a case was chosen by hand, and why it is in its state; each may be empty."""

    chosen: str = field(repr=False)
    state: str = field(repr=False)


@dataclass(frozen=True)
class Tally:
    """How an audit stands in numbers: its cases by state, and the returns still to come by the
    day each is due."""

    cases: Counter[CaseState]
    due: Counter[date | None]

    @property
    def to_come(self) -> int:
        """How many returns are still to come."""
        return self.due.total()

    @property
    def counted(self) -> int:
        """The cases that are not withdrawn."""
        return sum(number for state, number in self.cases.items() if state.is_counted)


def read_board(session: Session, person: Person, audit_id: UUID) -> Board:
    """The board for this person. Raises ``Hidden`` where the partnership has no such audit."""
    audit = load_audit(session, person.partnership, audit_id)
    cases = list_cases(session, person.partnership, audit_id)
    ids = [case.id for case in cases]
    standings = standings_of(session, person, cases)
    returns = returns_of(session, person.partnership, ids)
    discussions = _discussions(session, person.partnership, ids)
    dates = dates_of(session, person.partnership, ids)
    asked = waiting_for(session, person.partnership, cases)
    silent = never_said(session, person.partnership, cases)
    rows = tuple(
        BoardRow(
            case,
            standings[case.id],
            {one.agency: one for one in returns[case.id]}
            if reads_progress(standings[case.id])
            else {},
            discussions.get(case.id, DiscussionDates()),
            asked[case.id] if reads_progress(standings[case.id]) else frozenset(),
            silent[case.id] if reads_progress(standings[case.id]) else frozenset(),
            dates.get(case.id) if sees_date(standings[case.id], case.case) else None,
        )
        for case in cases
    )
    unsaid = (*asked.values(), *silent.values())
    agencies = _agencies_asked(session, person.partnership, cases, unsaid)
    said = last_said(session, person.partnership, audit_id)
    told = last_told(session, person.partnership, audit_id, dates)
    return Board(audit, agencies, rows, said, told)


def read_dates(session: Session, partnership: UUID, case_id: UUID) -> DiscussionDates:
    """When the discussion of one case moved on."""
    return _discussions(session, partnership, [case_id]).get(case_id, DiscussionDates())


def read_reasons(session: Session, partnership: UUID, case_id: UUID) -> CaseReasons:
    """The reasons that were given for one case."""
    row = session.get_one(CaseRow, (partnership, case_id))
    return CaseReasons(row.chosen_reason, row.state_reason)


def tallies_of(session: Session, partnership: UUID, audits: list[UUID]) -> dict[UUID, Tally]:
    """How several audits stand, in two statements."""
    cases: dict[UUID, Counter[CaseState]] = {audit: Counter() for audit in audits}
    for audit, state, number in session.execute(
        select(CaseRow.audit_id, CaseRow.state, func.count())
        .where(CaseRow.partnership_id == partnership, CaseRow.audit_id.in_(audits))
        .group_by(CaseRow.audit_id, CaseRow.state)
    ):
        cases[audit][CaseState(state)] = number
    due = _returns_to_come(session, partnership, audits)
    return {audit: Tally(cases[audit], due[audit]) for audit in audits}


def chaired_audits(session: Session, person: Person) -> frozenset[UUID]:
    """The audits in which the person holds a discussion."""
    wanted = (
        select(CaseRow.audit_id)
        .join(
            AppointmentRow,
            (AppointmentRow.partnership_id == CaseRow.partnership_id)
            & (AppointmentRow.case_id == CaseRow.id),
        )
        .where(
            AppointmentRow.partnership_id == person.partnership,
            AppointmentRow.person_id == person.id,
            AppointmentRow.conflict_declared_at.is_(None),
            AppointmentRow.role.in_([Role.CHAIR.value, Role.CO_CHAIR.value]),
        )
    )
    return frozenset(session.scalars(wanted.distinct()))


def interim_issued_at(session: Session, partnership: UUID, audit: UUID) -> datetime | None:
    """When the summary was given to governance before the audit was closed, if it was."""
    return session.scalar(
        select(AuditRow.interim_issued_at).where(
            AuditRow.partnership_id == partnership, AuditRow.id == audit
        )
    )


def _returns_to_come(
    session: Session, partnership: UUID, audits: list[UUID]
) -> dict[UUID, Counter[date | None]]:
    writable = [status.value for status in ReturnStatus if status.can_be_written]
    waiting = select(CaseRow.id).where(
        CaseRow.partnership_id == partnership,
        CaseRow.audit_id.in_(audits),
        CaseRow.state == CaseState.WAITING.value,
    )
    rows = session.execute(
        select(AuditRow.id, AuditRow.returns_due, ReturnRow.due_later, func.count())
        .join(
            CaseRow,
            (CaseRow.partnership_id == AuditRow.partnership_id) & (CaseRow.audit_id == AuditRow.id),
        )
        .join(
            ReturnRow,
            (ReturnRow.partnership_id == CaseRow.partnership_id)
            & (ReturnRow.case_id == CaseRow.id),
        )
        # By their cases: SQLite would rather read every return there is than join from the audits.
        .where(
            ReturnRow.partnership_id == partnership,
            ReturnRow.case_id.in_(waiting),
            ReturnRow.status.in_(writable),
        )
        .group_by(AuditRow.id, AuditRow.returns_due, ReturnRow.due_later)
    )
    found: dict[UUID, Counter[date | None]] = {audit: Counter() for audit in audits}
    for audit, due, later, number in rows:
        found[audit][due_on(due, later)] += number
    return found


def _discussions(
    session: Session, partnership: UUID, cases: list[UUID]
) -> dict[UUID, DiscussionDates]:
    rows = session.scalars(
        select(DiscussionRow).where(
            DiscussionRow.partnership_id == partnership, DiscussionRow.case_id.in_(cases)
        )
    )
    return {
        row.case_id: DiscussionDates(row.opened_at, row.written_up_at, row.agreed_at)
        for row in rows
    }


def _agencies_asked(
    session: Session,
    partnership: UUID,
    cases: tuple[CaseOnFile, ...],
    waiting: Iterable[frozenset[str]],
) -> tuple[Agency, ...]:
    asked = {
        i.agency for case in cases for i in case.case.involvements if i.known is not Known.NOT_ASKED
    }.union(*waiting)
    found = [a for a in list_agencies(session, partnership) if a.key in asked]
    kinds = list(AgencyKind)
    return tuple(sorted(found, key=lambda agency: (kinds.index(agency.kind), agency.name)))
