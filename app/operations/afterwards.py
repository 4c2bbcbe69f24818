"""Writing afterwards: what to do differently next time, and a note for one's own CPD."""

from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.afterwards import Afterwards, answers_of, find_row, read_afterwards
from app.db.audits import AuditOnFile, lock_audit
from app.db.clock import now
from app.db.facts import read_facts
from app.db.history import Subject, tell
from app.db.models.afterwards import AfterwardsRow
from app.operations.audits import to_run
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.afterwards import (
    NextTime,
    OwnNote,
    ReadTogether,
    check_next_time,
    check_own_note,
    read_together,
)
from audit_tools.audience import Audience
from audit_tools.cycles import Phase
from audit_tools.dates import local
from audit_tools.disclosure import SharedLearning, for_audience, for_those_who_took_part
from audit_tools.errors import Problem
from audit_tools.permissions import Person


@operation
def save_afterwards(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    said: NextTime,
    note: OwnNote,
    seen: str,
    day_is_unread: bool = False,
) -> tuple[Problem, ...]:
    """Save what somebody who took part wrote; gives what of the note cannot be stored.

    All else is stored: a slip in a note of one's own loses no answer that others wait for. Where a
    day was typed that cannot be read, the one that stands stays. ``seen`` is the
    ``version_of_written`` they began from. Raises ``Hidden`` for anybody else, ``Invalid`` with its
    places the questions, and ``Conflict``.
    """
    # The same person twice at once: the second waits, and meets what the first wrote.
    lock_audit(session, by.partnership, audit_id)
    held = read_afterwards(session, by, audit_id)
    today = local(now(session)).date()
    if day_is_unread:
        note = replace(note, day=held.note.day)
    answers = check_next_time(said)
    own, refused = check_own_note(note, held.note, today, held.references)
    if (answers, own) == (held.next_time, held.note):
        return refused
    check_unchanged(seen, _written(held))
    # What was written is kept out of the history: others may read that one day.
    tell(session, by, "afterwards.saved", Subject("audit", audit_id))
    row = find_row(session, by, audit_id) or _begin(session, by, audit_id)
    row.helped, row.in_the_way, row.differently = (
        answers.helped,
        answers.in_the_way,
        answers.differently,
    )
    row.day, row.hours, row.reflection = own.day, own.hours, own.reflection
    row.activity = own.activity.value if own.activity else None
    row.saved_at = now(session)
    return refused


def version_of_written(held: Afterwards) -> str:
    """What the form carries as ``seen``."""
    return version_of(_written(held))


def read_learning(session: Session, audit: AuditOnFile, by: Person) -> SharedLearning | None:
    """What those who took part are told of the whole audit: nothing until it is closed."""
    if audit.cycle.phase is not Phase.CLOSED:
        return None
    facts = read_facts(session, by.partnership, audit.id)
    return for_those_who_took_part(for_audience(facts, Audience.GOVERNANCE))


def read_answers(
    session: Session, *, by: Person, audit_id: UUID
) -> tuple[AuditOnFile, int, tuple[ReadTogether, ...]]:
    """The audit, how many people have answered, and their answers together, for the Business Unit.

    There are none while so few have answered that one might tell who. Raises ``Refused``.
    """
    audit = to_run(session, by, audit_id)
    given = answers_of(session, by.partnership, audit_id)
    return audit, sum(one.is_given for one in given), read_together(given)


def _written(held: Afterwards) -> list[object]:
    return [version_of(held.next_time), version_of(held.note)]


def _begin(session: Session, by: Person, audit_id: UUID) -> AfterwardsRow:
    row = AfterwardsRow(
        partnership_id=by.partnership, id=uuid4(), audit_id=audit_id, person_id=by.id
    )
    session.add(row)
    return row
