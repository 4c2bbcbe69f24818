"""What a paper on one case is made from: rows to values, once the person may read them."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile
from app.db.cases import CaseOnFile
from app.db.corrections import read_corrections
from app.db.discussions import DiscussionRead, read_discussion
from app.db.findings import findings_of_case
from app.db.models.cases import AppointmentRow
from app.db.partnerships import marking_of
from app.db.people import read_grants
from audit_tools.case_records import CaseHead, CaseRecord, CaseReturns, HeldBy
from audit_tools.discussions import counted_record
from audit_tools.permissions import Person, Role


def read_case_record(session: Session, person: Person, case_id: UUID) -> CaseRecord:
    """The record of an open discussion. Raises ``Hidden`` or ``Refused`` as its pages do."""
    held = read_discussion(session, person, case_id)
    found = findings_of_case(session, person.partnership, case_id)
    marking = marking_of(session, person.partnership)
    return CaseRecord(
        head_of(held.audit, held.case, marking),
        _given(held),
        held.audit.codebook,
        held.case.case.state,
        counted_record(held.audit.tool, held.values, held.case.case.characteristics),
        held.on_file.attendance,
        _held_by(session, held.case, person.partnership),
        tuple(one.finding for one in found),
        held.on_file.opened_at,
        held.on_file.agreed_at,
        frozenset(clash.place for clash in held.clashes),
        read_corrections(session, person.partnership, held.on_file.id),
        held.on_file.early_reason,
        {one.agency: one.known for one in held.case.case.involvements},
        held.answers.told,
    )


def head_of(audit: AuditOnFile, case: CaseOnFile, marking: str) -> CaseHead:
    """What stands on the papers of a case."""
    return CaseHead(
        case.spoken,
        case.case.reference,
        audit.cycle.title,
        marking,
        audit.cycle.invented,
        audit.cycle.period_from,
        audit.cycle.period_to,
        case.case.characteristics,
        audit.cycle.rehearsal,
    )


def _given(held: DiscussionRead) -> CaseReturns:
    audit = held.audit
    return CaseReturns(
        audit.tool,
        audit.scale,
        held.agencies,
        held.case.case.lead,
        held.returns,
        audit.cycle.asks_returns,
        held.case.case.characteristics,
    )


def _held_by(session: Session, case: CaseOnFile, partnership: UUID) -> tuple[HeldBy, ...]:
    """Who holds the discussion, by role and by the agencies of the case they answer for."""
    rows = session.execute(
        select(AppointmentRow.role, AppointmentRow.person_id).where(
            AppointmentRow.partnership_id == partnership,
            AppointmentRow.case_id == case.id,
            AppointmentRow.conflict_declared_at.is_(None),
        )
    ).all()
    grants = read_grants(session, partnership, [row.person_id for row in rows])
    held = (
        HeldBy(
            Role(row.role),
            tuple(sorted({g.agency for g in grants[row.person_id]
                          if g.agency and case.case.involves(g.agency)})),
        )
        for row in rows
    )  # fmt: skip
    return tuple(sorted(held, key=lambda one: (list(Role).index(one.role), one.agencies)))
