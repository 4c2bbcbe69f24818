"""What the method statement of an audit is made from, and its approvals."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.answered_once import answers_of_audit
from app.db.audits import AuditOnFile
from app.db.cases import list_cases, withdrawn_in
from app.db.knowing import knowings_of
from app.db.models.method_statements import MethodApprovalRow
from app.db.partnerships import row_of_partnership, value_of
from audit_tools.method_statements import Approval, MethodStatement, agencies_asked


def read_statement(session: Session, partnership: UUID, audit: AuditOnFile) -> MethodStatement:
    """The statement as the set-up stands now. Nothing of a case is in it but how many there are."""
    cases = list_cases(session, partnership, audit.id)
    counted = [case.case for case in cases if case.case.state.is_counted]
    knowings = knowings_of(session, partnership, [case.id for case in cases])
    asked = agencies_asked(counted, (agency for _, agency in knowings))
    here = value_of(row_of_partnership(session, partnership))
    return MethodStatement(
        here.name,
        here.marking,
        audit.cycle,
        audit.tool,
        audit.scale,
        len(counted),
        tuple(a.name for a in list_agencies(session, partnership) if a.key in asked),
        read_approvals(session, partnership, audit.id),
        answers_of_audit(session, partnership, audit).told,
        withdrawn_in(cases),
    )


def read_approvals(session: Session, partnership: UUID, audit_id: UUID) -> tuple[Approval, ...]:
    """The approvals of an audit's method in the order in which they were recorded."""
    rows = session.scalars(
        select(MethodApprovalRow)
        .where(
            MethodApprovalRow.partnership_id == partnership,
            MethodApprovalRow.audit_id == audit_id,
        )
        .order_by(MethodApprovalRow.recorded_at, MethodApprovalRow.id)
    )
    return tuple(
        Approval(row.owner, row.approved_on, row.said_by, row.note, row.recorded_at, row.parts)
        for row in rows
    )
