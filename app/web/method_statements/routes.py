"""The addresses of the method statement: the page, the papers, and its approval."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

import reports
from app.operations import method_statements as operations
from app.web import current
from app.web.access import Routes
from app.web.files import sent
from app.web.method_statements.forms import ApprovalForm
from app.web.refusals import CONFLICT, NotDone, attempt
from app.web.summaries.pages import written
from audit_tools.cycles import Phase
from audit_tools.method_statements import MethodStatement, check_can_approve, parts_of
from audit_tools.permissions import Permission

routes = Routes("method_statements", url_prefix="/audits/<uuid:audit_id>/method-statement")
RUN = Permission.RUN_AUDITS


@routes.get("", needs=RUN)
def show(audit_id: UUID) -> str:
    with current.database().reading() as session:
        by = current.person()
        audit, statement = operations.read_method(session, by=by, audit_id=audit_id)
        last_time = operations.read_last_time(session, by, audit)
    document = reports.build(reports.Kind.METHOD_STATEMENT, statement, reports.Format.HTML)
    return render_template(
        "method_statements/show.html",
        audit=audit,
        document=written(document),
        last_time=last_time,
        is_closed=audit.cycle.phase is Phase.CLOSED,
        invented=audit.cycle.invented,
    )


@routes.get("/paper.<any(docx, pdf, xlsx, csv, json):format>", needs=RUN)
def take(audit_id: UUID, format: str) -> Response:
    with current.database().reading() as session:
        audit, statement = operations.read_method(session, by=current.person(), audit_id=audit_id)
        words = current.words(session)
    document = reports.build(reports.Kind.METHOD_STATEMENT, statement, format, words=words)
    return sent(document, audit.cycle.key)


@routes.get("/approval", needs=RUN)
def ask_approval(audit_id: UUID) -> Response:
    return _show(audit_id, ApprovalForm())


@routes.post("/approval", needs=RUN)
def approve(audit_id: UUID) -> Response:
    form = ApprovalForm()
    done = attempt(
        form,
        lambda: operations.approve_method(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            group=form.group.data or "",
            on=form.on.data,
            said_by=form.said_by.data or "",
            note=form.note.data or "",
            seen=form.seen.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _show(audit_id, form, done.status)
    flash("The approval is recorded. It stands on the method statement.")
    return redirect(url_for("method_statements.show", audit_id=audit_id), 303)


def _show(audit_id: UUID, form: ApprovalForm, status: int = 200) -> Response:
    """The form; it carries the version of the set-up that it was last shown with.

    After a conflict that is the set-up as it stands now, which is then on the page.
    """
    with current.database().reading() as session:
        audit, statement = operations.read_method(session, by=current.person(), audit_id=audit_id)
    check_can_approve(audit.cycle.phase)
    is_changed = status == CONFLICT
    if is_changed or not form.seen.data:
        form.seen.data = operations.version_of_method(statement)
    page = render_template(
        "method_statements/approval.html",
        audit=audit,
        form=form,
        theirs=_set_up(statement) if is_changed else (),
        invented=audit.cycle.invented,
    )
    return make_response(page, status)


def _set_up(statement: MethodStatement) -> tuple[tuple[str, str], ...]:
    parts = parts_of(statement).items()
    return tuple((label, said.replace("\n", "; ") or "nothing yet") for label, said in parts)
