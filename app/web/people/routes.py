"""People: a list, adding somebody, and the page of one person with every deed on it."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db import agencies as agency_rows
from app.db.bodies import list_bodies
from app.operations import people
from app.web import current
from app.web.access import Routes
from app.web.paging import page_asked
from app.web.people import pages
from app.web.people.forms import NameForm, PersonForm, RoleForm
from audit_tools.errors import AuditError, Conflict, Invalid
from audit_tools.permissions import Permission, roles_given_by

routes = Routes("people", url_prefix="/people")


@routes.get("", needs=Permission.SET_UP)
def list_people() -> str:
    number = page_asked()
    with current.database().reading() as reading:
        page = pages.list_people(reading, current.partnership().id, number)
    return render_template("people/list.html", page=page)


@routes.get("/new", needs=Permission.SET_UP)
def ask_person() -> Response:
    form = PersonForm()
    _offer(form)
    return make_response(render_template("people/new.html", form=form))


@routes.post("/new", needs=Permission.SET_UP)
def add_person() -> Response:
    form = PersonForm()
    _offer(form)
    try:
        if form.validate():
            person_id = people.add_person(
                current.database(),
                by=current.person(),
                name=form.name.data or "",
                email=form.email.data or "",
                grant=form.grant(),
            )
            flash("The person is added. Make a link so that they can set a password.")
            return _back_to(person_id)
    except (Invalid, Conflict) as wrong:
        form.blame(wrong)
    return make_response(render_template("people/new.html", form=form), 422)


@routes.get("/<uuid:person_id>", needs=Permission.SET_UP)
def show_person(person_id: UUID) -> Response:
    return _show(person_id, RoleForm())


@routes.post("/<uuid:person_id>/name", needs=Permission.MANAGE_PEOPLE)
def rename(person_id: UUID) -> Response:
    form = NameForm()
    try:
        people.rename(
            current.database(),
            by=current.person(),
            person_id=person_id,
            name=form.name.data or "",
        )
    except Invalid as wrong:
        form.blame(wrong)
        return _show(person_id, RoleForm(formdata=None), form, 422)
    flash("The name is changed.")
    return _back_to(person_id)


@routes.post("/<uuid:person_id>/roles", needs=Permission.SET_UP)
def give_role(person_id: UUID) -> Response:
    form = RoleForm()
    _offer(form)
    try:
        if form.validate():
            people.give_role(
                current.database(), by=current.person(), person_id=person_id, grant=form.grant()
            )
            flash("The role is given.")
            return _back_to(person_id)
    except Invalid as wrong:
        form.blame(wrong)
    return _show(person_id, form, status=422)


@routes.post("/<uuid:person_id>/roles/take", needs=Permission.SET_UP)
def take_role(person_id: UUID) -> Response:
    form = RoleForm()
    _offer(form)
    try:
        if form.validate():
            people.take_role(
                current.database(), by=current.person(), person_id=person_id, grant=form.grant()
            )
            flash("The role is taken away.")
            return _back_to(person_id)
    except AuditError as refused:
        form.blame(refused)
    return _show(person_id, form, status=422)


@routes.post("/<uuid:person_id>/link", needs=Permission.SET_UP)
def make_link(person_id: UUID) -> str:
    """The link is in this answer and nowhere else: asked again, a new one is made."""
    token = people.make_password_link(current.database(), by=current.person(), person_id=person_id)
    with current.database().reading() as reading:
        page = pages.describe_person(reading, current.person(), person_id)
    address = current.address_of("accounts.ask_password", token=token)
    return render_template("people/link.html", page=page, address=address)


@routes.post("/<uuid:person_id>/sessions/end", needs=Permission.MANAGE_PEOPLE)
def end_sessions(person_id: UUID) -> Response:
    people.end_sessions(current.database(), by=current.person(), person_id=person_id)
    flash("Every session of this person is ended.")
    return _back_to(person_id)


@routes.post("/<uuid:person_id>/let-go", needs=Permission.MANAGE_PEOPLE)
def let_go(person_id: UUID) -> Response:
    people.deactivate(current.database(), by=current.person(), person_id=person_id)
    flash("The person can no longer sign in, and every session is ended.")
    return _back_to(person_id)


@routes.post("/<uuid:person_id>/bring-back", needs=Permission.MANAGE_PEOPLE)
def bring_back(person_id: UUID) -> Response:
    people.reactivate(current.database(), by=current.person(), person_id=person_id)
    flash("The person can sign in again.")
    return _back_to(person_id)


def _offer(form: RoleForm) -> None:
    with current.database().reading() as reading:
        bodies = list_bodies(reading, current.partnership().id)
        form.offer_roles(roles_given_by(current.person()), bodies)
        listed = agency_rows.list_agencies(reading, current.partnership().id)
        form.offer(agency for agency in listed if agency.is_asked)


def _back_to(person_id: UUID) -> Response:
    return redirect(url_for("people.show_person", person_id=person_id), 303)


def _show(
    person_id: UUID, roles: RoleForm, name: NameForm | None = None, status: int = 200
) -> Response:
    _offer(roles)
    with current.database().reading() as reading:
        page = pages.describe_person(reading, current.person(), person_id)
    text = render_template(
        "people/person.html",
        page=page,
        roles=roles,
        name=name or NameForm(formdata=None, name=page.name),
    )
    return make_response(text, status)
