"""Publishing a version of an audit tool or of a theme list. A published version never changes."""

from typing import TypeVar
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.tools import ThemeListRow, ToolVersionRow
from app.db.tools import codebook_of, theme_list_row, tool_of
from app.operations.transaction import operation
from audit_tools.codebook import Codebook
from audit_tools.definition import (
    theme_list_to_document,
    tool_from_document,
    tool_to_document,
)
from audit_tools.errors import Conflict, Invalid
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.tool import AuditTool

Version = TypeVar("Version", ToolVersionRow, ThemeListRow)


@operation
def publish_tool(session: Session, *, by: Person, tool: AuditTool) -> UUID:
    """Publish a version of a tool; one that is there already, and the same, is left as it is.

    Raises ``Conflict`` for another tool under the same key and version, ``Invalid`` for a tool
    whose theme list is not published or that names a theme it has not.
    """
    check_can(by, Permission.RUN_AUDITS)
    there = _version(session, ToolVersionRow, by.partnership, tool.key, tool.version)
    if there is not None:
        _check_same(tool_of(there) == tool, "tool", tool.version)
        return there.id
    _check_themes(session, by.partnership, tool)
    row = ToolVersionRow(
        partnership_id=by.partnership,
        id=uuid4(),
        key=tool.key,
        version=tool.version,
        document=tool_to_document(tool),
        published_at=now(session),
    )
    session.add(row)
    _tell(session, by, "tool.published", row)
    return row.id


@operation
def publish_theme_list(session: Session, *, by: Person, codebook: Codebook) -> UUID:
    """Publish a version of a theme list, as ``publish_tool`` does a tool. Raises ``Conflict``."""
    check_can(by, Permission.RUN_AUDITS)
    there = _version(session, ThemeListRow, by.partnership, codebook.key, codebook.version)
    if there is not None:
        _check_same(codebook_of(there) == codebook, "theme list", codebook.version)
        return there.id
    row = ThemeListRow(
        partnership_id=by.partnership,
        id=uuid4(),
        key=codebook.key,
        version=codebook.version,
        document=theme_list_to_document(codebook),
        published_at=now(session),
    )
    session.add(row)
    _tell(session, by, "theme-list.published", row)
    return row.id


@operation
def publish_shipped(session: Session, *, by: Person) -> tuple[Codebook | AuditTool, ...]:
    """Publish the theme lists and tools that come with Golden Thread; gives all of them.

    Raises ``Conflict`` where another of the same key and version is published here.
    """
    lists, shipped = shipped_theme_lists(), shipped_tools()
    for codebook in lists:
        publish_theme_list(session, by=by, codebook=codebook)
    for tool in shipped:
        publish_tool(session, by=by, tool=tool)
    return (*lists, *shipped)


def _version(
    session: Session, table: type[Version], partnership: UUID, key: str, version: int
) -> Version | None:
    return session.scalars(
        select(table).where(
            table.partnership_id == partnership, table.key == key, table.version == version
        )
    ).one_or_none()


def _check_same(same: bool, what: str, version: int) -> None:
    if not same:
        raise Conflict(
            f"Version {version} of this {what} is published here already and says something else. "
            f"A published version never changes: give the new one the number {version + 1}.",
            place="version",
        )


def _check_themes(session: Session, partnership: UUID, tool: AuditTool) -> None:
    row = theme_list_row(session, partnership, tool.theme_list)
    if row is None:
        raise Invalid(
            "The theme list that this tool names is not published. Publish it first.",
            place="theme_list",
        )
    tool_from_document(tool_to_document(tool), codebooks=[codebook_of(row)])


def _tell(session: Session, by: Person, what: str, row: ToolVersionRow | ThemeListRow) -> None:
    session.flush()
    noun = "tool" if isinstance(row, ToolVersionRow) else "theme list"
    tell(session, by, what, Subject(noun, row.id), after={"key": row.key, "version": row.version})
