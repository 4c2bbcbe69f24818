"""Inspections of the partnership: rows to values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.db.models.audits import AuditRow
from app.db.models.inspections import InspectionFindingRow, InspectionRow
from audit_tools.errors import Hidden
from audit_tools.facts import Inspection, InspectionFinding


@dataclass(frozen=True)
class InspectionOnFile:
    """An inspection with what its page says beside the findings; dates as in the letter."""

    id: UUID
    inspection: Inspection
    inspected_from: date | None
    inspected_to: date | None
    letter_dated: date | None
    plan_due: date | None
    attribution: str


def list_inspections(session: Session, partnership: UUID) -> tuple[Inspection, ...]:
    """The partnership's inspections with their findings, the latest letter first."""
    return tuple(on_file.inspection for on_file in inspections_on_file(session, partnership))


def inspections_on_file(session: Session, partnership: UUID) -> tuple[InspectionOnFile, ...]:
    """The same with what pages need: their ids, their dates, whose words they are."""
    rows = session.scalars(_inspections(partnership)).all()
    findings = _findings(session, partnership)
    return tuple(_on_file(row, findings.get(row.id, [])) for row in rows)


def _inspections(partnership: UUID) -> Select[InspectionRow]:
    return (
        select(InspectionRow)
        .where(InspectionRow.partnership_id == partnership)
        .order_by(InspectionRow.letter_dated.desc().nulls_last(), InspectionRow.key)
    )


def _on_file(row: InspectionRow, findings: list[InspectionFinding]) -> InspectionOnFile:
    return InspectionOnFile(
        row.id,
        Inspection(row.key, row.title, tuple(findings)),
        row.inspected_from,
        row.inspected_to,
        row.letter_dated,
        row.plan_due,
        row.attribution,
    )


def load_inspection(session: Session, partnership: UUID, inspection: UUID) -> InspectionOnFile:
    """One inspection. Raises ``Hidden`` where the partnership has no such inspection."""
    for on_file in inspections_on_file(session, partnership):
        if on_file.id == inspection:
            return on_file
    raise Hidden("There is no such inspection.")


def latest_inspection(session: Session, partnership: UUID) -> UUID | None:
    """The inspection whose findings audits answer: the one with the latest letter."""
    return session.scalars(_inspections(partnership).with_only_columns(InspectionRow.id)).first()


def audits_answering(
    session: Session, partnership: UUID, inspection: UUID
) -> dict[UUID, tuple[int, ...]]:
    """The numbers of this inspection's findings that each audit answers.

    An audit answers findings of the latest inspection; an earlier one keeps its letter alone.
    """
    if latest_inspection(session, partnership) != inspection:
        return {}
    rows = session.execute(
        select(AuditRow.id, AuditRow.inspection_findings).where(
            AuditRow.partnership_id == partnership
        )
    )
    return {audit: tuple(numbers) for audit, numbers in rows if numbers}


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


def row_of_finding(
    session: Session, partnership: UUID, inspection: UUID, number: int
) -> InspectionFindingRow:
    """The row of a finding, held until the transaction ends. Raises ``Hidden``."""
    row = session.scalars(
        select(InspectionFindingRow)
        .where(
            InspectionFindingRow.partnership_id == partnership,
            InspectionFindingRow.inspection_id == inspection,
            InspectionFindingRow.number == number,
        )
        .with_for_update()
    ).first()
    if row is None:
        raise Hidden("There is no such finding.")
    return row
