"""The addresses of learning offers."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import learning_files, learning_offers
from app.web import current
from app.web.access import Routes
from app.web.form_page import show_form
from app.web.learning import pages
from app.web.learning.forms import OfferForm
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.dates import local
from audit_tools.permissions import Permission

routes = Routes("learning", url_prefix="/learning")
READ, WRITE = Permission.READ_SUMMARIES, Permission.WRITE_NEEDS


@routes.get("", needs=READ)
def list_offers() -> str:
    today = local(current.now()).date()
    with current.database().reading() as session:
        page = pages.describe_list(session, current.person(), request.args.get("theme", ""), today)
    return render_template("learning/list.html", page=page, invented=page.invented)


@routes.get("/<uuid:offer_id>", needs=READ)
def show(offer_id: UUID) -> str:
    today = local(current.now()).date()
    with current.database().reading() as session:
        page = pages.describe_offer(session, current.person(), offer_id, today)
    return render_template("learning/offer.html", page=page, invented=page.invented)


@routes.get("/new", needs=WRITE)
def ask_offer() -> Response:
    return _show_new(_offered(OfferForm()))


@routes.post("/new", needs=WRITE)
def add_offer() -> Response:
    form = _offered(OfferForm())
    added = attempt(
        form,
        lambda: learning_offers.add_offer(
            current.database(), by=current.person(), offer=form.entered()
        ),
    )
    if isinstance(added, NotDone):
        return _show_new(form, added.status)
    flash("The learning offer is added.")
    return redirect(url_for("learning.show", offer_id=added), 303)


@routes.get("/<uuid:offer_id>/change", needs=WRITE)
def ask_change(offer_id: UUID) -> Response:
    return _show_change(offer_id, _filled(offer_id))


@routes.post("/<uuid:offer_id>/change", needs=WRITE)
def change(offer_id: UUID) -> Response:
    form = _offered(OfferForm())
    done = attempt(
        form,
        lambda: learning_offers.change_offer(
            current.database(),
            by=current.person(),
            offer_id=offer_id,
            offer=form.entered(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(offer_id),
    )
    if isinstance(done, NotDone):
        return _show_change(offer_id, form, *done)
    flash("The learning offer is changed.")
    return redirect(url_for("learning.show", offer_id=offer_id), 303)


@routes.post("/<uuid:offer_id>/remove", needs=WRITE)
def remove(offer_id: UUID) -> Response:
    learning_offers.remove_offer(current.database(), by=current.person(), offer_id=offer_id)
    flash("The learning offer is taken away.")
    return redirect(url_for("learning.list_offers"), 303)


@routes.post("/attendance/<uuid:attendance_id>/remove", needs=WRITE)
def remove_attendance(attendance_id: UUID) -> Response:
    offer_id = learning_files.remove_attendance(
        current.database(), by=current.person(), attendance_id=attendance_id
    )
    flash("The counts are taken away.")
    return redirect(url_for("learning.show", offer_id=offer_id), 303)


def _offered(form: OfferForm) -> OfferForm:
    with current.database().reading() as session:
        form.offer(learning_offers.ties_of(session, current.person().partnership))
    return form


def _filled(offer_id: UUID) -> OfferForm:
    """The form of an offer as it stands."""
    form = _offered(OfferForm(formdata=None))
    with current.database().reading() as session:
        form.fill(learning_offers.to_read(session, current.person(), offer_id).offer)
    return form


def _show_new(form: OfferForm, status: int = 200) -> Response:
    back = (url_for("learning.list_offers"), "Learning offers")
    return show_form(form, "Add a learning offer", "Add it", status, back=back)


def _show_change(
    offer_id: UUID, form: OfferForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    with current.database().reading() as session:
        found = learning_offers.to_read(session, current.person(), offer_id)
    return show_form(
        form,
        "Change the learning offer",
        "Save",
        status,
        back=(url_for("learning.show", offer_id=offer_id), "The offer"),
        caption=found.offer.title,
        theirs=theirs,
        invented=found.invented,
    )
