"""The boards and groups that read the summaries: a list, and one form to add or change one."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db import bodies as rows
from app.db.bodies import GoverningBody
from app.operations import bodies
from app.operations.versions import version_of
from app.web import current
from app.web.access import Routes
from app.web.bodies.forms import NOBODY, BodyForm
from app.web.paging import part_of
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.errors import Conflict, Invalid
from audit_tools.permissions import Permission

routes = Routes("bodies", url_prefix="/bodies")


@routes.get("", needs=Permission.SET_UP)
def list_bodies() -> str:
    with current.database().reading() as reading:
        found = rows.list_bodies(reading, current.partnership().id)
    return render_template("bodies/list.html", part=part_of(found))


@routes.get("/new", needs=Permission.SET_UP)
def ask_body() -> Response:
    return _show_form(BodyForm(), None)


@routes.post("/new", needs=Permission.SET_UP)
def add_body() -> Response:
    form = BodyForm()
    if not form.validate():
        return _show_form(form, None, 422)
    try:
        bodies.add_body(
            current.database(),
            by=current.person(),
            name=form.name.data or "",
            role=form.chosen_role(),
            each_audit=form.each_audit.data,
        )
    except (Invalid, Conflict) as wrong:
        form.blame(wrong)
        return _show_form(form, None, 422)
    flash("The board or group is added.")
    return redirect(url_for("bodies.list_bodies"), 303)


@routes.get("/<uuid:body_id>", needs=Permission.SET_UP)
def show_body(body_id: UUID) -> Response:
    body = _find(body_id)
    return _show_form(_filled(body), body)


@routes.post("/<uuid:body_id>", needs=Permission.SET_UP)
def change_body(body_id: UUID) -> Response:
    body, form = _find(body_id), BodyForm()
    done = attempt(
        form,
        lambda: bodies.change_body(
            current.database(),
            by=current.person(),
            body_id=body_id,
            name=form.name.data or "",
            role=form.chosen_role(),
            each_audit=form.each_audit.data,
            seen=form.seen.data or "",
        ),
        lambda: _filled(_find(body_id)),
    )
    if isinstance(done, NotDone):
        return _show_form(form, body, *done)
    flash("The board or group is changed.")
    return redirect(url_for("bodies.list_bodies"), 303)


@routes.post("/<uuid:body_id>/remove", needs=Permission.SET_UP)
def remove_body(body_id: UUID) -> Response:
    bodies.remove_body(current.database(), by=current.person(), body_id=body_id)
    flash("The board or group is taken off the list. People keep their roles.")
    return redirect(url_for("bodies.list_bodies"), 303)


def _find(body_id: UUID) -> GoverningBody:
    with current.database().reading() as reading:
        return bodies.find_body(reading, current.person(), body_id)


def _filled(body: GoverningBody) -> BodyForm:
    """The form of a board or group as it stands."""
    form = BodyForm(
        formdata=None,
        name=body.name,
        role=body.role.value if body.role else NOBODY,
        each_audit=body.each_audit,
    )
    form.seen.data = version_of(body)
    return form


def _show_form(
    form: BodyForm,
    body: GoverningBody | None,
    status: int = 200,
    theirs: Theirs = (),
) -> Response:
    page = render_template("bodies/body.html", form=form, body=body, theirs=theirs)
    return make_response(page, status)
