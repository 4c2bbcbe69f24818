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
from app.web.refusals import NotDone, Theirs, attempt
from app.web.strategies import pages
from app.web.strategies.forms import ObjectiveForm, StrategyForm
from app.web.strategies.one_strategy import read_strategy, return_to, show_form_of
from app.web.summaries.pages import written
from audit_tools.dates import local
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
        words = current.words(session)
    return sent(reports.build(reports.Kind.LEARNING_STRATEGY, paper, format, words=words))


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
    added = attempt(
        form,
        lambda: strategies.add_strategy(
            current.database(), by=current.person(), details=form.details()
        ),
    )
    if isinstance(added, NotDone):
        return _show_new(form, added.status)
    flash("The strategy is begun. Add what is to be reached.")
    return return_to(added)


@routes.get("/<uuid:strategy_id>/change", needs=WRITE)
def ask_change(strategy_id: UUID) -> Response:
    return _show_change(strategy_id, _filled(strategy_id))


@routes.post("/<uuid:strategy_id>/change", needs=WRITE)
def change(strategy_id: UUID) -> Response:
    form = StrategyForm()
    done = attempt(
        form,
        lambda: strategies.change_strategy(
            current.database(),
            by=current.person(),
            strategy_id=strategy_id,
            details=form.details(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(strategy_id),
    )
    if isinstance(done, NotDone):
        return _show_change(strategy_id, form, *done)
    flash_saved("The strategy is changed.", form.aim.data)
    return return_to(strategy_id)


@routes.get("/<uuid:strategy_id>/objectives/new", needs=WRITE)
def ask_objective(strategy_id: UUID) -> Response:
    return show_form_of(
        read_strategy(strategy_id), ObjectiveForm(formdata=None), "Add an objective"
    )


@routes.post("/<uuid:strategy_id>/objectives/new", needs=WRITE)
def add_objective(strategy_id: UUID) -> Response:
    form, heading = ObjectiveForm(), "Add an objective"
    done = attempt(
        form,
        lambda: strategies.add_objective(
            current.database(),
            by=current.person(),
            strategy_id=strategy_id,
            says=form.says.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return show_form_of(read_strategy(strategy_id), form, heading, done.status)
    flash_saved("The objective is added. Add what is done for it.", form.says.data)
    audit, theme = request.args.get("audit", ""), request.args.get("theme", "")
    if not theme:
        return return_to(strategy_id)
    there = url_for("activities.ask_activity", objective_id=done, audit=audit, theme=theme)
    return redirect(there, 303)


@routes.get("/objectives/<uuid:objective_id>/change", needs=WRITE)
def ask_objective_change(objective_id: UUID) -> Response:
    return _show_objective_change(objective_id, _filled_objective(objective_id))


@routes.post("/objectives/<uuid:objective_id>/change", needs=WRITE)
def change_objective(objective_id: UUID) -> Response:
    form = ObjectiveForm()
    done = attempt(
        form,
        lambda: strategies.change_objective(
            current.database(),
            by=current.person(),
            objective_id=objective_id,
            says=form.says.data or "",
            seen=form.seen.data or "",
        ),
        lambda: _filled_objective(objective_id),
    )
    if isinstance(done, NotDone):
        return _show_objective_change(objective_id, form, *done)
    flash_saved("The objective is changed.", form.says.data)
    return return_to(_of_objective(objective_id).id)


@routes.post("/objectives/<uuid:objective_id>/remove", needs=WRITE)
def remove_objective(objective_id: UUID) -> Response:
    strategy = _of_objective(objective_id)
    strategies.remove_objective(current.database(), by=current.person(), objective_id=objective_id)
    flash("The objective is taken out.")
    return return_to(strategy.id)


def _of_objective(objective_id: UUID) -> Strategy:
    with current.database().reading() as session:
        return strategies.of_objective(session, current.person(), objective_id)


def _filled(strategy_id: UUID) -> StrategyForm:
    form = StrategyForm(formdata=None)
    form.fill(read_strategy(strategy_id).details)
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
    return show_form_of(read_strategy(strategy_id), form, "Change the strategy", status, theirs)


def _show_objective_change(
    objective_id: UUID, form: ObjectiveForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    strategy = _of_objective(objective_id)
    heading = f"Change objective {strategy.objective(objective_id).number}"
    return show_form_of(strategy, form, heading, status, theirs)
