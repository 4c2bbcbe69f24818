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
from app.web.marked import flash_saved
from app.web.refusals import show_on
from audit_tools.cycles import FEW_CASES
from audit_tools.errors import AuditError
from audit_tools.permissions import Permission, Role

routes = Routes("closing", url_prefix="/audits")
RUN = Permission.RUN_AUDITS


@routes.post("/<uuid:audit_id>/interim", needs=RUN)
def issue_interim(audit_id: UUID) -> Response:
    closing.issue_interim_summary(current.database(), by=current.person(), audit_id=audit_id)
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
