"""The page on which the answers of a sitting become findings."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import sitting_findings as operations
from app.operations.sitting_findings import Said
from app.web import current
from app.web.access import Routes
from app.web.sittings.answers import describe_answers
from audit_tools.errors import Invalid
from audit_tools.numbers import plural
from audit_tools.permissions import Permission
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause

routes = Routes("sitting_findings", url_prefix="/audits/<uuid:audit_id>/sitting/findings")
HOLD = Permission.HOLD_DISCUSSIONS


@routes.get("", needs=HOLD)
def show(audit_id: UUID) -> Response:
    return _show(audit_id)


@routes.post("", needs=HOLD)
def take(audit_id: UUID) -> Response:
    said = _read()
    try:
        number = operations.take_answers(
            current.database(), by=current.person(), audit_id=audit_id, said=said
        )
    except Invalid as wrong:
        return _show(audit_id, said, wrong.message, 422)
    flash(f"{plural(number, 'finding')} made.")
    return _back(audit_id, said.question)


@routes.post("/strengths", needs=HOLD)
def take_strengths(audit_id: UUID) -> Response:
    number = operations.take_all_strengths(
        current.database(), by=current.person(), audit_id=audit_id
    )
    flash(f"{plural(number, 'finding')} made of what went well.")
    return _back(audit_id, "")


@routes.post("/back", needs=HOLD)
def give_back(audit_id: UUID) -> Response:
    said = _read()
    number = operations.give_back(
        current.database(),
        by=current.person(),
        audit_id=audit_id,
        question=said.question,
        kind=said.kind,
    )
    flash(f"{plural(number, 'finding')} taken back.")
    return _back(audit_id, said.question)


def _read() -> Said:
    """What was sent. Raises ``Invalid`` for a form that is not ours."""
    kind, cause = request.form.get("kind", ""), request.form.get("cause", "")
    if kind not in list(FindingKind) or (cause and cause not in list(Cause)):
        raise Invalid("The page was sent incomplete. Reload it and try again.")
    return Said(
        request.form.get("question", ""),
        FindingKind(kind),
        request.form.get("statement", ""),
        Cause(cause) if cause else None,
    )


def _back(audit_id: UUID, question: str) -> Response:
    anchor = question.replace(".", "-")
    page = url_for("sitting_findings.show", audit_id=audit_id, _anchor=anchor or None)
    return redirect(page, 303)


def _show(
    audit_id: UUID, typed: Said | None = None, error: str = "", status: int = 200
) -> Response:
    with current.database().reading() as session:
        page = describe_answers(session, current.person(), audit_id, typed, error)
    shown = render_template(
        "sittings/findings.html", page=page, typed=typed, error=error, invented=page.invented
    )
    return make_response(shown, status)
