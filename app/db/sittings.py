"""A sitting: all cases of an audit that is agreed in one, read in a fixed number of statements."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.audits import AuditOnFile, load_audit
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.discussions import discussions_of, kinds_of, with_entries
from app.db.models.cases import CaseRow
from app.db.models.discussions import DiscussionRow
from app.db.models.records import ClashRow, RecordRow
from app.db.records import read_entries_of
from app.db.returns import ReturnOnFile, returns_of
from audit_tools.cases import Case
from audit_tools.discussions import Came, ReturnRead, counted_returns
from audit_tools.entries import Entry, values
from audit_tools.errors import Hidden
from audit_tools.facts import Agency
from audit_tools.permissions import Person
from audit_tools.visibility import Standing, reads_discussion


@dataclass(frozen=True)
class SittingCase:
    """One case of a sitting. Until it is open, ``returns`` and ``entries`` are empty.

    ``has_clashes`` says that two people wrote in the same place of its record.
    """

    case: CaseOnFile
    standing: Standing
    on_file: tuple[ReturnOnFile, ...]
    returns: tuple[ReturnRead, ...]
    record: UUID | None
    entries: Mapping[str, Entry] = field(repr=False)
    has_clashes: bool
    attendance: Mapping[str, Came]

    @property
    def values(self) -> dict[str, str]:
        """What stands in the record, by place."""
        return values(self.entries)


@dataclass(frozen=True)
class SittingRead:
    """The sitting for somebody who holds discussions of it.

    ``all_cases`` are all cases of the audit, by which the rules decide; ``cases`` are those that
    the person holds, without the withdrawn.
    """

    audit: AuditOnFile
    agencies: Mapping[str, Agency]
    all_cases: tuple[Case, ...]
    cases: tuple[SittingCase, ...]


def read_sitting(session: Session, person: Person, audit_id: UUID) -> SittingRead:
    """The sitting of an audit.

    Raises ``Hidden`` where the audit is not agreed in one sitting, or where the person holds none
    of its discussions.
    """
    audit = load_audit(session, person.partnership, audit_id)
    listed = list_cases(session, person.partnership, audit_id)
    standings = standings_of(session, person, listed)
    held = [
        case
        for case in listed
        if case.case.state.is_counted and standings[case.id].holds_discussion
    ]
    if not audit.tool.in_one_sitting or not held:
        raise Hidden("There is no such sitting.")
    listed_agencies = list_agencies(session, person.partnership)
    agencies = {a.key: Agency(a.key, a.name, a.kind) for a in listed_agencies}
    kinds = kinds_of(agencies)
    cases = _cases(session, person.partnership, held, standings)
    return SittingRead(
        audit,
        agencies,
        tuple(case.case for case in listed),
        tuple(
            replace(one, returns=counted_returns(audit.tool, one.case.case, kinds, one.returns))
            for one in cases
        ),
    )


def read_sitting_locked(session: Session, person: Person, audit_id: UUID) -> SittingRead:
    """The sitting, its records kept from others' writing until the end of the transaction."""
    session.execute(
        select(RecordRow.id)
        .join(
            DiscussionRow,
            (DiscussionRow.partnership_id == RecordRow.partnership_id)
            & (DiscussionRow.id == RecordRow.id),
        )
        .join(
            CaseRow,
            (CaseRow.partnership_id == DiscussionRow.partnership_id)
            & (CaseRow.id == DiscussionRow.case_id),
        )
        .where(CaseRow.partnership_id == person.partnership, CaseRow.audit_id == audit_id)
        .order_by(RecordRow.id)
        .with_for_update(of=RecordRow)
    )
    return read_sitting(session, person, audit_id)


def _cases(
    session: Session,
    partnership: UUID,
    held: list[CaseOnFile],
    standings: Mapping[UUID, Standing],
) -> tuple[SittingCase, ...]:
    """Of a case that is not open only where its returns stand is read."""
    opened = [case.id for case in held if reads_discussion(standings[case.id], case.case)]
    on_file = returns_of(session, partnership, [case.id for case in held])
    records = discussions_of(session, partnership, opened)
    sent = [one.id for case in opened for one in on_file[case] if one.status.is_received]
    written = [record.id for record in records.values()]
    entries = read_entries_of(session, partnership, [*sent, *written])
    clashing = _clashing(session, partnership, written)
    return tuple(
        SittingCase(
            case,
            standings[case.id],
            on_file[case.id],
            with_entries(on_file[case.id], entries) if case.id in opened else (),
            record.id if record else None,
            entries.get(record.id, {}) if record else {},
            record is not None and record.id in clashing,
            record.attendance if record else {},
        )
        for case in held
        for record in [records.get(case.id)]
    )


def _clashing(session: Session, partnership: UUID, records: list[UUID]) -> frozenset[UUID]:
    return frozenset(
        session.scalars(
            select(ClashRow.record_id).where(
                ClashRow.partnership_id == partnership,
                ClashRow.record_id.in_(records),
                ClashRow.settled_at.is_(None),
            )
        )
    )
