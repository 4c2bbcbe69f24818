"""The pages of published audit tools."""

from uuid import UUID

from flask import render_template

from app.db.tools import published_tools
from app.web import current
from app.web.access import Routes
from app.web.tools import pages
from audit_tools.errors import Hidden
from audit_tools.permissions import Permission
from audit_tools.tool import AuditTool

routes = Routes("tools", url_prefix="/tools")


@routes.get("", needs=Permission.RUN_AUDITS)
def list_tools() -> str:
    return render_template("tools/list.html", tools=_tools())


@routes.get("/<uuid:version_id>", needs=Permission.RUN_AUDITS)
def show_tool(version_id: UUID) -> str:
    tool = _tools().get(version_id)
    if tool is None:
        raise Hidden
    return render_template("tools/tool.html", page=pages.describe_tool(tool), id=version_id)


def _tools() -> dict[UUID, AuditTool]:
    with current.database().reading() as reading:
        return published_tools(reading, current.person().partnership)
