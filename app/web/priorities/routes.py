"""One theme of an audit: what is known of it, what was decided, and the form to record it."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import priorities as operations
from app.web import current
from app.web.access import Routes
from app.web.meetings.chosen import back_to, came_from
from app.web.priorities.forms import DecisionForm
from app.web.refusals import Theirs, show_beside
from audit_tools.errors import AuditError
from audit_tools.permissions import Permission, can
from reports.kinds.priorities import known_of, rule

routes = Routes("priorities", url_prefix="/audits/<uuid:audit_id>/priorities/<theme>")
RUN = Permission.RUN_AUDITS


@routes.get("", needs=Permission.READ_SUMMARIES)
def show(audit_id: UUID, theme: str) -> Response:
    return _show(audit_id, theme, _filled(audit_id, theme))


@routes.post("", needs=RUN)
def decide(audit_id: UUID, theme: str) -> Response:
    form = DecisionForm.with_meetings()
    try:
        operations.decide(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            theme=theme,
            priority=form.priority.data or "",
            **form.where(),
            reason=form.reason.data or "",
            views=form.views.data or "",
            seen=form.seen.data or "",
        )
    except AuditError as error:
        shown = show_beside(form, error, lambda: _filled(audit_id, theme))
        return _show(audit_id, theme, form, *shown)
    held = _read(audit_id, theme)
    flash(f"What was decided on {held.row.title} is recorded.")
    if request.form.get("then") == "next" and held.next:
        there = url_for("priorities.show", audit_id=audit_id, theme=held.next, meeting=came_from())
        return redirect(there, 303)
    return redirect(way_back(audit_id), 303)


def way_back(audit_id: UUID) -> str:
    """Where one goes on from what was decided: to the summary, or to the meeting come from."""
    return back_to(url_for("summaries.show", audit_id=audit_id, _anchor="priorities"))


def _read(audit_id: UUID, theme: str) -> operations.ThemeToDecide:
    with current.database().reading() as session:
        return operations.read_theme(session, by=current.person(), audit_id=audit_id, theme=theme)


def _filled(audit_id: UUID, theme: str) -> DecisionForm:
    """The form with what stands."""
    form = DecisionForm(formdata=None)
    held = _read(audit_id, theme)
    form.offer(held.meetings)
    form.show(held, came_from())
    return form


def _show(
    audit_id: UUID, theme: str, form: DecisionForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    held = _read(audit_id, theme)
    page = render_template(
        "priorities/theme.html",
        audit_id=audit_id,
        held=held,
        known=known_of(held.facts, held.row),
        rule=rule(held.facts),
        decides=can(current.person(), RUN) and not held.facts.interim,
        form=form,
        back=way_back(audit_id),
        from_meeting=came_from() is not None,
        theirs=theirs,
        invented=held.facts.invented,
    )
    return make_response(page, status)
