"""The end of an audit: the interim summary, and closing it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile
from app.db.candidates import remove_candidates
from app.db.cases import list_cases
from app.db.clock import now
from app.db.findings import findings_of_audit
from app.db.history import Subject, tell
from app.db.models.audits import AuditRow
from app.db.people import people_with_role
from app.db.words import words_of
from app.operations.audits import check_collecting, to_run
from app.operations.transaction import operation
from audit_tools.cases import CaseState, check_reason
from audit_tools.cycles import (
    Phase,
    check_all_sorted,
    check_can_close,
    check_enough_to_issue,
)
from audit_tools.errors import Invalid, Refused
from audit_tools.permissions import IN_THE_CHAIR, Person
from audit_tools.words.marking import marks_in

FINISHED = (CaseState.AGREED, CaseState.WITHDRAWN)


@dataclass(frozen=True)
class Counts:
    """What is counted before an audit closes: agreed cases, and what their findings still lack."""

    cases: int
    unsorted: int
    unworded: int


def count_before_closing(session: Session, by: Person, audit_id: UUID) -> Counts:
    """The counts as they stand; what belongs to a withdrawn case is in no summary."""
    cases = list_cases(session, by.partnership, audit_id)
    agreed = {case.id for case in cases if case.case.state is CaseState.AGREED}
    findings = [
        held.finding
        for held in findings_of_audit(session, by.partnership, audit_id)
        if held.case_id in agreed
    ]
    return Counts(
        len(agreed),
        sum(not finding.is_sorted for finding in findings),
        sum(not (finding.wording and finding.wording.is_agreed) for finding in findings),
    )


@operation
def close_audit(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    reason: str,
    cases_sentence: str = "",
    approved_by: UUID | None = None,
) -> None:
    """Close an audit whose every case is agreed or withdrawn; governance reads it from here on.

    ``cases_sentence`` says who the children were; a chair of the audit has approved it.
    Raises ``Refused`` while cases are unfinished, findings unsorted or without a reason, and
    ``Invalid`` (with places) for a sentence that nobody approved or that may tell who a child is.
    """
    audit = to_run(session, by, audit_id)
    cases = list_cases(session, by.partnership, audit_id)
    unfinished = sum(case.case.state not in FINISHED for case in cases)
    check_can_close(audit.cycle.phase, unfinished, audit.cycle.counted)
    check_all_sorted(count_before_closing(session, by, audit_id).unsorted)
    sentence = " ".join(cases_sentence.split())
    _check_sentence(session, by, sentence, approved_by)
    row = session.get_one(AuditRow, (by.partnership, audit_id))
    row.phase, row.cases_sentence = Phase.CLOSED.value, sentence
    remove_candidates(session, by.partnership, audit_id)
    tell(
        session,
        by,
        "audit.closed",
        Subject("audit", audit_id),
        after={
            "reason": check_reason(reason),
            "cases_sentence": sentence,
            "approved_by": approved_by if sentence else None,
        },
    )


def to_issue(session: Session, by: Person, audit_id: UUID) -> AuditOnFile:
    """An audit whose interim summary the person may issue. Raises ``Refused`` or ``Hidden``."""
    audit = to_run(session, by, audit_id)
    check_collecting(audit)
    if audit.cycle.rehearsal:
        raise Refused("This is a rehearsal: no board reads its summary.")
    if audit.interim_issued:
        raise Refused("The interim summary has been issued already.")
    return audit


@operation
def issue_interim_summary(session: Session, *, by: Person, audit_id: UUID) -> None:
    """Let governance and the L&D group read the summary before the audit is closed.

    Raises ``Refused`` unless the audit is under way, where it was done before, and of a rehearsal;
    ``Invalid`` while so few cases are agreed that a summary tells who they are.
    """
    audit = to_issue(session, by, audit_id)
    check_enough_to_issue(count_before_closing(session, by, audit_id).cases, audit.cycle.counted)
    session.get_one(AuditRow, (by.partnership, audit_id)).interim_issued_at = now(session)
    tell(session, by, "audit.interim-issued", Subject("audit", audit_id))


def _check_sentence(session: Session, by: Person, sentence: str, approved_by: UUID | None) -> None:
    if not sentence:
        return
    if mark := next(iter(marks_in(sentence, words_of(session, by.partnership))), None):
        raise Invalid(mark.message, place="cases_sentence")
    chairs = {
        person.id
        for role in IN_THE_CHAIR
        for person in people_with_role(session, by.partnership, role)
    }
    if approved_by not in chairs:
        raise Invalid("Choose the chair who has approved this sentence.", place="approved_by")
