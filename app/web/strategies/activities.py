"""The addresses of one activity: to read it, to write it, its days, and what was measured."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import strategies
from app.operations.strategy_ties import offered_ties
from app.web import current
from app.web.access import Routes
from app.web.form_page import show_form
from app.web.forms import Form, id_of
from app.web.marked import flash_saved
from app.web.refusals import NotDone, Theirs, attempt
from app.web.strategies import pages
from app.web.strategies.forms import ActivityForm, DaysForm, MeasureForm
from app.web.strategies.one_strategy import return_to
from audit_tools.errors import Hidden
from audit_tools.learning_strategy.points import Measured, PointKind
from audit_tools.learning_strategy.strategy import Activity, Strategy
from audit_tools.permissions import Permission

routes = Routes("activities", url_prefix="/strategies")
WRITE, READ = Permission.WRITE_NEEDS, Permission.READ_PLANS


@routes.get("/activities/<uuid:activity_id>", needs=READ)
def show(activity_id: UUID) -> str:
    with current.database().reading() as session:
        strategy = strategies.of_activity(session, current.person(), activity_id)
        page = pages.describe_activity(session, current.person(), strategy, activity_id)
    return render_template("strategies/activity.html", page=page, invented=strategy.invented)


@routes.get("/objectives/<uuid:objective_id>/activities/new", needs=WRITE)
def ask_activity(objective_id: UUID) -> Response:
    """The form of a new activity; the address may name the need that it answers."""
    form = ActivityForm(formdata=None)
    form.audit.data = request.args.get("audit", "")
    form.theme.data = request.args.get("theme", "")
    return _show_new(objective_id, form)


@routes.post("/objectives/<uuid:objective_id>/activities/new", needs=WRITE)
def add_activity(objective_id: UUID) -> Response:
    form = _offered(ActivityForm())
    added = attempt(
        form,
        lambda: strategies.add_activity(
            current.database(),
            by=current.person(),
            objective_id=objective_id,
            details=form.details(),
        ),
    )
    if isinstance(added, NotDone):
        return _show_new(objective_id, form, added.status)
    flash_saved("The activity is added.", form.what.data, form.audience.data)
    return _to(added)


@routes.get("/activities/<uuid:activity_id>/change", needs=WRITE)
def ask_change(activity_id: UUID) -> Response:
    return _show(activity_id, _filled(activity_id), "Change the activity")


@routes.post("/activities/<uuid:activity_id>/change", needs=WRITE)
def change(activity_id: UUID) -> Response:
    form, heading = _offered(ActivityForm()), "Change the activity"
    done = attempt(
        form,
        lambda: strategies.change_activity(
            current.database(),
            by=current.person(),
            activity_id=activity_id,
            details=form.details(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(activity_id),
    )
    if isinstance(done, NotDone):
        return _show(activity_id, form, heading, *done)
    flash_saved("The activity is changed.", form.what.data, form.audience.data, form.reason.data)
    return _to(activity_id)


@routes.post("/activities/<uuid:activity_id>/remove", needs=WRITE)
def remove(activity_id: UUID) -> Response:
    strategy, _ = _read(activity_id)
    strategies.remove_activity(current.database(), by=current.person(), activity_id=activity_id)
    flash("The activity is taken out.")
    return return_to(strategy.id)


@routes.get("/activities/<uuid:activity_id>/days", needs=WRITE)
def ask_days(activity_id: UUID) -> Response:
    return _show_days(activity_id, _filled_days(activity_id))


@routes.post("/activities/<uuid:activity_id>/days", needs=WRITE)
def set_days(activity_id: UUID) -> Response:
    form = DaysForm()
    done = attempt(
        form,
        lambda: strategies.set_days(
            current.database(),
            by=current.person(),
            activity_id=activity_id,
            days=form.days(),
            seen=form.seen.data or "",
        ),
        lambda: _filled_days(activity_id),
    )
    if isinstance(done, NotDone):
        return _show_days(activity_id, form, *done)
    flash("The days are set.")
    return _to(activity_id)


@routes.get("/activities/<uuid:activity_id>/points/<point>", needs=WRITE)
def ask_measured(activity_id: UUID, point: str) -> Response:
    kind = _kind(point)
    return _show_measured(activity_id, kind, _filled_measured(activity_id, kind))


@routes.post("/activities/<uuid:activity_id>/points/<point>", needs=WRITE)
def measure(activity_id: UUID, point: str) -> Response:
    form, kind = MeasureForm(), _kind(point)
    done = attempt(
        form,
        lambda: strategies.measure(
            current.database(),
            by=current.person(),
            activity_id=activity_id,
            kind=kind,
            measured=form.measured(),
            seen=form.seen.data or "",
        ),
        lambda: _filled_measured(activity_id, kind),
    )
    if isinstance(done, NotDone):
        return _show_measured(activity_id, kind, form, *done)
    flash_saved(
        "What was measured is saved.", form.how_much.data, form.how_well.data, form.difference.data
    )
    return _to(activity_id)


def _kind(point: str) -> PointKind:
    """The evaluation point of an address. Raises ``Hidden`` where there is no such."""
    if point not in set(PointKind):
        raise Hidden("There is no such evaluation point.")
    return PointKind(point)


def _read(activity_id: UUID) -> tuple[Strategy, Activity]:
    with current.database().reading() as session:
        strategy = strategies.of_activity(session, current.person(), activity_id)
    return strategy, strategy.activity(activity_id)


def _offered(form: ActivityForm) -> ActivityForm:
    with current.database().reading() as session:
        audit, theme = id_of(form.audit), form.theme.data or ""
        form.offer(offered_ties(session, current.person(), audit, theme))
    return form


def _filled(activity_id: UUID) -> ActivityForm:
    form = ActivityForm(formdata=None)
    form.fill(_read(activity_id)[1].details)
    return _offered(form)


def _filled_days(activity_id: UUID) -> DaysForm:
    activity = _read(activity_id)[1]
    form = DaysForm(formdata=None)
    form.fill(activity)
    return form


def _filled_measured(activity_id: UUID, kind: PointKind) -> MeasureForm:
    point = next(one for one in _read(activity_id)[1].points if one.kind is kind)
    form = MeasureForm(formdata=None)
    form.fill(point.measured or Measured())
    return form


def _show_new(objective_id: UUID, form: ActivityForm, status: int = 200) -> Response:
    with current.database().reading() as session:
        strategy = strategies.of_objective(session, current.person(), objective_id)
    objective = strategy.objective(objective_id)
    return show_form(
        _offered(form),
        "Add an activity",
        "Add the activity",
        status,
        back=(url_for("strategies.show", strategy_id=strategy.id), "The strategy"),
        caption=f"{objective.number}. {objective.says}",
        invented=strategy.invented,
    )


def _show_days(
    activity_id: UUID, form: DaysForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    lead = (
        "The days are proposed from that of the activity. Write another where it suits better; "
        "empty a box to have its day proposed again."
    )
    return _show(activity_id, form, "When it is looked at again", status, theirs, lead)


def _show_measured(
    activity_id: UUID, kind: PointKind, form: MeasureForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    return _show(activity_id, form, kind.label, status, theirs, kind.asks)


def _show(
    activity_id: UUID,
    form: Form,
    heading: str,
    status: int = 200,
    theirs: Theirs = (),
    lead: str = "",
) -> Response:
    strategy, activity = _read(activity_id)
    return show_form(
        form,
        heading,
        "Save",
        status,
        back=(url_for("activities.show", activity_id=activity_id), "The activity"),
        caption=activity.details.what,
        lead=lead,
        theirs=theirs,
        invented=strategy.invented,
    )


def _to(activity_id: UUID) -> Response:
    return redirect(url_for("activities.show", activity_id=activity_id), 303)
