"""Taking out of a signed-off record what identifies somebody: found first, then taken out."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import taking_out as operations
from app.web import current
from app.web.access import Routes
from app.web.discussions.forms import TakingOutForm
from app.web.discussions.taking_out_page import TakingOutPage, describe_taking_out
from app.web.refusals import show_on
from audit_tools.corrections import check_taking_out
from audit_tools.errors import AuditError, Invalid
from audit_tools.permissions import Permission

routes = Routes("taking_out", url_prefix="/discussions/<uuid:case_id>/take-out")


@routes.get("", needs=Permission.HOLD_DISCUSSIONS)
def ask(case_id: UUID) -> Response:
    return _show(_describe(case_id, ""), TakingOutForm())


@routes.post("", needs=Permission.HOLD_DISCUSSIONS)
def take_out(case_id: UUID) -> Response:
    """Show where the words stand; sent from there, take them out."""
    form = TakingOutForm()
    passage, instead = form.passage.data or "", form.instead.data or ""
    page = _describe(case_id, "")
    try:
        words = check_taking_out(passage, instead)
        if not request.form.get("found"):
            page = _describe(case_id, words)
            if not page.found:
                raise Invalid(operations.NOWHERE, place="passage")
            return _show(page, form)
        operations.take_out(
            current.database(),
            by=current.person(),
            case_id=case_id,
            passage=words,
            instead=instead,
        )
    except AuditError as error:
        return _show(page, form, show_on(form, error))
    flash("It is taken out for good. The record says that something was, and when.")
    return redirect(url_for("discussions.show", case_id=case_id), 303)


def _describe(case_id: UUID, words: str) -> TakingOutPage:
    with current.database().reading() as session:
        return describe_taking_out(session, current.person(), case_id, words)


def _show(page: TakingOutPage, form: TakingOutForm, status: int = 200) -> Response:
    return make_response(
        render_template(
            "discussions/taking_out.html", page=page, form=form, invented=page.invented
        ),
        status,
    )
