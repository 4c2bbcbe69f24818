"""The discussions that a person has a part in: a page of them, in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, load_audits
from app.db.cases import CaseOnFile, audit_by_case, cases_of, count_through, standings_of
from app.db.models.audits import AuditRow, CoreGroupRow
from app.db.models.cases import AppointmentRow, CaseRow, InvolvementRow
from app.db.models.discussions import AccuracyRow, AttendanceRow, DiscussionRow
from app.db.models.findings import FindingRow
from app.db.models.records import EntryRow
from app.db.models.returns import AssignmentRow, ReturnRow, SectionAssignmentRow
from app.db.models.schedule import InvitedRow
from app.db.returns import ReturnOnFile, returns_of
from audit_tools.cases import REVEALED, CaseState, Known
from audit_tools.discussions import Came
from audit_tools.permissions import Person, Role
from audit_tools.visibility import Standing, sees_case


@dataclass(frozen=True)
class MyCase:
    """A case whose discussion the person has a part in, and how far it is.

    ``record`` holds what was agreed so far, by place; it is empty before the opening.
    """

    case: CaseOnFile
    audit: AuditOnFile
    standing: Standing
    returns: tuple[ReturnOnFile, ...]
    record: dict[str, str] = field(repr=False)


@dataclass(frozen=True)
class WordingWaiting:
    """How much wording of an audit waits for the person to agree it."""

    audit_id: UUID
    audit: str
    count: int


@dataclass(frozen=True)
class RecordToRead:
    """A record of which an agency of the person's was not heard yet whether it is accurate."""

    case_id: UUID
    reference: str = field(repr=False)
    audit: str
    invented: bool


def records_to_read(session: Session, person: Person) -> tuple[RecordToRead, ...]:
    """The write-ups that wait for an agency that came and that the person answers for."""
    replied = exists().where(
        AccuracyRow.partnership_id == AttendanceRow.partnership_id,
        AccuracyRow.discussion_id == AttendanceRow.discussion_id,
        AccuracyRow.agency == AttendanceRow.agency,
    )
    waits = exists().where(*agency_came(ReturnRow), ~replied)
    rows = session.execute(
        select(CaseRow.id, CaseRow.reference, AuditRow.title, AuditRow.invented)
        .join(
            AuditRow,
            and_(
                AuditRow.partnership_id == CaseRow.partnership_id, AuditRow.id == CaseRow.audit_id
            ),
        )
        .where(
            CaseRow.partnership_id == person.partnership,
            CaseRow.state == CaseState.WRITTEN_UP.value,
            ~conflicted(person),
            answers_for(person, waits),
        )
        .order_by(CaseRow.reference)
    )
    return tuple(RecordToRead(*row) for row in rows)


def wording_to_agree(session: Session, person: Person) -> tuple[WordingWaiting, ...]:
    """The audits with wording for sharing that somebody else wrote and this person may agree."""
    rows = session.execute(
        select(AuditRow.id, AuditRow.title, func.count())
        .join(
            CaseRow,
            and_(
                CaseRow.partnership_id == AuditRow.partnership_id, CaseRow.audit_id == AuditRow.id
            ),
        )
        .join(
            FindingRow,
            and_(
                FindingRow.partnership_id == CaseRow.partnership_id,
                FindingRow.case_id == CaseRow.id,
            ),
        )
        .where(
            AuditRow.partnership_id == person.partnership,
            CaseRow.state.in_([state.value for state in REVEALED]),
            FindingRow.wording != "",
            FindingRow.wording_agreed_by.is_(None),
            FindingRow.wording_sent_back == "",
            FindingRow.wording_by != person.id,
            _holds(person),
            ~conflicted(person),
        )
        .group_by(AuditRow.id, AuditRow.title)
        .order_by(AuditRow.title)
    )
    return tuple(WordingWaiting(*row) for row in rows)


def list_my_cases(
    session: Session, person: Person, *, finished: bool, limit: int, offset: int = 0
) -> tuple[MyCase, ...]:
    """The cases by audit, the latest first; ``finished`` are those signed off."""
    rows = session.scalars(
        _mine(person, finished)
        .join(
            AuditRow,
            and_(
                AuditRow.partnership_id == CaseRow.partnership_id, AuditRow.id == CaseRow.audit_id
            ),
        )
        .order_by(AuditRow.returns_due.desc().nulls_last(), AuditRow.key, CaseRow.number)
        .limit(limit)
        .offset(offset)
    ).all()
    audits = load_audits(session, person.partnership, {row.audit_id for row in rows})
    cases = cases_of(session, rows, count_through(session, person.partnership, audits))
    ids = [case.id for case in cases]
    asked = {
        case: one
        for audit in audits.values()
        for case, one in audit_by_case(
            session, person.partnership, audit, [c for c in cases if c.audit_id == audit.id]
        ).items()
    }
    standings = standings_of(session, person, cases)
    returns = returns_of(session, person.partnership, ids)
    records = _records(session, person.partnership, ids)
    return tuple(
        MyCase(c, asked[c.id], standings[c.id], returns[c.id], records.get(c.id, {}))
        for c in cases
        if sees_case(standings[c.id], c.case)
    )


def count_my_cases(session: Session, person: Person, *, finished: bool) -> int:
    """How many there are in all, over every page."""
    listed = _mine(person, finished).with_only_columns(CaseRow.id).subquery()
    return session.scalar(select(func.count()).select_from(listed)) or 0


def count_sittings(
    session: Session, person: Person, audits: Iterable[UUID], *, finished: bool
) -> dict[UUID, dict[CaseState, int]]:
    """How many cases the person holds of each audit, by the state they are in, over every page."""
    rows = session.execute(
        _mine(person, finished)
        .where(CaseRow.audit_id.in_(list(audits)), _holds(person))
        .with_only_columns(CaseRow.audit_id, CaseRow.state, func.count())
        .group_by(CaseRow.audit_id, CaseRow.state)
    )
    found: dict[UUID, dict[CaseState, int]] = {}
    for audit, state, number in rows:
        found.setdefault(audit, {})[CaseState(state)] = number
    return found


