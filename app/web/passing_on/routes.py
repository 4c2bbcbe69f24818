"""The addresses of what was passed on."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db.agencies import list_agencies
from app.operations import passing_on
from app.operations.ties import audits_offered
from app.web import current
from app.web.access import AnyOf, Routes
from app.web.form_page import show_form
from app.web.marked import flash_saved
from app.web.paging import part_of
from app.web.passing_on.forms import PassedForm, UseForm
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.passing_on import Passing
from audit_tools.permissions import Permission, can

routes = Routes("passing_on", url_prefix="/passed-on")
READ, WRITE = Permission.FOLLOW_ACTIONS, Permission.WRITE_NEEDS
ANSWER = AnyOf((Permission.WRITE_NEEDS, Permission.LEAD_AGENCY))


@routes.get("", needs=READ)
def list_all() -> str:
    person = current.person()
    with current.database().reading() as session:
        passings = passing_on.read_passings(session, by=person)
    return render_template(
        "passing_on/list.html",
        passings=part_of(passings),
        writes=can(person, WRITE),
        reads_all=can(person, Permission.READ_PLANS),
        invented=any(one.invented for one in passings),
    )


@routes.get("/<uuid:passing_id>", needs=READ)
def show(passing_id: UUID) -> str:
    person = current.person()
    with current.database().reading() as session:
        passing = passing_on.read_passing(session, by=person, passing_id=passing_id)
        answers = passing_on.agencies_answering(session, person)
        names = {one.key: one.name for one in list_agencies(session, person.partnership)}
        audits = dict(audits_offered(session, person))
    return render_template(
        "passing_on/passing.html",
        passing=passing,
        audit=audits.get(str(passing.passed.audit), ""),
        names=names,
        writes=can(person, WRITE),
        reads_all=can(person, Permission.READ_PLANS),
        answers=bool(answers),
        invented=passing.invented,
    )


@routes.get("/new", needs=WRITE)
def ask_passing() -> Response:
    return _show_new(_offered(PassedForm()))


@routes.post("/new", needs=WRITE)
def record() -> Response:
    form = _offered(PassedForm())
    recorded = attempt(
        form,
        lambda: passing_on.record(current.database(), by=current.person(), passed=form.passed()),
    )
    if isinstance(recorded, NotDone):
        return _show_new(form, recorded.status)
    flash("It is recorded. Ask the teams how they used it.")
    return _to(recorded)


@routes.get("/<uuid:passing_id>/change", needs=WRITE)
def ask_change(passing_id: UUID) -> Response:
    return _show_change(passing_id, _filled(passing_id))


@routes.post("/<uuid:passing_id>/change", needs=WRITE)
def change(passing_id: UUID) -> Response:
    form = _offered(PassedForm())
    done = attempt(
        form,
        lambda: passing_on.change(
            current.database(),
            by=current.person(),
            passing_id=passing_id,
            passed=form.passed(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(passing_id),
    )
    if isinstance(done, NotDone):
        return _show_change(passing_id, form, *done)
    flash("It is changed.")
    return _to(passing_id)


@routes.get("/<uuid:passing_id>/use", needs=ANSWER)
def ask_use(passing_id: UUID) -> Response:
    return _show_use(passing_id, UseForm(formdata=None))


@routes.post("/<uuid:passing_id>/use", needs=ANSWER)
def say_used(passing_id: UUID) -> Response:
    form = UseForm()
    done = attempt(
        form,
        lambda: passing_on.say_used(
            current.database(), by=current.person(), passing_id=passing_id, use=form.use()
        ),
    )
    if isinstance(done, NotDone):
        return _show_use(passing_id, form, done.status)
    flash_saved("Thank you. What your team did with it is saved.", form.said.data)
    return _to(passing_id)


def _read(passing_id: UUID) -> Passing:
    with current.database().reading() as session:
        return passing_on.read_passing(session, by=current.person(), passing_id=passing_id)


def _offered(form: PassedForm) -> PassedForm:
    with current.database().reading() as session:
        form.offer(audits_offered(session, current.person()))
    return form


def _filled(passing_id: UUID) -> PassedForm:
    form = _offered(PassedForm(formdata=None))
    form.fill(_read(passing_id).passed)
    return form


def _show_new(form: PassedForm, status: int = 200) -> Response:
    back = (url_for("passing_on.list_all"), "Passed on")
    return show_form(form, "Record what was passed on", "Save", status, back=back)


def _show_change(
    passing_id: UUID, form: PassedForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    passing = _read(passing_id)
    return show_form(
        form,
        "Change what was passed on",
        "Save",
        status,
        back=(url_for("passing_on.show", passing_id=passing_id), "Passed on"),
        caption=passing.passed.what,
        theirs=theirs,
        invented=passing.invented,
    )


def _show_use(passing_id: UUID, form: UseForm, status: int = 200) -> Response:
    passing = _read(passing_id)
    with current.database().reading() as session:
        form.offer(passing_on.agencies_answering(session, current.person()))
    return show_form(
        form,
        "How did your team use this?",
        "Save",
        status,
        back=(url_for("passing_on.show", passing_id=passing_id), "Passed on"),
        caption=passing.passed.what,
        invented=passing.invented,
    )


def _to(passing_id: UUID) -> Response:
    return redirect(url_for("passing_on.show", passing_id=passing_id), 303)
