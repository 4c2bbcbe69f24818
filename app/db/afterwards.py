"""The audits that a person took part in, and what they wrote afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, load_audit
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.discussions import DiscussionHeld, discussions_of
from app.db.models.afterwards import AfterwardsRow
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow, InvolvementRow
from app.db.models.returns import ReturnRow
from app.db.models.schedule import InvitedRow
from app.db.my_discussions import (
    agency_came,
    answers_for,
    answers_section_for,
    appointed,
    conflicted,
    has_discussion,
    in_core_group,
)
from app.db.records import read_entries_of
from app.db.returns import ReturnOnFile, returns_of
from app.db.schedule import InvitedOnFile, own_invitations
from audit_tools.afterwards import Activity, NextTime, OwnNote
from audit_tools.cases import CaseState, Known
from audit_tools.cycles import Phase
from audit_tools.discussions import Came
from audit_tools.entries import values
from audit_tools.errors import Hidden
from audit_tools.invitations import MAY_COME
from audit_tools.permissions import Person
from audit_tools.returns import ReturnStatus
from audit_tools.visibility import Standing, reads_discussion, took_part

PAGE = 50
_TEXTS = (
    AfterwardsRow.helped,
    AfterwardsRow.in_the_way,
    AfterwardsRow.differently,
    AfterwardsRow.hours,
    AfterwardsRow.reflection,
)
_SPOKE = (ReturnStatus.SUBMITTED, ReturnStatus.GIVEN_IN_DISCUSSION)


@dataclass(frozen=True)
class TookPart:
    """An audit on the list of those that a person took part in."""

    audit_id: UUID
    title: str
    is_closed: bool
    invented: bool
    has_written: bool


@dataclass(frozen=True)
class AgreedCase:
    """A signed-off case in which the person took part, with what was agreed, by place.

    For who ``is_read`` not, since they answered a single section or only came, the record is empty.
    """

    case: CaseOnFile
    standing: Standing
    is_read: bool
    discussion: DiscussionHeld
    returns: tuple[ReturnOnFile, ...]
    record: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Afterwards:
    """One audit for somebody who took part in it. ``references`` are those of all its cases."""

    audit: AuditOnFile
    cases: tuple[AgreedCase, ...]
    references: frozenset[str] = field(repr=False)
    next_time: NextTime
    note: OwnNote


def list_taken_part(session: Session, person: Person, offset: int = 0) -> tuple[TookPart, ...]:
    """At most fifty of the audits, the latest first."""
    rows = session.execute(
        _audits(person)
        .order_by(AuditRow.returns_due.desc().nulls_last(), AuditRow.key)
        .limit(PAGE)
        .offset(offset)
    )
    return tuple(
        TookPart(id_, title, Phase(phase) is Phase.CLOSED, invented, has_written)
        for id_, title, phase, invented, has_written in rows
    )


def count_taken_part(session: Session, person: Person) -> int:
    """In how many audits the person took part."""
    return session.scalar(select(func.count()).select_from(_audits(person).subquery())) or 0


def read_afterwards(session: Session, person: Person, audit_id: UUID) -> Afterwards:
    """An audit in which the person took part. Raises ``Hidden`` for any other.

    What was agreed is read of no other case than those they took part in.
    """
    audit = load_audit(session, person.partnership, audit_id)
    everything = list_cases(session, person.partnership, audit_id)
    cases = _taken_part(session, person, everything)
    if not cases:
        raise Hidden("There is no such audit.")
    row = find_row(session, person, audit_id)
    return Afterwards(
        audit,
        cases,
        frozenset(one.case.reference for one in everything),
        next_time_of(row) if row else NextTime(),
        note_of(row) if row else OwnNote(),
    )


def find_row(session: Session, person: Person, audit_id: UUID) -> AfterwardsRow | None:
    """What the person wrote about an audit, if anything."""
    return session.scalars(
        select(AfterwardsRow).where(
            AfterwardsRow.partnership_id == person.partnership,
            AfterwardsRow.audit_id == audit_id,
            AfterwardsRow.person_id == person.id,
        )
    ).first()


def answers_of(session: Session, partnership: UUID, audit_id: UUID) -> tuple[NextTime, ...]:
    """What people answered about an audit, without saying who; nobody's note is read for it."""
    rows = session.execute(
        select(AfterwardsRow.helped, AfterwardsRow.in_the_way, AfterwardsRow.differently).where(
            AfterwardsRow.partnership_id == partnership, AfterwardsRow.audit_id == audit_id
        )
    )
    return tuple(NextTime(*row) for row in rows)


