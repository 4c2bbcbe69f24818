"""How long audits are kept: recorded here, and carried out by nothing yet, as the page says."""

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, StringField, TextAreaField

from app.operations import retention
from app.operations.versions import version_of
from app.web import current
from app.web.access import Routes
from app.web.forms import Form
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.permissions import Permission

routes = Routes("retention", url_prefix="/retention")


class RetentionForm(Form):
    years = StringField("Years after an audit is closed")
    reason = TextAreaField("The policy or the reason")
    seen = HiddenField()


@routes.get("", needs=Permission.SET_UP)
def show() -> Response:
    return _show_form(_filled())


@routes.post("", needs=Permission.SET_UP)
def record() -> Response:
    form = RetentionForm()
    done = attempt(
        form,
        lambda: retention.set_retention(
            current.database(),
            by=current.person(),
            years=form.whole_number("years"),
            reason=form.reason.data or "",
            seen=form.seen.data or "",
        ),
        _filled,
    )
    if isinstance(done, NotDone):
        return _show_form(form, *done)
    flash("It is recorded how long audits are kept.")
    return redirect(url_for("retention.show"), 303)


def _filled() -> RetentionForm:
    """The form of what is recorded."""
    with current.database().reading() as reading:
        kept = retention.read_retention(reading, current.person())
    form = RetentionForm(formdata=None)
    form.years.data = "" if kept["years"] is None else str(kept["years"])
    form.reason.data, form.seen.data = str(kept["reason"]), version_of(kept)
    return form


def _show_form(form: RetentionForm, status: int = 200, theirs: Theirs = ()) -> Response:
    page = render_template("partnership/retention.html", form=form, theirs=theirs)
    return make_response(page, status)
