"""A return gets a later date, or the audit's own again."""

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from app.db.schedule import dates_of
from app.operations.later_dates import give_later_date
from app.web import current, day_notes
from app.web.access import Routes
from app.web.audits.forms import DayField
from app.web.cases.one_return import read_one, show_one
from app.web.forms import Form
from app.web.marked import flash_saved
from app.web.refusals import NotDone, attempt
from audit_tools.later_dates import note_of_discussion
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
    done = attempt(
        form,
        lambda: give_later_date(
            current.database(),
            by=current.person(),
            case_id=case_id,
            return_id=return_id,
            day=form.due_later.data,
            reason=form.reason.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _show(case_id, return_id, form, done.status)
    notes = [*day_notes.read_notes([form.due_later.data]), *_of_discussion(case_id, form)]
    said = " ".join(("The date is changed. The agency sees it, with your reason.", *notes))
    flash_saved(said, form.reason.data)
    return redirect(url_for("cases.show_case", case_id=case_id), 303)


def _of_discussion(case_id: UUID, form: LaterDateForm) -> tuple[str, ...]:
    """That the day is not before the discussion, which is held without the return then."""
    partnership = current.person().partnership
    with current.database().reading() as reading:
        date = dates_of(reading, partnership, [case_id]).get(case_id)
    return note_of_discussion(form.due_later.data, date.slot.day if date and date.slot else None)


def _show(
    case_id: UUID, return_id: UUID, form: LaterDateForm | None, status: int = 200
) -> Response:
    one = read_one(case_id, return_id)
    if form is None:
        form = LaterDateForm()
        form.due_later.data, form.reason.data = one.line.due_later, one.line.due_later_reason
    notes = day_notes.notes_by_field(form)
    return show_one("cases/later_date.html", one, form, status, notes=notes)
