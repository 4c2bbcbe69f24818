"""The addresses of action plans: the list, one plan, its papers, and writing it."""

from typing import TypeVar
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

import reports
from app.operations import action_plans, plan_papers
from app.operations.action_plans import PlanDetails
from app.web import current
from app.web.access import Routes
from app.web.actions import pages
from app.web.actions.forms import ImportForm, PlanForm
from app.web.files import received, sent
from app.web.form_page import show_form
from app.web.forms import Form, id_of
from app.web.refusals import NotDone, Theirs, attempt
from app.web.summaries.pages import written
from audit_tools.dates import local
from audit_tools.errors import Invalid
from audit_tools.permissions import Permission

routes = Routes("action_plans", url_prefix="/actions")
F = TypeVar("F", PlanForm, ImportForm)
RUN, READ, FOLLOW = Permission.RUN_AUDITS, Permission.READ_PLANS, Permission.FOLLOW_ACTIONS


@routes.get("", needs=FOLLOW)
def list_plans() -> str:
    today = local(current.now()).date()
    with current.database().reading() as session:
        page = pages.describe_list(session, current.person(), today)
    return render_template("actions/list.html", page=page)


@routes.get("/plans/<uuid:plan_id>", needs=READ)
def show(plan_id: UUID) -> str:
    today = local(current.now()).date()
    with current.database().reading() as session:
        plan = action_plans.to_read(session, current.person(), plan_id)
        page = pages.describe_plan(session, current.person(), plan, today)
    return render_template("actions/plan.html", page=page, invented=page.paper.invented)


@routes.get("/plans/<uuid:plan_id>/paper", needs=READ)
def show_paper(plan_id: UUID) -> str:
    with current.database().reading() as session:
        paper = plan_papers.read_paper(session, by=current.person(), plan_id=plan_id)
    document = reports.build(reports.Kind.ACTION_PLAN, paper, reports.Format.HTML)
    return render_template(
        "actions/paper.html",
        document=written(document),
        title=paper.title,
        back=(url_for("action_plans.show", plan_id=plan_id), "The plan"),
        invented=paper.invented,
    )


@routes.get("/plans/<uuid:plan_id>/plan.<any(docx, pdf, xlsx, csv, json):format>", needs=READ)
def take(plan_id: UUID, format: str) -> Response:
    with current.database().reading() as session:
        paper = plan_papers.read_paper(session, by=current.person(), plan_id=plan_id)
        words = current.words(session)
    return sent(reports.build(reports.Kind.ACTION_PLAN, paper, format, words=words))


@routes.get("/new", needs=RUN)
def ask_plan() -> Response:
    return _show_form(_offered(PlanForm()), "Begin an action plan", "Begin the plan")


@routes.post("/new", needs=RUN)
def add_plan() -> Response:
    form = _offered(PlanForm())
    added = attempt(
        form,
        lambda: action_plans.add_plan(
            current.database(), by=current.person(), details=form.details()
        ),
    )
    if isinstance(added, NotDone):
        return _show_form(form, "Begin an action plan", "Begin the plan", added.status)
    flash("The plan is begun. Add its actions.")
    return redirect(url_for("action_plans.show", plan_id=added), 303)


@routes.get("/import", needs=RUN)
def ask_import() -> Response:
    return _show_import(_offered(ImportForm()))


@routes.post("/import", needs=RUN)
def import_plan() -> Response:
    form = _offered(ImportForm())
    if not form.validate():
        return _show_import(form, 422)
    try:
        data = received(form.file)
        if not data:
            raise Invalid("Choose a file.", place="file")
        plan_id = action_plans.import_plan(
            current.database(),
            by=current.person(),
            title=form.title.data or "",
            inspection=id_of(form.inspection),
            data=data,
            quarter_year=form.year(),
            review_on=form.review_on.data,
        )
    except Invalid as wrong:
        form.blame_list(wrong)
        return _show_import(form, 422)
    flash("The plan is brought in, every row as it was written.")
    return redirect(url_for("action_plans.show", plan_id=plan_id), 303)


@routes.get("/plans/<uuid:plan_id>/change", needs=RUN)
def ask_change(plan_id: UUID) -> Response:
    return _show_change(plan_id, _filled(plan_id))


@routes.post("/plans/<uuid:plan_id>/change", needs=RUN)
def change(plan_id: UUID) -> Response:
    form = _offered(PlanForm())
    done = attempt(
        form,
        lambda: action_plans.change_plan(
            current.database(),
            by=current.person(),
            plan_id=plan_id,
            details=form.details(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(plan_id),
    )
    if isinstance(done, NotDone):
        return _show_change(plan_id, form, *done)
    flash("The plan is changed.")
    return redirect(url_for("action_plans.show", plan_id=plan_id), 303)


def _filled(plan_id: UUID) -> PlanForm:
    """The form of a plan as it stands."""
    form = _offered(PlanForm(formdata=None))
    with current.database().reading() as session:
        form.fill(PlanDetails.of(action_plans.to_read(session, current.person(), plan_id)))
    return form


def _offered(form: F) -> F:
    with current.database().reading() as session:
        form.offer(pages.inspections_offered(session, current.person()))
    return form


def _show_import(form: ImportForm, status: int = 200) -> Response:
    return _show_form(form, "Bring in an action plan", "Bring in the plan", status)


def _show_change(plan_id: UUID, form: PlanForm, status: int = 200, theirs: Theirs = ()) -> Response:
    with current.database().reading() as session:
        plan = action_plans.to_read(session, current.person(), plan_id)
    return show_form(
        form,
        "Change the plan",
        "Save",
        status,
        back=(url_for("action_plans.show", plan_id=plan_id), "The plan"),
        caption=plan.title,
        theirs=theirs,
        invented=plan.invented,
    )


def _show_form(form: Form, heading: str, submit: str, status: int = 200) -> Response:
    back = (url_for("action_plans.list_plans"), "Action plans")
    return show_form(form, heading, submit, status, back=back)
