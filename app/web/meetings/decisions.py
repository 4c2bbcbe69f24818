"""The page that is projected in a meeting and filled in there: what is asked, what is decided."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.operations import meetings
from app.web import current
from app.web.access import Routes
from app.web.decisions.pages import describe_log
from app.web.meetings.forms import DecisionForm
from app.web.meetings.pages import describe_decisions, form_of, prefix_of
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.dates import local
from audit_tools.permissions import Permission, can

routes = Routes("decisions", url_prefix="/meetings")
RUN = Permission.RUN_AUDITS


@routes.get("/decisions", needs=Permission.READ_PLANS)
def list_decisions() -> str:
    """Everything that was decided, to look up what became of it."""
    today = local(current.now()).date()
    with current.database().reading() as session:
        part = describe_log(session, current.person(), today)
    runs = can(current.person(), RUN)
    return render_template("decisions/log.html", part=part, runs_meetings=runs)


@routes.get("/<uuid:meeting_id>/decisions", needs=RUN)
def show(meeting_id: UUID) -> Response:
    return _show(meeting_id)


@routes.post("/items/<uuid:item_id>/decision", needs=RUN)
def record(item_id: UUID) -> Response:
    with current.database().reading() as session:
        meeting = meetings.to_decide(session, current.person(), item_id)
    item = meeting.item(item_id)
    form = DecisionForm(prefix=prefix_of(item))
    done = attempt(
        form,
        lambda: meetings.record_decision(
            current.database(),
            by=current.person(),
            item_id=item_id,
            decision=form.decision(),
            seen=form.seen.data or "",
        ),
        lambda: _as_it_stands(item_id),
    )
    if isinstance(done, NotDone):
        return _show(meeting.id, (item_id, form), *done)
    flash(f"What was decided of item {item.number} is saved.")
    return redirect(
        url_for("decisions.show", meeting_id=meeting.id, _anchor=f"item-{item.number}"), 303
    )


def _as_it_stands(item_id: UUID) -> DecisionForm:
    with current.database().reading() as session:
        return form_of(meetings.to_decide(session, current.person(), item_id).item(item_id))


def _show(
    meeting_id: UUID,
    typed: tuple[UUID, DecisionForm] | None = None,
    status: int = 200,
    theirs: Theirs = (),
) -> Response:
    with current.database().reading() as session:
        meeting = meetings.to_read(session, current.person(), meeting_id)
        is_to_come = meeting.on > local(current.now()).date()
        items = describe_decisions(
            session, current.person(), meeting, typed, decides=not is_to_come
        )
    page = render_template(
        "meetings/decisions.html",
        meeting=meeting,
        items=items,
        is_to_come=is_to_come,
        mistakes=typed[1].mistakes if typed else (),
        typed=typed[0] if typed else None,
        theirs=theirs,
        invented=meeting.invented,
    )
    return make_response(page, status)
