"""That a case is the same child as one of an earlier audit."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.models.knowing import EarlierCaseRow
from audit_tools.cycles import Phase


@dataclass(frozen=True)
class EarlierCase:
    """The case of the earlier audit, and of which audit it is."""

    id: UUID
    reference: str = field(repr=False)
    audit_id: UUID
    audit: str


@dataclass(frozen=True)
class EarlierAudit:
    """An audit that began before another, with its title."""

    id: UUID
    title: str


def find_earlier_case(session: Session, partnership: UUID, case: UUID) -> EarlierCase | None:
    """The earlier case that somebody has said to be the same child, if anybody has."""
    row = session.execute(
        select(CaseRow.id, CaseRow.reference, AuditRow.id, AuditRow.title)
        .select_from(EarlierCaseRow)
        .join(
            CaseRow,
            and_(
                CaseRow.partnership_id == EarlierCaseRow.partnership_id,
                CaseRow.id == EarlierCaseRow.earlier_id,
            ),
        )
        .join(
            AuditRow,
            and_(
                AuditRow.partnership_id == CaseRow.partnership_id, AuditRow.id == CaseRow.audit_id
            ),
        )
        .where(EarlierCaseRow.partnership_id == partnership, EarlierCaseRow.case_id == case)
    ).first()
    return EarlierCase(*row) if row else None


def linked_references(session: Session, partnership: UUID, now: UUID, then: UUID) -> dict[str, str]:
    """The references of one audit's cases that are the same child as one of another, and of which.

    Two cases of one audit can be linked to the same child of the other by mistake; neither is told
    apart from the other then, so both are left out.
    """
    case, earlier = aliased(CaseRow), aliased(CaseRow)
    rows = session.execute(
        select(case.reference, earlier.reference)
        .select_from(EarlierCaseRow)
        .join(
            case,
            and_(
                case.partnership_id == EarlierCaseRow.partnership_id,
                case.id == EarlierCaseRow.case_id,
            ),
        )
        .join(
            earlier,
            and_(
                earlier.partnership_id == EarlierCaseRow.partnership_id,
                earlier.id == EarlierCaseRow.earlier_id,
            ),
        )
        .where(
            EarlierCaseRow.partnership_id == partnership,
            case.audit_id == now,
            earlier.audit_id == then,
        )
    ).all()
    often = Counter(reference for _, reference in rows)
    return {reference: before for reference, before in rows if often[before] == 1}


def earlier_audits(session: Session, partnership: UUID, audit: UUID) -> tuple[EarlierAudit, ...]:
    """The audits of the partnership that look at an earlier period, the latest first.

    An audit that is being prepared can still be deleted, so nothing may refer to it. A rehearsal is
    compared with nothing, and nothing with it; a child who was invented is no real one.
    """
    present = aliased(AuditRow)
    rows = session.execute(
        select(AuditRow.id, AuditRow.title)
        .join(present, and_(present.partnership_id == AuditRow.partnership_id, present.id == audit))
        .where(
            AuditRow.partnership_id == partnership,
            AuditRow.kind == "audit",
            AuditRow.phase != Phase.PREPARING.value,
            AuditRow.period_from < present.period_from,
            AuditRow.invented == present.invented,
            AuditRow.rehearsal.is_(False),
            present.rehearsal.is_(False),
        )
        .order_by(AuditRow.period_from.desc(), AuditRow.title)
    )
    return tuple(EarlierAudit(*row) for row in rows)


def find_case_by_reference(
    session: Session, partnership: UUID, audit: UUID, reference: str
) -> UUID | None:
    """The case of an audit by its reference, whatever the capitals."""
    return session.scalar(
        select(CaseRow.id).where(
            CaseRow.partnership_id == partnership,
            CaseRow.audit_id == audit,
            func.lower(CaseRow.reference) == reference.lower(),
        )
    )
