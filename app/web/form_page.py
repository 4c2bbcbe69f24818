"""A form on a page of its own."""

from flask import make_response, render_template
from werkzeug.wrappers import Response

from app.web.forms import Form
from app.web.refusals import Theirs


def show_form(
    form: Form,
    heading: str,
    submit: str,
    status: int = 200,
    *,
    back: tuple[str, str],
    caption: str = "",
    lead: str = "",
    theirs: Theirs = (),
    invented: bool = False,
) -> Response:
    """One form on a page of its own, its fields one under the other."""
    page = render_template(
        "form.html",
        form=form,
        heading=heading,
        submit=submit,
        back=back,
        caption=caption,
        lead=lead,
        theirs=theirs,
        invented=invented,
    )
    return make_response(page, status)
