"""The styles of the partnership's Word papers."""

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import FileField

import reports
from app.operations import word_styles
from app.web import current
from app.web.access import Routes
from app.web.files import received, sent_as_kept
from app.web.forms import Form
from app.web.refusals import show_on
from audit_tools.errors import AuditError
from audit_tools.permissions import Permission
from audit_tools.word_styles import STYLES_USED

routes = Routes("word_styles", url_prefix="/partnership/word-styles")


class StylesForm(Form):
    file = FileField("Word file of styles", description="A Word document (.docx) of at most 1 MB.")


@routes.get("", needs=Permission.SET_UP)
def show() -> Response:
    return _show(StylesForm(formdata=None))


@routes.post("", needs=Permission.SET_UP)
def replace() -> Response:
    form = StylesForm()
    try:
        word_styles.replace_styles(
            current.database(), by=current.person(), data=received(form.file)
        )
    except AuditError as wrong:
        return _show(form, show_on(form, wrong))
    flash("Word papers are made in the styles of this file from now on.")
    return redirect(url_for("word_styles.show"), 303)


@routes.post("/shipped", needs=Permission.SET_UP)
def use_shipped() -> Response:
    word_styles.use_shipped_styles(current.database(), by=current.person())
    flash("Word papers are made in the styles of Golden Thread again.")
    return redirect(url_for("word_styles.show"), 303)


@routes.get("/in-use.docx", needs=Permission.SET_UP)
def take() -> Response:
    with current.database().reading() as session:
        data, _ = word_styles.read_styles(session, by=current.person())
    return sent_as_kept(reports.styles_file(data))


def _show(form: StylesForm, status: int = 200) -> Response:
    with current.database().reading() as session:
        data, chosen = word_styles.read_styles(session, by=current.person())
    page = render_template(
        "partnership/word_styles.html",
        form=form,
        is_own=data is not None,
        chosen=chosen,
        used=tuple(STYLES_USED),
    )
    return make_response(page, status)
