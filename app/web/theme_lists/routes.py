"""Theme lists: reading them with their changes, and renaming, merging and splitting themes."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db.theme_lists import ListOnFile, theme_list, theme_lists
from app.operations import theme_lists as operations
from app.web import current
from app.web.access import Routes
from app.web.form_page import show_form
from app.web.refusals import Theirs, show_beside
from app.web.theme_lists.forms import ChangeForm, MergeForm, RenameForm, SplitForm
from audit_tools.errors import AuditError
from audit_tools.permissions import Permission

routes = Routes("theme_lists", url_prefix="/theme-lists")
RUN = Permission.RUN_AUDITS
FORMS: dict[str, type[ChangeForm]] = {"rename": RenameForm, "merge": MergeForm, "split": SplitForm}
CHANGES: dict[str, Callable[..., None]] = {
    "rename": operations.rename_theme,
    "merge": operations.merge_themes,
    "split": operations.split_theme,
}
HEADINGS = {"rename": "Rename {}", "merge": "Merge {} into another theme", "split": "Split {}"}
LEADS = {
    "rename": "Findings stay sorted into it.",
    "merge": "Its findings move to the other theme in audits that are not closed.",
    "split": "Findings stay where they are. The list of findings of an audit can be kept to this "
    "theme: sort those anew that belong to the new one.",
}
STAYS = "Closed audits keep the list that they were closed with."
ONE = "/<list_key>/<theme>/<any(rename, merge, split):change>"


@routes.get("", needs=RUN)
def list_lists() -> str:
    with current.database().reading() as session:
        found = theme_lists(session, current.person().partnership)
    return render_template("theme_lists/list.html", lists=[one.newest for one in found])


@routes.get("/<list_key>", needs=RUN)
def show(list_key: str) -> str:
    with current.database().reading() as session:
        held = theme_list(session, current.person().partnership, list_key)
    return render_template("theme_lists/show.html", book=held.newest, versions=held.versions)


@routes.get(ONE, needs=RUN)
def ask_change(list_key: str, theme: str, change: str) -> Response:
    return _show(list_key, theme, change, _filled(list_key, theme, change))


@routes.post(ONE, needs=RUN)
def make_change(list_key: str, theme: str, change: str) -> Response:
    held, form = _read(list_key, theme), FORMS[change]()
    form.offer(held.newest, held.newest.theme(theme))
    try:
        CHANGES[change](
            current.database(), by=current.person(), key=list_key, theme=theme, **form.entered
        )
    except AuditError as wrong:
        shown = show_beside(form, wrong, lambda: _filled(list_key, theme, change))
        return _show(list_key, theme, change, form, *shown)
    flash(f"The theme list is changed. {STAYS}")
    return redirect(url_for("theme_lists.show", list_key=list_key), 303)


def _read(list_key: str, theme: str) -> ListOnFile:
    with current.database().reading() as session:
        return operations.to_change(session, current.person(), list_key, theme)


def _filled(list_key: str, theme: str, change: str) -> ChangeForm:
    """The form with what stands."""
    form, newest = FORMS[change](formdata=None), _read(list_key, theme).newest
    form.fill(newest, newest.theme(theme))
    return form


def _show(
    list_key: str, theme: str, change: str, form: ChangeForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    newest = _read(list_key, theme).newest
    return show_form(
        form,
        HEADINGS[change].format(newest.theme(theme).title),
        "Change the list",
        status,
        back=(url_for("theme_lists.show", list_key=list_key), newest.title),
        lead=f"{LEADS[change]} {STAYS}",
        theirs=theirs,
    )
