"""Published tools and theme lists, each read and parsed once."""

from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models.audits import AuditRow
from app.db.models.tools import ThemeListRow, ToolVersionRow
from audit_tools.codebook import Codebook, Theme
from audit_tools.cycles import AuditCycle, AuditKind
from audit_tools.definition import theme_list_from_document, tool_from_document
from audit_tools.kinds_of_audit import asked_in
from audit_tools.tool import AuditTool


class _Published:
    """A published row, equal to itself by id: what it says can never change.

    Its document is the largest thing that a request could read, so it is read where it is parsed.
    """

    def __init__(self, row: ToolVersionRow | ThemeListRow) -> None:
        self.id = row.id
        self.row = row

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Published) and other.id == self.id


@lru_cache(maxsize=64)
def _tool(published: _Published) -> AuditTool:
    return tool_from_document(published.row.document)


@lru_cache(maxsize=64)
def _asked(published: _Published, kind: AuditKind, left_out: tuple[str, ...]) -> AuditTool:
    return asked_in(_tool(published), kind, left_out)


@lru_cache(maxsize=64)
def _codebook(published: _Published) -> Codebook:
    return theme_list_from_document(published.row.document)


def tool_of(row: ToolVersionRow) -> AuditTool:
    """The audit tool of a published version."""
    return _tool(_Published(row))


def tool_asked(row: ToolVersionRow, audit: AuditRow) -> AuditTool:
    """What an audit asks of the published version that it is worked with."""
    return _asked(_Published(row), AuditKind(audit.audit_kind), tuple(audit.left_out))


def tool_asked_in(row: ToolVersionRow, cycle: AuditCycle) -> AuditTool:
    """What an audit asks of another version than its own."""
    return _asked(_Published(row), cycle.kind, cycle.left_out)


def codebook_of(row: ThemeListRow) -> Codebook:
    """The theme list of a published version."""
    return _codebook(_Published(row))


def published_tools(session: Session, partnership: UUID) -> dict[UUID, AuditTool]:
    """The partnership's published tools by the id of their version, the newest first."""
    rows = session.scalars(
        select(ToolVersionRow)
        .where(ToolVersionRow.partnership_id == partnership)
        .order_by(ToolVersionRow.published_at.desc(), ToolVersionRow.key)
    )
    return {row.id: tool_of(row) for row in rows}


def theme_list_row(session: Session, partnership: UUID, key: str) -> ThemeListRow | None:
    """The newest published version of a theme list."""
    return session.scalars(
        select(ThemeListRow)
        .where(ThemeListRow.partnership_id == partnership, ThemeListRow.key == key)
        .order_by(ThemeListRow.version.desc())
    ).first()


def newest_tools(session: Session, partnership: UUID) -> dict[str, AuditTool]:
    """The newest published version of each tool by its key."""
    newest: dict[str, AuditTool] = {}
    for tool in published_tools(session, partnership).values():
        if tool.key not in newest or tool.version > newest[tool.key].version:
            newest[tool.key] = tool
    return newest


def themes_of(session: Session, partnership: UUID) -> dict[str, str]:
    """The titles of all themes of the partnership's theme lists, by key, the newest version's."""
    return {key: theme.title for key, theme in themes_on_file(session, partnership).items()}


def themes_on_file(session: Session, partnership: UUID) -> dict[str, Theme]:
    """All themes of the partnership's theme lists, by key, as the newest version has them."""
    rows = session.scalars(
        select(ThemeListRow)
        .where(ThemeListRow.partnership_id == partnership)
        .order_by(ThemeListRow.key, ThemeListRow.version)
    )
    return {theme.key: theme for row in rows for theme in codebook_of(row).themes}
