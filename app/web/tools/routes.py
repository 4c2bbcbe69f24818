"""The pages of published audit tools."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db.tools import published_tools
from app.operations import tools as operations
from app.web import current
from app.web.access import Routes
from app.web.tools import pages
from audit_tools.errors import Hidden
from audit_tools.library import shipped_tools
from audit_tools.permissions import Permission
from audit_tools.tool import AuditTool

routes = Routes("tools", url_prefix="/tools")


@routes.get("", needs=Permission.RUN_AUDITS)
def list_tools() -> str:
    published = _tools()
    here = {(tool.key, tool.version) for tool in published.values()}
    waiting = [tool for tool in shipped_tools() if (tool.key, tool.version) not in here]
    return render_template("tools/list.html", tools=published, waiting=waiting)


@routes.post("/shipped", needs=Permission.RUN_AUDITS)
def publish_shipped() -> Response:
    """Publish the tools and theme lists that come with Golden Thread."""
    operations.publish_shipped(current.database(), by=current.person())
    flash("The audit tools that come with Golden Thread are published.")
    return redirect(url_for("tools.list_tools"), 303)


@routes.get("/<uuid:version_id>", needs=Permission.RUN_AUDITS)
def show_tool(version_id: UUID) -> str:
    tool = _tools().get(version_id)
    if tool is None:
        raise Hidden
    return render_template("tools/tool.html", page=pages.describe_tool(tool), id=version_id)


def _tools() -> dict[UUID, AuditTool]:
    with current.database().reading() as reading:
        return published_tools(reading, current.person().partnership)
