"""The training needs of an audit: the list, what is behind each, what the group writes of it."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

import reports
from app.operations import training_needs
from app.operations.needs_reports import read_needs_report
from app.operations.summaries import read_summary
from app.web import current
from app.web.access import Routes
from app.web.decisions.pages import latest_decisions
from app.web.files import sent
from app.web.summaries.pages import written
from app.web.training_needs.forms import NeedForm
from app.web.training_needs.pages import (
    WritingPage,
    describe_evidence,
    describe_list,
    describe_needs,
    describe_writing,
)
from audit_tools.audience import Audience
from audit_tools.dates import local
from audit_tools.errors import Conflict, Invalid
from audit_tools.needs_reports import NeedsReport
from audit_tools.permissions import Permission

routes = Routes("training_needs")
MAY_READ = Permission.READ_SUMMARIES


@routes.get("/training-needs", needs=MAY_READ)
def list_audits() -> str:
    with current.database().reading() as session:
        page = describe_list(session, current.person())
        decisions = latest_decisions(session, current.person(), local(current.now()).date())
    return render_template("training_needs/list.html", page=page, decisions=decisions)


@routes.get("/audits/<uuid:audit_id>/training-needs", needs=MAY_READ)
def show(audit_id: UUID) -> str:
    by = current.person()
    with current.database().reading() as session:
        facts = read_summary(session, by=by, audit_id=audit_id, audience=Audience.LEARNING)
        activities = training_needs.activities_for(session, by=by, audit_id=audit_id)
    page = describe_needs(facts, audit_id, by, activities)
    return render_template(
        "training_needs/needs.html", page=page, invented=page.invented, audit_id=audit_id
    )


@routes.get("/audits/<uuid:audit_id>/training-needs.<any(docx, pdf):paper>", needs=MAY_READ)
def take_paper(audit_id: UUID, paper: str) -> Response:
    with current.database().reading() as session:
        facts = read_summary(
            session, by=current.person(), audit_id=audit_id, audience=Audience.LEARNING
        )
        words = current.words(session)
    kind, now = reports.Kind.TRAINING_NEEDS, current.now()
    return sent(reports.build(kind, facts, paper, at=now, words=words))


@routes.get("/audits/<uuid:audit_id>/needs-report", needs=Permission.READ_PLANS)
def show_report(audit_id: UUID) -> str:
    """The needs report in its eleven parts, interim while something is still out."""
    report = _read_report(audit_id)
    document = reports.build(reports.Kind.NEEDS_REPORT, report, reports.Format.HTML)
    return render_template(
        "training_needs/report.html",
        document=written(document),
        invented=report.facts.invented,
        audit_id=audit_id,
    )


@routes.get(
    "/audits/<uuid:audit_id>/needs-report.<any(docx, pdf, xlsx, csv, json):format>",
    needs=Permission.READ_PLANS,
)
def take_report(audit_id: UUID, format: str) -> Response:
    report, words = _read_report(audit_id), current.words()
    return sent(reports.build(reports.Kind.NEEDS_REPORT, report, format, words=words))


def _read_report(audit_id: UUID) -> NeedsReport:
    with current.database().reading() as session:
        return read_needs_report(session, by=current.person(), audit_id=audit_id)


@routes.get("/audits/<uuid:audit_id>/training-needs/<theme>", needs=MAY_READ)
def show_evidence(audit_id: UUID, theme: str) -> str:
    by = current.person()
    with current.database().reading() as session:
        evidence = training_needs.read_evidence(session, by=by, audit_id=audit_id, theme=theme)
        activities = training_needs.activities_for(session, by=by, audit_id=audit_id)
    page = describe_evidence(evidence, activities)
    return render_template(
        "training_needs/evidence.html", page=page, invented=page.invented, audit_id=audit_id
    )


@routes.get("/audits/<uuid:audit_id>/training-needs/<theme>/write", needs=Permission.WRITE_NEEDS)
def ask(audit_id: UUID, theme: str) -> Response:
    page = _writing_page(audit_id, theme)
    return _ask(audit_id, page, NeedForm(formdata=None, **page.as_it_stands))


@routes.post("/audits/<uuid:audit_id>/training-needs/<theme>/write", needs=Permission.WRITE_NEEDS)
def write(audit_id: UUID, theme: str) -> Response:
    form = NeedForm()
    if not form.validate():
        return _ask(audit_id, _writing_page(audit_id, theme), form, 422)
    try:
        training_needs.write(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            theme=theme,
            said=form.said,
            seen=form.seen.data or "",
        )
    except Invalid as wrong:
        form.blame(wrong)
        return _ask(audit_id, _writing_page(audit_id, theme), form, 422)
    except Conflict:
        return _ask_again(audit_id, theme, form)
    flash("What you wrote about the need is saved.")
    return redirect(url_for("training_needs.show", audit_id=audit_id, _anchor=f"need-{theme}"), 303)


def _ask_again(audit_id: UUID, theme: str, form: NeedForm) -> Response:
    """Both texts on one page; saving once more is then a choice between the two."""
    page = _writing_page(audit_id, theme)
    form.seen.data = page.version
    form.form_mistakes.append(
        "Somebody else has written this since you opened the page. Both are below: "
        "put into yours what you want to keep of theirs, then save."
    )
    return _ask(audit_id, page.met_by_another(), form, 409)


def _writing_page(audit_id: UUID, theme: str) -> WritingPage:
    with current.database().reading() as session:
        facts = read_summary(
            session, by=current.person(), audit_id=audit_id, audience=Audience.LEARNING
        )
    return describe_writing(facts, theme)


def _ask(audit_id: UUID, page: WritingPage, form: NeedForm, status: int = 200) -> Response:
    return make_response(
        render_template(
            "training_needs/write.html",
            page=page,
            form=form,
            invented=page.invented,
            audit_id=audit_id,
        ),
        status,
    )
