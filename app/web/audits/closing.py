"""The end of an audit: the interim summary, and closing it."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db.people import people_with_role
from app.operations import audits, closing
from app.web import current
from app.web.access import Routes
from app.web.audits import board
from app.web.audits.forms import CloseForm
from app.web.form_page import show_form
from app.web.forms import Form
from app.web.marked import flash_saved
from app.web.refusals import show_on
from audit_tools.cycles import FEW_CASES
from audit_tools.errors import AuditError, Invalid
from audit_tools.permissions import Permission, Role

routes = Routes("closing", url_prefix="/audits")
RUN = Permission.RUN_AUDITS


@routes.get("/<uuid:audit_id>/interim", needs=RUN)
def ask_interim(audit_id: UUID) -> Response:
    return _show_interim(audit_id, Form())


@routes.post("/<uuid:audit_id>/interim", needs=RUN)
def issue_interim(audit_id: UUID) -> Response:
    form = Form()
    try:
        closing.issue_interim_summary(current.database(), by=current.person(), audit_id=audit_id)
    except Invalid as wrong:
        return _show_interim(audit_id, form, show_on(form, wrong))
    flash("The interim summary can now be read by board members, the L&D group and scrutineers.")
    return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)


@routes.get("/<uuid:audit_id>/close", needs=RUN)
def ask_close(audit_id: UUID) -> Response:
    return _show(audit_id, CloseForm())


@routes.post("/<uuid:audit_id>/close", needs=RUN)
def close_audit(audit_id: UUID) -> Response:
    form = CloseForm()
    try:
        closing.close_audit(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            reason=form.reason.data or "",
            cases_sentence=form.cases_sentence.data or "",
            approved_by=form.approver(),
        )
    except AuditError as wrong:
        return _show(audit_id, form, show_on(form, wrong))
    flash_saved(
        "The audit is closed. Board members, the L&D group and scrutineers can read its summary.",
        form.reason.data,
    )
    return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)


def _show_interim(audit_id: UUID, form: Form, status: int = 200) -> Response:
    with current.database().reading() as reading:
        audit = closing.to_issue(reading, current.person(), audit_id)
        agreed = closing.count_before_closing(reading, current.person(), audit_id).cases
    return show_form(
        form,
        "Issue an interim summary",
        "Issue it",
        status,
        back=(url_for("audits.show_audit", audit_id=audit_id), audit.cycle.title),
        caption=audit.cycle.title,
        lead=f"Board members, the L&D group and scrutineers will read a summary of the "
        f"{audit.cycle.counted.number(agreed)} agreed so far, and of each one that is agreed "
        "later. It says that it is interim. This cannot be taken back.",
        invented=audit.cycle.invented,
    )


def _show(audit_id: UUID, form: CloseForm, status: int = 200) -> Response:
    person = current.person()
    with current.database().reading() as reading:
        audit = audits.to_run(reading, person, audit_id)
        audits.check_collecting(audit)
        page = board.describe_board(reading, person, audit_id, current.now())
        counts = closing.count_before_closing(reading, person, audit_id)
        chairs = {
            one.id: one.name
            for role in (Role.CHAIR, Role.CO_CHAIR)
            for one in people_with_role(reading, person.partnership, role)
        }
    form.offer(chairs, audit.cycle.counted)
    shown = render_template(
        "audits/close.html",
        page=page,
        form=form,
        counts=counts,
        is_few=counts.cases < FEW_CASES,
        invented=page.cycle.invented,
    )
    return make_response(shown, status)
