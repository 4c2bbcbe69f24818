"""The addresses of one action: to read it, and to write its row of the plan."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.action_plans import PlanOnFile
from app.operations import action_plans, meetings
from app.operations.actions import to_follow
from app.operations.summaries import read_summary
from app.operations.ties import offered_for
from app.web import current
from app.web.access import Routes
from app.web.actions import from_audits, from_meetings, pages
from app.web.actions.forms import ActionForm
from app.web.form_page import show_form
from app.web.forms import id_in
from app.web.marked import flash_saved
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.action_plans.details import ActionDetails
from audit_tools.audience import Audience
from audit_tools.dates import local
from audit_tools.errors import Hidden
from audit_tools.permissions import Permission

routes = Routes("actions", url_prefix="/actions")
RUN, FOLLOW = Permission.RUN_AUDITS, Permission.FOLLOW_ACTIONS


@routes.get("/<uuid:action_id>", needs=FOLLOW)
def show(action_id: UUID) -> str:
    today = local(current.now()).date()
    with current.database().reading() as session:
        plan = to_follow(session, current.person(), action_id)
        page = pages.describe_action(session, current.person(), plan, action_id, today)
    return render_template("actions/action.html", page=page, invented=plan.invented)


@routes.get("/plans/<uuid:plan_id>/from-audits", needs=RUN)
def choose_finding(plan_id: UUID) -> str:
    """What audits found that no training mends, each with a link to make an action of it."""
    with current.database().reading() as session:
        plan = action_plans.to_read(session, current.person(), plan_id)
        page = from_audits.describe(session, current.person(), plan)
    return render_template("actions/from_audits.html", page=page, invented=plan.invented)


@routes.get("/plans/<uuid:plan_id>/actions/new", needs=RUN)
def ask_action(plan_id: UUID) -> Response:
    """The form of a new action; the address may name what an audit found and what would help, or
    the item of a meeting of which something was decided."""
    form, plan = ActionForm(formdata=None), _plan_to_read(plan_id)
    if item_id := id_in(request.args.get("decision", "")):
        form.fill(_decided(item_id))
    elif audit_id := id_in(request.args.get("audit", "")):
        form.fill(_proposed(audit_id))
    _offer(form, plan)
    return _show_new(form, plan)


@routes.post("/plans/<uuid:plan_id>/actions/new", needs=RUN)
def add_action(plan_id: UUID) -> Response:
    form, plan = ActionForm(), _plan_to_read(plan_id)
    _offer(form, plan)
    added = attempt(
        form,
        lambda: action_plans.add_action(
            current.database(), by=current.person(), plan_id=plan_id, details=form.details()
        ),
    )
    if isinstance(added, NotDone):
        return _show_new(form, plan, added.status)
    flash_saved("The action is added.", form.finding.data, form.proposed_actions.data)
    return redirect(url_for("actions.show", action_id=added), 303)


@routes.get("/<uuid:action_id>/change", needs=RUN)
def ask_change(action_id: UUID) -> Response:
    return _show_change(action_id, _filled(action_id))


@routes.post("/<uuid:action_id>/change", needs=RUN)
def change(action_id: UUID) -> Response:
    form = ActionForm()
    _offer(form, _plan_of(action_id))
    done = attempt(
        form,
        lambda: action_plans.change_action(
            current.database(),
            by=current.person(),
            action_id=action_id,
            details=form.details(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(action_id),
    )
    if isinstance(done, NotDone):
        return _show_change(action_id, form, *done)
    flash_saved("The action is changed.", form.finding.data, form.proposed_actions.data)
    return redirect(url_for("actions.show", action_id=action_id), 303)


@routes.post("/<uuid:action_id>/remove", needs=RUN)
def remove(action_id: UUID) -> Response:
    plan = _plan_of(action_id)
    action_plans.remove_action(current.database(), by=current.person(), action_id=action_id)
    flash("The action is taken out of the plan.")
    return redirect(url_for("action_plans.show", plan_id=plan.id), 303)


def _plan_to_read(plan_id: UUID) -> PlanOnFile:
    with current.database().reading() as session:
        return action_plans.to_read(session, current.person(), plan_id)


def _plan_of(action_id: UUID) -> PlanOnFile:
    with current.database().reading() as session:
        return to_follow(session, current.person(), action_id)


def _proposed(audit_id: UUID) -> ActionDetails:
    with current.database().reading() as session:
        facts = read_summary(
            session, by=current.person(), audit_id=audit_id, audience=Audience.GOVERNANCE
        )
    remedy, place = request.args.get("remedy", ""), request.args.get("n", 0, int)
    proposed = from_audits.proposed(facts, audit_id, remedy, place)
    if proposed is None:
        raise Hidden()
    return proposed


def _decided(item_id: UUID) -> ActionDetails:
    with current.database().reading() as session:
        meeting = meetings.to_decide(session, current.person(), item_id)
    proposed = from_meetings.proposed(meeting, meeting.item(item_id))
    if proposed is None:
        raise Hidden()
    return proposed


def _offer(form: ActionForm, plan: PlanOnFile) -> None:
    with current.database().reading() as session:
        form.offer(offered_for(session, current.person(), plan))


def _filled(action_id: UUID) -> ActionForm:
    """The form of an action as it stands."""
    form, plan = ActionForm(formdata=None), _plan_of(action_id)
    form.fill(ActionDetails.of(plan.action(action_id)))
    _offer(form, plan)
    return form


def _show_new(form: ActionForm, plan: PlanOnFile, status: int = 200) -> Response:
    back = url_for("action_plans.show", plan_id=plan.id)
    return show_form(
        form,
        "Add an action",
        "Add the action",
        status,
        back=(back, "The plan"),
        caption=plan.title,
        invented=plan.invented,
    )


def _show_change(
    action_id: UUID, form: ActionForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    plan = _plan_of(action_id)
    return show_form(
        form,
        f"Change action {plan.action(action_id).number}",
        "Save",
        status,
        back=(url_for("actions.show", action_id=action_id), "The action"),
        caption=plan.title,
        theirs=theirs,
        invented=plan.invented,
    )
