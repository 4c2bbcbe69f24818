"""Settling that a return does not fit the child on an agency's key sheet."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from app.operations import fit
from app.web import current
from app.web.access import Routes
from app.web.cases.forms import SettleForm
from app.web.cases.one_return import read_one, show_one
from app.web.refusals import show_on
from audit_tools.errors import AuditError
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
    return show_one("cases/fit.html", read_one(case_id, return_id), form, status)
