"""A lead sees who belongs to the agency and invites colleagues; a colleague joins by a link."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import colleagues
from app.web import current
from app.web.access import PUBLIC, Routes
from app.web.colleagues import pages
from app.web.colleagues.forms import InviteForm, JoinForm
from audit_tools.errors import Conflict, Invalid
from audit_tools.permissions import Permission

routes = Routes("colleagues", url_prefix="/colleagues")
BY_LINK = PUBLIC("The link is the proof: 256 random bits, good once and for seven days.")


@routes.get("", needs=Permission.LEAD_AGENCY)
def list_colleagues() -> str:
    with current.database().reading() as reading:
        page = pages.describe_colleagues(reading, current.person(), current.now())
    return render_template("colleagues/list.html", agencies=page)


@routes.get("/new", needs=Permission.LEAD_AGENCY)
def ask_colleague() -> Response:
    """The form; the address may name the agency and a return, as on the way from its page."""
    form = InviteForm(formdata=None, agency=request.args.get("agency"))
    form.returns.data = request.args.getlist("return")
    return _show_form(form)


@routes.post("/new", needs=Permission.LEAD_AGENCY)
def invite() -> Response:
    form = InviteForm()
    _offer(form)
    try:
        if form.validate():
            token = colleagues.invite(
                current.database(),
                by=current.person(),
                agency=form.agency.data,
                name=form.name.data or "",
                email=form.email.data or "",
                returns=form.chosen_returns(),
            )
            return make_response(_show_link(token))
    except (Invalid, Conflict) as wrong:
        form.blame(wrong)
    return _show_form(form, 422)


@routes.post("/<uuid:invitation_id>/link", needs=Permission.LEAD_AGENCY)
def make_link(invitation_id: UUID) -> str:
    """The link is in this answer and nowhere else: asked again, a new one is made."""
    token = colleagues.renew(current.database(), by=current.person(), invitation_id=invitation_id)
    return _show_link(token)


@routes.post("/<uuid:invitation_id>/take-back", needs=Permission.LEAD_AGENCY)
def take_back(invitation_id: UUID) -> Response:
    colleagues.take_back(current.database(), by=current.person(), invitation_id=invitation_id)
    flash("The invitation is taken back. Its link is no longer good.")
    return redirect(url_for("colleagues.list_colleagues"), 303)


@routes.get("/join/<token>", needs=BY_LINK)
def ask_join(token: str) -> Response:
    return _show_join(token, JoinForm())


@routes.post("/join/<token>", needs=BY_LINK)
def join(token: str) -> Response:
    form = JoinForm()
    if not form.validate():
        return _show_join(token, form, 422)
    if form.password.data != form.password_again.data:
        form.password_again.errors = ["The two passwords differ. Type the same one twice."]
        return _show_join(token, form, 422)
    try:
        colleagues.join(
            current.database(),
            token=token,
            password=form.password.data or "",
            passwords=current.passwords(),
        )
    except Invalid as wrong:
        form.blame(wrong)
        return _show_join(token, form, 422)
    flash("You have joined. Sign in with your e-mail address and your password.")
    return redirect(url_for("accounts.show_sign_in"), 303)


def _offer(form: InviteForm) -> None:
    with current.database().reading() as reading:
        form.offer(pages.led_agencies(reading, current.person()))


def _show_form(form: InviteForm, status: int = 200) -> Response:
    with current.database().reading() as reading:
        agencies = pages.led_agencies(reading, current.person())
        form.offer(agencies)
        choices = pages.list_choices(reading, current.person(), agencies, form.chosen_returns())
    page = render_template("colleagues/new.html", form=form, choices=choices, agencies=agencies)
    return make_response(page, status)


def _show_link(token: str) -> str:
    with current.database().reading() as reading:
        invitation, agency = colleagues.find_by_link(reading, token)
    address = current.address_of("colleagues.ask_join", token=token)
    return render_template(
        "colleagues/link.html", invitation=invitation, agency=agency, address=address
    )


def _show_join(token: str, form: JoinForm, status: int = 200) -> Response:
    with current.database().reading() as reading:
        invitation, agency = colleagues.find_by_link(reading, token)
    page = render_template("colleagues/join.html", form=form, invitation=invitation, agency=agency)
    return make_response(page, status)
