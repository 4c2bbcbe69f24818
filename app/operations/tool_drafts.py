"""Beginning the next version of an audit tool, or bringing it in, and publishing it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.db.clock import now
from app.db.engine import Database
from app.db.history import Subject, tell
from app.db.models.tools import ToolDraftRow, ToolDraftStepRow
from app.db.rows import hold_row
from app.db.theme_lists import theme_list as find_theme_list
from app.db.theme_lists import theme_lists
from app.db.tool_drafts import list_drafts, load_draft
from app.db.tools import newest_tools, published_tools
from app.operations.tools import publish_tool
from app.operations.transaction import operation
from audit_tools.apart import read_apart
from audit_tools.codebook import Codebook
from audit_tools.cycles import CHILDREN
from audit_tools.definition import read_tool, tool_to_document
from audit_tools.editing.offers import name_of
from audit_tools.editing.places import Document
from audit_tools.editing.problems import publishable
from audit_tools.editing.starting import new_tool, next_version, tool_like
from audit_tools.errors import Conflict, Hidden, Invalid, Problem
from audit_tools.left_out import LeftOut
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.tool import AuditTool
from audit_tools.tool_changes import Said, declare
from audit_tools.tool_keys import check_keys, section_place
from audit_tools.workbook import read_any_workbook
from audit_tools.workbook_files import is_workbook

ABSENT = "There is no such draft."


def bring_in(database: Database, *, by: Person, data: bytes) -> UUID:
    """Keep the tool that a file defines, a YAML text or a workbook, as a draft of its next version,
    with what of an ordinary XLSForm could not be carried; gives its id.

    Raises ``Invalid`` with every problem of the file, and ``Conflict`` where it was made from
    another version than the newest. The file is read before anybody is kept from writing.
    """
    check_can(by, Permission.RUN_AUDITS)
    with database.reading() as session:
        lists = [one.newest for one in theme_lists(session, by.partnership)]
    tool, left_out = _read(data, lists)
    return _keep_read(database, by=by, tool=tool, left_out=left_out)


@operation
def _keep_read(
    session: Session, *, by: Person, tool: AuditTool, left_out: tuple[LeftOut, ...]
) -> UUID:
    """Keep the tool of a file as a draft. Raises ``Conflict``, and ``Invalid`` without a change."""
    earlier = _earlier(session, by, tool.key)
    if left_out and earlier:
        # An ordinary form does not know our versions: it is brought in to follow the newest.
        tool = replace(tool, version=max(one.version for one in earlier))
    document = tool_to_document(_as_next(tool, earlier))
    return _keep(session, by, document, "tool-draft.brought-in", left_out)


@operation
def begin_next(session: Session, *, by: Person, version_id: UUID) -> UUID:
    """Begin the next version of a published tool, so far without a change; gives the draft's id.

    It follows the newest version, whichever was looked at. Raises ``Hidden``.
    """
    check_can(by, Permission.RUN_AUDITS)
    tool = _published(session, by, version_id)
    newest = newest_tools(session, by.partnership)[tool.key]
    return _keep(session, by, next_version(tool_to_document(newest)), "tool-draft.begun")


@operation
def begin_like(session: Session, *, by: Person, version_id: UUID, title: str) -> UUID:
    """Begin a new tool that asks what a published one does; gives the draft's id.

    Raises ``Hidden``, and ``Invalid`` without a name.
    """
    check_can(by, Permission.RUN_AUDITS)
    other = tool_to_document(_published(session, by, version_id))
    document = tool_like(other, _named(title), _keys_of_tools(session, by))
    return _keep(session, by, document, "tool-draft.begun")


@operation
def begin_new(session: Session, *, by: Person, title: str, theme_list: str) -> UUID:
    """Begin a tool from nothing, its findings to be sorted by a theme list; gives the draft's id.

    It has the scale that a published tool grades by, one about children if there is any. Raises
    ``Hidden`` where there is no such theme list, and ``Invalid`` without a name.
    """
    check_can(by, Permission.RUN_AUDITS)
    title = _named(title)
    find_theme_list(session, by.partnership, theme_list)
    published = published_tools(session, by.partnership).values()
    tools = sorted(published, key=lambda tool: tool.counts != CHILDREN)
    scales = [tool_to_document(tool)["scales"][:1] for tool in tools if tool.grading_scales[:1]]
    document = new_tool(title, theme_list, (scales or [[]])[0], _keys_of_tools(session, by))
    return _keep(session, by, document, "tool-draft.begun")


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
    tool = publishable(draft.document, draft.theme_lists)
    if not draft.is_next:
        raise Conflict(
            f"Version {draft.version} of this tool was published meanwhile. Let this draft follow "
            "it, then publish."
        )
    _check_keys(session, by, draft.document, tool)
    if draft.newest is not None and replace(tool, version=draft.newest.version) == draft.newest:
        raise Invalid(f"This says the same as version {tool.version - 1}. Change something first.")
    asked = {one.key for one in draft.changes.to_be_said} if draft.changes else set[str]()
    _check_said(asked, said)
    tool = declare(tool, {key: one for key, one in said.items() if key in asked})
    _delete(session, row)
    return publish_tool(session, by=by, tool=tool)


@operation
def throw_away(session: Session, *, by: Person, draft_id: UUID) -> None:
    """Throw a draft away. Raises ``Hidden``."""
    check_can(by, Permission.RUN_AUDITS)
    row = hold_row(session, ToolDraftRow, by.partnership, draft_id, ABSENT)
    _tell(session, by, "tool-draft.thrown-away", draft_id, row.document)
    _delete(session, row)


def _keep(
    session: Session,
    by: Person,
    document: Document,
    how: str,
    left_out: Iterable[LeftOut] = (),
) -> UUID:
    row = ToolDraftRow(
        partnership_id=by.partnership,
        id=uuid4(),
        document=document,
        left_out=[one.to_data() for one in left_out],
        brought_in_at=now(session),
        brought_in_by=by.id,
        steps=0,
    )
    session.add(row)
    session.flush()
    _tell(session, by, how, row.id, document)
    return row.id


def _delete(session: Session, row: ToolDraftRow) -> None:
    session.execute(
        delete(ToolDraftStepRow).where(
            ToolDraftStepRow.partnership_id == row.partnership_id,
            ToolDraftStepRow.draft_id == row.id,
        )
    )
    session.delete(row)


def _published(session: Session, by: Person, version_id: UUID) -> AuditTool:
    tool = published_tools(session, by.partnership).get(version_id)
    if tool is None:
        raise Hidden
    return tool


def _earlier(session: Session, by: Person, key: str) -> list[AuditTool]:
    """All published versions of a tool."""
    published = published_tools(session, by.partnership).values()
    return [one for one in published if one.key == key]


def _check_keys(session: Session, by: Person, document: Document, tool: AuditTool) -> None:
    """The same as of a file, said to somebody who gives no keys: two drafts may have given one to
    two things, of which the other was published and dropped since."""
    titles = {section_place(section.key): section.title for section in tool.sections}

    def named(place: str) -> str:
        return titles.get(place) or name_of(document, place.partition("/")[0]) or place

    try:
        check_keys(tool, _earlier(session, by, tool.key))
    except Invalid as wrong:
        raise Invalid.because_of(
            Problem(
                one.place,
                f"“{named(one.place)}” has the key of "
                "something that was dropped. Take it out and add it again: it then gets one of "
                "its own.",
            )
            for one in wrong.problems
        ) from None


def _keys_of_tools(session: Session, by: Person) -> set[str]:
    """Which keys tools and drafts have, so that a new tool gets one of its own."""
    drafts = list_drafts(session, by.partnership)
    return {*newest_tools(session, by.partnership), *(one.document["key"] for one in drafts)}


def _named(title: str) -> str:
    if not title.strip():
        raise Invalid("Give the tool a name.", place="title")
    return title.strip()


def _read(data: bytes, codebooks: list[Codebook]) -> tuple[AuditTool, tuple[LeftOut, ...]]:
    if is_workbook(data):
        return read_apart(read_any_workbook, data, codebooks)
    try:
        return read_apart(read_tool, data.decode("utf-8-sig"), "yaml", codebooks), ()
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
    if replace(numbered, version=last) == newest:
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


def _tell(session: Session, by: Person, what: str, draft_id: UUID, document: Document) -> None:
    tell(
        session,
        by,
        what,
        Subject("tool draft", draft_id),
        after={"key": document["key"], "version": document["version"]},
    )
