"""Wording the good practice of a discussion for the heads of agencies, and giving it to them."""

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.afterwards import read_afterwards
from app.db.agencies import list_agencies
from app.db.cases import CaseOnFile, list_cases, lock_audit_of
from app.db.clock import now
from app.db.corrections import corrected_records
from app.db.discussions import discussions_of, read_case
from app.db.good_practice import agreed_practices, row_of_practice, wording_of
from app.db.history import Subject, tell
from app.db.models.afterwards import GoodPracticeRow
from app.db.partnerships import marking_of
from app.db.words import words_of
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.cases import CaseState
from audit_tools.errors import Hidden, Refused
from audit_tools.good_practice import GoodPractice, check_agrees, check_writes, is_passed_on
from audit_tools.permissions import Permission, Person, check_can


@operation
def write_practice(session: Session, *, by: Person, case_id: UUID, wording: str, seen: str) -> UUID:
    """Word the good practice of a case; agreement to an earlier wording lapses. Gives its audit.

    ``seen`` is the ``version_of`` the wording one began from. Raises ``Hidden``, ``Refused``,
    ``Invalid`` (its place "wording") and ``Conflict``.
    """
    check_can(by, Permission.AGREE_WORDING)
    lock_audit_of(session, by.partnership, case_id)
    held = read_case(session, by, case_id)
    text = check_writes(held.standing, held.case.case.state, wording)
    row = row_of_practice(session, by.partnership, case_id)
    before = row.wording if row else ""
    check_unchanged(seen, before)
    if text == before:
        return held.audit.id
    tell(
        session,
        by,
        "good-practice.written",
        Subject("case", case_id),
        {"wording": before},
        {"wording": text},
    )
    row = row or _begin(session, by, case_id)
    row.wording, row.wording_by, row.agreed_by, row.agreed_at = text, by.id, None, None
    session.flush()
    return held.audit.id


@operation
def agree_practice(
    session: Session, *, by: Person, case_id: UUID, wording: str, marks_kept: bool = False
) -> UUID:
    """Agree wording that somebody else wrote; ``wording`` is the text that was read. Gives the
    audit of the case.

    Raises ``Hidden``, ``Refused`` for its writer and for marked text that is not knowingly kept
    (its place "marks_kept"), and ``Conflict``.
    """
    check_can(by, Permission.AGREE_WORDING)
    lock_audit_of(session, by.partnership, case_id)
    held = read_case(session, by, case_id)
    row = row_of_practice(session, by.partnership, case_id)
    agreed = check_agrees(
        held.standing,
        held.case.case.state,
        wording_of(row),
        wording,
        str(by.id),
        words_of(session, by.partnership),
        marks_kept=marks_kept,
    )
    subject = Subject("case", case_id)
    tell(session, by, "good-practice.agreed", subject, after={"wording": agreed.text})
    if row is not None:
        row.agreed_by, row.agreed_at = by.id, now(session)
    return held.audit.id


def read_for_head(
    session: Session, *, by: Person, audit_id: UUID, agency: str, partnership: str
) -> GoodPractice:
    """What the head of an agency is given, for its lead to pass on.

    Raises ``Hidden`` unless the person leads the agency and it took part in the audit, and
    ``Refused`` until the audit is closed.
    """
    held = read_afterwards(session, by, audit_id)
    if agency not in agencies_led(by, [one.case for one in held.cases]):
        raise Hidden("There is no such audit.")
    cycle = held.audit.cycle
    if not is_passed_on(cycle.phase):
        raise Refused(
            "This audit is not closed yet. The paper for the head of your agency is here then."
        )
    agreed = [
        case.id
        for case in list_cases(session, by.partnership, audit_id)
        if case.case.state is CaseState.AGREED
    ]
    names = {one.key: one.name for one in list_agencies(session, by.partnership)}
    return GoodPractice(
        names[agency],
        partnership,
        cycle.title,
        cycle.invented,
        len(agreed),
        cycle.counted,
        agreed_practices(session, by.partnership, agreed),
        marking_of(session, by.partnership),
        cycle.rehearsal,
        _corrected(session, by.partnership, agreed),
    )


def _corrected(session: Session, partnership: UUID, cases: list[UUID]) -> int:
    """Of how many of these cases the record was corrected after it was signed off."""
    records = (one.id for one in discussions_of(session, partnership, cases).values())
    return len(corrected_records(session, partnership, records))


def agencies_led(person: Person, cases: list[CaseOnFile]) -> frozenset[str]:
    """The agencies of these cases that the person leads."""
    led = person.leads
    return frozenset(agency for one in cases for agency in one.case.answering(led))


def _begin(session: Session, by: Person, case_id: UUID) -> GoodPracticeRow:
    row = GoodPracticeRow(partnership_id=by.partnership, id=uuid4(), case_id=case_id)
    session.add(row)
    return row
