"""What became of the findings of an inspection, and tying them to themes."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, SelectMultipleField

import reports
from app.db.tools import themes_of
from app.operations import follow_up
from app.operations.versions import version_of
from app.web import current
from app.web.access import Routes
from app.web.choices import choice
from app.web.files import sent
from app.web.form_page import show_form
from app.web.forms import Form
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.action_plans.follow_up import CAUTION, FollowUp
from audit_tools.dates import local
from audit_tools.facts import InspectionFinding
from audit_tools.permissions import Permission, can

routes = Routes("follow_up", url_prefix="/inspections/<uuid:inspection_id>")
RUN = Permission.RUN_AUDITS


class ThemesForm(Form):
    themes = SelectMultipleField(
        "Themes",
        validate_choice=False,
        description="What audits see of these themes stands beside the finding.",
    )
    seen = HiddenField()


@routes.get("/followed-up", needs=Permission.READ_PLANS)
def show(inspection_id: UUID) -> str:
    return render_template(
        "inspections/followed_up.html",
        inspection_id=inspection_id,
        followed=_read(inspection_id),
        caution=CAUTION,
        runs=can(current.person(), RUN),
        today_is=local(current.now()).date(),
    )


@routes.get("/followed-up.<any(docx, pdf):paper>", needs=Permission.READ_PLANS)
def take(inspection_id: UUID, paper: str) -> Response:
    followed, words = _read(inspection_id), current.words()
    return sent(reports.build(reports.Kind.FOLLOW_UP, followed, paper, words=words))


@routes.get("/findings/<int:number>/themes", needs=RUN)
def ask_themes(inspection_id: UUID, number: int) -> Response:
    return _show(inspection_id, number, _filled(inspection_id, number))


@routes.post("/findings/<int:number>/themes", needs=RUN)
def tie_themes(inspection_id: UUID, number: int) -> Response:
    form = _offered(ThemesForm())
    done = attempt(
        form,
        lambda: follow_up.tie_themes(
            current.database(),
            by=current.person(),
            inspection_id=inspection_id,
            number=number,
            themes=tuple(form.themes.data or ()),
            seen=form.seen.data or "",
        ),
        lambda: _filled(inspection_id, number),
    )
    if isinstance(done, NotDone):
        return _show(inspection_id, number, form, *done)
    flash("The finding is tied to these themes.")
    address = url_for("follow_up.show", inspection_id=inspection_id, _anchor=f"finding-{number}")
    return redirect(address, 303)


def _read(inspection_id: UUID) -> FollowUp:
    with current.database().reading() as session:
        return follow_up.read_follow_up(session, by=current.person(), inspection_id=inspection_id)


def _finding(inspection_id: UUID, number: int) -> InspectionFinding:
    with current.database().reading() as session:
        return follow_up.find_finding(session, current.person(), inspection_id, number)


def _filled(inspection_id: UUID, number: int) -> ThemesForm:
    """The form of a finding as it stands."""
    form, finding = _offered(ThemesForm(formdata=None)), _finding(inspection_id, number)
    form.themes.data, form.seen.data = list(finding.themes), version_of(finding)
    return form


def _offered(form: ThemesForm) -> ThemesForm:
    with current.database().reading() as session:
        themes = themes_of(session, current.person().partnership)
    form.themes.choices = [choice(key, title) for key, title in themes.items()]
    return form


def _show(
    inspection_id: UUID, number: int, form: ThemesForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    return show_form(
        form,
        f"Themes of finding {number}",
        "Save",
        status,
        back=(url_for("follow_up.show", inspection_id=inspection_id), "What became of it"),
        lead=_finding(inspection_id, number).statement,
        theirs=theirs,
    )
