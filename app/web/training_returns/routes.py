"""The addresses of the yearly training returns."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db.tools import themes_of
from app.operations import training_returns
from app.web import current
from app.web.access import AnyOf, Routes
from app.web.form_page import show_form
from app.web.marked import flash_saved
from app.web.refusals import NotDone, Theirs, attempt
from app.web.training_returns import pages
from app.web.training_returns.forms import ReturnForm, return_form
from audit_tools.permissions import Permission

routes = Routes("training_returns", url_prefix="/training-returns")
READ = AnyOf((Permission.READ_PLANS, Permission.LEAD_AGENCY))
GIVE, WRITE = Permission.LEAD_AGENCY, Permission.WRITE_NEEDS


@routes.get("", needs=READ)
def show_last() -> Response:
    """The year before the one that is going on, which can be told whole."""
    with current.database().reading() as session:
        year = training_returns.present_year(session) - 1
    return redirect(url_for("training_returns.list_returns", year=year), 303)


@routes.get("/<int:year>", needs=READ)
def list_returns(year: int) -> str:
    with current.database().reading() as session:
        page = pages.describe_year(session, current.person(), year)
    return render_template("training_returns/list.html", page=page, invented=page.invented)


@routes.get("/<int:year>/<agency>", needs=READ)
def show(year: int, agency: str) -> str:
    with current.database().reading() as session:
        page = pages.describe_return(session, current.person(), agency, year)
    return render_template("training_returns/return.html", page=page, invented=page.invented)


@routes.get("/<int:year>/<agency>/give", needs=GIVE)
def ask(year: int, agency: str) -> Response:
    return _show(year, agency, _filled(year, agency))


@routes.post("/<int:year>/<agency>/give", needs=GIVE)
def give(year: int, agency: str) -> Response:
    form = _offered(return_form()())
    given = form.entered(agency, year)
    done = attempt(
        form,
        lambda: training_returns.give(
            current.database(), by=current.person(), given=given, seen=form["seen"].data or ""
        ),
        lambda: _filled(year, agency),
    )
    if isinstance(done, NotDone):
        return _show(year, agency, form, *done)
    flash_saved("The return is given.", *given.answers.values())
    return redirect(url_for("training_returns.show", year=year, agency=agency), 303)


@routes.post("/<int:year>/<agency>/evidence", needs=WRITE)
def take_as_evidence(year: int, agency: str) -> Response:
    training_returns.take_as_evidence(
        current.database(), by=current.person(), agency=agency, year=year
    )
    flash("It is evidence that learning offers can answer.")
    return redirect(url_for("learning_ties.list_evidence"), 303)


def _offered(form: ReturnForm) -> ReturnForm:
    with current.database().reading() as session:
        form.offer(themes_of(session, current.person().partnership))
    return form


def _filled(year: int, agency: str) -> ReturnForm:
    """The form of a return as it stands."""
    form = _offered(return_form()(formdata=None))
    with current.database().reading() as session:
        _, given = training_returns.to_give(session, current.person(), agency, year)
    form.fill(given)
    return form


def _show(
    year: int, agency: str, form: ReturnForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    with current.database().reading() as session:
        found, _ = training_returns.to_give(session, current.person(), agency, year)
    return show_form(
        form,
        f"Training of your own staff, {pages.label_of(year)}",
        "Give the return",
        status,
        back=(url_for("training_returns.list_returns", year=year), "Training returns"),
        caption=found.name,
        lead=(
            "Once a year, for the learning and development group: about twenty minutes. What you "
            "do not know, leave empty. It can be changed later."
        ),
        theirs=theirs,
    )
