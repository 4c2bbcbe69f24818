"""What chair and Business Unit do with all cases of a sitting at once, each act recorded as one."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.history import Subject, tell
from app.db.sittings import SittingCase, SittingRead, read_sitting_locked
from app.operations import discussions
from app.operations.transaction import operation
from audit_tools import places
from audit_tools.cases import CaseState
from audit_tools.discussions import Came
from audit_tools.entries import Edit
from audit_tools.errors import Hidden, Invalid, Problem, Refused
from audit_tools.permissions import Person
from audit_tools.sittings import (
    READERS_AGREED,
    check_can_open_all,
    compare_case,
    graded_section,
)
from audit_tools.visibility import check_signs_off

NOTED = (CaseState.OPEN, CaseState.WRITTEN_UP)


@operation
def close_all_returns(session: Session, *, by: Person, audit_id: UUID, reason: str = "") -> int:
    """Close the returns of every case that still waits; gives how many cases that were.

    Raises ``Refused``, with the place ``reason`` where some are out and no reason is given.
    """
    held = read_sitting_locked(session, by, audit_id)
    waiting = _in(held, CaseState.WAITING)
    if not waiting:
        raise Refused("All returns of this sitting are closed already.")
    for one in waiting:
        discussions.close_returns(session, by=by, case_id=one.case.id, reason=reason)
    _tell(session, by, audit_id, "sitting.returns-closed", waiting, reason=reason.strip())
    return len(waiting)


@operation
def open_sitting(session: Session, *, by: Person, audit_id: UUID) -> int:
    """Open all cases at once: from here on their agencies read what the others wrote.

    Raises ``Refused`` while a case waits for returns, or where the person holds not all of them.
    """
    held = read_sitting_locked(session, by, audit_id)
    check_can_open_all(held.all_cases, len(held.cases), held.audit.cycle.counted)
    prepared = _in(held, CaseState.PREPARED)
    _tell(session, by, audit_id, "sitting.opened", prepared)
    for one in prepared:
        discussions.begin_discussion(session, by, one.case)
    return len(prepared)


@operation
def accept_all(session: Session, *, by: Person, audit_id: UUID) -> int:
    """Agree every open case in which the readers came to the same; gives their number.

    What somebody has agreed or begun to write already is left alone.
    """
    held = read_sitting_locked(session, by, audit_id)
    accepted = [one for one in opened_of(held) if can_accept(held, one)]
    for one in accepted:
        edits = tuple(_accepting(held, one))
        discussions.save_record(session, by=by, case_id=one.case.id, edits=edits)
    _tell(session, by, audit_id, "sitting.accepted", accepted)
    return len(accepted)


def can_accept(held: SittingRead, one: SittingCase) -> bool:
    """Whether the case is open, nothing in it differs, and nobody has agreed anything yet."""
    written = {places.read_place(place).part for place, text in one.values.items() if text}
    if one.case.case.state not in NOTED or one.has_clashes or written & {"agreed", "why"}:
        return False
    return compare_case(held.audit.tool, held.audit.scale, one.case.case, one.returns).accepts


@operation
def agree(
    session: Session, *, by: Person, audit_id: UUID, edits: Mapping[UUID, tuple[Edit, ...]]
) -> tuple[str, ...]:
    """Save what was agreed of several cases; gives the references where two people wrote at once.

    Raises ``Hidden`` for a case that is not of the sitting, ``Refused`` or ``Invalid`` (its place
    begins with the case's id); then nothing is stored.
    """
    held = read_sitting_locked(session, by, audit_id)
    references = {one.case.id: one.case.case.reference for one in held.cases}
    opened_of(held)
    clashing = []
    for case_id, changed in edits.items():
        if case_id not in references:
            raise Hidden("There is no such case in this sitting.")
        if changed and _save(session, by, case_id, changed):
            clashing.append(references[case_id])
    return tuple(clashing)


@operation
def sign_off_all(session: Session, *, by: Person, audit_id: UUID, came: Mapping[str, Came]) -> int:
    """Note who came and sign off every open case that the person chairs; gives their number.

    Raises ``Refused`` while something is left to agree, saying of which case.
    """
    held = read_sitting_locked(session, by, audit_id)
    opened = [one for one in _in(held, *NOTED) if one.standing.in_the_chair]
    if not opened:
        raise Refused("There is nothing for you to sign off: only the chair of a case does.")
    for one in opened:
        check_signs_off(one.standing, one.case.case)
        asked = {i.agency for i in one.case.case.involvements}
        there = {agency: word for agency, word in came.items() if agency in asked}
        discussions.note_attendance(session, by=by, case_id=one.case.id, came=there)
        session.flush()
        _sign_off(session, by, one)
    _tell(session, by, audit_id, "sitting.signed-off", opened)
    return len(opened)


def _sign_off(session: Session, by: Person, one: SittingCase) -> None:
    try:
        discussions.sign_off(session, by=by, case_id=one.case.id)
    except Refused as refused:
        raise Refused(f"{one.case.case.reference}: {refused.message}", refused.place) from None


def _save(session: Session, by: Person, case_id: UUID, edits: tuple[Edit, ...]) -> bool:
    """Whether it met what somebody else wrote in the same place."""
    try:
        saved = discussions.save_record(session, by=by, case_id=case_id, edits=edits)
    except Invalid as wrong:
        problems = (Problem(f"{case_id}/{p.place}", p.message) for p in wrong.problems)
        raise Invalid.because_of(problems) from None
    return bool(saved.outcome.clashes)


def _accepting(held: SittingRead, one: SittingCase) -> Iterable[Edit]:
    section = graded_section(held.audit.tool)
    compared = compare_case(held.audit.tool, held.audit.scale, one.case.case, one.returns).compared
    if compared.same_grade:
        yield _edit(one, places.agreed_place(section.key), compared.same_grade)
    yield _edit(one, places.why_place(section.key), READERS_AGREED)


def _edit(one: SittingCase, place: str, value: str) -> Edit:
    standing = one.entries.get(place)
    version = standing.version if standing else 0
    key = sha256(f"{one.record} {place} {version} {value}".encode()).hexdigest()
    return Edit(place, value, version, key)


def opened_of(held: SittingRead) -> list[SittingCase]:
    """The cases that may be written in now. Raises ``Refused`` where there is none."""
    opened = _in(held, *NOTED)
    if not opened:
        many = held.audit.cycle.counted.many
        raise Refused(f"None of the {many} is open, so nothing can be agreed or found now.")
    return opened


def _in(held: SittingRead, *states: CaseState) -> list[SittingCase]:
    return [one for one in held.cases if one.case.case.state in states]


def _tell(
    session: Session,
    by: Person,
    audit_id: UUID,
    what: str,
    cases: list[SittingCase],
    **more: str,
) -> None:
    """One event for the act itself, beside those of its cases; none where it touched no case."""
    if not cases:
        return
    after = {"cases": [str(one.case.id) for one in cases], **more}
    tell(session, by, what, Subject("audit", audit_id), after=after)
