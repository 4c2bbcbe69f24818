"""The page on which the chair reads and confirms all that is left."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import confirming as operations
from app.web import current
from app.web.access import Routes
from app.web.discussions.confirming_page import describe_confirming
from app.web.errors import STATUS
from audit_tools.errors import AuditError, Conflict, Refused
from audit_tools.permissions import Permission

routes = Routes("confirming", url_prefix="/discussions")
SEEN = "seen:"


@routes.get("/<uuid:case_id>/confirm", needs=Permission.HOLD_DISCUSSIONS)
def ask_to_confirm(case_id: UUID) -> Response:
    return _show(case_id)


@routes.post("/<uuid:case_id>/confirm", needs=Permission.HOLD_DISCUSSIONS)
def confirm_rest(case_id: UUID) -> Response:
    """Confirm every section that the page showed, as it showed it."""
    seen = {
        name.removeprefix(SEEN): value
        for name, value in request.form.items()
        if name.startswith(SEEN)
    }
    try:
        operations.confirm_rest(current.database(), by=current.person(), case_id=case_id, seen=seen)
    except Conflict as changed:
        return _show(case_id, changed)
    except Refused as refused:
        if not refused.place:
            raise
        return _show(case_id, refused)
    flash("Everything that is written is confirmed.")
    return redirect(url_for("discussions.show", case_id=case_id), 303)


def _show(case_id: UUID, wrong: AuditError | None = None) -> Response:
    with current.database().reading() as session:
        page = describe_confirming(session, current.person(), case_id)
    return make_response(
        render_template(
            "discussions/confirming.html", page=page, wrong=wrong, invented=page.invented
        ),
        STATUS[wrong.kind] if wrong else 200,
    )
