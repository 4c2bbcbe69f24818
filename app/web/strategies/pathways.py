"""The addresses of the pathway: to write its rows."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from app.operations import pathways, strategies
from app.web import current
from app.web.access import Routes
from app.web.form_page import show_form
from app.web.refusals import Theirs, show_beside, show_on
from app.web.strategies.forms import PathwayForm
from audit_tools.errors import AuditError
from audit_tools.learning_strategy.pathway import find_step
from audit_tools.learning_strategy.strategy import Strategy
from audit_tools.permissions import Permission

routes = Routes("pathways", url_prefix="/strategies")
WRITE = Permission.WRITE_NEEDS


@routes.get("/<uuid:strategy_id>/pathway/new", needs=WRITE)
def ask_step(strategy_id: UUID) -> Response:
    return _show(_read(strategy_id), PathwayForm(formdata=None), "Add a level")


@routes.post("/<uuid:strategy_id>/pathway/new", needs=WRITE)
def add_step(strategy_id: UUID) -> Response:
    form, heading = PathwayForm(), "Add a level"
    if not form.validate():
        return _show(_read(strategy_id), form, heading, 422)
    try:
        pathways.add_step(
            current.database(), by=current.person(), strategy_id=strategy_id, row=form.row()
        )
    except AuditError as wrong:
        return _show(_read(strategy_id), form, heading, show_on(form, wrong))
    flash("The level is added to the pathway.")
    return _to(strategy_id)


@routes.get("/pathway/<uuid:step_id>/change", needs=WRITE)
def ask_change(step_id: UUID) -> Response:
    return _show(_of_step(step_id), _filled(step_id), "Change the level")


@routes.post("/pathway/<uuid:step_id>/change", needs=WRITE)
def change(step_id: UUID) -> Response:
    form, heading = PathwayForm(), "Change the level"
    if not form.validate():
        return _show(_of_step(step_id), form, heading, 422)
    try:
        pathways.change_step(
            current.database(),
            by=current.person(),
            step_id=step_id,
            row=form.row(),
            seen=form.seen.data or "",
        )
    except AuditError as wrong:
        status, theirs = show_beside(form, wrong, lambda: _filled(step_id))
        return _show(_of_step(step_id), form, heading, status, theirs)
    flash("The level is changed.")
    return _to(_of_step(step_id).id)


@routes.post("/pathway/<uuid:step_id>/remove", needs=WRITE)
def remove(step_id: UUID) -> Response:
    strategy = _of_step(step_id)
    pathways.remove_step(current.database(), by=current.person(), step_id=step_id)
    flash("The level is taken out of the pathway.")
    return _to(strategy.id)


def _read(strategy_id: UUID) -> Strategy:
    with current.database().reading() as session:
        return strategies.to_read(session, current.person(), strategy_id)


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
    return show_form(
        form,
        heading,
        "Save",
        status,
        back=(f"{_path(strategy.id)}#pathway", "The strategy"),
        caption=strategy.details.title,
        theirs=theirs,
        invented=strategy.invented,
    )


def _path(strategy_id: UUID) -> str:
    return url_for("strategies.show", strategy_id=strategy_id)


def _to(strategy_id: UUID) -> Response:
    return redirect(f"{_path(strategy_id)}#pathway", 303)
