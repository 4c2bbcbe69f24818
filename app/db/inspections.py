"""Inspections of the partnership: rows to values."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.inspections import InspectionFindingRow, InspectionRow
from audit_tools.facts import Inspection, InspectionFinding


def list_inspections(session: Session, partnership: UUID) -> tuple[Inspection, ...]:
    """The partnership's inspections with their findings, the latest letter first."""
    rows = session.scalars(
        select(InspectionRow)
        .where(InspectionRow.partnership_id == partnership)
        .order_by(InspectionRow.letter_dated.desc().nulls_last(), InspectionRow.key)
    ).all()
    findings = _findings(session, partnership)
    return tuple(Inspection(row.key, row.title, tuple(findings.get(row.id, ()))) for row in rows)


def answered_findings(
    session: Session, partnership: UUID, numbers: list[int]
) -> tuple[InspectionFinding, ...]:
    """The findings of the latest inspection that have these numbers."""
    latest = next(iter(list_inspections(session, partnership)), None)
    return tuple(f for f in latest.findings if f.number in numbers) if latest else ()


def _findings(session: Session, partnership: UUID) -> dict[UUID, list[InspectionFinding]]:
    rows = session.scalars(
        select(InspectionFindingRow)
        .where(InspectionFindingRow.partnership_id == partnership)
        .order_by(InspectionFindingRow.number)
    )
    found: dict[UUID, list[InspectionFinding]] = {}
    for row in rows:
        found.setdefault(row.inspection_id, []).append(
            InspectionFinding(row.number, row.statement, tuple(row.themes))
        )
    return found
