"""Case discussions: what a person who may read one needs of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.db.answered_once import AnswersRead, answers_of_case
from app.db.audits import AuditOnFile
from app.db.cases import CaseOnFile, audit_of_case, load_case, standing_of
from app.db.holidays import bank_holidays
from app.db.models.agencies import AgencyRow
from app.db.models.discussions import AttendanceRow, ConfirmationRow, DiscussionRow
from app.db.models.history import HistoryEvent
from app.db.models.records import EntryRow, RecordRow
from app.db.names_hidden import without_names
from app.db.records import (
    ClashOnFile,
    changes_of,
    read_clashes,
    read_entries,
    read_entries_of,
)
from app.db.returns import ReturnOnFile, returns_of
from audit_tools.agency_kinds import AgencyKind
from audit_tools.answered_once import sections_read
from audit_tools.cases import Known
from audit_tools.confirming import Confirmation, unconfirmed
from audit_tools.corrections import Reply, may_still_reply, replies_due
from audit_tools.discussions import Came, ReturnRead, counted_returns, unnoted_of
from audit_tools.entries import Entry, values
from audit_tools.errors import Refused
from audit_tools.facts import Agency
from audit_tools.permissions import Person
from audit_tools.places import read_place
from audit_tools.visibility import (
    Standing,
    check_reads_discussion,
    check_sees_case,
    check_writes_discussion,
)

RETURNS_READ = "case.returns-read"
"""The event of reading the closed returns before the discussion."""
# Three working days, with Christmas between, end in the next year at the latest.
_LONGEST_TO_READ = timedelta(days=14)


@dataclass(frozen=True)
class CaseRead:
    """A case that exists for the person, with its audit and what they are to it."""

    audit: AuditOnFile
    case: CaseOnFile
    standing: Standing


@dataclass(frozen=True)
class DiscussionHeld:
    """The record's id, and who came."""

    id: UUID
    attendance: dict[str, Came]


@dataclass(frozen=True)
class DiscussionOnFile:
    """A discussion that was opened, and what the chair confirmed by section. Instants are UTC.

    ``early_reason`` is why it was signed off before all who came were heard.
    """

    id: UUID
    opened_at: datetime
    written_up_at: datetime | None
    agreed_at: datetime | None
    attendance: dict[str, Came]
    confirmed: dict[str, Confirmation]
    early_reason: str = field(default="", repr=False)


