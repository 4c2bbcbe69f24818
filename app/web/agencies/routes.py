"""The partnership's agencies: a list, and one form to add or change one."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db import agencies as rows
from app.db.agencies import Agency
from app.operations import agencies
from app.operations.versions import version_of
from app.web import current
from app.web.access import Routes
from app.web.agencies import pages
from app.web.agencies.forms import AgencyForm
from app.web.paging import part_of
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.permissions import Permission

routes = Routes("agencies", url_prefix="/agencies")


@routes.get("", needs=Permission.SET_UP)
def list_agencies() -> str:
    with current.database().reading() as reading:
        found = pages.describe_agencies(reading, current.partnership().id)
    return render_template("agencies/list.html", part=part_of(found))


@routes.get("/new", needs=Permission.SET_UP)
def ask_agency() -> Response:
    return _show_form(AgencyForm(), None)


@routes.post("/new", needs=Permission.SET_UP)
def add_agency() -> Response:
    form = AgencyForm()
    if not form.validate():
        return _show_form(form, None, 422)
    try:
        agency = agencies.add_agency(
            current.database(),
            by=current.person(),
            name=form.name.data or "",
            kind=form.chosen_kind(),
            own_route=form.own_route.data or "",
            mailbox=form.mailbox.data or "",
        )
    except (Invalid, Conflict) as wrong:
        form.blame(wrong)
        return _show_form(form, None, 422)
    flash(f"{agency.name} is added.")
    return redirect(url_for("agencies.list_agencies"), 303)


@routes.get("/<uuid:agency_id>", needs=Permission.SET_UP)
def show_agency(agency_id: UUID) -> Response:
    agency = _find(agency_id)
    return _show_form(_filled(agency), agency)


@routes.post("/<uuid:agency_id>", needs=Permission.SET_UP)
def change_agency(agency_id: UUID) -> Response:
    agency, form = _find(agency_id), AgencyForm()
    done = attempt(
        form,
        lambda: agencies.change_agency(
            current.database(),
            by=current.person(),
            agency_id=agency_id,
            name=form.name.data or "",
            kind=form.chosen_kind(),
            own_route=form.own_route.data or "",
            mailbox=form.mailbox.data or "",
            is_asked=form.is_asked.data,
            seen=form.seen.data or "",
        ),
        lambda: _filled(_find(agency_id)),
    )
    if isinstance(done, NotDone):
        return _show_form(form, agency, *done)
    flash("The agency is changed.")
    return redirect(url_for("agencies.list_agencies"), 303)


def _find(agency_id: UUID) -> Agency:
    with current.database().reading() as reading:
        agency = rows.find_agency_by_id(reading, current.partnership().id, agency_id)
    if agency is None:
        raise Hidden()
    return agency


def _filled(agency: Agency) -> AgencyForm:
    """The form of an agency as it stands."""
    form = AgencyForm(formdata=None, obj=agency, kind=agency.kind.value)
    form.seen.data = version_of(agency)
    return form


def _show_form(
    form: AgencyForm,
    agency: Agency | None,
    status: int = 200,
    theirs: Theirs = (),
) -> Response:
    page = render_template("agencies/agency.html", form=form, agency=agency, theirs=theirs)
    return make_response(page, status)
