"""What groups said of the themes of two audits: rows to values."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.judgements import JudgementRow
from audit_tools.judgements import Course, Judgement


def latest_judgement(
    session: Session, partnership: UUID, audit: UUID, earlier: UUID
) -> Judgement | None:
    """The last that was recorded of an audit beside the earlier one."""
    row = _latest(session, partnership, audit, earlier)
    if row is None:
        return None
    themes = {theme: Course(said) for theme, said in row.themes.items()}
    return Judgement(row.decided_by, row.decided_on, themes, row.recorded_at)


def meeting_that_judged(
    session: Session, partnership: UUID, audit: UUID, earlier: UUID
) -> UUID | None:
    """In which meeting that was; ``None`` also where its group and day were typed."""
    row = _latest(session, partnership, audit, earlier)
    return row.meeting_id if row else None


def _latest(session: Session, partnership: UUID, audit: UUID, earlier: UUID) -> JudgementRow | None:
    return session.scalars(
        select(JudgementRow)
        .where(
            JudgementRow.partnership_id == partnership,
            JudgementRow.audit_id == audit,
            JudgementRow.earlier_id == earlier,
        )
        .order_by(JudgementRow.recorded_at.desc(), JudgementRow.id)
        .limit(1)
    ).first()
