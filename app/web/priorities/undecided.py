"""All themes of an audit that nobody has decided, and the form to decide them as suggested."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template
from werkzeug.wrappers import Response

from app.operations import priorities as operations
from app.web import current
from app.web.access import Routes
from app.web.meetings.chosen import came_from
from app.web.priorities.forms import SuggestionsForm
from app.web.priorities.routes import way_back
from app.web.refusals import CONFLICT, NotDone, attempt
from audit_tools.numbers import plural
from audit_tools.permissions import Permission
from audit_tools.priorities import Priority
from reports.kinds.priorities import rule

routes = Routes("undecided", url_prefix="/audits/<uuid:audit_id>/undecided-themes")
RUN = Permission.RUN_AUDITS


@routes.get("", needs=RUN)
def ask(audit_id: UUID) -> Response:
    held, form = _read(audit_id), SuggestionsForm.with_meetings()
    form.show(held, came_from())
    return _show(audit_id, held, form)


@routes.post("", needs=RUN)
def accept(audit_id: UUID) -> Response:
    form = SuggestionsForm.with_meetings()
    done = attempt(
        form,
        lambda: operations.accept_suggestions(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            **form.where(),
            reason=form.reason.data or "",
            seen=form.seen.data or "",
        ),
    )
    if isinstance(done, NotDone):
        held = _read(audit_id)
        if done.status == CONFLICT:
            # The page shows what is undecided now.
            form.seen.data = held.seen
        return _show(audit_id, held, form, done.status)
    flash(f"What was decided on {plural(done, 'theme')} is recorded.")
    return redirect(way_back(audit_id), 303)


def _read(audit_id: UUID) -> operations.Undecided:
    with current.database().reading() as session:
        return operations.read_undecided(session, by=current.person(), audit_id=audit_id)


def _show(
    audit_id: UUID, held: operations.Undecided, form: SuggestionsForm, status: int = 200
) -> Response:
    suggested = [
        (priority.label, [row for row in held.rows if held.suggested[row.key] is priority])
        for priority in Priority
    ]
    page = render_template(
        "priorities/undecided.html",
        audit_id=audit_id,
        held=held,
        number=plural(len(held.rows), "theme"),
        suggested=[(label, rows) for label, rows in suggested if rows],
        rule=rule(held.facts),
        form=form,
        back=way_back(audit_id),
        from_meeting=came_from() is not None,
        invented=held.facts.invented,
    )
    return make_response(page, status)
