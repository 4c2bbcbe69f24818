"""The page that everybody gets who answered or came, and the answers read together."""

from uuid import UUID

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

import reports
from app.operations import afterwards as operations
from app.web import current
from app.web.access import Routes
from app.web.afterwards.forms import AfterwardsForm
from app.web.afterwards.pages import (
    AfterwardsPage,
    describe_afterwards,
    describe_list,
    describe_note,
)
from app.web.files import sent
from app.web.marked import flash_saved
from app.web.paging import page_asked
from app.web.refusals import Theirs, show_beside
from audit_tools.afterwards import FEWEST_ANSWERS
from audit_tools.errors import AuditError
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
    return _show(_describe(audit_id))


@routes.post("/audits/<uuid:audit_id>/afterwards", needs=READ)
def save(audit_id: UUID) -> Response:
    form = AfterwardsForm()
    if not form.validate() and not form.day_is_unread:
        return _show(_describe(audit_id), form, 422)
    try:
        refused = operations.save_afterwards(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            said=form.said(),
            note=form.note(),
            seen=form.seen.data or "",
            day_is_unread=form.day_is_unread,
        )
    except AuditError as error:
        page = _describe(audit_id)
        return _show(page, form, *show_beside(form, error, lambda: _filled(page)))
    if refused or form.day_is_unread:
        page = _describe(audit_id)
        form.blame_rest(refused)
        form.seen.data = page.seen
        return _show(page, form, 422)
    flash_saved(
        "Saved. You can change it at any time.",
        *(form[name].data for name in ("helped", "in_the_way", "differently", "reflection")),
    )
    return redirect(url_for("afterwards.show", audit_id=audit_id), 303)


@routes.get("/audits/<uuid:audit_id>/cpd-note.<any(docx, pdf):paper>", needs=READ)
def take_note(audit_id: UUID, paper: str) -> Response:
    with current.database().reading() as session:
        key, note = describe_note(session, current.person(), audit_id, current.partnership().name)
        words = current.words(session)
    return sent(reports.build(reports.Kind.CPD_NOTE, note, paper, words=words), key)


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


def _describe(audit_id: UUID) -> AfterwardsPage:
    with current.database().reading() as session:
        return describe_afterwards(session, current.person(), audit_id)


def _filled(page: AfterwardsPage) -> AfterwardsForm:
    """The form of what is saved."""
    form = AfterwardsForm(formdata=None, seen=page.seen)
    form.fill(page.next_time, page.note, page.usual)
    return form


def _show(
    page: AfterwardsPage,
    form: AfterwardsForm | None = None,
    status: int = 200,
    theirs: Theirs = (),
) -> Response:
    """The page; after a refusal with what was typed, and after a conflict beside what stands."""
    form = form or _filled(page)
    form.offer(asks_returns=page.cycle.asks_returns)
    return make_response(
        render_template(
            "afterwards/show.html",
            page=page,
            form=form,
            theirs=theirs,
            invented=page.cycle.invented,
        ),
        status,
    )
