"""The pages of the children in scope and of the draw."""

from dataclasses import replace
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import audits, candidates
from app.web import current
from app.web.access import Routes
from app.web.candidates import pages
from app.web.candidates.forms import ConfirmForm, DrawForm, ListForm, propose_seed
from app.web.forms import Form
from app.web.paging import part_of
from audit_tools.candidates import AGE_BANDS
from audit_tools.errors import Invalid
from audit_tools.numbers import joined
from audit_tools.permissions import Permission

routes = Routes("candidates", url_prefix="/audits/<uuid:audit_id>")
RUN = Permission.RUN_AUDITS
DIP_SAMPLE = "30"
"""How many are usually drawn where each is read quickly and all are agreed together."""


@routes.get("/candidates", needs=RUN)
def show_scope(audit_id: UUID) -> Response:
    return _show_scope(audit_id, ListForm())


@routes.post("/candidates", needs=RUN)
def import_candidates(audit_id: UUID) -> Response:
    form = ListForm()
    try:
        candidates.import_candidates(
            current.database(), by=current.person(), audit_id=audit_id, data=form.read()
        )
    except Invalid as wrong:
        form.blame_list(wrong)
        return _show_scope(audit_id, form, 422)
    flash(
        "The list is brought in. Of each row only the reference and the bands are kept: age, sex, "
        "ethnicity group, plan and locality."
    )
    return redirect(url_for("candidates.show_scope", audit_id=audit_id), 303)


@routes.post("/candidates/clear", needs=RUN)
def clear_candidates(audit_id: UUID) -> Response:
    candidates.clear_candidates(current.database(), by=current.person(), audit_id=audit_id)
    flash("The list is deleted.")
    return redirect(url_for("candidates.show_scope", audit_id=audit_id), 303)


@routes.get("/draw", needs=RUN)
def show_draw(audit_id: UUID) -> Response:
    """The form of the draw and, where the address names one that was shown, what came of it."""
    form = DrawForm()
    form.seed.data = propose_seed()
    return _show_draw(audit_id, form, number=request.args.get("shown", 0, type=int))


@routes.post("/draw", needs=RUN)
def make_draw(audit_id: UUID) -> Response:
    """Keep that a draw is looked at, and lead to it."""
    form = DrawForm()
    try:
        number = candidates.show_draw(
            current.database(), by=current.person(), audit_id=audit_id, wanted=form.wanted()
        )
    except Invalid as wrong:
        form.blame(wrong)
        return _show_draw(audit_id, form, status=422)
    address = url_for("candidates.show_draw", audit_id=audit_id, shown=number, _anchor="this-draw")
    return redirect(address, 303)


@routes.post("/draw/confirm", needs=RUN)
def confirm_draw(audit_id: UUID) -> Response:
    form = ConfirmForm()
    try:
        candidates.confirm_draw(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            wanted=form.wanted(),
            list_hash=form.list_hash.data or "",
        )
    except Invalid as wrong:
        form.blame(wrong)
        return _show_draw(audit_id, form, status=422)
    flash(
        "The cases are drawn. The references that were not drawn are deleted, but for the reserves."
    )
    return redirect(url_for("candidates.show_scope", audit_id=audit_id), 303)


def _show_scope(audit_id: UUID, form: Form, status: int = 200) -> Response:
    person = current.person()
    with current.database().reading() as reading:
        audit = audits.to_run(reading, person, audit_id)
        page = pages.describe_scope(reading, audit, person)
    part = part_of(page.cases)
    page = replace(page, cases=part.items)
    shown = render_template(
        "candidates/scope.html",
        page=page,
        part=part,
        form=form,
        ages=joined(AGE_BANDS),
        invented=audit.cycle.invented,
    )
    return make_response(shown, status)


def _show_draw(audit_id: UUID, form: DrawForm, number: int = 0, status: int = 200) -> Response:
    person = current.person()
    with current.database().reading() as reading:
        audit = audits.to_run(reading, person, audit_id)
        page = pages.describe_draw(reading, audit, person.partnership, number)
    if page.shown:
        form.fill(candidates.DrawWanted.of(page.shown))
    elif "size" not in request.values and audit.tool.in_one_sitting:
        form.size.data = DIP_SAMPLE
    shown = render_template(
        "candidates/draw.html", page=page, form=form, invented=audit.cycle.invented
    )
    return make_response(shown, status)
