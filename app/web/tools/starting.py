"""Where a draft begins: from a published tool, or from nothing."""

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField

from app.db.theme_lists import theme_lists
from app.db.tools import published_tools
from app.operations import tool_drafts as operations
from app.web import current
from app.web.access import Routes
from app.web.choices import choice
from app.web.form_page import show_form
from app.web.forms import Form
from app.web.refusals import show_on
from audit_tools.errors import Hidden, Invalid
from audit_tools.permissions import Permission

routes = Routes("tool_starts", url_prefix="/tools")
RUN = Permission.RUN_AUDITS


class NameForm(Form):
    """What a new tool is called."""

    title = StringField("Name of the new audit tool")


class NewForm(NameForm):
    """What a tool from nothing is called, and into which themes its findings are sorted."""

    theme_list = SelectField(
        "Theme list", description="Findings are sorted into its themes.", validate_choice=False
    )


@routes.post("/<uuid:version_id>/next", needs=RUN)
def begin_next(version_id: UUID) -> Response:
    """Begin the next version of a tool, in the editor."""
    draft = operations.begin_next(current.database(), by=current.person(), version_id=version_id)
    return _edit(draft)


@routes.get("/<uuid:version_id>/like", needs=RUN)
def ask_like(version_id: UUID) -> Response:
    return _show_like(version_id, NameForm())


@routes.post("/<uuid:version_id>/like", needs=RUN)
def begin_like(version_id: UUID) -> Response:
    """Begin a new tool that asks what another does."""
    form = NameForm()
    try:
        draft = operations.begin_like(
            current.database(),
            by=current.person(),
            version_id=version_id,
            title=form.title.data or "",
        )
    except Invalid as wrong:
        return _show_like(version_id, form, show_on(form, wrong))
    return _edit(draft)


@routes.get("/new", needs=RUN)
def ask_new() -> Response:
    return _show_new(_new_form())


@routes.post("/new", needs=RUN)
def begin_new() -> Response:
    """Begin a tool from nothing."""
    form = _new_form()
    try:
        draft = operations.begin_new(
            current.database(),
            by=current.person(),
            title=form.title.data or "",
            theme_list=form.theme_list.data or "",
        )
    except Invalid as wrong:
        return _show_new(form, show_on(form, wrong))
    return _edit(draft)


def _edit(draft: UUID) -> Response:
    return redirect(url_for("tool_edits.show_outline", draft_id=draft), 303)


def _new_form() -> NewForm:
    form = NewForm()
    with current.database().reading() as session:
        lists = theme_lists(session, current.person().partnership)
    form.theme_list.choices = [choice(one.newest.key, one.newest.title) for one in lists]
    return form


def _show_like(version_id: UUID, form: NameForm, status: int = 200) -> Response:
    with current.database().reading() as session:
        if version_id not in published_tools(session, current.person().partnership):
            raise Hidden
    return show_form(
        form,
        "A new audit tool that begins as a copy",
        "Begin",
        status,
        back=(url_for("tools.show_tool", version_id=version_id), "The audit tool"),
        lead="It asks what this tool asks until you change it. It is a tool of its own, and its "
        "answers are not compared with those of this one.",
    )


def _show_new(form: NewForm, status: int = 200) -> Response:
    return show_form(
        form,
        "A new audit tool",
        "Begin",
        status,
        back=(url_for("tools.list_tools"), "Audit tools"),
        lead="You add its sections and questions next. Nobody is asked any of it before you "
        "publish it.",
    )
