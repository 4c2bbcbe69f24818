"""The addresses of the pathway: to write its rows."""

from uuid import UUID

from flask import flash
from werkzeug.wrappers import Response

from app.operations import pathways
from app.web import current
from app.web.access import Routes
from app.web.refusals import NotDone, Theirs, attempt
from app.web.strategies.forms import PathwayForm
from app.web.strategies.one_strategy import read_strategy, return_to, show_form_of
from audit_tools.learning_strategy.pathway import find_step
from audit_tools.learning_strategy.strategy import Strategy
from audit_tools.permissions import Permission

routes = Routes("pathways", url_prefix="/strategies")
WRITE, PART = Permission.WRITE_NEEDS, "pathway"


@routes.get("/<uuid:strategy_id>/pathway/new", needs=WRITE)
def ask_step(strategy_id: UUID) -> Response:
    return _show(read_strategy(strategy_id), PathwayForm(formdata=None), "Add a level")


@routes.post("/<uuid:strategy_id>/pathway/new", needs=WRITE)
def add_step(strategy_id: UUID) -> Response:
    form, heading = PathwayForm(), "Add a level"
    done = attempt(
        form,
        lambda: pathways.add_step(
            current.database(), by=current.person(), strategy_id=strategy_id, row=form.row()
        ),
    )
    if isinstance(done, NotDone):
        return _show(read_strategy(strategy_id), form, heading, done.status)
    flash("The level is added to the pathway.")
    return return_to(strategy_id, PART)


@routes.get("/pathway/<uuid:step_id>/change", needs=WRITE)
def ask_change(step_id: UUID) -> Response:
    return _show(_of_step(step_id), _filled(step_id), "Change the level")


@routes.post("/pathway/<uuid:step_id>/change", needs=WRITE)
def change(step_id: UUID) -> Response:
    form, heading = PathwayForm(), "Change the level"
    done = attempt(
        form,
        lambda: pathways.change_step(
            current.database(),
            by=current.person(),
            step_id=step_id,
            row=form.row(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(step_id),
    )
    if isinstance(done, NotDone):
        return _show(_of_step(step_id), form, heading, *done)
    flash("The level is changed.")
    return return_to(_of_step(step_id).id, PART)


@routes.post("/pathway/<uuid:step_id>/remove", needs=WRITE)
def remove(step_id: UUID) -> Response:
    strategy = _of_step(step_id)
    pathways.remove_step(current.database(), by=current.person(), step_id=step_id)
    flash("The level is taken out of the pathway.")
    return return_to(strategy.id, PART)


def _of_step(step_id: UUID) -> Strategy:
    with current.database().reading() as session:
        return pathways.of_step(session, current.person(), step_id)


def _filled(step_id: UUID) -> PathwayForm:
    form = PathwayForm(formdata=None)
    form.fill(find_step(_of_step(step_id).pathway, step_id).row)
    return form


def _show(
    strategy: Strategy, form: PathwayForm, heading: str, status: int = 200, theirs: Theirs = ()
) -> Response:
    return show_form_of(strategy, form, heading, status, theirs, PART)