def next_time_of(row: AfterwardsRow) -> NextTime:
    return NextTime(row.helped, row.in_the_way, row.differently)


def note_of(row: AfterwardsRow) -> OwnNote:
    activity = Activity(row.activity) if row.activity else None
    return OwnNote(row.day, row.hours, activity, row.reflection)


def _taken_part(
    session: Session, person: Person, everything: Iterable[CaseOnFile]
) -> tuple[AgreedCase, ...]:
    agreed = [case for case in everything if case.case.state is CaseState.AGREED]
    ids = [case.id for case in agreed]
    standings = standings_of(session, person, agreed)
    discussions = discussions_of(session, person.partnership, ids)
    returns = returns_of(session, person.partnership, ids)
    invited = own_invitations(session, person, ids)
    mine = [
        case
        for case in agreed
        if case.id in discussions
        and took_part(
            standings[case.id],
            case.case,
            _answered(returns[case.id], discussions[case.id]),
            came=_came(person, case, invited[case.id], discussions[case.id]),
        )
    ]
    read = {case.id for case in mine if reads_discussion(standings[case.id], case.case)}
    records = [discussions[case.id].id for case in mine if case.id in read]
    entries = read_entries_of(session, person.partnership, records)
    return tuple(
        AgreedCase(
            case,
            standings[case.id],
            case.id in read,
            discussions[case.id],
            returns[case.id],
            values(entries.get(discussions[case.id].id, {})),
        )
        for case in mine
    )


def _answered(returns: Iterable[ReturnOnFile], discussion: DiscussionHeld) -> frozenset[str]:
    """The agencies that gave a return, spoke or came."""
    spoke = {one.agency for one in returns if one.status in _SPOKE}
    came = {agency for agency, word in discussion.attendance.items() if word is Came.YES}
    return frozenset(spoke | came)


def _came(
    person: Person, case: CaseOnFile, invited: Iterable[InvitedOnFile], discussion: DiscussionHeld
) -> bool:
    """Whether an agency that knows the child came, and the person was expected from it by name.

    It is noted by agency who came: whoever did not say otherwise came with theirs.
    """
    return any(
        one.person == person.id
        and one.invited.reply in MAY_COME
        and case.case.involves(one.agency)
        and discussion.attendance.get(one.agency) is Came.YES
        for one in invited
    )


def _audits(person: Person) -> Select[UUID, str, str, bool, bool]:
    """As ``visibility.took_part`` has it, for the database to look through."""
    has_written = exists().where(
        AfterwardsRow.partnership_id == AuditRow.partnership_id,
        AfterwardsRow.audit_id == AuditRow.id,
        AfterwardsRow.person_id == person.id,
        or_(AfterwardsRow.day.is_not(None), *(text != "" for text in _TEXTS)),
    )
    took_part_in_one = exists().where(
        CaseRow.partnership_id == AuditRow.partnership_id,
        CaseRow.audit_id == AuditRow.id,
        CaseRow.state == CaseState.AGREED.value,
        has_discussion(),
        ~conflicted(person),
        or_(
            appointed(person),
            in_core_group(person),
            answers_for(person, _answered_or_came()),
            answers_section_for(person, _answered_or_came()),
            _came_by_name(person),
        ),
    )
    return select(
        AuditRow.id, AuditRow.title, AuditRow.phase, AuditRow.invented, has_written
    ).where(AuditRow.partnership_id == person.partnership, took_part_in_one)


def _answered_or_came() -> ColumnElement[bool]:
    """Whether the agency of a return gave it, spoke in the discussion or came to it."""
    spoke = ReturnRow.status.in_([status.value for status in _SPOKE])
    return or_(spoke, exists().where(*agency_came(ReturnRow)))


def _came_by_name(person: Person) -> ColumnElement[bool]:
    """As ``_came`` has it."""
    return exists().where(
        InvitedRow.partnership_id == CaseRow.partnership_id,
        InvitedRow.case_id == CaseRow.id,
        InvitedRow.person_id == person.id,
        InvitedRow.agency.in_(person.works_in),
        InvitedRow.reply.in_([reply.value for reply in MAY_COME]),
        InvolvementRow.partnership_id == InvitedRow.partnership_id,
        InvolvementRow.case_id == InvitedRow.case_id,
        InvolvementRow.agency == InvitedRow.agency,
        InvolvementRow.known == Known.KNOWN.value,
        *agency_came(InvitedRow),
    )
