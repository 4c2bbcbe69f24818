"""Whether what an address is about belongs to a rehearsal."""

from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, select
from sqlalchemy.orm import Session

from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.models.findings import FindingRow
from app.db.models.returns import ConcernRow, ReturnRow


def is_of_rehearsal(session: Session, partnership: UUID, noun: str, id_: UUID) -> bool:
    """Whether an ``audit``, a ``case``, a ``return``, a ``finding`` or a ``concern`` is, in one
    statement; what does not exist is not."""
    audit = _AUDITS[noun](partnership, id_) if noun != "audit" else id_
    wanted = select(AuditRow.rehearsal).where(
        AuditRow.partnership_id == partnership, AuditRow.id == audit
    )
    return bool(session.scalar(wanted))


def _of_case(partnership: UUID, case: Any) -> ScalarSelect[UUID]:
    return _one(
        select(CaseRow.audit_id).where(CaseRow.partnership_id == partnership, CaseRow.id == case)
    )


def _of_return(partnership: UUID, return_id: Any) -> ScalarSelect[UUID]:
    case = select(ReturnRow.case_id).where(
        ReturnRow.partnership_id == partnership, ReturnRow.id == return_id
    )
    return _of_case(partnership, _one(case))


def _of_concern(partnership: UUID, concern: UUID) -> ScalarSelect[UUID]:
    return_id = select(ConcernRow.return_id).where(
        ConcernRow.partnership_id == partnership, ConcernRow.id == concern
    )
    return _of_return(partnership, _one(return_id))


def _of_finding(partnership: UUID, finding: UUID) -> ScalarSelect[UUID]:
    return _one(
        select(FindingRow.audit_id).where(
            FindingRow.partnership_id == partnership, FindingRow.id == finding
        )
    )


def _one(ids: Select[UUID]) -> ScalarSelect[UUID]:
    return ids.scalar_subquery()


_AUDITS = {
    "case": _of_case,
    "return": _of_return,
    "concern": _of_concern,
    "finding": _of_finding,
}
