"""Sorting a finding as the second person, without seeing how it was sorted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, load_audit
from app.db.cases import list_cases, load_case
from app.db.clock import now
from app.db.findings import FindingOnFile, load_finding, lock_audit_of_finding, readable_findings
from app.db.history import Subject, tell
from app.db.models.findings import SecondSortingRow
from app.db.second_sorting import sorted_twice, touched_by
from app.operations.findings import known_themes, may_read_finding
from app.operations.transaction import operation
from audit_tools.cases import CaseState
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.findings import check_sorting
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.second_sorting import SortedTwice, is_asked, why_not_second
from audit_tools.training_needs import Cause


@dataclass(frozen=True)
class SecondSorting:
    """How far the second sorting of an audit is, as far as the person may read its findings.

    ``waiting`` are those that wait for a second person and that this person can be.
    """

    audit: AuditOnFile
    findings: dict[UUID, FindingOnFile]
    twice: dict[UUID, SortedTwice]
    waiting: tuple[FindingOnFile, ...]

    def next_of(self, every: int) -> UUID | None:
        """The next that waits among every so many."""
        return next((o.id for o in self.waiting if is_asked(o.finding.number, every)), None)


def read_second(session: Session, *, by: Person, audit_id: UUID) -> SecondSorting:
    """How far it is. Raises ``Refused``, and ``Hidden`` for who may read no finding of it."""
    check_can(by, Permission.AGREE_WORDING)
    audit = load_audit(session, by.partnership, audit_id)
    found = {one.id: one for one in readable_findings(session, by, audit_id)}
    if not found:
        raise Hidden("There is no such audit.")
    states = {c.id: c.case.state for c in list_cases(session, by.partnership, audit_id)}
    twice = sorted_twice(session, by.partnership, audit_id)
    why_not = _why_not(session, by, audit, found.values(), states, twice)
    return SecondSorting(
        audit,
        found,
        {id: one for id, one in twice.items() if id in found},
        tuple(one for id, one in found.items() if not why_not[id]),
    )


def find_to_sort(session: Session, *, by: Person, finding_id: UUID) -> FindingOnFile:
    """A finding that waits for this person as the second. Raises ``Hidden`` or ``Refused``."""
    check_can(by, Permission.AGREE_WORDING)
    held = load_finding(session, by.partnership, finding_id)
    if not may_read_finding(session, by, held):
        raise Hidden("There is no such finding.")
    audit = load_audit(session, by.partnership, held.audit_id)
    states = {held.case_id: load_case(session, by.partnership, held.case_id).case.state}
    twice = sorted_twice(session, by.partnership, held.audit_id)
    if why := _why_not(session, by, audit, (held,), states, twice)[finding_id]:
        raise Refused(why)
    return held


@operation
def sort_second(
    session: Session, *, by: Person, finding_id: UUID, themes: tuple[str, ...], cause: Cause | None
) -> None:
    """Keep how a second person sorts a finding; the finding itself stays as it is.

    Raises ``Hidden``, ``Refused`` or ``Invalid``, its place ``themes`` or ``cause``.
    """
    lock_audit_of_finding(session, by.partnership, finding_id)
    held = find_to_sort(session, by=by, finding_id=finding_id)
    if not themes:
        raise Invalid("Choose at least one theme.", place="themes")
    audit, finding = load_audit(session, by.partnership, held.audit_id), held.finding
    second = check_sorting(finding.kind, themes, known_themes(audit.codebook), cause)
    row = SecondSortingRow(
        partnership_id=by.partnership,
        id=uuid4(),
        finding_id=finding_id,
        themes=list(finding.themes),
        cause=finding.cause.value if finding.cause else None,
        second_themes=list(second.themes),
        second_cause=second.cause.value if second.cause else None,
        sorted_by=by.id,
        sorted_at=now(session),
    )
    session.add(row)
    tell(
        session,
        by,
        "finding.sorted-second",
        Subject("finding", finding_id),
        before={"themes": row.themes, "cause": row.cause},
        after={"themes": row.second_themes, "cause": row.second_cause},
    )


def _why_not(
    session: Session,
    by: Person,
    audit: AuditOnFile,
    found: Collection[FindingOnFile],
    states: Mapping[UUID, CaseState],
    twice: Collection[UUID],
) -> dict[UUID, str]:
    """Why each of these findings of an audit does not wait for this person, if it does not."""
    touched = touched_by(session, by.partnership, by.id, [one.id for one in found])
    return {
        one.id: why_not_second(
            audit.cycle.phase,
            states[one.case_id],
            one.finding.is_sorted,
            sorted_it=one.id in touched,
            is_done=one.id in twice,
        )
        for one in found
    }
