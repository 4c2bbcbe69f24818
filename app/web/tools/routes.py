"""The pages of published audit tools."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

import reports
from app.db.audits import audits_behind
from app.db.theme_lists import theme_titles
from app.db.tool_drafts import list_drafts
from app.db.tools import published_tools
from app.operations import tools as operations
from app.web import current
from app.web.access import Routes
from app.web.files import sent, sent_as_kept
from app.web.questionnaires import give_questionnaire
from app.web.tools import pages
from app.web.tools.as_asked import as_asked, audit_looked_at, show_asked
from audit_tools.blank_returns import blank_discussion
from audit_tools.definition import write_tool
from audit_tools.errors import Hidden
from audit_tools.kinds_of_audit import asked_in
from audit_tools.library import shipped_tools
from audit_tools.permissions import Permission
from audit_tools.tool import AuditTool
from audit_tools.workbook import write_workbook
from reports.documents import MEDIA_TYPES, Format

routes = Routes("tools", url_prefix="/tools")
FILES: dict[str, tuple[str, Callable[[AuditTool], bytes]]] = {
    "xlsx": (MEDIA_TYPES[Format.XLSX], write_workbook),
    "yaml": ("application/yaml", lambda tool: write_tool(tool).encode()),
}
"""The files of a tool that can be changed and brought in again."""


@routes.get("", needs=Permission.RUN_AUDITS)
def list_tools() -> str:
    with current.database().reading() as session:
        drafts = list_drafts(session, current.person().partnership)
    published = _tools()
    here = {(tool.key, tool.version) for tool in published.values()}
    waiting = [tool for tool in shipped_tools() if (tool.key, tool.version) not in here]
    by_tool = sorted(published.items(), key=lambda one: (one[1].title, one[1].key, -one[1].version))
    return render_template("tools/list.html", tools=dict(by_tool), waiting=waiting, drafts=drafts)


@routes.post("/shipped", needs=Permission.RUN_AUDITS)
def publish_shipped() -> Response:
    """Publish the tools and theme lists that come with Golden Thread."""
    operations.publish_shipped(current.database(), by=current.person())
    flash("The audit tools that come with Golden Thread are published.")
    return redirect(url_for("tools.list_tools"), 303)


@routes.get("/<uuid:version_id>", needs=Permission.RUN_AUDITS)
def show_tool(version_id: UUID) -> str:
    tool, partnership = _tool(version_id), current.person().partnership
    with current.database().reading() as session:
        drafts = list_drafts(session, partnership)
        behind = audits_behind(session, partnership, tool)
        themes = theme_titles(session, partnership, tool.theme_list)
    own = [draft for draft in drafts if draft.document["key"] == tool.key]
    page = pages.describe_tool(tool, themes)
    return render_template(
        "tools/tool.html", page=page, id=version_id, drafts=own, audits_behind=behind
    )


@routes.get("/<uuid:version_id>/file.<any(xlsx, yaml):ending>", needs=Permission.RUN_AUDITS)
def take_file(version_id: UUID, ending: str) -> Response:
    """The tool as a workbook or a text, to change and bring in again."""
    tool = _tool(version_id)
    media_type, write = FILES[ending]
    name = f"{tool.key}-version-{tool.version}.{ending}"
    return sent_as_kept(reports.Document(name, media_type, write(tool)))


@routes.get("/<uuid:version_id>/as/<agency_kind>", needs=Permission.RUN_AUDITS)
def show_as_asked(version_id: UUID, agency_kind: str) -> str:
    back = (url_for("tools.show_tool", version_id=version_id), "The audit tool")
    return show_asked(_tool(version_id), agency_kind, back=back, paper_of=version_id)


@routes.get(
    "/<uuid:version_id>/as/<agency_kind>.<any(docx, pdf):paper>", needs=Permission.RUN_AUDITS
)
def take_blank(version_id: UUID, agency_kind: str, paper: str) -> Response:
    """What a kind of agency is asked, on paper, for a meeting without computers."""
    marking = current.partnership().marking
    asked = as_asked(_tool(version_id), agency_kind, audit_looked_at(), marking)
    kind = reports.Kind.BLANK_RETURN
    return sent(reports.build(kind, asked, paper, words=current.words()))


@routes.get("/<uuid:version_id>/discussion.<any(docx, pdf):paper>", needs=Permission.RUN_AUDITS)
def take_blank_discussion(version_id: UUID, paper: str) -> Response:
    """What a case discussion writes down, on paper, for a meeting without computers."""
    tool = asked_in(_tool(version_id), audit_looked_at())
    record = blank_discussion(tool, current.partnership().marking)
    kind = reports.Kind.BLANK_DISCUSSION
    return sent(reports.build(kind, record, paper, words=current.words()))


@routes.get(
    "/<uuid:version_id>/questionnaires/<questionnaire>.<any(docx, pdf):paper>",
    needs=Permission.RUN_AUDITS,
)
def take_questionnaire(version_id: UUID, questionnaire: str, paper: str) -> Response:
    """What is asked in a section that is answered once, on paper."""
    return give_questionnaire(_tool(version_id), questionnaire, paper)


def _tool(version_id: UUID) -> AuditTool:
    tool = _tools().get(version_id)
    if tool is None:
        raise Hidden
    return tool


def _tools() -> dict[UUID, AuditTool]:
    with current.database().reading() as reading:
        return published_tools(reading, current.person().partnership)
