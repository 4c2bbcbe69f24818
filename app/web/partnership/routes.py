"""The partnership's settings, and its accent colour as a style sheet."""

import hashlib
from collections.abc import Callable

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import partnerships
from app.operations.versions import version_of
from app.web import current, marking, security
from app.web.access import PUBLIC, Routes
from app.web.partnership.forms import PartnershipForm
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.day_notes import write_school_holidays
from audit_tools.permissions import Permission, can

routes = Routes("partnership", url_prefix="/partnership")


@routes.get("", needs=Permission.SET_UP)
def show_settings() -> Response:
    return _show_form(_filled())


@routes.post("", needs=Permission.SET_UP)
def change_settings() -> Response:
    form = PartnershipForm()
    done = attempt(
        form,
        lambda: partnerships.change_settings(
            current.database(),
            by=current.person(),
            name=form.name.data or "",
            front_door=form.front_door.data or "",
            accent=form.accent.data or "",
            marking=form.marking.data,
            school_holidays=form.school_holidays.data,
            chase_after=form.whole_number("chase_after"),
            seen=form.seen.data or "",
        ),
        _filled,
    )
    if isinstance(done, NotDone):
        return _show_form(form, *done)
    flash("The settings are changed.")
    return redirect(url_for("partnership.show_settings"), 303)


@routes.get("/accent.css", needs=PUBLIC("The sign-in page has the partnership's colour too."))
def style() -> Response:
    """The accent colour, and the marking of printed pages; a style sheet of its own, since pages
    may hold no styles.

    Browsers keep it under the version that stands in its address; under an older one, left in a
    page that stays open, they are not to keep that of today.
    """
    if request.args.get("v") == _version_of_style():
        security.keep_for_good()
    return make_response(_style(), {"Content-Type": "text/css"})


@routes.app_context_processor
def _offer_style() -> dict[str, Callable[[], str]]:
    return {"address_of_style": lambda: url_for("partnership.style", v=_version_of_style())}


def _style() -> str:
    shown = current.shown_partnership()
    colour = f"--gt-accent: {shown.accent}; --govuk-brand-colour: {shown.accent};" if shown else ""
    printed = marking.printed(shown.marking) if shown else ""
    return f":root {{ {colour} }}\n{printed}"


def _version_of_style() -> str:
    return hashlib.sha256(_style().encode()).hexdigest()[:12]


def _filled() -> PartnershipForm:
    """The form of the settings as they stand."""
    form = PartnershipForm(formdata=None, obj=current.partnership())
    form.school_holidays.data = write_school_holidays(current.partnership().school_holidays)
    form.chase_after.data = str(current.partnership().chase_after)
    form.seen.data = version_of(current.partnership())
    return form


def _show_form(form: PartnershipForm, status: int = 200, theirs: Theirs = ()) -> Response:
    runs_audits = can(current.person(), Permission.RUN_AUDITS)
    page = render_template(
        "partnership/settings.html", form=form, theirs=theirs, runs_audits=runs_audits
    )
    return make_response(page, status)
