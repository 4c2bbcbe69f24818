"""A return gets a later date, or the audit's own again."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from app.operations.involvements import case_to_run
from app.operations.later_dates import give_later_date
from app.web import current, day_notes
from app.web.access import Routes
from app.web.audits.forms import DayField
from app.web.cases import pages
from app.web.forms import Form
from app.web.refusals import show_on
from audit_tools.errors import AuditError, Hidden
from audit_tools.permissions import Permission

routes = Routes("later_dates", url_prefix="/cases")
RUN = Permission.RUN_AUDITS


class LaterDateForm(Form):
    """The day, and why."""

    due_later = DayField("Later date")
    reason = TextAreaField("Why it may come later")


@routes.get("/<uuid:case_id>/returns/<uuid:return_id>/date", needs=RUN)
def ask(case_id: UUID, return_id: UUID) -> Response:
    return _show(case_id, return_id, None)


@routes.post("/<uuid:case_id>/returns/<uuid:return_id>/date", needs=RUN)
def give(case_id: UUID, return_id: UUID) -> Response:
    form = LaterDateForm()
    if not form.validate():
        return _show(case_id, return_id, form, 422)
    try:
        give_later_date(
            current.database(),
            by=current.person(),
            case_id=case_id,
            return_id=return_id,
            day=form.due_later.data,
            reason=form.reason.data or "",
        )
    except AuditError as wrong:
        return _show(case_id, return_id, form, show_on(form, wrong))
    notes = day_notes.read_notes([form.due_later.data])
    flash(" ".join(("The date is changed. The agency sees it, with your reason.", *notes)))
    return redirect(url_for("cases.show_case", case_id=case_id), 303)


def _show(
    case_id: UUID, return_id: UUID, form: LaterDateForm | None, status: int = 200
) -> Response:
    person = current.person()
    with current.database().reading() as reading:
        held = case_to_run(reading, person, case_id)
        page = pages.describe_case(reading, person, held, current.now())
    line = next((a for a in page.agencies if a.return_id == return_id), None)
    if line is None:
        raise Hidden
    if form is None:
        form = LaterDateForm()
        form.due_later.data, form.reason.data = line.due_later, line.due_later_reason
    shown = render_template(
        "cases/later_date.html",
        held=held,
        line=line,
        form=form,
        notes=day_notes.notes_by_field(form),
        invented=held.audit.cycle.invented,
    )
    return make_response(shown, status)
