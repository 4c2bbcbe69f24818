"""Handing inspectors what an audit holds: gathering it, and recording that it was taken."""

import hashlib
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.action_plans import list_plans
from app.db.audits import AuditOnFile
from app.db.case_records import read_case_record
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.clock import now
from app.db.discussions import discussions_of
from app.db.history import Subject, tell
from app.db.method_statements import read_statement
from app.db.partnerships import marking_of
from app.db.words import words_of
from app.operations.audits import to_run
from app.operations.plan_papers import paper_of
from app.operations.summaries import read_summary
from app.operations.transaction import operation
from audit_tools.action_plans.papers import PlanPaper
from audit_tools.audience import Audience, AudienceFacts
from audit_tools.cycles import Phase
from audit_tools.definition import theme_list_to_document, tool_to_document
from audit_tools.inspection_packs import InspectionPack, check_can_pack
from audit_tools.permissions import Person


def check_packs(session: Session, *, by: Person, audit_id: UUID) -> AuditOnFile:
    """The audit, where the person may make a pack of it now. Raises ``Hidden`` or ``Refused``."""
    audit = to_run(session, by, audit_id)
    _cases_of_pack(session, by, audit_id)
    return audit


def gather_pack(session: Session, *, by: Person, audit_id: UUID, redacted: bool) -> InspectionPack:
    """All that goes into the pack of an audit. Raises ``Hidden`` or ``Refused``."""
    audit = to_run(session, by, audit_id)
    opened, waiting = _cases_of_pack(session, by, audit_id)
    cycle = audit.cycle
    return InspectionPack(
        now(session),
        cycle.key,
        cycle.title,
        marking_of(session, by.partnership),
        cycle.invented,
        cycle.rehearsal,
        audit.tool,
        {
            "audit-tool": tool_to_document(audit.tool),
            "theme-list": theme_list_to_document(audit.codebook),
        },
        tuple(read_case_record(session, by, case.id) for case in opened),
        tuple(case.spoken for case in waiting),
        read_statement(session, by.partnership, audit),
        _summary(session, by, audit),
        _plans(session, by, audit_id),
        words_of(session, by.partnership),
        redacted,
    )


@operation
def record_pack(
    session: Session, *, by: Person, audit_id: UUID, pack: InspectionPack, data: bytes
) -> None:
    """Record that a pack was made and taken, with its digest. Raises ``Hidden`` or ``Refused``."""
    to_run(session, by, audit_id)
    after = {
        "made_at": pack.at,
        "records": len(pack.records),
        "redacted": pack.redacted,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    tell(session, by, "audit.inspection-pack-taken", Subject("audit", audit_id), after=after)


def _cases_of_pack(
    session: Session, by: Person, audit_id: UUID
) -> tuple[list[CaseOnFile], list[CaseOnFile]]:
    """The cases with a record, and those whose discussion is still to be opened."""
    cases = [c for c in list_cases(session, by.partnership, audit_id) if c.case.state.is_counted]
    held = discussions_of(session, by.partnership, [case.id for case in cases])
    opened = [case for case in cases if case.case.state.is_revealed and case.id in held]
    standings = standings_of(session, by, cases)
    check_can_pack(len(opened), sum(standings[case.id].conflicted for case in cases))
    return opened, [case for case in cases if not case.case.state.is_revealed]


def _summary(session: Session, by: Person, audit: AuditOnFile) -> AudienceFacts | None:
    """What governance is given; nothing while no discussion is agreed."""
    if audit.cycle.phase is Phase.PREPARING:
        return None
    facts = read_summary(session, by=by, audit_id=audit.id, audience=Audience.GOVERNANCE)
    return facts if facts.cases else None


def _plans(session: Session, by: Person, audit_id: UUID) -> tuple[PlanPaper, ...]:
    """The plans with an action that comes from this audit."""
    plans = list_plans(session, by.partnership)
    of_audit = (
        plan for plan in plans if any(one.answers.audit == audit_id for one in plan.actions)
    )
    return tuple(paper_of(session, by, plan) for plan in of_audit)
