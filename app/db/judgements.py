"""What groups said of the themes of two audits: rows to values."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.judgements import JudgementRow
from audit_tools.judgements import Course, Judgement


@dataclass(frozen=True)
class JudgementOnFile:
    """What was said, and in which meeting; ``None`` where its group and day were typed."""

    said: Judgement
    meeting: UUID | None


def latest_judgement(
    session: Session, partnership: UUID, audit: UUID, earlier: UUID
) -> JudgementOnFile | None:
    """The last that was recorded of an audit beside the earlier one."""
    row = session.scalars(
        select(JudgementRow)
        .where(
            JudgementRow.partnership_id == partnership,
            JudgementRow.audit_id == audit,
            JudgementRow.earlier_id == earlier,
        )
        .order_by(JudgementRow.recorded_at.desc(), JudgementRow.id)
        .limit(1)
    ).first()
    if row is None:
        return None
    themes = {theme: Course(said) for theme, said in row.themes.items()}
    said = Judgement(row.decided_by, row.decided_on, themes, row.recorded_at)
    return JudgementOnFile(said, row.meeting_id)
