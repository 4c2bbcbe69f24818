"""The dates of discussions and who is expected at them, as rows and values."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, load_audit
from app.db.cases import CaseOnFile, cases_of, count_through, load_case, standing_of, standings_of
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.models.schedule import InvitedRow, ScheduledRow
from audit_tools.cycles import Phase
from audit_tools.dates import LONDON
from audit_tools.errors import Hidden
from audit_tools.invitations import Invited, Reply
from audit_tools.permissions import Person
from audit_tools.schedule import Slot
from audit_tools.visibility import Standing, sees_date


@dataclass(frozen=True)
class Scheduled:
    """The date of a discussion, and how often it was changed. A date that was called off is none,
    but calendars may still hold it."""

    id: UUID
    kept: Slot
    called_off: bool
    sequence: int

    @property
    def slot(self) -> Slot | None:
        """The date that stands."""
        return None if self.called_off else self.kept


@dataclass(frozen=True)
class InvitedOnFile:
    """Somebody who is expected, of which agency, and the colleague of that name, if there is."""

    id: UUID
    agency: str
    invited: Invited = field(repr=False)
    person: UUID | None = None


@dataclass(frozen=True)
class DatedCase:
    """A case whose discussion has, or had, a date that the person may know.

    ``own`` are the invitations of the person themselves and of the agencies they lead.
    """

    audit_id: UUID
    audit: str
    one: str
    """What the audit counts: ``child``, ``notification``."""
    invented: bool
    rehearsal: bool
    case: CaseOnFile
    standing: Standing
    date: Scheduled
    own: tuple[InvitedOnFile, ...] = ()


@dataclass(frozen=True)
class DateRead:
    """The same for one case, with its whole audit; it may have no date yet."""

    audit: AuditOnFile
    case: CaseOnFile
    standing: Standing
    date: Scheduled | None
    own: tuple[InvitedOnFile, ...]


def dates_of(session: Session, partnership: UUID, cases: Iterable[UUID]) -> dict[UUID, Scheduled]:
    """The dates of several discussions, in one statement."""
    rows = session.scalars(
        select(ScheduledRow).where(
            ScheduledRow.partnership_id == partnership, ScheduledRow.case_id.in_(list(cases))
        )
    )
    return {row.case_id: _scheduled(row) for row in rows}


def invited_to(
    session: Session,
    partnership: UUID,
    cases: Iterable[UUID],
    which: ColumnElement[bool] | None = None,
) -> dict[UUID, tuple[InvitedOnFile, ...]]:
    """Everybody who is expected at several discussions, for those who hold them; ``which`` are
    some of them, for others."""
    found: dict[UUID, tuple[InvitedOnFile, ...]] = dict.fromkeys(cases, ())
    wanted = select(InvitedRow).where(
        InvitedRow.partnership_id == partnership, InvitedRow.case_id.in_(list(found))
    )
    if which is not None:
        wanted = wanted.where(which)
    for row in session.scalars(wanted.order_by(InvitedRow.agency, InvitedRow.number)):
        said = Invited(row.name, Reply(row.reply), row.stand_in)
        found[row.case_id] += (InvitedOnFile(row.id, row.agency, said, row.person_id),)
    return found


def own_invitations(
    session: Session, person: Person, cases: Iterable[UUID]
) -> dict[UUID, tuple[InvitedOnFile, ...]]:
    """The invitations of the person, and of the agencies that they lead; nobody else's are read."""
    leads = person.leads
    theirs = person.works_in
    mine = InvitedRow.agency.in_(leads) | (
        (InvitedRow.person_id == person.id) & InvitedRow.agency.in_(theirs)
    )
    return invited_to(session, person.partnership, cases, mine)


def row_of_date(session: Session, partnership: UUID, case: UUID) -> ScheduledRow | None:
    """The row, for changing it."""
    return session.scalars(
        select(ScheduledRow).where(
            ScheduledRow.partnership_id == partnership, ScheduledRow.case_id == case
        )
    ).one_or_none()


