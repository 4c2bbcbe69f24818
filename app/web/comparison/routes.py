"""The addresses of an audit beside the one before: the page, the papers, and the judgement."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

import reports
from app.operations import comparison as operations
from app.web import current
from app.web.access import Routes
from app.web.comparison.forms import JudgementForm
from app.web.comparison.pages import describe_judgement, differences
from app.web.files import sent
from app.web.meetings.chosen import back_to, came_from
from app.web.refusals import CONFLICT, NotDone, attempt
from app.web.summaries.pages import written
from audit_tools.permissions import Permission, can
from audit_tools.side_by_side import SideBySide

routes = Routes("comparison", url_prefix="/audits/<uuid:audit_id>/comparison")
MAY_READ = Permission.READ_SUMMARIES
RUN = Permission.RUN_AUDITS
THEME = "theme:"


@routes.get("", needs=MAY_READ)
def show(audit_id: UUID) -> str:
    both = _read(audit_id)
    document = reports.build(reports.Kind.COMPARISON, both, reports.Format.HTML)
    return render_template(
        "comparison/show.html",
        audit_id=audit_id,
        document=written(document),
        judges=can(current.person(), RUN) and not both.now.interim,
        invented=both.now.invented,
    )


@routes.get("/paper.<any(docx, pdf, xlsx, csv, json):format>", needs=MAY_READ)
def take(audit_id: UUID, format: str) -> Response:
    both, now, words = _read(audit_id), current.now(), current.words()
    return sent(reports.build(reports.Kind.COMPARISON, both, format, at=now, words=words))


@routes.get("/judgement", needs=RUN)
def ask_judgement(audit_id: UUID) -> Response:
    form = JudgementForm.with_meetings()
    with current.database().reading() as session:
        said = operations.read_to_judge(session, by=current.person(), audit_id=audit_id)
    stands = said.both.judgement
    typed = (stands.group, stands.on) if stands else ("", None)
    form.show_where(came_from() or said.meeting, *typed)
    return _show_form(audit_id, form)


@routes.post("/judgement", needs=RUN)
def judge(audit_id: UUID) -> Response:
    form, typed = JudgementForm.with_meetings(), _typed()
    done = attempt(
        form,
        lambda: operations.judge_themes(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            **form.where(),
            themes=typed,
            seen=form.seen.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _show_form(audit_id, form, typed, done.status)
    flash("What the group said is recorded. It stands beside the counts.")
    return redirect(_back(audit_id), 303)


def _back(audit_id: UUID) -> str:
    return back_to(url_for("comparison.show", audit_id=audit_id))


def _typed() -> dict[str, str]:
    themes = (name for name in request.form if name.startswith(THEME))
    return {name.removeprefix(THEME): request.form[name] for name in themes}


def _read(audit_id: UUID) -> SideBySide:
    with current.database().reading() as session:
        return operations.read_comparison(session, by=current.person(), audit_id=audit_id).both


def _show_form(
    audit_id: UUID,
    form: JudgementForm,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The form; after a conflict it carries what stands now, which is then on the page."""
    with current.database().reading() as session:
        both = operations.read_to_judge(session, by=current.person(), audit_id=audit_id).both
    is_changed = status == CONFLICT
    if is_changed or not form.seen.data:
        form.seen.data = operations.version_of_judgement(both.judgement)
    shown = render_template(
        "comparison/judgement.html",
        audit_id=audit_id,
        form=form,
        page=describe_judgement(both, typed),
        theirs=differences(both, typed or {}) if is_changed else (),
        back=_back(audit_id),
        from_meeting=came_from() is not None,
        invented=both.now.invented,
    )
    return make_response(shown, status)