@dataclass(frozen=True)
class DiscussionRead:
    """All that the discussion's pages and rules need, once the person may read it.

    ``answers`` is what was answered once for the case, as pages and papers show it: what may be a
    name is hidden until it was gone through, for which ``answers_as_written`` is.
    """

    audit: AuditOnFile
    case: CaseOnFile
    standing: Standing
    on_file: DiscussionOnFile
    agencies: dict[str, Agency]
    returns: tuple[ReturnRead, ...]
    entries: dict[str, Entry]
    clashes: tuple[ClashOnFile, ...]
    changes: int
    answers: AnswersRead
    answers_as_written: AnswersRead = field(repr=False)

    @property
    def values(self) -> dict[str, str]:
        """What stands in the record, by place."""
        return values(self.entries)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The keys of the sections that the chair has still to confirm as they stand."""
        return unconfirmed(self.audit.tool, self.entries, self.on_file.confirmed)

    @property
    def unnoted(self) -> tuple[str, ...]:
        """The names of the agencies of which nobody has noted whether they came."""
        return tuple(
            self.agencies[key].name
            for key in unnoted_of(self.case.case, self.on_file.attendance)
            if key in self.agencies
        )

    @property
    def replies_due(self) -> datetime | None:
        """Until when those who came are asked whether the record is accurate, once it is written
        up."""
        written_up = self.on_file.written_up_at
        if written_up is None:
            return None
        holidays = bank_holidays([written_up.date(), written_up.date() + _LONGEST_TO_READ])
        return replies_due(written_up, self.audit.cycle.selection, holidays)

    def unheard(self, said: Iterable[Reply], at: datetime) -> tuple[str, ...]:
        """The names of the agencies that came and may still say whether the record is accurate.

        Where all cases are agreed in one sitting nobody reads a write-up: they agree it there.
        """
        if self.audit.tool.in_one_sitting:
            return ()
        still = may_still_reply(self.on_file.attendance, said, self.replies_due, at)
        return tuple(sorted(self.agencies[key].name for key in still if key in self.agencies))


def read_case(session: Session, person: Person, case_id: UUID) -> CaseRead:
    """A case. Raises ``Hidden`` where it does not exist for the person."""
    case = load_case(session, person.partnership, case_id)
    standing = standing_of(session, person, case)
    check_sees_case(standing, case.case)
    return CaseRead(audit_of_case(session, person.partnership, case), case, standing)


def read_discussion(session: Session, person: Person, case_id: UUID) -> DiscussionRead:
    """The open discussion of a case. Raises ``Hidden`` or ``Refused``."""
    held = read_case(session, person, case_id)
    check_reads_discussion(held.standing, held.case.case)
    row = _row(session, person, case_id)
    agencies = involved_agencies(session, person.partnership, held.case)
    sections = sections_read(held.audit.tool, held.standing, held.case.case)
    answers = answers_of_case(session, person.partnership, held.audit, held.case, sections)
    return DiscussionRead(
        held.audit,
        held.case,
        held.standing,
        _on_file(session, row),
        agencies,
        read_returns(session, person.partnership, held, agencies),
        read_entries(session, person.partnership, row.id),
        read_clashes(session, person.partnership, row.id),
        changes_of(session, person.partnership, row.id),
        without_names(session, person.partnership, answers),
        answers,
    )


def read_to_write(session: Session, person: Person, case_id: UUID) -> DiscussionRead:
    """The discussion for somebody who writes in it now. Raises ``Hidden`` or ``Refused``."""
    held = read_locked(session, person, case_id)
    check_writes_discussion(held.standing, held.case.case)
    return held


def read_locked(session: Session, person: Person, case_id: UUID) -> DiscussionRead:
    """The discussion, kept from others' writing until the end of the transaction.

    Whoever signs off and whoever saves then see what the other did. SQLite has one writer anyway.
    """
    _lock(session, person.partnership, case_id)
    return read_discussion(session, person, case_id)


def changes_seen(session: Session, person: Person, case_id: UUID) -> int:
    """How often an open discussion was written in; what a follower asks every few seconds.

    Raises ``Hidden`` or ``Refused`` as ``read_discussion`` does, and reads nothing of the content.
    """
    case = load_case(session, person.partnership, case_id)
    check_reads_discussion(standing_of(session, person, case), case.case)
    return changes_of(session, person.partnership, _row(session, person, case_id).id)


def spoken_of(session: Session, person: Person, case_id: UUID) -> str:
    """The section that is spoken of: turned to last, or written in since; empty before either.

    Raises ``Hidden`` or ``Refused`` as ``read_discussion`` does.
    """
    case = load_case(session, person.partnership, case_id)
    check_reads_discussion(standing_of(session, person, case), case.case)
    row = _row(session, person, case_id)
    written = session.execute(
        select(EntryRow.place, EntryRow.changed_at)
        .where(EntryRow.partnership_id == person.partnership, EntryRow.record_id == row.id)
        .order_by(EntryRow.changed_at.desc(), EntryRow.place)
        .limit(1)
    ).first()
    if written is None or (row.turned_at and row.turned_at >= written.changed_at):
        return row.turned_to
    # Only of a question has its tool to be asked, and this is asked every few seconds.
    if not read_place(written.place).of_question:
        return read_place(written.place).section
    return audit_of_case(session, person.partnership, case).tool.section_at(written.place)


def find_discussion(session: Session, partnership: UUID, case_id: UUID) -> UUID | None:
    """The discussion of a case, if it has one: imported findings may stand without."""
    return session.scalar(
        select(DiscussionRow.id).where(
            DiscussionRow.partnership_id == partnership, DiscussionRow.case_id == case_id
        )
    )


def discussions_of(
    session: Session, partnership: UUID, cases: list[UUID]
) -> dict[UUID, DiscussionHeld]:
    """The discussions of several cases, by case, in one statement; a case without one is absent."""
    rows = session.execute(
        select(DiscussionRow.case_id, DiscussionRow.id, AttendanceRow.agency, AttendanceRow.came)
        .outerjoin(
            AttendanceRow,
            (AttendanceRow.partnership_id == DiscussionRow.partnership_id)
            & (AttendanceRow.discussion_id == DiscussionRow.id),
        )
        .where(DiscussionRow.partnership_id == partnership, DiscussionRow.case_id.in_(cases))
    )
    found: dict[UUID, DiscussionHeld] = {}
    for case, discussion, agency, came in rows:
        held = found.setdefault(case, DiscussionHeld(discussion, {}))
        if agency is not None:
            held.attendance[agency] = Came(came)
    return found


def raise_changes(session: Session, partnership: UUID, record: UUID) -> None:
    """Let followers know of a change beside the entries: a finding, attendance, a choice."""
    session.get_one(RecordRow, (partnership, record)).changes += 1


def has_read_since(session: Session, person: Person, case_id: UUID, since: datetime) -> bool:
    """Whether the person has recorded, since then, that they read the returns to prepare."""
    return (
        session.scalar(
            select(
                exists().where(
                    HistoryEvent.partnership_id == person.partnership,
                    HistoryEvent.subject_id == case_id,
                    HistoryEvent.by == person.id,
                    HistoryEvent.what == RETURNS_READ,
                    HistoryEvent.at >= since,
                )
            )
        )
        is True
    )


def _lock(session: Session, partnership: UUID, case_id: UUID) -> None:
    session.execute(
        select(RecordRow.id)
        .join(
            DiscussionRow,
            (DiscussionRow.partnership_id == RecordRow.partnership_id)
            & (DiscussionRow.id == RecordRow.id),
        )
        .where(DiscussionRow.partnership_id == partnership, DiscussionRow.case_id == case_id)
        .with_for_update()
    )


def _row(session: Session, person: Person, case_id: UUID) -> DiscussionRow:
    row = session.scalars(
        select(DiscussionRow).where(
            DiscussionRow.partnership_id == person.partnership, DiscussionRow.case_id == case_id
        )
    ).first()
    if row is None:
        raise Refused("There was no discussion of this case here: only its findings are held.")
    return row


def read_returns(
    session: Session, partnership: UUID, held: CaseRead, agencies: Mapping[str, Agency]
) -> tuple[ReturnRead, ...]:
    """All returns of a case with what counts of them; the caller has asked ``visibility`` first.

    A draft that its agency never checked and sent stays with the agency.
    """
    case = held.case
    on_file = returns_of(session, partnership, [case.id])[case.id]
    sent = [r.id for r in on_file if r.status.is_received]
    read = with_entries(on_file, read_entries_of(session, partnership, sent))
    return counted_returns(held.audit.tool, case.case, kinds_of(agencies), read)


def kinds_of(agencies: Mapping[str, Agency]) -> dict[str, AgencyKind]:
    """The kinds of agencies, by their keys."""
    return {key: agency.kind for key, agency in agencies.items()}


def with_entries(
    on_file: tuple[ReturnOnFile, ...], entries: Mapping[UUID, Mapping[str, Entry]]
) -> tuple[ReturnRead, ...]:
    """Returns with the entries that were read of them; the others are empty."""
    return tuple(ReturnRead(r.agency, r.status, values(entries.get(r.id, {}))) for r in on_file)


def involved_agencies(session: Session, partnership: UUID, case: CaseOnFile) -> dict[str, Agency]:
    """The agencies that were asked about a case, by key."""
    keys = [i.agency for i in case.case.involvements if i.known is not Known.NOT_ASKED]
    rows = session.scalars(
        select(AgencyRow)
        .where(AgencyRow.partnership_id == partnership, AgencyRow.key.in_(keys))
        .order_by(AgencyRow.name)
    )
    return {row.key: Agency(row.key, row.name, AgencyKind(row.kind)) for row in rows}


def _on_file(session: Session, row: DiscussionRow) -> DiscussionOnFile:
    came = session.execute(
        select(AttendanceRow.agency, AttendanceRow.came).where(
            AttendanceRow.partnership_id == row.partnership_id,
            AttendanceRow.discussion_id == row.id,
        )
    )
    return DiscussionOnFile(
        row.id,
        row.opened_at,
        row.written_up_at,
        row.agreed_at,
        {agency: Came(word) for agency, word in came},
        _confirmed(session, row),
        row.early_reason,
    )


def _confirmed(session: Session, row: DiscussionRow) -> dict[str, Confirmation]:
    rows = session.execute(
        select(ConfirmationRow.section, ConfirmationRow.seen, ConfirmationRow.at).where(
            ConfirmationRow.partnership_id == row.partnership_id,
            ConfirmationRow.discussion_id == row.id,
        )
    )
    return {section: Confirmation(seen, at) for section, seen, at in rows}
