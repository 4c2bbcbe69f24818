"""The Business Unit sorts the findings of an audit into themes and words them for sharing."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import sorting as operations
from app.operations import wording_alike
from app.web import current
from app.web.access import Routes
from app.web.findings import audit_pages
from app.web.findings.forms import AgreeForm, SendBackForm, SortingForm, WordingForm
from app.web.paging import page_asked
from app.web.refusals import NotDone, attempt, show_on
from audit_tools.errors import AuditError
from audit_tools.permissions import Permission

routes = Routes("sorting")
RUN = Permission.RUN_AUDITS


@routes.get("/audits/<uuid:audit_id>/findings", needs=RUN)
@routes.get("/audits/<uuid:audit_id>/findings/<show>", needs=RUN)
def list_of_audit(audit_id: UUID, show: str = "all") -> str:
    with current.database().reading() as session:
        page = audit_pages.describe_findings(
            session,
            current.person(),
            audit_id,
            show,
            request.args.get("theme", ""),
            page_asked(),
        )
    return render_template("findings/of_audit.html", page=page, invented=page.invented)


@routes.get("/findings/<uuid:finding_id>/sorting", needs=RUN)
def ask_to_sort(finding_id: UUID) -> Response:
    page = _describe(finding_id)
    form = SortingForm()
    form.show_sorting(page.finding, tuple(theme.key for theme in page.proposed[:1]))
    return _show_sorting(page, form)


@routes.post("/findings/<uuid:finding_id>/sorting", needs=RUN)
def sort(finding_id: UUID) -> Response:
    page, form = _describe(finding_id), SortingForm()
    form.offer(page.on_file.codebook)
    if not form.validate():
        return _show_sorting(page, form, 422)
    try:
        operations.sort_finding(
            current.database(),
            by=current.person(),
            finding_id=finding_id,
            themes=tuple(form.themes.data or ()),
            cause=form.chosen_cause,
            remedy=form.chosen_remedy,
            remedy_reason=form.remedy_reason.data or "",
            consequence=form.said_to_follow,
            seen=request.form.get("seen", ""),
        )
    except AuditError as error:
        return _show_sorting(_describe(finding_id), form, show_on(form, error))
    if request.form.get("then") == "next" and page.next:
        return redirect(url_for("sorting.ask_to_sort", finding_id=page.next), 303)
    flash(f"Finding {page.finding.number} is sorted. {_describe(finding_id).tally.said}.")
    return redirect(url_for("sorting.list_of_audit", audit_id=page.audit_id), 303)


@routes.get("/findings/<uuid:finding_id>/wording", needs=RUN)
def ask_for_wording(finding_id: UUID) -> Response:
    page, form = _describe(finding_id), WordingForm()
    form.wording.data = page.worded.wording or page.finding.statement
    return _show_wording(page, form)


@routes.post("/findings/<uuid:finding_id>/wording", needs=RUN)
def write_wording(finding_id: UUID) -> Response:
    form = WordingForm()
    done = attempt(
        form,
        lambda: wording_alike.write_wording(
            current.database(),
            by=current.person(),
            finding_id=finding_id,
            wording=form.wording.data or "",
            as_it_stands=form.as_it_stands.data,
            seen=request.form.get("seen", ""),
        ),
    )
    if isinstance(done, NotDone):
        return _show_wording(_describe(finding_id), form, done.status)
    page = _describe(finding_id)
    flash(f"The wording of finding {page.finding.number} waits for somebody else to agree it.")
    return redirect(url_for("sorting.list_of_audit", audit_id=page.audit_id), 303)


@routes.get("/audits/<uuid:audit_id>/wording", needs=Permission.AGREE_WORDING)
def list_wording(audit_id: UUID) -> Response:
    return _show_agreeing(audit_id, AgreeForm())


@routes.post("/audits/<uuid:audit_id>/wording/<uuid:finding_id>", needs=Permission.AGREE_WORDING)
def agree_wording(audit_id: UUID, finding_id: UUID) -> Response:
    form = AgreeForm()
    number = attempt(
        form,
        lambda: wording_alike.agree_wording(
            current.database(),
            by=current.person(),
            finding_id=finding_id,
            wording=form.wording.data or "",
            marks_kept=form.marks_kept.data,
        ),
    )
    if isinstance(number, NotDone):
        return _show_agreeing(audit_id, form, finding_id, number.status)
    same = f" It stands for {number} findings." if number > 1 else ""
    flash(f"The wording is agreed for sharing.{same}")
    return redirect(url_for("sorting.list_wording", audit_id=audit_id, page=page_asked()), 303)


@routes.post(
    "/audits/<uuid:audit_id>/wording/<uuid:finding_id>/back", needs=Permission.AGREE_WORDING
)
def send_wording_back(audit_id: UUID, finding_id: UUID) -> Response:
    form = SendBackForm()
    done = attempt(
        form,
        lambda: wording_alike.send_wording_back(
            current.database(),
            by=current.person(),
            finding_id=finding_id,
            wording=form.wording.data or "",
            asked=form.asked.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _show_agreeing(audit_id, form, finding_id, done.status)
    flash("The wording is sent back to the Business Unit.")
    return redirect(url_for("sorting.list_wording", audit_id=audit_id, page=page_asked()), 303)


def _describe(finding_id: UUID) -> audit_pages.SortingPage:
    with current.database().reading() as session:
        return audit_pages.describe_sorting(session, current.person(), finding_id)


def _show_sorting(page: audit_pages.SortingPage, form: SortingForm, status: int = 200) -> Response:
    form.offer(page.on_file.codebook)
    return make_response(
        render_template("findings/sorting.html", page=page, form=form, invented=page.invented),
        status,
    )


def _show_wording(page: audit_pages.SortingPage, form: WordingForm, status: int = 200) -> Response:
    return make_response(
        render_template("findings/wording.html", page=page, form=form, invented=page.invented),
        status,
    )


def _show_agreeing(
    audit_id: UUID, form: AgreeForm | SendBackForm, about: UUID | None = None, status: int = 200
) -> Response:
    with current.database().reading() as session:
        page = audit_pages.describe_agreeing(session, current.person(), audit_id, page_asked())
    return make_response(
        render_template(
            "findings/agreeing.html", page=page, form=form, about=about, invented=page.invented
        ),
        status,
    )
