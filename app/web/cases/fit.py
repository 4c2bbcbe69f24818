"""Settling that a return does not fit the child on an agency's key sheet."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.operations import fit
from app.operations.involvements import case_to_run
from app.web import current
from app.web.access import Routes
from app.web.cases import pages
from app.web.cases.forms import SettleForm
from app.web.refusals import show_on
from audit_tools.errors import AuditError, Hidden
from audit_tools.permissions import Permission

routes = Routes("fit", url_prefix="/cases/<uuid:case_id>/returns/<uuid:return_id>/fit")
RUN = Permission.RUN_AUDITS


@routes.get("", needs=RUN)
def ask_settle(case_id: UUID, return_id: UUID) -> Response:
    return _show(case_id, return_id, SettleForm())


@routes.post("", needs=RUN)
def settle(case_id: UUID, return_id: UUID) -> Response:
    form = SettleForm()
    try:
        fit.settle_fit(
            current.database(),
            by=current.person(),
            case_id=case_id,
            return_id=return_id,
            note=form.reason.data or "",
        )
    except AuditError as wrong:
        return _show(case_id, return_id, form, show_on(form, wrong))
    flash("The return can begin again. The agency reads your note and says anew whether it fits.")
    return redirect(url_for("cases.show_case", case_id=case_id), 303)


def _show(case_id: UUID, return_id: UUID, form: SettleForm, status: int = 200) -> Response:
    person = current.person()
    with current.database().reading() as reading:
        held = case_to_run(reading, person, case_id)
        page = pages.describe_case(reading, person, held, current.now())
    line = next((a for a in page.agencies if a.return_id == return_id), None)
    if line is None:
        raise Hidden
    shown = render_template(
        "cases/fit.html", held=held, page=page, line=line, form=form,
        invented=held.audit.cycle.invented,
    )  # fmt: skip
    return make_response(shown, status)
