"""The addresses of an agency's own returns."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.returns import read_own_part
from app.operations import returns as operations
from app.web import current
from app.web.access import Routes
from app.web.returns import (
    checking,
    copies,
    fitting,
    holders,
    lists,
    pages,
    sections,
    sections_given,
)
from audit_tools.permissions import Permission

routes = Routes("returns", url_prefix="/returns")


@routes.get("", needs=Permission.GIVE_RETURNS)
def list_own() -> str:
    with current.database().reading() as session:
        page = lists.describe_list(session, current.person(), lists.read_page_number(request.args))
    return render_template("returns/list.html", page=page)


@routes.get("/<uuid:return_id>", needs=Permission.GIVE_RETURNS)
def show(return_id: UUID) -> Response:
    """Where the work on a return goes on: the first section that lacks something.

    Who was given sections has no page to check and send the whole; they are led to the first.
    """
    with current.database().reading() as session:
        held = read_own_part(session, current.person(), return_id)
    if fitting.waits_for_fit(held):
        return redirect(url_for("returns.show_fit", return_id=return_id), 303)
    if not sections.is_writable(held):
        return redirect(url_for("returns.show_copy", return_id=return_id), 303)
    key = pages.first_unfinished(held)
    if key is None and held.given is not None:
        # Where every section of theirs is left out, its page says so.
        key = (pages.sections_of(held) or pages.sections_given(held))[0].key
    if key is None:
        return redirect(url_for("returns.show_check", return_id=return_id), 303)
    return redirect(url_for("returns.show_section", return_id=return_id, key=key), 303)


@routes.get("/<uuid:return_id>/fit", needs=Permission.GIVE_RETURNS)
def show_fit(return_id: UUID) -> Response:
    return fitting.show_fit(return_id)


@routes.post("/<uuid:return_id>/fit", needs=Permission.GIVE_RETURNS)
def say_fit(return_id: UUID) -> Response:
    return fitting.say_fit(return_id)


@routes.get("/<uuid:return_id>/sections/<key>", needs=Permission.GIVE_RETURNS)
def show_section(return_id: UUID, key: str) -> Response:
    return sections.show_section(return_id, key)


@routes.post("/<uuid:return_id>/sections/<key>", needs=Permission.GIVE_RETURNS)
def save_section(return_id: UUID, key: str) -> Response:
    return sections.save_section(return_id, key)


@routes.get("/<uuid:return_id>/check", needs=Permission.GIVE_RETURNS)
def show_check(return_id: UUID) -> Response:
    return checking.show_check(return_id)


@routes.post("/<uuid:return_id>/check", needs=Permission.GIVE_RETURNS)
def send(return_id: UUID) -> Response:
    return checking.send(return_id)


@routes.post("/<uuid:return_id>/check/replace", needs=Permission.GIVE_RETURNS)
def replace(return_id: UUID) -> Response:
    return checking.replace(return_id)


@routes.get("/<uuid:return_id>/people", needs=Permission.LEAD_AGENCY)
def ask_holders(return_id: UUID) -> Response:
    return holders.ask_holders(return_id)


@routes.post("/<uuid:return_id>/people", needs=Permission.LEAD_AGENCY)
def give(return_id: UUID) -> Response:
    return holders.give(return_id)


@routes.get("/<uuid:return_id>/people/sections", needs=Permission.LEAD_AGENCY)
def ask_sections(return_id: UUID) -> Response:
    return sections_given.ask_sections(return_id)


@routes.post("/<uuid:return_id>/people/sections", needs=Permission.LEAD_AGENCY)
def give_sections(return_id: UUID) -> Response:
    return sections_given.give_sections(return_id)


@routes.post("/<uuid:return_id>/not-known", needs=Permission.GIVE_RETURNS)
def answer_not_known(return_id: UUID) -> Response:
    operations.answer_not_known(current.database(), by=current.person(), return_id=return_id)
    return redirect(url_for("returns.show_copy", return_id=return_id), 303)


@routes.post("/<uuid:return_id>/known", needs=Permission.GIVE_RETURNS)
def undo_not_known(return_id: UUID) -> Response:
    operations.undo_not_known(current.database(), by=current.person(), return_id=return_id)
    flash("Undone. The return is due again.")
    return redirect(url_for("returns.list_own"), 303)


@routes.get("/<uuid:return_id>/sent", needs=Permission.GIVE_RETURNS)
def show_sent(return_id: UUID) -> Response:
    with current.database().reading() as session:
        page = copies.describe_copy(session, current.person(), return_id)
    return make_response(render_template("returns/sent.html", page=page))


@routes.get("/<uuid:return_id>/copy", needs=Permission.GIVE_RETURNS)
def show_copy(return_id: UUID) -> Response:
    with current.database().reading() as session:
        page = copies.describe_copy(session, current.person(), return_id)
    return make_response(render_template("returns/copy.html", page=page))
