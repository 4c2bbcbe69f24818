"""The good practice of an audit: worded and agreed by its holders, given to agencies' leads."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

import reports
from app.db.discussions import read_case
from app.operations import good_practice as operations
from app.web import current
from app.web.access import Routes
from app.web.files import sent
from app.web.forms import Form
from app.web.good_practice.forms import AgreePracticeForm, PracticeForm
from app.web.good_practice.pages import describe_practices
from app.web.paging import page_asked, part_of
from app.web.refusals import show_on
from app.web.summaries.pages import written
from audit_tools.errors import AuditError
from audit_tools.good_practice import GoodPractice
from audit_tools.permissions import Permission

routes = Routes("good_practice")
WORD = Permission.AGREE_WORDING
LEAD = Permission.LEAD_AGENCY


@routes.get("/audits/<uuid:audit_id>/good-practice", needs=WORD)
def list_practices(audit_id: UUID) -> Response:
    return _show(audit_id, Form())


@routes.post("/discussions/<uuid:case_id>/good-practice", needs=WORD)
def write(case_id: UUID) -> Response:
    form = PracticeForm()
    try:
        audit_id = operations.write_practice(
            current.database(),
            by=current.person(),
            case_id=case_id,
            wording=form.wording.data or "",
            seen=form.seen.data or "",
        )
    except AuditError as error:
        return _show_again(case_id, form, error)
    flash("The wording is saved. Somebody else who holds the discussion has to agree it.")
    return _back(audit_id)


@routes.post("/discussions/<uuid:case_id>/good-practice/agree", needs=WORD)
def agree(case_id: UUID) -> Response:
    form = AgreePracticeForm()
    try:
        audit_id = operations.agree_practice(
            current.database(),
            by=current.person(),
            case_id=case_id,
            wording=form.wording.data or "",
            marks_kept=form.marks_kept.data,
        )
    except AuditError as error:
        return _show_again(case_id, form, error)
    flash("The wording is agreed. Heads of agencies get it when the audit is closed.")
    return _back(audit_id)


@routes.get("/audits/<uuid:audit_id>/heads/<agency>", needs=LEAD)
def show_for_head(audit_id: UUID, agency: str) -> str:
    given = _given(audit_id, agency)
    document = reports.build(reports.Kind.GOOD_PRACTICE, given, reports.Format.HTML)
    return render_template(
        "good_practice/for_head.html",
        audit_id=audit_id,
        agency=agency,
        document=written(document),
        invented=given.invented,
    )


@routes.get(
    "/audits/<uuid:audit_id>/heads/<agency>/good-practice.<any(docx, pdf):paper>", needs=LEAD
)
def take_for_head(audit_id: UUID, agency: str, paper: str) -> Response:
    given, words = _given(audit_id, agency), current.words()
    return sent(reports.build(reports.Kind.GOOD_PRACTICE, given, paper, words=words))


def _given(audit_id: UUID, agency: str) -> GoodPractice:
    with current.database().reading() as session:
        return operations.read_for_head(
            session,
            by=current.person(),
            audit_id=audit_id,
            agency=agency,
            partnership=current.partnership().name,
        )


def _back(audit_id: UUID) -> Response:
    address = url_for("good_practice.list_practices", audit_id=audit_id, page=page_asked())
    return redirect(address, 303)


def _show_again(case_id: UUID, form: Form, error: AuditError) -> Response:
    """The page with what was typed. Raises the error again where typing cannot mend it."""
    status = show_on(form, error)
    with current.database().reading() as session:
        audit_id = read_case(session, current.person(), case_id).audit.id
    return _show(audit_id, form, case_id, status)


def _show(audit_id: UUID, form: Form, about: UUID | None = None, status: int = 200) -> Response:
    with current.database().reading() as session:
        page = describe_practices(session, current.person(), audit_id)
    return make_response(
        render_template(
            "good_practice/list.html",
            page=page,
            part=part_of(page.lines),
            form=form,
            about=about,
            invented=page.invented,
        ),
        status,
    )
