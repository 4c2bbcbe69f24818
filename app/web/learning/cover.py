"""The addresses at which the needs of an audit are set against the offer."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import learning_cover
from app.operations.summaries import read_summary
from app.operations.training_needs import need_on
from app.web import current
from app.web.access import Routes
from app.web.form_page import show_form
from app.web.learning.cover_form import CoverForm, judged_of
from app.web.marked import flash_saved
from app.web.refusals import Theirs, show_beside
from audit_tools.audience import Audience, AudienceFacts
from audit_tools.errors import AuditError
from audit_tools.learning.coverage import Asked, Cover
from audit_tools.permissions import Permission, can

routes = Routes("learning_cover", url_prefix="/audits/<uuid:audit_id>/needs-and-offer")
READ, WRITE = Permission.READ_SUMMARIES, Permission.WRITE_NEEDS


@routes.get("", needs=READ)
def show(audit_id: UUID) -> str:
    facts = _read(audit_id)
    return render_template(
        "learning/cover.html",
        facts=facts,
        audit_id=audit_id,
        covers=tuple(Cover),
        writes=can(current.person(), WRITE),
        invented=facts.invented,
    )


@routes.get("/<theme>", needs=WRITE)
def ask(audit_id: UUID, theme: str) -> Response:
    """The form for a row of the table, or for another audience or level."""
    named = (request.args.get(name, "") for name in ("staff", "group", "level"))
    return _show(audit_id, theme, _filled(audit_id, Asked(theme, *named)))


@routes.post("/<theme>", needs=WRITE)
def judge(audit_id: UUID, theme: str) -> Response:
    form = _offered(CoverForm())
    if not form.validate():
        return _show(audit_id, theme, form, 422)
    asked = form.asked(theme)
    try:
        learning_cover.judge(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            asked=asked,
            cover=form.judged,
            reason=form.why.data or "",
            seen=form.seen_of(asked),
        )
    except AuditError as wrong:
        status, theirs = show_beside(form, wrong, lambda: _filled(audit_id, asked))
        form.of.data = form.key_of(asked)
        return _show(audit_id, theme, form, status, theirs)
    flash_saved("It is set against the offer.", form.why.data)
    return redirect(url_for("learning_cover.show", audit_id=audit_id, _anchor=f"need-{theme}"), 303)


def _read(audit_id: UUID) -> AudienceFacts:
    with current.database().reading() as session:
        return read_summary(
            session, by=current.person(), audit_id=audit_id, audience=Audience.LEARNING
        )


def _offered(form: CoverForm) -> CoverForm:
    with current.database().reading() as session:
        form.offer(learning_cover.can_be_asked(session, current.person().partnership))
    return form


def _filled(audit_id: UUID, asked: Asked) -> CoverForm:
    """The form of an audience and level as it stands."""
    form = _offered(CoverForm(formdata=None))
    form.fill(asked, judged_of(_read(audit_id), asked))
    return form


def _show(
    audit_id: UUID, theme: str, form: CoverForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    facts = _read(audit_id)
    return show_form(
        form,
        "Set the need against the offer",
        "Save",
        status,
        back=(url_for("learning_cover.show", audit_id=audit_id), "Needs against the offer"),
        caption=need_on(facts, theme).title,
        theirs=theirs,
        invented=facts.invented,
    )
