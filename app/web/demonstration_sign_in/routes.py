"""One click signs in as anybody. There is no such page outside the demonstration."""

from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.operations import accounts
from app.web import current, session
from app.web.access import PUBLIC, Routes
from app.web.demonstration_sign_in import pages

routes = Routes("demonstration", url_prefix="/demonstration")
ONE_CLICK = PUBLIC("In demonstration mode one click signs in; in any other there is no page.")


@routes.get("", needs=ONE_CLICK)
def list_people() -> str:
    _check_mode()
    with current.database().reading() as reading:
        people = pages.list_people(reading)
    return render_template("accounts/demonstration.html", people=people)


@routes.post("/<uuid:person_id>", needs=ONE_CLICK)
def sign_in(person_id: UUID) -> Response:
    _check_mode()
    with current.database().reading() as reading:
        partnership = pages.partnership_id(reading)
    token = accounts.begin_session(
        current.database(),
        person_id=person_id,
        partnership=partnership,
        device=request.user_agent.string,
    )
    session.keep(token)
    return redirect(url_for("home.lead_on"), 303)


def _check_mode() -> None:
    if not current.settings().is_demonstration:
        raise NotFound
