"""Answers that a record goes on without, with the version of the tool that each answered."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.records import KeptAnswerRow
from app.db.models.tools import ToolVersionRow
from app.db.records import Part, is_in
from app.db.tools import tool_of
from audit_tools.moving import KeptAnswer


def kept_of(
    session: Session, partnership: UUID, record: UUID, part: Part | None = None
) -> tuple[KeptAnswer, ...]:
    """What is kept of a record, or of a part of it, the earliest version first."""
    rows = session.execute(
        select(KeptAnswerRow, ToolVersionRow)
        .join(
            ToolVersionRow,
            (ToolVersionRow.partnership_id == KeptAnswerRow.partnership_id)
            & (ToolVersionRow.id == KeptAnswerRow.tool_version_id),
        )
        .where(
            KeptAnswerRow.partnership_id == partnership,
            KeptAnswerRow.record_id == record,
            is_in(KeptAnswerRow.place, part),
        )
        .order_by(ToolVersionRow.version, KeptAnswerRow.place, KeptAnswerRow.id)
    )
    return tuple(KeptAnswer(kept.place, kept.value, tool_of(tool)) for kept, tool in rows)
