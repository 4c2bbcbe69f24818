"""Correcting a record after it was signed off: one place at a time, with a reason."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import corrections as operations
from app.web import current
from app.web.access import Routes
from app.web.discussions.correcting_page import CorrectingPage, describe_correcting
from app.web.discussions.forms import CorrectionForm
from app.web.refusals import show_on
from audit_tools.errors import AuditError, Conflict
from audit_tools.permissions import Permission

routes = Routes("correcting", url_prefix="/discussions/<uuid:case_id>/sections/<key>/correct")


@routes.get("", needs=Permission.HOLD_DISCUSSIONS)
def ask_to_correct(case_id: UUID, key: str) -> Response:
    """The places of a section and, where one was chosen, the form to correct it."""
    page, form = _describe(case_id, key, request.args.get("place", "")), CorrectionForm()
    if page.chosen:
        form.fill(page.chosen)
    return _show(page, form)


@routes.post("", needs=Permission.HOLD_DISCUSSIONS)
def correct(case_id: UUID, key: str) -> Response:
    form = CorrectionForm()
    page = _describe(case_id, key, form.place.data or "")
    if page.chosen is None:
        return _show(page, form, 422)
    try:
        operations.correct_record(
            current.database(),
            by=current.person(),
            case_id=case_id,
            place=page.chosen.place,
            seen=form.seen.data or "",
            after=form.says(page.chosen),
            reason=form.reason.data or "",
        )
    except Conflict as conflict:
        return _show_conflict(case_id, key, form, conflict)
    except AuditError as error:
        return _show(page, form, show_on(form, error))
    flash("The record is corrected. What stood there is kept, with the reason.")
    return redirect(url_for("discussion_sections.show_section", case_id=case_id, key=key), 303)


def _describe(case_id: UUID, key: str, place: str) -> CorrectingPage:
    with current.database().reading() as session:
        return describe_correcting(session, current.person(), case_id, key, place)


def _show_conflict(case_id: UUID, key: str, form: CorrectionForm, conflict: Conflict) -> Response:
    """What was typed, beside what stands there now: sent once more, it takes its place."""
    page, status = _describe(case_id, key, form.place.data or ""), show_on(form, conflict)
    if page.chosen:
        form.seen.data = page.chosen.value
    return _show(page, form, status)


def _show(page: CorrectingPage, form: CorrectionForm, status: int = 200) -> Response:
    if page.chosen:
        form.offer(page.chosen)
    return make_response(
        render_template(
            "discussions/correcting.html", page=page, form=form, invented=page.invented
        ),
        status,
    )
