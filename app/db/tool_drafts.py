"""Drafts of audit tools: rows to values, beside the version that they would follow."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.db.models.people import PersonRow
from app.db.models.tools import ToolDraftRow
from app.db.tools import newest_tools
from audit_tools.definition import tool_from_document
from audit_tools.errors import Hidden
from audit_tools.left_out import LeftOut, LeftOutForOneReason, by_reason
from audit_tools.tool import AuditTool
from audit_tools.tool_changes import ToolChanges, find_changes


@dataclass(frozen=True)
class DraftOnFile:
    """A draft with the newest published version of its tool; None where the tool is new here."""

    id: UUID
    tool: AuditTool
    newest: AuditTool | None
    brought_in_at: datetime
    brought_in_by: str = field(repr=False)
    left_out: tuple[LeftOutForOneReason, ...] = ()

    @property
    def changes(self) -> ToolChanges | None:
        """What it would change; None where it would be the first version."""
        return find_changes(self.newest, self.tool) if self.newest else None

    @property
    def is_next(self) -> bool:
        """Whether nobody has published the version that it would be."""
        return self.newest is None or self.tool.version == self.newest.version + 1


def list_drafts(session: Session, partnership: UUID) -> tuple[DraftOnFile, ...]:
    """The partnership's drafts, the latest first."""
    rows = session.execute(
        _drafts(partnership).order_by(ToolDraftRow.brought_in_at.desc(), ToolDraftRow.id)
    )
    published = newest_tools(session, partnership)
    return tuple(_on_file(row, name, published) for row, name in rows)


def load_draft(session: Session, partnership: UUID, draft_id: UUID) -> DraftOnFile:
    """One draft. Raises ``Hidden`` where there is none."""
    found = session.execute(_drafts(partnership).where(ToolDraftRow.id == draft_id)).first()
    if found is None:
        raise Hidden("There is no such draft.")
    return _on_file(*found, newest_tools(session, partnership))


def _drafts(partnership: UUID) -> Select[ToolDraftRow, str]:
    return (
        select(ToolDraftRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == ToolDraftRow.brought_in_by)
        .where(ToolDraftRow.partnership_id == partnership)
    )


def _on_file(row: ToolDraftRow, name: str, published: dict[str, AuditTool]) -> DraftOnFile:
    tool = tool_from_document(row.document)
    left_out = by_reason(map(LeftOut.from_data, row.left_out))
    return DraftOnFile(row.id, tool, published.get(tool.key), row.brought_in_at, name, left_out)
