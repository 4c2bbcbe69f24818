"""The write-up is read for accuracy by those who were there."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.operations import corrections as operations
from app.web import current
from app.web.access import Routes
from app.web.discussions.accuracy_page import AccuracyPage, describe_accuracy
from app.web.discussions.forms import AccuracyForm
from app.web.refusals import show_on
from audit_tools.corrections import Accuracy
from audit_tools.errors import AuditError
from audit_tools.permissions import Permission

routes = Routes("accuracy", url_prefix="/discussions/<uuid:case_id>/accuracy")


@routes.get("", needs=Permission.READ_CASES)
def show_accuracy(case_id: UUID) -> Response:
    return _show(case_id, AccuracyForm())


@routes.post("", needs=Permission.GIVE_RETURNS)
def reply(case_id: UUID) -> Response:
    form = AccuracyForm()
    page = _describe(case_id)
    form.offer(page.own)
    if not form.validate():
        return _show(case_id, form, 422)
    try:
        operations.reply_to_record(
            current.database(),
            by=current.person(),
            case_id=case_id,
            agency=form.agency.data or "",
            word=Accuracy(form.word.data),
            text=form.text.data or "",
        )
    except AuditError as error:
        return _show(case_id, form, show_on(form, error))
    flash("Thank you. Your reply is with the chair and the note-taker.")
    return redirect(url_for("discussions.show", case_id=case_id), 303)


def _describe(case_id: UUID) -> AccuracyPage:
    with current.database().reading() as session:
        return describe_accuracy(session, current.person(), case_id)


def _show(case_id: UUID, form: AccuracyForm, status: int = 200) -> Response:
    page = _describe(case_id)
    form.offer(page.own)
    return make_response(
        render_template("discussions/accuracy.html", page=page, form=form, invented=page.invented),
        status,
    )
