"""The addresses of a plan as a written statement of action: its head, its draft, what was sent."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

import reports
from app.operations import action_plans, plan_papers, statements_of_action
from app.web import current
from app.web.access import Routes
from app.web.actions.forms import SentForm, StatementForm
from app.web.files import sent
from app.web.form_page import show_form
from app.web.marked import flash_saved
from app.web.refusals import NotDone, Theirs, attempt
from app.web.summaries.pages import written
from audit_tools.action_plans.papers import StatementOfAction
from audit_tools.permissions import Permission, can

routes = Routes("statements_of_action", url_prefix="/actions/plans/<uuid:plan_id>/statement")
RUN, READ = Permission.RUN_AUDITS, Permission.READ_PLANS


@routes.get("", needs=READ)
def show(plan_id: UUID) -> str:
    """The draft as it stands, and what was sent before."""
    made = _read(plan_id)
    document = reports.build(reports.Kind.STATEMENT_OF_ACTION, made, reports.Format.HTML)
    return render_template(
        "actions/statement.html",
        document=written(document),
        plan=made.plan,
        plan_id=plan_id,
        runs=can(current.person(), RUN),
        invented=made.plan.invented,
    )


@routes.get("/draft.<any(docx, pdf):paper>", needs=READ)
def take_draft(plan_id: UUID, paper: str) -> Response:
    return _sent(_read(plan_id), paper)


@routes.get("/<int:number>.<any(docx, pdf):paper>", needs=READ)
def take(plan_id: UUID, number: int, paper: str) -> Response:
    """One that was sent, as it was sent."""
    return _sent(_read(plan_id, number), paper)


def _sent(made: StatementOfAction, paper: str) -> Response:
    kind, words = reports.Kind.STATEMENT_OF_ACTION, current.words()
    return sent(reports.build(kind, made, paper, words=words))


@routes.get("/head", needs=RUN)
def ask_head(plan_id: UUID) -> Response:
    return _show_head(plan_id, _filled(plan_id))


@routes.post("/head", needs=RUN)
def change_head(plan_id: UUID) -> Response:
    form = StatementForm()
    done = attempt(
        form,
        lambda: statements_of_action.change_statement(
            current.database(),
            by=current.person(),
            plan_id=plan_id,
            statement=form.statement(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(plan_id),
    )
    if isinstance(done, NotDone):
        return _show_head(plan_id, form, *done)
    flash("It is saved.")
    return _back(plan_id)


@routes.get("/send", needs=RUN)
def ask_sent(plan_id: UUID) -> Response:
    form = SentForm(formdata=None)
    form.addressee.data = _read(plan_id).plan.statement.addressee
    return _show_sent(plan_id, form)


@routes.post("/send", needs=RUN)
def record_sent(plan_id: UUID) -> Response:
    form = SentForm()
    done = attempt(
        form,
        lambda: statements_of_action.record_sent(
            current.database(),
            by=current.person(),
            plan_id=plan_id,
            addressee=form.addressee.data or "",
            signed_by=form.signed_by.data or "",
            signed_on=form.signed_on.data,
            sent_on=form.sent_on.data,
            note=form.note.data or "",
            unexplained=form.unexplained.data,
        ),
    )
    if isinstance(done, NotDone):
        return _show_sent(plan_id, form, done.status)
    flash_saved("It is kept as it was sent.", form.note.data)
    return _back(plan_id)


def _read(plan_id: UUID, number: int | None = None) -> StatementOfAction:
    with current.database().reading() as session:
        return plan_papers.read_statement(
            session, by=current.person(), plan_id=plan_id, number=number
        )


def _filled(plan_id: UUID) -> StatementForm:
    form = StatementForm(formdata=None)
    with current.database().reading() as session:
        form.fill(action_plans.to_read(session, current.person(), plan_id).statement)
    return form


def _show_head(
    plan_id: UUID, form: StatementForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    plan = _read(plan_id).plan
    return show_form(
        form,
        "The head of the statement",
        "Save",
        status,
        back=_to_statement(plan_id),
        caption=plan.title,
        theirs=theirs,
        invented=plan.invented,
    )


def _show_sent(plan_id: UUID, form: SentForm, status: int = 200) -> Response:
    plan = _read(plan_id).plan
    if not (form.unexplained.errors or form.unexplained.data):
        del form.unexplained
    return show_form(
        form,
        "Record that it was sent",
        "It was sent",
        status,
        back=_to_statement(plan_id),
        caption=plan.title,
        invented=plan.invented,
        lead="The plan is kept as it stands now, under the next number. It cannot be changed then.",
    )


def _to_statement(plan_id: UUID) -> tuple[str, str]:
    return url_for("statements_of_action.show", plan_id=plan_id), "Statement of action"


def _back(plan_id: UUID) -> Response:
    return redirect(_to_statement(plan_id)[0], 303)
