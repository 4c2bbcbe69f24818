"""The addresses of the year's audit plan."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

import reports
from app.db import planned_audits as rows
from app.db.audits import list_audits
from app.operations import planned_audits
from app.operations.summaries import readable_audits
from app.web import current
from app.web.access import Routes
from app.web.audit_years.forms import PlannedForm
from app.web.files import sent
from app.web.form_page import show_form
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.audit_years import AuditYear, PlannedAudit
from audit_tools.dates import local
from audit_tools.errors import Hidden
from audit_tools.permissions import Permission, can
from audit_tools.quarters import Quarter

routes = Routes("audit_years", url_prefix="/audit-plan")
RUN, READ = Permission.RUN_AUDITS, Permission.READ_PLANS
FIRST_YEAR, LAST_YEAR = 2000, 2100


@routes.get("", needs=READ)
def show_present() -> Response:
    """The plan of the year that is going on."""
    return redirect(url_for("audit_years.show", year=_present()), 303)


@routes.get("/<int:year>", needs=READ)
def show(year: int) -> str:
    person = current.person()
    with current.database().reading() as session:
        page = _read(year)
        years = rows.years_planned(session, person.partnership)
        readable = set(readable_audits(session, by=person))
    return render_template(
        "audit_years/year.html",
        page=page,
        years=sorted({*years, year, _present(), _present() + 1}),
        readable=readable,
        runs=can(person, RUN),
        today_is=local(current.now()).date(),
        invented=page.invented,
    )


@routes.get("/<int:year>/plan.<any(docx, pdf, xlsx, csv, json):format>", needs=READ)
def take(year: int, format: str) -> Response:
    return sent(reports.build(reports.Kind.AUDIT_YEAR, _read(year), format, words=current.words()))


@routes.get("/<int:year>/new", needs=RUN)
def ask_audit(year: int) -> Response:
    return _show_new(year, _offered(PlannedForm(), year))


@routes.post("/<int:year>/new", needs=RUN)
def plan_audit(year: int) -> Response:
    form = _offered(PlannedForm(), year)
    done = attempt(
        form,
        lambda: planned_audits.plan_audit(
            current.database(), by=current.person(), planned=form.planned()
        ),
    )
    if isinstance(done, NotDone):
        return _show_new(year, form, done.status)
    flash("The audit is planned.")
    return _to_year(form.planned())


@routes.get("/audits/<uuid:planned_id>", needs=RUN)
def ask_change(planned_id: UUID) -> Response:
    return _show_change(planned_id, _filled(planned_id))


@routes.post("/audits/<uuid:planned_id>", needs=RUN)
def change(planned_id: UUID) -> Response:
    form = _offered(PlannedForm(), _load(planned_id).quarter.year)
    done = attempt(
        form,
        lambda: planned_audits.change_planned(
            current.database(),
            by=current.person(),
            planned_id=planned_id,
            planned=form.planned(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(planned_id),
    )
    if isinstance(done, NotDone):
        return _show_change(planned_id, form, *done)
    flash("The planned audit is changed.")
    return _to_year(form.planned())


def _present() -> int:
    return Quarter.of(local(current.now()).date()).year


def _read(year: int) -> AuditYear:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Hidden()
    with current.database().reading() as session:
        return planned_audits.read_year(session, by=current.person(), year=year)


def _load(planned_id: UUID) -> PlannedAudit:
    with current.database().reading() as session:
        return rows.load_planned(session, current.person().partnership, planned_id)


def _offered(form: PlannedForm, year: int) -> PlannedForm:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Hidden()
    with current.database().reading() as session:
        audits = list_audits(session, current.person().partnership)
    form.offer(year, {audit.id: audit.cycle.title for audit in audits})
    return form


def _filled(planned_id: UUID) -> PlannedForm:
    planned = _load(planned_id)
    form = _offered(PlannedForm(formdata=None), planned.quarter.year)
    form.fill(planned)
    return form


def _show_new(year: int, form: PlannedForm, status: int = 200) -> Response:
    back = (url_for("audit_years.show", year=year), "Audit plan")
    return show_form(form, "Plan an audit", "Plan it", status, back=back)


def _show_change(
    planned_id: UUID, form: PlannedForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    planned = _load(planned_id)
    return show_form(
        form,
        "Change a planned audit",
        "Save",
        status,
        back=(url_for("audit_years.show", year=planned.quarter.year), "Audit plan"),
        caption=f"{planned.quarter.with_months}: {planned.theme}",
        theirs=theirs,
    )


def _to_year(planned: PlannedAudit) -> Response:
    return redirect(url_for("audit_years.show", year=planned.quarter.year), 303)
