"""The page on which the Business Unit says which agencies know a child."""

from dataclasses import replace
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.agencies import list_agencies
from app.operations import involvements
from app.operations.involvements import case_to_run
from app.web import current
from app.web.access import Routes
from app.web.cases import pages
from app.web.cases.forms import AddAgencyForm, AgenciesForm
from app.web.forms import Mistake
from app.web.paging import part_of
from app.web.refusals import CONFLICT, show_on
from audit_tools.cases import Involvement, Known
from audit_tools.cycles import Phase
from audit_tools.errors import AuditError, Invalid
from audit_tools.permissions import Permission

routes = Routes("involvements", url_prefix="/cases/<uuid:case_id>/agencies")
RUN = Permission.RUN_AUDITS


@routes.get("", needs=RUN)
def ask_agencies(case_id: UUID) -> Response:
    return _show(case_id, AgenciesForm())


@routes.post("", needs=RUN)
def set_agencies(case_id: UUID) -> Response:
    form, sent = AgenciesForm(), None
    try:
        sent = read_involvements(_present(case_id))
        involvements.set_involvements(
            current.database(),
            by=current.person(),
            case_id=case_id,
            involvements=sent,
            seen=form.seen.data or "",
        )
    except AuditError as wrong:
        return _show(case_id, form, sent, wrong)
    flash(_said(case_id, form))
    return redirect(_next_page(case_id), 303)


@routes.post("/add", needs=RUN)
def add_agency(case_id: UUID) -> Response:
    """An agency that was named when the returns were closed already."""
    form = AddAgencyForm()
    try:
        involvements.add_agency(
            current.database(),
            by=current.person(),
            case_id=case_id,
            agency=form.agency.data or "",
        )
    except AuditError as wrong:
        return _show(case_id, AgenciesForm(), adding=form, status=show_on(form, wrong))
    flash("The agency is added. What it says is written down in the discussion.")
    return redirect(url_for("cases.show_case", case_id=case_id), 303)


def read_involvements(present: tuple[Involvement, ...] = ()) -> tuple[Involvement, ...]:
    """What was chosen for each agency; one that is on another page of the table stays as it is.

    Raises ``Invalid`` for a word that is none of theirs.
    """
    chosen = {
        name.removeprefix("known:"): value
        for name, value in request.form.items()
        if name.startswith("known:")
    }
    if not set(chosen.values()) <= {known.value for known in Known}:
        raise Invalid("Choose known, not known, not in this period or not asked.")
    kept = [one for one in present if one.agency not in chosen]
    lead = request.form.get("lead") or next((one.agency for one in kept if one.lead), "")
    return (
        *(replace(one, lead=one.agency == lead) for one in kept),
        *(
            Involvement(agency, Known(value), agency == lead)
            for agency, value in chosen.items()
            if value != Known.NOT_ASKED or agency == lead
        ),
    )


def _present(case_id: UUID) -> tuple[Involvement, ...]:
    with current.database().reading() as reading:
        return case_to_run(reading, current.person(), case_id).case.case.involvements


def _said(case_id: UUID, form: AgenciesForm) -> str:
    if not form.others.data:
        return "Saved."
    number = involvements.copy_to_others(current.database(), by=current.person(), case_id=case_id)
    return f"Saved, and used for {number} more." if number else "Saved."


def _next_page(case_id: UUID) -> str:
    with current.database().reading() as reading:
        held = case_to_run(reading, current.person(), case_id)
    if held.audit.cycle.phase == "preparing":
        return url_for("cases.list_cases", audit_id=held.audit.id)
    return url_for("cases.show_case", case_id=case_id)


def _show(
    case_id: UUID,
    form: AgenciesForm,
    sent: tuple[Involvement, ...] | None = None,
    wrong: AuditError | None = None,
    adding: AddAgencyForm | None = None,
    status: int = 200,
) -> Response:
    status = show_on(form, wrong) if wrong else status
    person = current.person()
    with current.database().reading() as reading:
        held = case_to_run(reading, person, case_id)
        agencies = list_agencies(reading, person.partnership)
    form.seen.data = involvements.version_of_involvements(held.case)
    if not held.audit.cycle.asks_returns:
        form.others.label.text = "Use the same for every case that lacks agencies"
    present = held.case.case.involvements
    notes = {wrong.place: wrong.message} if wrong else {}
    if sent is not None and status == CONFLICT:
        notes = pages.notes_of_theirs(present, sent)
    adding = adding or AddAgencyForm()
    lines = pages.describe_asked(agencies, present if sent is None else sent, notes)
    adding.offer((one.key, one.name) for one in lines if one.known is Known.NOT_ASKED)
    page = render_template(
        "cases/agencies.html",
        held=held,
        form=form,
        adding=adding,
        part=part_of(lines),
        mistakes=_mistakes(wrong),
        is_possible=pages.is_waiting(held),
        can_add=not pages.is_over(held) and held.audit.cycle.phase is Phase.COLLECTING,
        invented=held.audit.cycle.invented,
    )
    return make_response(page, status)


def _mistakes(wrong: AuditError | None) -> list[Mistake]:
    """The mistake at the top of the page, leading to the agency it is about."""
    if wrong is None:
        return []
    field = "leads" if wrong.place == "lead" else f"known-{wrong.place}" if wrong.place else ""
    return [Mistake(field, wrong.message)]
