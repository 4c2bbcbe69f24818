"""Moving an audit under way to the newest version of its tool."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import audits
from app.operations import moving as operations
from app.web import current
from app.web.access import Routes
from app.web.audits.version_page import describe_move
from audit_tools.errors import Conflict
from audit_tools.permissions import Permission

routes = Routes("audit_versions", url_prefix="/audits/<uuid:audit_id>/version")
RUN = Permission.RUN_AUDITS


@routes.get("", needs=RUN)
def show(audit_id: UUID) -> Response:
    """What moving would change, or that there is nothing to move to."""
    return _show(audit_id)


@routes.post("", needs=RUN)
def move(audit_id: UUID) -> Response:
    try:
        operations.move_audit(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            seen=request.form.get("seen", ""),
        )
    except Conflict as wrong:
        return _show(audit_id, wrong.message, 409)
    with current.database().reading() as session:
        audit = audits.to_run(session, current.person(), audit_id)
    version = audit.tool.version
    flash(f"The audit goes on with version {version}. Nothing that was answered is lost.")
    return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)


def _show(audit_id: UUID, problem: str = "", status: int = 200) -> Response:
    by = current.person()
    with current.database().reading() as session:
        audit = audits.to_run(session, by, audit_id)
        page = describe_move(session, by, audit_id, problem)
    shown = render_template(
        "audits/version.html", audit=audit, page=page, invented=audit.cycle.invented
    )
    return make_response(shown, status)
