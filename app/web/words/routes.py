"""The partnership's word lists: what is no name, what is always marked, what blames, acronyms."""

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import words as operations
from app.web import current
from app.web.access import Routes
from app.web.words import pages
from app.web.words.forms import SwitchForm, WordForm, read_kind
from audit_tools.errors import Invalid
from audit_tools.permissions import Permission
from audit_tools.words.word_list import WordKind

routes = Routes("words", url_prefix="/partnership/words")


@routes.get("", needs=Permission.RUN_AUDITS)
def list_lists() -> str:
    with current.database().reading() as session:
        lists = pages.describe_lists(session, current.person())
    return render_template("words/lists.html", lists=lists)


@routes.get("/<kind>", needs=Permission.RUN_AUDITS)
def show_list(kind: str) -> Response:
    """One list; with ``?change=`` an entry stands in the form, to be changed."""
    asked = read_kind(kind)
    with current.database().reading() as session:
        page = pages.describe_list(session, current.person(), asked)
    changed = pages.find_line(page, request.args.get("change", ""))
    return _show(page, WordForm(obj=changed) if changed else WordForm())


@routes.post("/<kind>", needs=Permission.RUN_AUDITS)
def put_word(kind: str) -> Response:
    asked, form = read_kind(kind), WordForm()
    if not form.validate():
        return _show_again(asked, form)
    try:
        operations.put_word(current.database(), by=current.person(), word=form.word(asked))
    except Invalid as wrong:
        form.blame(wrong)
        return _show_again(asked, form)
    flash("The list is changed.")
    return redirect(url_for("words.show_list", kind=asked.value), 303)


@routes.post("/<kind>/off", needs=Permission.RUN_AUDITS)
def take_off(kind: str) -> Response:
    asked, form = read_kind(kind), SwitchForm()
    operations.take_off(
        current.database(), by=current.person(), kind=asked, text=form.text.data or ""
    )
    flash("It is taken off the list. You can put it back at the end of the page.")
    return redirect(url_for("words.show_list", kind=asked.value), 303)


@routes.post("/<kind>/on", needs=Permission.RUN_AUDITS)
def put_back(kind: str) -> Response:
    asked, form = read_kind(kind), SwitchForm()
    operations.put_back(
        current.database(), by=current.person(), kind=asked, text=form.text.data or ""
    )
    flash("It is on the list again.")
    return redirect(url_for("words.show_list", kind=asked.value), 303)


def _show_again(kind: WordKind, form: WordForm) -> Response:
    with current.database().reading() as session:
        page = pages.describe_list(session, current.person(), kind)
    return _show(page, form, 422)


def _show(page: pages.ListPage, form: WordForm, status: int = 200) -> Response:
    form.name_fields(page.wording.word, page.wording.says, page.wording.why)
    return make_response(render_template("words/list.html", page=page, form=form), status)
