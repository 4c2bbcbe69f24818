"""The page that proposes the dates of a joint inspection, and takes them over into the audit."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, TextAreaField

from app.db.audits import AuditOnFile
from app.operations import audits, inspection_dates
from app.web import current, day_notes
from app.web.access import Routes
from app.web.audits.forms import DayField
from app.web.forms import Form
from app.web.marked import flash_saved
from app.web.refusals import CONFLICT, NotDone, attempt, show_on
from audit_tools.cycles import Phase
from audit_tools.errors import Invalid
from audit_tools.inspection_dates import InspectionDates, Step
from audit_tools.method_statements import timetable
from audit_tools.permissions import Permission

routes = Routes("inspection_dates")
RUN = Permission.RUN_AUDITS


class NotifiedForm(Form):
    """The day of notification, and why an audit under way gets other dates."""

    notified_on = DayField("Day of notification")
    reason = TextAreaField("Why the dates change")
    seen = HiddenField()


@dataclass(frozen=True)
class StepLine:
    """One step, with what is worth knowing about its days."""

    step: Step
    notes: tuple[str, ...]


@routes.get("/audits/<uuid:audit_id>/inspection-dates", needs=RUN)
def ask(audit_id: UUID) -> Response:
    audit = _audit(audit_id)
    # What is asked for stands in the address: to look at other days changes nothing.
    form = NotifiedForm(request.args, meta={"csrf": False})
    if "notified_on" not in request.args:
        form.notified_on.data = audit.cycle.notified_on
        return _show(audit, form)
    if not form.validate():
        return _show(audit, form, 422)
    try:
        inspection_dates.proposed(form.notified_on.data)
    except Invalid as wrong:
        return _show(audit, form, show_on(form, wrong))
    return _show(audit, form)


@routes.post("/audits/<uuid:audit_id>/inspection-dates", needs=RUN)
def take_over(audit_id: UUID) -> Response:
    form = NotifiedForm()
    done = attempt(
        form,
        lambda: inspection_dates.take_over(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            notified_on=form.notified_on.data,
            seen=form.seen.data or "",
            reason=form.reason.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _show(_audit(audit_id), form, done.status)
    flash_saved("The audit has the dates of the inspection. Each can be changed.", form.reason.data)
    return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)


def _audit(audit_id: UUID) -> AuditOnFile:
    with current.database().reading() as reading:
        return audits.to_run(reading, current.person(), audit_id)


def _show(audit: AuditOnFile, form: NotifiedForm, status: int = 200) -> Response:
    proposed = _proposed(form.notified_on.data)
    form.seen.data = audits.version_of_dates(audit)
    page = render_template(
        "inspection_dates/dates.html",
        audit=audit,
        form=form,
        theirs=_dates_now(audit) if status == CONFLICT else (),
        proposed=proposed,
        lines=_lines(proposed) if proposed else (),
        is_open=audit.cycle.phase is not Phase.CLOSED,
        invented=audit.cycle.invented,
    )
    return make_response(page, status)


def _dates_now(audit: AuditOnFile) -> tuple[tuple[str, str], ...]:
    return timetable(audit.cycle) or (("Dates of the audit", "none is set"),)


def _proposed(notified: date | None) -> InspectionDates | None:
    try:
        return inspection_dates.proposed(notified)
    except Invalid:
        return None


def _lines(proposed: InspectionDates) -> tuple[StepLine, ...]:
    """A step of many days is a stretch of time, of which holidays say nothing."""
    return tuple(
        StepLine(step, day_notes.read_notes(dict.fromkeys((step.first, step.last))))
        for step in proposed.steps
    )