def _mine(person: Person, finished: bool) -> Select[CaseRow]:
    """What ``visibility.sees_case`` will say of each case, for the database to look through.

    A case that was brought in with findings alone has no discussion to look at.
    """
    states = [CaseState.AGREED] if finished else _UNFINISHED
    in_time = CaseRow.state.in_([state.value for state in REVEALED])
    return select(CaseRow).where(
        CaseRow.partnership_id == person.partnership,
        CaseRow.state.in_([state.value for state in states]),
        has_discussion() if finished else true(),
        ~conflicted(person),
        or_(_holds(person), and_(in_time, or_(in_core_group(person), answers_for(person)))),
    )


_UNFINISHED = [CaseState.WAITING, CaseState.PREPARED, CaseState.OPEN, CaseState.WRITTEN_UP]


def has_discussion() -> ColumnElement[bool]:
    """Whether a case was discussed, and not only brought in with its findings."""
    return exists().where(
        DiscussionRow.partnership_id == CaseRow.partnership_id, DiscussionRow.case_id == CaseRow.id
    )


def _holds(person: Person) -> ColumnElement[bool]:
    return true() if person.has(Role.COORDINATOR) else appointed(person)


def appointed(person: Person) -> ColumnElement[bool]:
    """Whether the person has a part in the discussion of a case."""
    return exists().where(
        AppointmentRow.partnership_id == CaseRow.partnership_id,
        AppointmentRow.case_id == CaseRow.id,
        AppointmentRow.person_id == person.id,
    )


def conflicted(person: Person) -> ColumnElement[bool]:
    """Whether the person declared a conflict about a case."""
    return exists().where(
        AppointmentRow.partnership_id == CaseRow.partnership_id,
        AppointmentRow.case_id == CaseRow.id,
        AppointmentRow.person_id == person.id,
        AppointmentRow.conflict_declared_at.is_not(None),
    )


def in_core_group(person: Person) -> ColumnElement[bool]:
    """Whether the person is in the core group of a case's audit."""
    return exists().where(
        CoreGroupRow.partnership_id == CaseRow.partnership_id,
        CoreGroupRow.audit_id == CaseRow.audit_id,
        CoreGroupRow.person_id == person.id,
    )


def answers_for(person: Person, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the person leads an agency that knows the child, or was given its return.

    ``conditions`` are further ones on that agency's return.
    """
    leads, member_of = person.leads, person.works_in
    if not member_of:
        return false()
    given = exists().where(
        AssignmentRow.partnership_id == ReturnRow.partnership_id,
        AssignmentRow.return_id == ReturnRow.id,
        AssignmentRow.person_id == person.id,
    )
    mine = or_(ReturnRow.agency.in_(leads), given)
    return exists().where(
        InvolvementRow.partnership_id == CaseRow.partnership_id,
        InvolvementRow.case_id == CaseRow.id,
        InvolvementRow.known == Known.KNOWN.value,
        InvolvementRow.agency.in_(member_of),
        ReturnRow.partnership_id == CaseRow.partnership_id,
        ReturnRow.case_id == CaseRow.id,
        ReturnRow.agency == InvolvementRow.agency,
        mine,
        *conditions,
    )


def answers_section_for(person: Person, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a single section of a return of an agency that knows the child was given to them."""
    member_of = person.works_in
    return exists().where(
        InvolvementRow.partnership_id == CaseRow.partnership_id,
        InvolvementRow.case_id == CaseRow.id,
        InvolvementRow.known == Known.KNOWN.value,
        InvolvementRow.agency.in_(member_of),
        ReturnRow.partnership_id == CaseRow.partnership_id,
        ReturnRow.case_id == CaseRow.id,
        ReturnRow.agency == InvolvementRow.agency,
        SectionAssignmentRow.partnership_id == ReturnRow.partnership_id,
        SectionAssignmentRow.return_id == ReturnRow.id,
        SectionAssignmentRow.person_id == person.id,
        *conditions,
    )


def agency_came(row: type[ReturnRow | InvitedRow]) -> tuple[ColumnElement[bool], ...]:
    """That the agency of a row came to the discussion of its case."""
    return (
        DiscussionRow.partnership_id == row.partnership_id,
        DiscussionRow.case_id == row.case_id,
        AttendanceRow.partnership_id == DiscussionRow.partnership_id,
        AttendanceRow.discussion_id == DiscussionRow.id,
        AttendanceRow.agency == row.agency,
        AttendanceRow.came == Came.YES.value,
    )


def _records(session: Session, partnership: UUID, cases: list[UUID]) -> dict[UUID, dict[str, str]]:
    """What each discussion has agreed, without the rest of its record."""
    discussions = session.scalars(
        select(DiscussionRow).where(
            DiscussionRow.partnership_id == partnership, DiscussionRow.case_id.in_(cases)
        )
    )
    case_of = {row.id: row.case_id for row in discussions}
    # Not joined: where there is no case, SQLite would begin with the entries of every record.
    rows = session.execute(
        select(EntryRow.record_id, EntryRow.place, EntryRow.value).where(
            EntryRow.partnership_id == partnership,
            EntryRow.record_id.in_(list(case_of)),
            EntryRow.value != "",
            or_(EntryRow.place.like("%/agreed"), EntryRow.place.like("%/why")),
        )
    )
    found: dict[UUID, dict[str, str]] = {}
    for record, place, value in rows:
        found.setdefault(case_of[record], {})[place] = value
    return found