def rows_of_invited(session: Session, partnership: UUID, case: UUID) -> dict[UUID, InvitedRow]:
    """The rows by their ids, for changing them."""
    rows = session.scalars(
        select(InvitedRow).where(
            InvitedRow.partnership_id == partnership, InvitedRow.case_id == case
        )
    )
    return {row.id: row for row in rows}


def read_date(session: Session, person: Person, case_id: UUID) -> DateRead:
    """A case whose date the person may know. Raises ``Hidden``."""
    case = load_case(session, person.partnership, case_id)
    audit = load_audit(session, person.partnership, case.audit_id)
    standing = standing_of(session, person, case)
    own = _known(audit.cycle.phase, case, own_invitations(session, person, [case_id])[case_id])
    if not sees_date(standing, case.case, is_invited=_is_invited(person, own)):
        raise Hidden("There is no such discussion.")
    dates = dates_of(session, person.partnership, [case_id])
    return DateRead(audit, case, standing, dates.get(case_id), own)


def dates_from(session: Session, person: Person, day: date) -> tuple[DatedCase, ...]:
    """The dates that the person may know, from a day in London on, the earliest first."""
    return _dated(session, person, ScheduledRow.starts_at >= _midnight(day))


def dates_on(session: Session, person: Person, day: date) -> tuple[DatedCase, ...]:
    """The dates of one day in London that the person may know."""
    return dates_between(session, person, _midnight(day), _midnight(day + timedelta(days=1)))


def dates_between(
    session: Session, person: Person, begins: datetime, ends: datetime
) -> tuple[DatedCase, ...]:
    """The dates that the person may know which start at an instant or later, and before another."""
    within = (ScheduledRow.starts_at >= begins) & (ScheduledRow.starts_at < ends)
    return _dated(session, person, within)


def dates_in(session: Session, person: Person, audit: UUID) -> tuple[DatedCase, ...]:
    """The dates of one audit that the person may know."""
    return _dated(session, person, CaseRow.audit_id == audit)


def _dated(session: Session, person: Person, which: ColumnElement[bool]) -> tuple[DatedCase, ...]:
    here = person.partnership
    rows = session.execute(
        select(ScheduledRow, CaseRow, AuditRow)
        .join(
            CaseRow,
            (CaseRow.partnership_id == ScheduledRow.partnership_id)
            & (CaseRow.id == ScheduledRow.case_id),
        )
        .join(
            AuditRow,
            (AuditRow.partnership_id == CaseRow.partnership_id) & (AuditRow.id == CaseRow.audit_id),
        )
        .where(ScheduledRow.partnership_id == here, which)
        .order_by(ScheduledRow.starts_at, AuditRow.key, CaseRow.number)
    ).all()
    numbers = count_through(session, here, {audit.id for _, _, audit in rows})
    cases = cases_of(session, [case for _, case, _ in rows], numbers)
    standings = standings_of(session, person, cases)
    own = own_invitations(session, person, [case.id for case in cases])
    found = (
        DatedCase(
            audit.id,
            audit.title,
            audit.counts_one,
            audit.invented,
            audit.rehearsal,
            case,
            standings[case.id],
            _scheduled(row),
            _known(Phase(audit.phase), case, own[case.id]),
        )
        for (row, _, audit), case in zip(rows, cases, strict=True)
    )
    return tuple(
        one
        for one in found
        if sees_date(one.standing, one.case.case, is_invited=_is_invited(person, one.own))
    )


def _known(
    phase: Phase, case: CaseOnFile, own: tuple[InvitedOnFile, ...]
) -> tuple[InvitedOnFile, ...]:
    """While an audit is being prepared nobody is told; and only who knows the child has a seat."""
    if phase is Phase.PREPARING:
        return ()
    return tuple(one for one in own if case.case.involves(one.agency))


def _is_invited(person: Person, own: tuple[InvitedOnFile, ...]) -> bool:
    return any(one.person == person.id for one in own)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _scheduled(row: ScheduledRow) -> Scheduled:
    slot = Slot(row.starts_at, row.minutes, row.place)
    return Scheduled(row.id, slot, row.called_off, row.sequence)
