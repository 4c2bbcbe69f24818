"""Findings of a case: listed, added, changed and taken back while its discussion is open."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import findings as operations
from app.web import current
from app.web.access import Routes
from app.web.findings import case_pages
from app.web.findings.forms import FindingForm
from app.web.marked import marks_of
from app.web.refusals import NotDone, attempt
from audit_tools.permissions import Permission

routes = Routes("findings")


@routes.get("/discussions/<uuid:case_id>/findings", needs=Permission.READ_CASES)
def list_of_case(case_id: UUID) -> str:
    with current.database().reading() as session:
        page = case_pages.describe_findings(session, current.person(), case_id)
    return render_template("findings/of_case.html", page=page, invented=page.invented)


@routes.get("/discussions/<uuid:case_id>/findings/new", needs=Permission.HOLD_DISCUSSIONS)
def ask_for_one(case_id: UUID) -> Response:
    form = FindingForm()
    form.section.data = request.args.get("section", "")
    return _show_new(case_id, form)


@routes.post("/discussions/<uuid:case_id>/findings/new", needs=Permission.HOLD_DISCUSSIONS)
def add(case_id: UUID) -> Response:
    form = FindingForm()
    _offer(form, case_id)
    added = attempt(
        form,
        lambda: operations.add_finding(
            current.database(), by=current.person(), case_id=case_id, text=form.text
        ),
    )
    if isinstance(added, NotDone):
        return _show_new(case_id, form, added.status)
    return _go_on(added, case_id, form, "The finding is added.")


@routes.get("/findings/<uuid:finding_id>", needs=Permission.HOLD_DISCUSSIONS)
def ask_to_change(finding_id: UUID) -> Response:
    return _show_change(finding_id, FindingForm(), fill=True)


@routes.post("/findings/<uuid:finding_id>", needs=Permission.HOLD_DISCUSSIONS)
def change(finding_id: UUID) -> Response:
    form, held = FindingForm(), _find(finding_id)
    _offer(form, held.case_id)
    done = attempt(
        form,
        lambda: operations.change_finding(
            current.database(),
            by=current.person(),
            finding_id=finding_id,
            text=form.text,
            seen=request.form.get("seen", ""),
        ),
    )
    if isinstance(done, NotDone):
        return _show_change(finding_id, form, status=done.status)
    return _go_on(finding_id, held.case_id, form, "The finding is changed.")


@routes.post("/findings/<uuid:finding_id>/take-back", needs=Permission.HOLD_DISCUSSIONS)
def take_back(finding_id: UUID) -> Response:
    held = _find(finding_id)
    operations.take_back_finding(current.database(), by=current.person(), finding_id=finding_id)
    flash("The finding is taken back.")
    return redirect(url_for("findings.list_of_case", case_id=held.case_id), 303)


def _find(finding_id: UUID) -> case_pages.ChangePage:
    with current.database().reading() as session:
        return case_pages.describe_change(session, current.person(), finding_id)


def _offer(form: FindingForm, case_id: UUID) -> case_pages.NewPage:
    with current.database().reading() as session:
        page = case_pages.describe_new(session, current.person(), case_id, form.section.data or "")
    form.offer(page.codebook)
    form.offer_case(page.tool, page.agencies)
    return page


def _show_new(case_id: UUID, form: FindingForm, status: int = 200) -> Response:
    page = _offer(form, case_id)
    return make_response(
        render_template("findings/new.html", page=page, form=form, invented=page.invented), status
    )


def _show_change(
    finding_id: UUID, form: FindingForm, *, fill: bool = False, status: int = 200
) -> Response:
    page = _find(finding_id)
    if fill:
        form.show(page.finding)
    _offer(form, page.case_id)
    return make_response(
        render_template("findings/change.html", page=page, form=form, invented=page.invented),
        status,
    )


def _go_on(finding_id: UUID, case_id: UUID, form: FindingForm, sentence: str) -> Response:
    """Back to the section; or to the finding, where something is marked that was not before.

    Saved as it is once more, it stays knowingly.
    """
    texts = (form.statement.data, form.remedy_reason.data)
    if any(marks_of(text) for text in texts) and "marked" not in request.form:
        flash(f"{sentence} Look again at what is marked in it.")
        return redirect(url_for("findings.ask_to_change", finding_id=finding_id), 303)
    flash(sentence)
    return redirect(_section(case_id, form.section.data), 303)


def _section(case_id: UUID, section: str) -> str:
    return url_for(
        "discussion_sections.show_section",
        case_id=case_id,
        key=section,
        _anchor="findings-heading",
    )
