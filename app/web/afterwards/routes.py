"""The page that everybody gets who answered or came, and the answers read together."""

from uuid import UUID

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

import reports
from app.operations import afterwards as operations
from app.web import current
from app.web.access import Routes
from app.web.afterwards.forms import AfterwardsForm
from app.web.afterwards.pages import describe_afterwards, describe_list, describe_note
from app.web.files import sent
from app.web.marked import flash_saved
from app.web.paging import page_asked
from app.web.refusals import show_on
from audit_tools.afterwards import FEWEST_ANSWERS
from audit_tools.errors import AuditError, Conflict
from audit_tools.permissions import Permission

routes = Routes("afterwards")
READ = Permission.READ_CASES


@routes.get("/afterwards", needs=READ)
def list_audits() -> str:
    with current.database().reading() as session:
        page = describe_list(session, current.person(), page_asked())
    return render_template("afterwards/list.html", page=page, invented=page.invented)


@routes.get("/audits/<uuid:audit_id>/afterwards", needs=READ)
def show(audit_id: UUID) -> Response:
    return _show(audit_id, None)


@routes.post("/audits/<uuid:audit_id>/afterwards", needs=READ)
def save(audit_id: UUID) -> Response:
    form = AfterwardsForm()
    if not form.validate():
        return _show(audit_id, form, 422)
    try:
        operations.save_afterwards(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            said=form.said(),
            note=form.note(),
            seen=form.seen.data or "",
        )
    except AuditError as error:
        return _show(audit_id, form, show_on(form, error), isinstance(error, Conflict))
    flash_saved(
        "Saved. You can change it at any time.",
        *(form[name].data for name in ("helped", "in_the_way", "differently", "reflection")),
    )
    return redirect(url_for("afterwards.show", audit_id=audit_id), 303)


@routes.get("/audits/<uuid:audit_id>/cpd-note.<any(docx, pdf):paper>", needs=READ)
def take_note(audit_id: UUID, paper: str) -> Response:
    with current.database().reading() as session:
        note = describe_note(session, current.person(), audit_id, current.partnership().name)
    return sent(reports.build(reports.Kind.CPD_NOTE, note, paper))


@routes.get("/audits/<uuid:audit_id>/next-time", needs=Permission.RUN_AUDITS)
def show_answers(audit_id: UUID) -> str:
    with current.database().reading() as session:
        audit, number, together = operations.read_answers(
            session, by=current.person(), audit_id=audit_id
        )
    return render_template(
        "afterwards/answers.html",
        audit=audit,
        number=number,
        together=together,
        fewest=FEWEST_ANSWERS,
        invented=audit.cycle.invented,
    )


def _show(
    audit_id: UUID, form: AfterwardsForm | None, status: int = 200, is_conflict: bool = False
) -> Response:
    """The page; after a refusal with what was typed, and after a conflict beside what stands."""
    with current.database().reading() as session:
        page = describe_afterwards(session, current.person(), audit_id)
    saved = AfterwardsForm(formdata=None)
    saved.fill(page.next_time, page.note, page.usual)
    shown = form or saved
    if form is None or is_conflict:
        shown.seen.data = page.seen
    shown.name_questions()
    saved.name_questions()
    return make_response(
        render_template(
            "afterwards/show.html",
            page=page,
            form=shown,
            theirs=shown.differences(saved) if is_conflict else (),
            invented=page.cycle.invented,
        ),
        status,
    )
