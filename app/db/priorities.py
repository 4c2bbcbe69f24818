"""What groups decided of the priority of themes: rows to values."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.audits import load_audits
from app.db.models.priorities import PriorityRow
from audit_tools.governance import ThemeDecided
from audit_tools.priorities import Decision, Priority


def decisions_of(
    session: Session, partnership: UUID, audit: UUID
) -> dict[str, tuple[Decision, ...]]:
    """All decisions on an audit's themes, by theme, those recorded last first."""
    rows = session.scalars(
        select(PriorityRow)
        .where(PriorityRow.partnership_id == partnership, PriorityRow.audit_id == audit)
        .order_by(PriorityRow.recorded_at.desc(), PriorityRow.id)
    )
    found: dict[str, tuple[Decision, ...]] = {}
    for row in rows:
        found[row.theme] = (*found.get(row.theme, ()), decision_of(row))
    return found


def decided_in(
    session: Session, partnership: UUID, meetings: Collection[UUID]
) -> dict[tuple[UUID, UUID], tuple[ThemeDecided, ...]]:
    """What meetings decided, by meeting and audit: of each theme what was recorded last, the
    most urgent first."""
    rows = session.scalars(
        select(PriorityRow)
        .where(PriorityRow.partnership_id == partnership, PriorityRow.meeting_id.in_(meetings))
        .order_by(PriorityRow.recorded_at, PriorityRow.id)
    ).all()
    last = {(row.meeting_id, row.audit_id, row.theme): row for row in rows if row.meeting_id}
    audits = load_audits(session, partnership, {row.audit_id for row in rows}) if rows else {}
    found: dict[tuple[UUID, UUID], tuple[ThemeDecided, ...]] = {}
    for (meeting, audit, theme), row in last.items():
        title = audits[audit].codebook.theme(theme).title
        one = ThemeDecided(title, Priority(row.priority), row.reason)
        found[meeting, audit] = (*found.get((meeting, audit), ()), one)
    return {of: tuple(sorted(themes, key=_urgent_first)) for of, themes in found.items()}


def _urgent_first(decided: ThemeDecided) -> tuple[int, str]:
    return list(Priority).index(decided.priority), decided.theme


def last_meeting(session: Session, partnership: UUID, audit: UUID, theme: str = "") -> UUID | None:
    """Where the theme was decided last, or else any theme of the audit: one meeting decides of
    many."""
    return session.scalars(
        select(PriorityRow.meeting_id)
        .where(PriorityRow.partnership_id == partnership, PriorityRow.audit_id == audit)
        .order_by(
            (PriorityRow.theme == theme).desc(), PriorityRow.recorded_at.desc(), PriorityRow.id
        )
    ).first()


def decision_of(row: PriorityRow) -> Decision:
    """The value of a decision's row."""
    return Decision(
        Priority(row.priority),
        row.decided_by,
        row.decided_on,
        row.reason,
        tuple(row.views),
        Priority(row.suggested),
    )
