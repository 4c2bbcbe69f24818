"""Asking the agencies which children they know, and their answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.audits import AuditOnFile, load_audit, lock_audit
from app.db.cases import CaseOnFile, list_cases, lock_audit_of, standings_of
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.knowing import Knowing, ask_no_more, knowings_of, note_answered
from app.db.models.knowing import KnowingRow
from app.db.people import colleagues_in
from app.operations import messages
from app.operations.audits import to_run
from app.operations.deed_messages import tell_asked, tell_no_more
from app.operations.invitations import expect_said
from app.operations.involvements import case_to_run, write_involvements
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.cases import CaseState, Known
from audit_tools.cycles import Phase
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.involvements import with_answer
from audit_tools.knowing import Answer, check_answer, check_can_answer, check_can_enter_told
from audit_tools.permissions import Person
from audit_tools.visibility import check_answers_knowing


@dataclass(frozen=True)
class Asked:
    """A case about which an agency is asked, and what it has said; ``None`` for nothing yet."""

    case: CaseOnFile
    knowing: Knowing
    given: Known | None


@operation
def ask_agencies(session: Session, *, by: Person, audit_id: UUID, agencies: frozenset[str]) -> int:
    """Ask agencies which of the audit's children they know; gives the number of questions.

    Nobody is asked twice, or where the answer stands already. Raises ``Invalid``, its place
    "agencies", without an agency or without cases, and ``Refused`` once the audit is closed.
    """
    audit = to_run(session, by, audit_id)
    if audit.cycle.phase is Phase.CLOSED:
        raise Refused("This audit is closed, so nobody is asked any more.")
    offered = {a.key for a in list_agencies(session, by.partnership) if a.is_asked}
    if not agencies or not agencies <= offered:
        raise Invalid("Choose the agencies to ask.", place="agencies")
    cases = cases_to_ask(session, by, audit_id)
    if not cases:
        raise Invalid(f"Choose the {audit.cycle.counted.many} first.", place="agencies")
    new = _not_asked_yet(session, by, cases, agencies)
    for case, agency in new:
        session.add(
            KnowingRow(
                partnership_id=by.partnership, case_id=case, agency=agency, asked_at=now(session)
            )
        )
    tell(
        session,
        by,
        "audit.agencies-asked",
        Subject("audit", audit_id),
        after={"agencies": sorted(agencies), "questions": len(new)},
    )
    tell_asked(session, by, audit_id, audit.cycle, sorted({agency for _, agency in new}))
    return len(new)


@operation
def take_back(session: Session, *, by: Person, audit_id: UUID, agency: str) -> int:
    """Take back what an agency has not answered yet; gives the number of questions."""
    to_run(session, by, audit_id)
    cases = cases_to_ask(session, by, audit_id)
    asked = knowings_of(session, by.partnership, [case.id for case in cases])
    waiting = [
        case.id for case in cases if (case.id, agency) in asked and given(case, agency) is None
    ]
    tell(
        session,
        by,
        "audit.question-taken-back",
        Subject("audit", audit_id),
        after={"agency": agency, "questions": len(waiting)},
    )
    for case in waiting:
        ask_no_more(session, by, case, [agency])
    tell_no_more(session, by, audit_id, agency)
    return len(waiting)


@operation
def answer(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    agency: str,
    answers: Mapping[UUID, Answer],
    seen: str,
) -> None:
    """Say as an agency's lead which children it knows. ``seen`` is the ``version_of_asked`` one
    began from; what is as it was is not written.

    Raises ``Hidden`` unless the agency is the person's and was asked about each of the cases,
    ``Invalid`` (its place the case's id), ``Refused`` for an answer that stands, and ``Conflict``.
    """
    lock_audit(session, by.partnership, audit_id)
    audit, asked = to_answer(session, by, audit_id, agency)
    if not answers.keys() <= {one.case.id for one in asked}:
        raise Hidden("There is no such question.")
    checked = _check_all(session, by, agency, answers)
    changed = [
        (one, checked[one.case.id])
        for one in asked
        if one.case.id in checked and checked[one.case.id] != answer_of(one)
    ]
    for one, _ in changed:
        check_can_answer(one.case.case.state, audit.cycle.phase, one.given)
    check_unchanged(seen, _plain(asked))
    for one, said in changed:
        _write(session, by, audit, one, said, by_telephone=False)
    tell_no_more(session, by, audit_id, agency)
    messages.follow(session, by, audit_id, agency)


@operation
def enter_told(session: Session, *, by: Person, case_id: UUID, agency: str, said: Answer) -> None:
    """Enter as the Business Unit what an agency said by telephone; recorded as such.

    Raises ``Hidden`` for an agency that was not asked about the case, ``Invalid`` (its place
    "known", "completes" or "comes"), and ``Refused`` where a return has been begun or the returns
    are closed.
    """
    lock_audit_of(session, by.partnership, case_id)
    audit, one = to_enter(session, by, case_id, agency)
    check_can_enter_told(one.case.case.state, audit.cycle.phase)
    checked = _check(session, by, agency, said)
    _write(session, by, audit, one, checked, by_telephone=True)
    tell_no_more(session, by, audit.id, agency)
    messages.follow(session, by, audit.id, agency)


def to_enter(session: Session, by: Person, case_id: UUID, agency: str) -> tuple[AuditOnFile, Asked]:
    """What an agency is asked about one case, for the Business Unit. Raises as ``enter_told``."""
    held = case_to_run(session, by, case_id)
    knowing = knowings_of(session, by.partnership, [case_id]).get((case_id, agency))
    if knowing is None:
        raise Hidden("There is no such question.")
    return held.audit, Asked(held.case, knowing, given(held.case, agency))


def to_answer(
    session: Session, by: Person, audit_id: UUID, agency: str
) -> tuple[AuditOnFile, tuple[Asked, ...]]:
    """An audit and the cases about which the person's agency is asked. Raises ``Hidden``."""
    cases = [
        case for case in list_cases(session, by.partnership, audit_id) if case.case.state.is_counted
    ]
    found = knowings_of(session, by.partnership, [case.id for case in cases])
    asked = tuple(
        Asked(case, found[case.id, agency], given(case, agency))
        for case in cases
        if (case.id, agency) in found
    )
    check_answers_knowing(by, agency, bool(asked))
    return load_audit(session, by.partnership, audit_id), asked


def cases_to_ask(session: Session, by: Person, audit_id: UUID) -> list[CaseOnFile]:
    """The cases whose returns are not closed and about which the person has no conflict."""
    waiting = [
        case
        for case in list_cases(session, by.partnership, audit_id)
        if case.case.state is CaseState.WAITING
    ]
    standings = standings_of(session, by, waiting)
    return [case for case in waiting if standings[case.id].holds_discussion]


def given(case: CaseOnFile, agency: str) -> Known | None:
    """What stands of an agency in a case; ``None`` where nobody has said anything."""
    known = {i.agency: i.known for i in case.case.involvements}.get(agency)
    return None if known is Known.NOT_ASKED else known


def answer_of(one: Asked) -> Answer | None:
    """What an agency has answered so far."""
    if one.given is None:
        return None
    return Answer(one.given, one.knowing.completes, one.knowing.comes)


def version_of_asked(asked: Iterable[Asked]) -> str:
    """What a page to answer carries as ``seen``."""
    return version_of(_plain(asked))


def _plain(asked: Iterable[Asked]) -> list[list[str]]:
    return [
        [str(one.case.id), one.given or "", str(one.knowing.completes), one.knowing.comes]
        for one in asked
    ]


def _not_asked_yet(
    session: Session, by: Person, cases: list[CaseOnFile], agencies: frozenset[str]
) -> list[tuple[UUID, str]]:
    asked = knowings_of(session, by.partnership, [case.id for case in cases])
    return [
        (case.id, agency)
        for case in cases
        for agency in sorted(agencies)
        if (case.id, agency) not in asked and given(case, agency) is None
    ]


def _check_all(
    session: Session, by: Person, agency: str, answers: Mapping[UUID, Answer]
) -> dict[UUID, Answer]:
    checked = dict[UUID, Answer]()
    for case, said in answers.items():
        try:
            checked[case] = _check(session, by, agency, said)
        except Invalid as wrong:
            raise Invalid(wrong.message, place=f"{case}:{wrong.place}") from wrong
    return checked


def _check(session: Session, by: Person, agency: str, said: Answer) -> Answer:
    checked = check_answer(said)
    people = colleagues_in(session, by.partnership, agency)
    if checked.completes and checked.completes not in people:
        raise Invalid("Choose somebody of the agency.", place="completes")
    return checked


def _write(
    session: Session,
    by: Person,
    audit: AuditOnFile,
    one: Asked,
    said: Answer,
    *,
    by_telephone: bool,
) -> None:
    """Note the answer, then store it where it counts: a return that begins finds who completes."""
    case, agency = one.case, one.knowing.agency
    tell(
        session,
        by,
        "case.known-answered",
        Subject("case", case.id),
        before={"agency": agency, "known": one.given, "completes": one.knowing.completes},
        after={
            "agency": agency,
            "known": said.known,
            "completes": said.completes,
            "comes": said.comes,
            "by telephone": by_telephone,
        },
    )
    row = note_answered(session, by, case.id, agency, now(session))
    if row is not None:
        row.by_telephone, row.completes, row.comes = by_telephone, said.completes, said.comes
        session.flush()
    if said.known is not one.given:
        after = with_answer(case.case.involvements, agency, said.known)
        write_involvements(session, by, case, audit.cycle, after)
    expect_said(session, by, case.id)
