"""Bringing in the next version of an audit tool, and publishing it once it was looked at."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.tools import ToolDraftRow
from app.db.rows import hold_row
from app.db.theme_lists import theme_lists
from app.db.tool_drafts import load_draft
from app.db.tools import published_tools
from app.operations.tools import publish_tool
from app.operations.transaction import operation
from audit_tools.codebook import Codebook
from audit_tools.definition import read_tool, tool_to_document
from audit_tools.errors import Conflict, Invalid, Problem
from audit_tools.left_out import LeftOut
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.tool import AuditTool
from audit_tools.tool_changes import Said, check_keys, declare, find_changes
from audit_tools.workbook import read_any_workbook
from audit_tools.workbook_files import is_workbook

ABSENT = "There is no such draft."


@operation
def bring_in(session: Session, *, by: Person, data: bytes) -> UUID:
    """Keep the tool that a file defines, a YAML text or a workbook, as a draft of its next version,
    with what of an ordinary XLSForm could not be carried; gives its id.

    Raises ``Invalid`` with every problem of the file, and ``Conflict`` where it was made from
    another version than the newest.
    """
    check_can(by, Permission.RUN_AUDITS)
    lists = theme_lists(session, by.partnership)
    tool, left_out = _read(data, [one.newest for one in lists])
    published = published_tools(session, by.partnership).values()
    earlier = [one for one in published if one.key == tool.key]
    if left_out and earlier:
        # An ordinary form does not know our versions: it is brought in to follow the newest.
        tool = replace(tool, version=max(one.version for one in earlier))
    tool = _as_next(tool, earlier)
    row = ToolDraftRow(
        partnership_id=by.partnership,
        id=uuid4(),
        document=tool_to_document(tool),
        left_out=[one.to_data() for one in left_out],
        brought_in_at=now(session),
        brought_in_by=by.id,
    )
    session.add(row)
    session.flush()
    _tell(session, by, "tool-draft.brought-in", row.id, tool)
    return row.id


@operation
def publish_draft(
    session: Session, *, by: Person, draft_id: UUID, said: Mapping[str, Said]
) -> UUID:
    """Publish a draft; gives the id of the version.

    ``said`` is, by their keys, what its author says of reworded questions. Raises ``Hidden``,
    ``Invalid`` (its places the keys of questions of which nothing, or no reason, is said) and
    ``Conflict`` where that version was published meanwhile.
    """
    check_can(by, Permission.RUN_AUDITS)
    row = hold_row(session, ToolDraftRow, by.partnership, draft_id, ABSENT)
    draft = load_draft(session, by.partnership, draft_id)
    if not draft.is_next:
        raise Conflict(
            f"Version {draft.tool.version} of this tool was published meanwhile. Download the "
            "newest version, bring your changes into it, and bring that in."
        )
    asked = {one.key for one in draft.changes.to_be_said} if draft.changes else set[str]()
    _check_said(asked, said)
    tool = declare(draft.tool, {key: one for key, one in said.items() if key in asked})
    session.delete(row)
    return publish_tool(session, by=by, tool=tool)


@operation
def throw_away(session: Session, *, by: Person, draft_id: UUID) -> None:
    """Throw a draft away. Raises ``Hidden``."""
    check_can(by, Permission.RUN_AUDITS)
    row = hold_row(session, ToolDraftRow, by.partnership, draft_id, ABSENT)
    tool = load_draft(session, by.partnership, draft_id).tool
    session.delete(row)
    _tell(session, by, "tool-draft.thrown-away", draft_id, tool)


def _read(data: bytes, codebooks: list[Codebook]) -> tuple[AuditTool, tuple[LeftOut, ...]]:
    if is_workbook(data):
        return read_any_workbook(data, codebooks)
    try:
        return read_tool(data.decode("utf-8-sig"), codebooks=codebooks), ()
    except UnicodeDecodeError:
        raise Invalid(
            "This is neither an Excel workbook nor a text. Save the file as an Excel workbook "
            "(.xlsx), or as plain text in UTF-8."
        ) from None


def _as_next(tool: AuditTool, earlier: list[AuditTool]) -> AuditTool:
    """The tool under the number of the version that it would be.

    What is downloaded bears the number of the version it is, so that nobody has to count.
    """
    if not earlier:
        return replace(tool, version=1)
    newest = max(earlier, key=lambda one: one.version)
    last = newest.version
    if tool.version not in (last, last + 1):
        raise Conflict(
            f"This file was made from version {tool.version}, and version {last} is published. "
            f"Download version {last}, bring your changes into it, and bring that in."
        )
    numbered = replace(tool, version=last + 1)
    check_keys(numbered, earlier)
    if find_changes(newest, numbered).is_empty:
        raise Invalid(
            f"This says the same as version {last}. Change something first.", place="file"
        )
    return numbered


def _check_said(asked: set[str], said: Mapping[str, Said]) -> None:
    problems = [
        Problem(key, "Say whether its answers stay comparable, and why.")
        for key in sorted(asked)
        if key not in said or not said[key].why
    ]
    if problems:
        raise Invalid.because_of(problems)


def _tell(session: Session, by: Person, what: str, draft_id: UUID, tool: AuditTool) -> None:
    tell(
        session,
        by,
        what,
        Subject("tool draft", draft_id),
        after={"key": tool.key, "version": tool.version},
    )
