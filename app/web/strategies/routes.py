"""The addresses of learning strategies: the list, one strategy, its papers, its objectives."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

import reports
from app.operations import strategies
from app.operations.strategy_loops import read_with_loops
from app.web import current
from app.web.access import Routes
from app.web.files import sent
from app.web.form_page import show_form
from app.web.marked import flash_saved
from app.web.refusals import Theirs, show_beside, show_on
from app.web.strategies import pages
from app.web.strategies.forms import ObjectiveForm, StrategyForm
from app.web.summaries.pages import written
from audit_tools.dates import local
from audit_tools.errors import AuditError
from audit_tools.learning_strategy.loop import CAUTION
from audit_tools.learning_strategy.strategy import Strategy
from audit_tools.permissions import Permission

routes = Routes("strategies", url_prefix="/strategies")
WRITE, READ = Permission.WRITE_NEEDS, Permission.READ_PLANS


@routes.get("", needs=READ)
def list_all() -> str:
    today = local(current.now()).date()
    with current.database().reading() as session:
        page = pages.describe_list(session, current.person(), today)
    return render_template("strategies/list.html", page=page)


@routes.get("/for-need", needs=WRITE)
def choose_objective() -> str:
    """To which objective an activity for a need is added; the address names the need."""
    with current.database().reading() as session:
        listed = strategies.list_to_write(session, by=current.person())
    return render_template(
        "strategies/choose.html",
        strategies=listed,
        audit=request.args.get("audit", ""),
        theme=request.args.get("theme", ""),
    )


@routes.get("/<uuid:strategy_id>", needs=READ)
def show(strategy_id: UUID) -> str:
    with current.database().reading() as session:
        strategy = strategies.to_read(session, current.person(), strategy_id)
        page = pages.describe_strategy(session, current.person(), strategy)
    return render_template("strategies/strategy.html", page=page, invented=strategy.invented)


@routes.get("/<uuid:strategy_id>/paper", needs=READ)
def show_paper(strategy_id: UUID) -> str:
    with current.database().reading() as session:
        paper = read_with_loops(session, by=current.person(), strategy_id=strategy_id)
    document = reports.build(reports.Kind.LEARNING_STRATEGY, paper, reports.Format.HTML)
    return render_template(
        "actions/paper.html",
        document=written(document),
        title=paper.strategy.details.title,
        back=(url_for("strategies.show", strategy_id=strategy_id), "The strategy"),
        invented=paper.strategy.invented,
    )


@routes.get("/<uuid:strategy_id>/strategy.<any(docx, pdf, xlsx, csv, json):format>", needs=READ)
def take(strategy_id: UUID, format: str) -> Response:
    with current.database().reading() as session:
        paper = read_with_loops(session, by=current.person(), strategy_id=strategy_id)
    return sent(reports.build(reports.Kind.LEARNING_STRATEGY, paper, format))


@routes.get("/<uuid:strategy_id>/after", needs=READ)
def show_after(strategy_id: UUID) -> str:
    """What became of each need: what was done, what the re-audit asked, what it found after it."""
    with current.database().reading() as session:
        paper = read_with_loops(session, by=current.person(), strategy_id=strategy_id)
    return render_template(
        "strategies/after.html", paper=paper, caution=CAUTION, invented=paper.strategy.invented
    )


@routes.get("/new", needs=WRITE)
def ask_strategy() -> Response:
    return _show_new(StrategyForm())


@routes.post("/new", needs=WRITE)
def add_strategy() -> Response:
    form = StrategyForm()
    if not form.validate():
        return _show_new(form, 422)
    try:
        strategy_id = strategies.add_strategy(
            current.database(), by=current.person(), details=form.details()
        )
    except AuditError as wrong:
        return _show_new(form, show_on(form, wrong))
    flash("The strategy is begun. Add what is to be reached.")
    return _to(strategy_id)


@routes.get("/<uuid:strategy_id>/change", needs=WRITE)
def ask_change(strategy_id: UUID) -> Response:
    return _show_change(strategy_id, _filled(strategy_id))


@routes.post("/<uuid:strategy_id>/change", needs=WRITE)
def change(strategy_id: UUID) -> Response:
    form = StrategyForm()
    if not form.validate():
        return _show_change(strategy_id, form, 422)
    try:
        strategies.change_strategy(
            current.database(),
            by=current.person(),
            strategy_id=strategy_id,
            details=form.details(),
            seen=form.seen.data or "",
        )
    except AuditError as wrong:
        status, theirs = show_beside(form, wrong, lambda: _filled(strategy_id))
        return _show_change(strategy_id, form, status, theirs)
    flash_saved("The strategy is changed.", form.aim.data)
    return _to(strategy_id)


@routes.get("/<uuid:strategy_id>/objectives/new", needs=WRITE)
def ask_objective(strategy_id: UUID) -> Response:
    return _show_objective(_read(strategy_id), ObjectiveForm(formdata=None), "Add an objective")


@routes.post("/<uuid:strategy_id>/objectives/new", needs=WRITE)
def add_objective(strategy_id: UUID) -> Response:
    form, heading = ObjectiveForm(), "Add an objective"
    if not form.validate():
        return _show_objective(_read(strategy_id), form, heading, 422)
    try:
        strategies.add_objective(
            current.database(),
            by=current.person(),
            strategy_id=strategy_id,
            says=form.says.data or "",
        )
    except AuditError as wrong:
        return _show_objective(_read(strategy_id), form, heading, show_on(form, wrong))
    flash_saved("The objective is added. Add what is done for it.", form.says.data)
    return _to(strategy_id)


@routes.get("/objectives/<uuid:objective_id>/change", needs=WRITE)
def ask_objective_change(objective_id: UUID) -> Response:
    return _show_objective_change(objective_id, _filled_objective(objective_id))


@routes.post("/objectives/<uuid:objective_id>/change", needs=WRITE)
def change_objective(objective_id: UUID) -> Response:
    form = ObjectiveForm()
    if not form.validate():
        return _show_objective_change(objective_id, form, 422)
    try:
        strategies.change_objective(
            current.database(),
            by=current.person(),
            objective_id=objective_id,
            says=form.says.data or "",
            seen=form.seen.data or "",
        )
    except AuditError as wrong:
        status, theirs = show_beside(form, wrong, lambda: _filled_objective(objective_id))
        return _show_objective_change(objective_id, form, status, theirs)
    flash_saved("The objective is changed.", form.says.data)
    return _to(_of_objective(objective_id).id)


@routes.post("/objectives/<uuid:objective_id>/remove", needs=WRITE)
def remove_objective(objective_id: UUID) -> Response:
    strategy = _of_objective(objective_id)
    strategies.remove_objective(current.database(), by=current.person(), objective_id=objective_id)
    flash("The objective is taken out.")
    return _to(strategy.id)


def _read(strategy_id: UUID) -> Strategy:
    with current.database().reading() as session:
        return strategies.to_read(session, current.person(), strategy_id)


def _of_objective(objective_id: UUID) -> Strategy:
    with current.database().reading() as session:
        return strategies.of_objective(session, current.person(), objective_id)


def _filled(strategy_id: UUID) -> StrategyForm:
    form = StrategyForm(formdata=None)
    form.fill(_read(strategy_id).details)
    return form


def _filled_objective(objective_id: UUID) -> ObjectiveForm:
    form = ObjectiveForm(formdata=None)
    form.fill(_of_objective(objective_id).objective(objective_id).says)
    return form


def _show_new(form: StrategyForm, status: int = 200) -> Response:
    back = (url_for("strategies.list_all"), "Learning strategy")
    return show_form(form, "Begin a strategy", "Begin the strategy", status, back=back)


def _show_change(
    strategy_id: UUID, form: StrategyForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    strategy = _read(strategy_id)
    return show_form(
        form,
        "Change the strategy",
        "Save",
        status,
        back=_back(strategy),
        caption=strategy.details.title,
        theirs=theirs,
        invented=strategy.invented,
    )


def _show_objective_change(
    objective_id: UUID, form: ObjectiveForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    strategy = _of_objective(objective_id)
    heading = f"Change objective {strategy.objective(objective_id).number}"
    return _show_objective(strategy, form, heading, status, theirs)


def _show_objective(
    strategy: Strategy,
    form: ObjectiveForm,
    heading: str,
    status: int = 200,
    theirs: Theirs = (),
) -> Response:
    return show_form(
        form,
        heading,
        "Save",
        status,
        back=_back(strategy),
        caption=strategy.details.title,
        theirs=theirs,
        invented=strategy.invented,
    )


def _back(strategy: Strategy) -> tuple[str, str]:
    return url_for("strategies.show", strategy_id=strategy.id), "The strategy"


def _to(strategy_id: UUID) -> Response:
    return redirect(url_for("strategies.show", strategy_id=strategy_id), 303)
