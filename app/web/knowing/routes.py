"""The addresses at which agencies are asked which children they know, and answer."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.agencies import find_agency
from app.operations import audits, knowing
from app.web import current
from app.web.access import Routes
from app.web.errors import STATUS
from app.web.forms import Mistake
from app.web.knowing import pages
from app.web.knowing.forms import AnswerForm, AskForm, read_answers
from app.web.refusals import show_on
from audit_tools.errors import AuditError, Conflict, Hidden, Invalid
from audit_tools.knowing import Answer
from audit_tools.permissions import Permission

routes = Routes("knowing")
RUN = Permission.RUN_AUDITS
LEAD = Permission.LEAD_AGENCY


@routes.get("/audits/<uuid:audit_id>/known", needs=RUN)
def ask_whom(audit_id: UUID) -> Response:
    return _show_ask(audit_id, AskForm())


@routes.post("/audits/<uuid:audit_id>/known", needs=RUN)
def ask(audit_id: UUID) -> Response:
    form = AskForm()
    try:
        number = knowing.ask_agencies(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            agencies=frozenset(request.form.getlist("agencies")),
        )
    except AuditError as wrong:
        return _show_ask(audit_id, form, show_on(form, wrong))
    flash(
        "The agencies are asked. Each lead gets a message and finds the question on their page."
        if number
        else "They have been asked about all of these already, or it is known."
    )
    return redirect(url_for("cases.list_cases", audit_id=audit_id), 303)


@routes.post("/audits/<uuid:audit_id>/known/<agency>/take-back", needs=RUN)
def take_back(audit_id: UUID, agency: str) -> Response:
    knowing.take_back(current.database(), by=current.person(), audit_id=audit_id, agency=agency)
    flash("What was not answered yet is no longer asked.")
    return redirect(url_for("knowing.ask_whom", audit_id=audit_id), 303)


@routes.get("/known/<uuid:audit_id>/<agency>", needs=LEAD)
def show(audit_id: UUID, agency: str) -> Response:
    page = _read_page(audit_id, agency)
    return make_response(_render(page, []))


@routes.post("/known/<uuid:audit_id>/<agency>", needs=LEAD)
def answer(audit_id: UUID, agency: str) -> Response:
    page = _read_page(audit_id, agency)
    typed = read_answers(line.id for line in page.lines if not line.is_settled)
    try:
        knowing.answer(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            agency=agency,
            answers=typed,
            seen=AnswerForm().seen.data or "",
        )
    except (Conflict, Invalid) as wrong:
        return _show_again(_read_page(audit_id, agency), typed, wrong)
    flash(_said(_read_page(audit_id, agency)))
    return redirect(url_for("returns.list_own"), 303)


@routes.get("/cases/<uuid:case_id>/known/<agency>", needs=RUN)
def ask_told(case_id: UUID, agency: str) -> Response:
    return make_response(_render_told(_read_told(case_id, agency), []))


@routes.post("/cases/<uuid:case_id>/known/<agency>", needs=RUN)
def enter_told(case_id: UUID, agency: str) -> Response:
    page = _read_told(case_id, agency)
    typed = read_answers([case_id])
    try:
        if case_id not in typed:
            raise Invalid("Choose what the agency said.", place="known")
        knowing.enter_told(
            current.database(),
            by=current.person(),
            case_id=case_id,
            agency=agency,
            said=typed[case_id],
        )
    except AuditError as wrong:
        if isinstance(wrong, Hidden):
            raise
        status = STATUS[wrong.kind]
        part = wrong.place if wrong.place in ("known", "completes", "comes") else "known"
        at = Invalid(wrong.message, place=f"{case_id}:{part}")
        again = pages.as_typed(page, typed, at)
        return make_response(_render_told(again, _mistakes(again)), status)
    flash("Saved, as told by telephone.")
    return redirect(url_for("cases.list_cases", audit_id=page.audit_id), 303)


def _read_page(audit_id: UUID, agency: str) -> pages.AnswerPage:
    person = current.person()
    with current.database().reading() as reading:
        audit, asked = knowing.to_answer(reading, person, audit_id, agency)
        found = find_agency(reading, person.partnership, agency)
        if found is None:
            raise Hidden
        return pages.describe_answer(reading, audit, found, person.partnership, asked)


def _read_told(case_id: UUID, agency: str) -> pages.AnswerPage:
    person = current.person()
    with current.database().reading() as reading:
        audit, asked = knowing.to_enter(reading, person, case_id, agency)
        found = find_agency(reading, person.partnership, agency)
        if found is None:
            raise Hidden
        return pages.describe_answer(reading, audit, found, person.partnership, (asked,))


def _said(page: pages.AnswerPage) -> str:
    left = sum(line.said is None for line in page.lines)
    if not left:
        return "Saved. Nothing is left to answer."
    return f"Saved. {page.cycle.counted.of(left, len(page.lines))} left to answer for."


def _show_again(
    page: pages.AnswerPage, typed: Mapping[UUID, Answer], wrong: AuditError
) -> Response:
    again = pages.as_typed(page, typed, wrong)
    if isinstance(wrong, Conflict):
        theirs = pages.differences(page, typed)
        return make_response(_render(again, [Mistake("", wrong.message)], theirs), 409)
    return make_response(_render(again, _mistakes(again) or [Mistake("", wrong.message)]), 422)


def _mistakes(page: pages.AnswerPage) -> list[Mistake]:
    return [
        Mistake(f"{part}-{number}", f"{line.reference}: {message}")
        for number, line in enumerate(page.lines, 1)
        for part, message in line.wrong.items()
    ]


def _render(
    page: pages.AnswerPage,
    mistakes: list[Mistake],
    theirs: tuple[tuple[str, str], ...] = (),
) -> str:
    return render_template(
        "knowing/answer.html",
        page=page,
        mistakes=mistakes,
        theirs=theirs,
        invented=page.cycle.invented,
    )


def _render_told(page: pages.AnswerPage, mistakes: list[Mistake]) -> str:
    return render_template(
        "knowing/told.html", page=page, mistakes=mistakes, invented=page.cycle.invented
    )


def _show_ask(audit_id: UUID, form: AskForm, status: int = 200) -> Response:
    person = current.person()
    with current.database().reading() as reading:
        audit = audits.to_run(reading, person, audit_id)
        page = pages.describe_ask(reading, person, audit)
    chosen = request.form.getlist("agencies")
    shown = render_template(
        "knowing/ask.html", page=page, form=form, chosen=chosen, invented=audit.cycle.invented
    )
    return make_response(shown, status)
