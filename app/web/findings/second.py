"""A second person sorts findings without seeing how they were sorted, and both are compared."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from app.db.agencies import list_agencies
from app.db.audits import load_audit
from app.operations import second_sorting as operations
from app.operations.second_sorting import SecondSorting
from app.web import current
from app.web.access import Routes
from app.web.choices import choice
from app.web.findings.case_pages import offer_themes
from app.web.findings.evidence import LineShown, lines_behind
from app.web.findings.forms import NO_THEME, NOT_SAID, SortingForm, cause_choices
from app.web.findings.pages import FindingShown, ThemeOffered, show_finding
from app.web.forms import Form
from app.web.refusals import NotDone, attempt
from audit_tools.codebook import Codebook
from audit_tools.facts import Agency
from audit_tools.numbers import Share
from audit_tools.permissions import Permission, can
from audit_tools.second_sorting import EVERY_FIFTH, alike
from audit_tools.training_needs import Cause

routes = Routes("second_sorting", url_prefix="/audits/<uuid:audit_id>/second-sorting")
NEEDS = Permission.AGREE_WORDING


class SecondForm(Form):
    """Themes and why it happened."""

    CAUSE_KEYS = SortingForm.CAUSE_KEYS
    themes = SelectMultipleField(
        "Themes, one to three", [InputRequired(NO_THEME)], validate_choice=False
    )
    cause = SelectField("Why it happened", [Optional()], default=NOT_SAID)

    def offer(self, codebook: Codebook) -> None:
        self.themes.choices = [choice(theme.key, theme.title) for theme in codebook.themes]
        self.cause.choices = cause_choices()


@dataclass(frozen=True)
class Difference:
    """A finding that two people sorted differently."""

    id: UUID
    number: int
    statement: str = field(repr=False)
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Worded:
    """The finding to sort, as a page of sorting shows it."""

    shown: FindingShown
    reference: str


@dataclass(frozen=True)
class SecondPage:
    """A finding to sort, with nothing of how it is sorted."""

    worded: Worded
    section: str
    proposed: tuple[ThemeOffered, ...]
    others: tuple[ThemeOffered, ...]
    lines: tuple[LineShown, ...]
    codebook: Codebook
    invented: bool


@routes.get("", needs=NEEDS)
def show(audit_id: UUID) -> str:
    with current.database().reading() as session:
        held = operations.read_second(session, by=current.person(), audit_id=audit_id)
    return render_template(
        "findings/second.html",
        audit_id=audit_id,
        audit=held.audit.cycle.title,
        done=Share(len(held.twice), len(held.findings)),
        alike=alike(held.twice.values()),
        differences=_differences(held),
        fifth=held.next_of(EVERY_FIFTH),
        any=held.next_of(1),
        every=EVERY_FIFTH,
        runs=can(current.person(), Permission.RUN_AUDITS),
        invented=held.audit.cycle.invented,
    )


@routes.get("/<uuid:finding_id>", needs=NEEDS)
def ask(audit_id: UUID, finding_id: UUID) -> Response:
    return _show_form(audit_id, _describe(finding_id), SecondForm(formdata=None))


@routes.post("/<uuid:finding_id>", needs=NEEDS)
def sort(audit_id: UUID, finding_id: UUID) -> Response:
    page, form = _describe(finding_id), SecondForm()
    form.offer(page.codebook)
    done = attempt(
        form,
        lambda: operations.sort_second(
            current.database(),
            by=current.person(),
            finding_id=finding_id,
            themes=tuple(form.themes.data or ()),
            cause=Cause(form.cause.data) if form.cause.data else None,
        ),
    )
    if isinstance(done, NotDone):
        return _show_form(audit_id, page, form, done.status)
    with current.database().reading() as session:
        held = operations.read_second(session, by=current.person(), audit_id=audit_id)
    every = EVERY_FIFTH if request.args.get("every") == str(EVERY_FIFTH) else 1
    if following := held.next_of(every):
        ahead = url_for("second_sorting.ask", audit_id=audit_id, finding_id=following, every=every)
        return redirect(ahead, 303)
    flash("No more of them wait for you.")
    return redirect(url_for("second_sorting.show", audit_id=audit_id), 303)


def _differences(held: SecondSorting) -> list[Difference]:
    return [
        Difference(
            id,
            one.finding,
            held.findings[id].finding.statement,
            _said(held, one.themes, one.cause),
            _said(held, one.second_themes, one.second_cause),
        )
        for id, one in held.twice.items()
        if not one.is_alike
    ]


def _said(held: SecondSorting, themes: frozenset[str], cause: Cause | None) -> tuple[str, ...]:
    """Themes in the order of the list, then why it happened."""
    titles = [theme.title for theme in held.audit.codebook.themes if theme.key in themes]
    return (*titles, *([f"why: {cause.label.lower()}"] if cause else []))


def _describe(finding_id: UUID) -> SecondPage:
    """The finding without how it is sorted, so that no page can show that."""
    by = current.person()
    with current.database().reading() as session:
        held = operations.find_to_sort(session, by=by, finding_id=finding_id)
        audit = load_audit(session, by.partnership, held.audit_id)
        bare = replace(held.finding, themes=(), cause=None, remedy=None, wording=None)
        names = {
            one.key: Agency(one.key, one.name, one.kind)
            for one in list_agencies(session, by.partnership)
        }
        proposed, others = offer_themes(
            audit.tool, audit.codebook, bare.section, sources=bare.sources
        )
        return SecondPage(
            Worded(show_finding(replace(held, finding=bare), audit.codebook, names), bare.case),
            next((s.title for s in audit.tool.sections if s.key == bare.section), ""),
            proposed,
            others,
            lines_behind(session, by.partnership, held),
            audit.codebook,
            audit.cycle.invented,
        )


def _show_form(audit_id: UUID, page: SecondPage, form: SecondForm, status: int = 200) -> Response:
    form.offer(page.codebook)
    shown = render_template(
        "findings/sort_second.html",
        audit_id=audit_id,
        page=page,
        form=form,
        invented=page.invented,
    )
    return make_response(shown, status)
