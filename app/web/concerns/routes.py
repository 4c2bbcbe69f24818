"""Raising an immediate concern from a return, and writing what came of it."""

from collections.abc import Callable
from uuid import UUID

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db.concerns import ConcernOnFile
from app.operations import concerns as operations
from app.web import current
from app.web.access import AnyOf, Routes
from app.web.concerns import pages
from app.web.concerns.banner import shown_concerns
from app.web.concerns.forms import OutcomeForm, RaiseForm
from app.web.forms import Mistake
from app.web.marked import flash_saved
from audit_tools.errors import Refused
from audit_tools.permissions import Permission

routes = Routes("concerns")

SEES_TO_IT = AnyOf((Permission.RUN_AUDITS, Permission.HOLD_DISCUSSIONS, Permission.LEAD_AGENCY))


@routes.get("/returns/<uuid:return_id>/concern", needs=Permission.GIVE_RETURNS)
def ask(return_id: UUID) -> Response:
    return _show_ask(return_id, RaiseForm())


@routes.post("/returns/<uuid:return_id>/concern", needs=Permission.GIVE_RETURNS)
def raise_concern(return_id: UUID) -> Response:
    form = RaiseForm()
    if not form.validate():
        return _show_ask(return_id, form, 422)
    operations.raise_concern(
        current.database(),
        by=current.person(),
        return_id=return_id,
        concern=form.concern.data or "",
        told=form.told.data or "",
        told_at=form.told_at.data or "",
    )
    flash_saved(
        "Your concern is recorded. The Business Unit, the chair and your agency's lead see it.",
        form.told.data,
        form.concern.data,
    )
    return redirect(url_for("returns.show", return_id=return_id), 303)


@routes.get("/concerns/<uuid:concern_id>", needs=SEES_TO_IT)
def show(concern_id: UUID) -> Response:
    return _show_concern(concern_id, OutcomeForm())


@routes.post("/concerns/<uuid:concern_id>", needs=SEES_TO_IT)
def settle(concern_id: UUID) -> Response:
    form = OutcomeForm()
    if not form.validate():
        return _show_concern(concern_id, form, 422)
    try:
        operations.settle_concern(
            current.database(),
            by=current.person(),
            concern_id=concern_id,
            outcome=form.outcome.data or "",
        )
    except Refused as refused:
        return _show_concern(concern_id, form, 403 if not refused.place else 422, refused)
    flash_saved("What was done is recorded.", form.outcome.data)
    return redirect(url_for("concerns.show", concern_id=concern_id), 303)


@routes.app_context_processor
def _offer_banner() -> dict[str, Callable[[], tuple[ConcernOnFile, ...]]]:
    return {"shown_concerns": shown_concerns}


def _show_ask(return_id: UUID, form: RaiseForm, status: int = 200) -> Response:
    with current.database().reading() as session:
        page = pages.describe_ask(session, current.person(), return_id)
    return make_response(render_template("concerns/ask.html", page=page, form=form), status)


def _show_concern(
    concern_id: UUID, form: OutcomeForm, status: int = 200, refused: Refused | None = None
) -> Response:
    with current.database().reading() as session:
        page = pages.describe_concern(session, current.person(), concern_id)
    mistakes = [*form.mistakes]
    if refused:
        mistakes.append(Mistake(refused.place, refused.message))
        form.outcome.errors = [refused.message] if refused.place else []
    return make_response(
        render_template("concerns/show.html", page=page, form=form, mistakes=mistakes), status
    )
