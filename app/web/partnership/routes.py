"""The partnership's settings, and its accent colour as a style sheet."""

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.operations import partnerships
from app.web import current, marking
from app.web.access import PUBLIC, AnyOf, Routes
from app.web.partnership.forms import PartnershipForm
from audit_tools.day_notes import write_school_holidays
from audit_tools.errors import Invalid
from audit_tools.permissions import Permission

routes = Routes("partnership", url_prefix="/partnership")
OF_BOTH = AnyOf((Permission.MANAGE_PEOPLE, Permission.RUN_AUDITS))


@routes.get("", needs=OF_BOTH)
def show_settings() -> Response:
    held = current.partnership()
    form = PartnershipForm(obj=held)
    form.school_holidays.data = write_school_holidays(held.school_holidays)
    return _show_form(form)


@routes.post("", needs=OF_BOTH)
def change_settings() -> Response:
    form = PartnershipForm()
    if not form.validate():
        return _show_form(form, 422)
    try:
        partnerships.change_settings(
            current.database(),
            by=current.person(),
            name=form.name.data or "",
            front_door=form.front_door.data or "",
            accent=form.accent.data or "",
            marking=form.marking.data,
            school_holidays=form.school_holidays.data,
            chase_after=form.chase_after.data,
        )
    except Invalid as wrong:
        form.blame(wrong)
        return _show_form(form, 422)
    flash("The settings are changed.")
    return redirect(url_for("partnership.show_settings"), 303)


@routes.get("/accent.css", needs=PUBLIC("The sign-in page has the partnership's colour too."))
def style() -> Response:
    """The accent colour, and the marking of printed pages; a style sheet of its own, since pages
    may hold no styles."""
    shown = current.shown_partnership()
    colour = f"--gt-accent: {shown.accent}; --govuk-brand-colour: {shown.accent};" if shown else ""
    printed = marking.printed(shown.marking) if shown else ""
    return make_response(f":root {{ {colour} }}\n{printed}", {"Content-Type": "text/css"})


def _show_form(form: PartnershipForm, status: int = 200) -> Response:
    return make_response(render_template("partnership/settings.html", form=form), status)
