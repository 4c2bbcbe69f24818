"""The addresses of a practice case. None has an id: everybody has at most one, their own."""

from dataclasses import replace

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.db.practice import read_practice
from app.db.returns import ReturnRead
from app.operations import practice as operations
from app.operations.returns import Saved
from app.web import current, saving
from app.web.access import Routes
from app.web.practice.pages import back_from, describe_practice, ways_of
from app.web.returns import pages, sections
from app.web.returns.forms import Wish, read_section_form
from app.web.returns.points import spread_points
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.permissions import Permission

routes = Routes("practice", url_prefix="/practice")
EVERYBODY = Permission.BE_SIGNED_IN


@routes.get("", needs=EVERYBODY)
def show() -> str:
    with current.database().reading() as session:
        page = describe_practice(session, current.person())
    return render_template("practice/show.html", page=page, invented=True)


@routes.post("", needs=EVERYBODY)
def begin() -> Response:
    operations.begin(current.database(), by=current.person())
    with current.database().reading() as session:
        first = describe_practice(session, current.person()).next
    if first is None:
        return redirect(url_for("practice.show"), 303)
    return redirect(url_for("practice.show_section", key=first.key), 303)


@routes.post("/throw-away", needs=EVERYBODY)
def throw_away() -> Response:
    operations.throw_away(current.database(), by=current.person())
    flash("The practice case is thrown away, with everything that you typed.")
    return redirect(back_from(current.person())[0], 303)


@routes.get("/sections/<key>", needs=EVERYBODY)
def show_section(key: str) -> Response:
    held = _read()
    return redirect(url_for("practice.show"), 303) if held is None else _show(held, key)


@routes.post("/sections/<key>", needs=EVERYBODY)
def save_section(key: str) -> Response:
    """Save as a return is saved. What was thrown away meanwhile takes nothing more."""
    before = _read()
    if before is None:
        return redirect(url_for("practice.show"), 303)
    pages.find_section(before, key)
    if saving.is_by_script():
        return saving.answer_script(lambda: sections.describe_saved(_save(key, request.form), key))
    return _save_by_button(before, key)


def _save_by_button(before: ReturnRead, key: str) -> Response:
    form, wish = read_section_form(key)
    spread_points(form, before, key)
    try:
        saved = _save(key, form)
        _settle(wish)
    except Invalid as wrong:
        return _show(before, key, form, wrong)
    if saved.outcome.clashes:
        return _show(saved.held, key, status=409)
    stays, anchor = sections.stays_here(before, saved.held, key, wish)
    if stays:
        return redirect(url_for("practice.show_section", key=key, _anchor=anchor), 303)
    following = pages.next_section(saved.held, key)
    if following:
        return redirect(url_for("practice.show_section", key=following.key), 303)
    return redirect(url_for("practice.show"), 303)


def _save(key: str, form: MultiDict[str, str]) -> Saved:
    return operations.save_answers(
        current.database(), by=current.person(), edits=saving.read_edits(form), section=key
    )


def _settle(wish: Wish) -> None:
    if wish.clash is None:
        return
    try:
        operations.settle_clash(
            current.database(), by=current.person(), clash_id=wish.clash, take=wish.take
        )
    except (Conflict, Hidden):
        return  # It was settled, or thrown away, on another page.


def _read() -> ReturnRead | None:
    with current.database().reading() as session:
        return read_practice(session, current.person())


def _show(
    held: ReturnRead,
    key: str,
    form: MultiDict[str, str] | None = None,
    wrong: Invalid | None = None,
    status: int = 200,
) -> Response:
    with current.database().reading() as session:
        page = pages.describe_section(session, current.person(), held, key, form, wrong)
    page = replace(page, ways=ways_of(pages.find_section(held, key)))
    mistakes = pages.mistakes_of(page, wrong)
    return make_response(
        render_template("returns/section.html", page=page, mistakes=mistakes),
        422 if wrong else status,
    )
