"""The audits planned for a year: rows to values."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.db.models.action_plans import PlannedAuditRow
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.rows import find_row, hold_row
from audit_tools.audit_years import PlannedAudit, PlannedState
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.numbers import Share
from audit_tools.quarters import Quarter


def planned_in(
    session: Session, partnership: UUID, year: int
) -> tuple[tuple[PlannedAudit, ...], bool]:
    """The planned audits of a financial year by quarter and theme, and whether one is invented."""
    first, last = Quarter(year, 1).first, Quarter(year, 4).last
    rows = session.scalars(
        select(PlannedAuditRow)
        .where(
            PlannedAuditRow.partnership_id == partnership,
            PlannedAuditRow.quarter_from.between(first, last),
        )
        .order_by(PlannedAuditRow.quarter_from, PlannedAuditRow.theme, PlannedAuditRow.id)
    ).all()
    agreed = _under_way(session, partnership, {row.audit_id for row in rows if row.audit_id})
    audits = (replace(value_of(row), agreed=agreed.get(row.audit_id)) for row in rows)
    return tuple(audits), any(row.invented for row in rows)


def _under_way(session: Session, partnership: UUID, audits: set[UUID]) -> dict[UUID | None, Share]:
    """Of those of the audits that are under way, how many of their cases are agreed."""
    found = session.execute(
        select(CaseRow.audit_id, CaseRow.state, func.count())
        .join(
            AuditRow,
            (AuditRow.partnership_id == CaseRow.partnership_id) & (AuditRow.id == CaseRow.audit_id),
        )
        .where(
            CaseRow.partnership_id == partnership,
            CaseRow.audit_id.in_(audits),
            CaseRow.state != CaseState.WITHDRAWN.value,
            AuditRow.phase == Phase.COLLECTING.value,
        )
        .group_by(CaseRow.audit_id, CaseRow.state)
    ).all()
    return {
        audit: Share(
            sum(n for id, state, n in found if id == audit and state == CaseState.AGREED.value),
            sum(n for id, _, n in found if id == audit),
        )
        for audit, _, _ in found
    }


def planned_from(session: Session, partnership: UUID, day: date) -> tuple[PlannedAudit, ...]:
    """The audits planned for quarters that begin after a day, the earliest first."""
    rows = session.scalars(
        select(PlannedAuditRow)
        .where(PlannedAuditRow.partnership_id == partnership, PlannedAuditRow.quarter_from > day)
        .order_by(PlannedAuditRow.quarter_from, PlannedAuditRow.id)
    )
    return tuple(value_of(row) for row in rows)


def years_planned(session: Session, partnership: UUID) -> tuple[int, ...]:
    """The financial years in which audits are planned, the latest first."""
    days = session.scalars(
        select(PlannedAuditRow.quarter_from)
        .where(PlannedAuditRow.partnership_id == partnership)
        .distinct()
    )
    return tuple(sorted({Quarter.of(day).year for day in days}, reverse=True))


def row_of_planned(session: Session, partnership: UUID, planned_id: UUID) -> PlannedAuditRow:
    """The row, held until the transaction ends. Raises ``Hidden``."""
    return hold_row(
        session, PlannedAuditRow, partnership, planned_id, "There is no such planned audit."
    )


def load_planned(session: Session, partnership: UUID, planned_id: UUID) -> PlannedAudit:
    """One planned audit. Raises ``Hidden``."""
    row = find_row(
        session, PlannedAuditRow, partnership, planned_id, "There is no such planned audit."
    )
    return value_of(row)


def forget_audit(session: Session, partnership: UUID, audit: UUID) -> None:
    """Let no planned audit lead to an audit that is deleted."""
    session.execute(
        update(PlannedAuditRow)
        .where(PlannedAuditRow.partnership_id == partnership, PlannedAuditRow.audit_id == audit)
        .values(audit_id=None)
    )


def columns_of(planned: PlannedAudit) -> dict[str, str | int | UUID | date | None]:
    """A planned audit as it is kept in its row."""
    return {
        "quarter_from": planned.quarter.first,
        "theme": planned.theme,
        "why": planned.why,
        "owner": planned.owner,
        "done_with": planned.done_with,
        "tool": planned.tool,
        "children": planned.children,
        "state": planned.state.value,
        "reason": planned.reason,
        "audit_id": planned.audit,
    }


def value_of(row: PlannedAuditRow) -> PlannedAudit:
    return PlannedAudit(
        Quarter.of(row.quarter_from),
        row.theme,
        row.why,
        row.owner,
        row.done_with,
        row.tool,
        row.children,
        PlannedState(row.state),
        row.reason,
        row.audit_id,
        row.id,
    )
