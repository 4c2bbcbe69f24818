"""Arranging the discussions of an audit: when and where they are."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, lock_audit
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.history import Subject, tell
from app.db.models.schedule import ScheduledRow
from app.db.schedule import Scheduled, dates_of, row_of_date
from app.db.words import words_of
from app.operations import messages
from app.operations.audits import to_run
from app.operations.invitations import ask_again, take_over_said
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.cycles import Phase
from audit_tools.errors import Hidden, Invalid, Problem, Refused
from audit_tools.permissions import Person
from audit_tools.references import is_named
from audit_tools.schedule import Slot, check_can_schedule
from audit_tools.visibility import reads_progress
from audit_tools.wording import MarkKind
from audit_tools.words.marking import marks_in
from audit_tools.words.word_list import Words


@operation
def set_dates(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    slots: Mapping[UUID, Slot | None],
    seen: str,
) -> int:
    """Arrange discussions, by case; ``None`` calls a date off. What is as it was stays untouched.

    Whoever is expected is written to once the audit is under way. Gives how many dates moved to
    another time: those who had replied are asked again. ``seen`` is
    the ``version_of_dates`` one began from. Raises ``Hidden`` for a case that the person does not
    run, ``Invalid`` (its places ``place:`` and the case) for a room that names a case or may
    name somebody, ``Refused`` for a discussion that is over or a closed audit, and ``Conflict``.
    """
    lock_audit(session, by.partnership, audit_id)
    audit, cases = to_schedule(session, by, audit_id)
    if audit.cycle.phase is Phase.CLOSED:
        raise Refused("This audit is closed.")
    listed = {case.id: case for case in cases}
    if not slots.keys() <= listed.keys():
        raise Hidden("There is no such case.")
    dates = dates_of(session, by.partnership, listed)
    changed = {case: slot for case, slot in slots.items() if slot != _slot(dates.get(case))}
    for case in changed:
        check_can_schedule(listed[case].case.state)
    _check_places(cases, changed, words_of(session, by.partnership))
    check_unchanged(seen, _plain(listed, dates))
    moved = sum(
        _set(session, by, listed[case], dates.get(case), slot) for case, slot in changed.items()
    )
    messages.follow(session, by, audit_id)
    return moved


def to_schedule(
    session: Session, by: Person, audit_id: UUID
) -> tuple[AuditOnFile, tuple[CaseOnFile, ...]]:
    """An audit and its cases, but for those withdrawn and those one has a conflict about.

    Raises ``Refused`` or ``Hidden`` unless the person runs the audit.
    """
    audit = to_run(session, by, audit_id)
    cases = [c for c in list_cases(session, by.partnership, audit_id) if c.case.state.is_counted]
    standings = standings_of(session, by, cases)
    return audit, tuple(case for case in cases if reads_progress(standings[case.id]))


def version_of_dates(cases: Iterable[UUID], dates: Mapping[UUID, Scheduled]) -> str:
    """What a page to arrange the discussions carries as ``seen``."""
    return version_of(_plain(cases, dates))


def _plain(cases: Iterable[UUID], dates: Mapping[UUID, Scheduled]) -> list[list[object]]:
    return [[str(case), dates[case].sequence] for case in cases if case in dates]


def _slot(date: Scheduled | None) -> Slot | None:
    return date.slot if date else None


def _check_places(
    cases: Iterable[CaseOnFile], slots: Mapping[UUID, Slot | None], words: Words
) -> None:
    """Raise ``Invalid`` where a room names a case or may name somebody: it goes into calendars."""
    references = [case.case.reference for case in cases]
    wrong = {id: _wrong_with(slot.place, references, words) for id, slot in slots.items() if slot}
    if any(wrong.values()):
        raise Invalid.because_of([Problem(f"place:{id}", why) for id, why in wrong.items() if why])


def _wrong_with(place: str, references: Iterable[str], words: Words) -> str:
    if is_named(place, references):
        return "Leave out the reference of a case: the room goes into messages and calendars."
    if any(mark.kind in (MarkKind.NAME, MarkKind.LISTED) for mark in marks_in(place, words)):
        return (
            "This may be somebody's name, and the room goes into messages and calendars. Leave it "
            "out, or put the name of a place on the list of words that are no names first."
        )
    return ""


def _set(
    session: Session, by: Person, case: CaseOnFile, date: Scheduled | None, slot: Slot | None
) -> bool:
    """Store one date; gives whether it moved to another time."""
    before = _slot(date)
    subject = Subject("case", case.id)
    tell(session, by, "case.scheduled", subject, _told(before), _told(slot))
    row = row_of_date(session, by.partnership, case.id)
    is_first = row is None
    if row is None:
        row = ScheduledRow(partnership_id=by.partnership, case_id=case.id, sequence=-1)
    row.sequence += 1
    row.called_off = slot is None
    if slot is not None:
        row.starts_at, row.minutes, row.place = slot.starts, slot.minutes, slot.place
    session.add(row)
    if is_first:
        take_over_said(session, by, case)
    # A date that was called off is what was replied to still, until there is another.
    moved = date is not None and slot is not None and _time(date.kept) != _time(slot)
    if moved:
        ask_again(session, by, case.id)
    return moved


def _time(slot: Slot) -> tuple[object, int]:
    return slot.starts, slot.minutes


def _told(slot: Slot | None) -> dict[str, Any]:
    return asdict(slot) if slot else {}
