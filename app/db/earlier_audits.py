"""The audit that was closed before another one: by the same tool, and counting the same."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, load_audit
from app.db.models.audits import AuditRow
from app.db.models.tools import ToolVersionRow
from audit_tools.cycles import Phase


def find_earlier(session: Session, partnership: UUID, audit: AuditOnFile) -> AuditOnFile | None:
    """The latest closed audit before this one, whatever version of the tool it used.

    Findings that others published are no audit of the partnership's own. An audit without dates
    comes after all others. A rehearsal is compared with nothing, and nothing with it; an invented
    audit stands beside invented ones only, and beside a real one never.
    """
    if audit.cycle.rehearsal:
        return None
    found = session.scalar(
        select(AuditRow.id)
        .join(
            ToolVersionRow,
            (ToolVersionRow.partnership_id == AuditRow.partnership_id)
            & (ToolVersionRow.id == AuditRow.tool_version_id),
        )
        .where(
            AuditRow.partnership_id == partnership,
            AuditRow.id != audit.id,
            AuditRow.phase == Phase.CLOSED.value,
            AuditRow.attribution == "",
            AuditRow.rehearsal.is_(False),
            AuditRow.invented.is_(audit.cycle.invented),
            AuditRow.counts_one == audit.cycle.counted.one,
            ToolVersionRow.key == audit.tool.key,
            *_before(audit),
        )
        .order_by(_day().desc().nulls_last(), AuditRow.key.desc())
        .limit(1)
    )
    return load_audit(session, partnership, found) if found else None


def _before(audit: AuditOnFile) -> list[ColumnElement[bool]]:
    cycle = audit.cycle
    day = cycle.returns_due or cycle.discussions_from or cycle.period_to
    return [_day() < day] if day else []


def _day() -> ColumnElement[date | None]:
    """When an audit was, by the first of its dates that is set."""
    return func.coalesce(AuditRow.returns_due, AuditRow.discussions_from, AuditRow.period_to)
