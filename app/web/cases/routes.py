"""The page of a case, adding one, and what is done with a reason."""

from dataclasses import replace
from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db.discussions import CaseRead, read_case
from app.operations import appointments, audits, cases
from app.operations.involvements import case_to_run
from app.web import current
from app.web.access import AnyOf, Routes
from app.web.cases import pages
from app.web.cases.forms import NewCaseForm, ReasonForm, ReplaceForm, WithdrawForm, read_why
from app.web.cases.one_return import read_one, show_one
from app.web.forms import Form
from app.web.knowing.pages import describe_answers
from app.web.marked import flash_saved
from app.web.paging import part_of
from app.web.refusals import show_on
from audit_tools.errors import AuditError, Hidden
from audit_tools.permissions import Permission

routes = Routes("cases")
RUN = Permission.RUN_AUDITS
HOLD = Permission.HOLD_DISCUSSIONS


@routes.get("/audits/<uuid:audit_id>/cases", needs=RUN)
def list_cases(audit_id: UUID) -> str:
    person = current.person()
    with current.database().reading() as reading:
        audit = audits.to_run(reading, person, audit_id)
        page = pages.describe_cases(reading, person, audit)
        answers = describe_answers(reading, person, audit)
    part = part_of(page.cases)
    page = replace(page, cases=part.items)
    return render_template(
        "cases/list.html", page=page, part=part, answers=answers, invented=page.cycle.invented
    )


@routes.get("/audits/<uuid:audit_id>/cases/new", needs=RUN)
def ask_case(audit_id: UUID) -> Response:
    form = _new_case(audit_id)
    with current.database().reading() as reading:
        form.reference.data = cases.offer_reference(reading, current.person(), audit_id)
    return _show_new(audit_id, form)


@routes.post("/audits/<uuid:audit_id>/cases/new", needs=RUN)
def add_case(audit_id: UUID) -> Response:
    form = _new_case(audit_id)
    try:
        cases.add_case(
            current.database(), by=current.person(), audit_id=audit_id, new=form.new_case()
        )
    except AuditError as wrong:
        return _show_new(audit_id, form, show_on(form, wrong))
    flash_saved("The case is added.", form.reason.data)
    return redirect(url_for("candidates.show_scope", audit_id=audit_id), 303)


@routes.get("/cases/<uuid:case_id>", needs=HOLD)
def show_case(case_id: UUID) -> str:
    person = current.person()
    with current.database().reading() as reading:
        held = read_case(reading, person, case_id)
        if not held.standing.holds_discussion:
            raise Hidden
        page = pages.describe_case(reading, person, held, current.now())
    return render_template("cases/case.html", page=page, invented=page.cycle.invented)


@routes.post("/cases/<uuid:case_id>/remove", needs=RUN)
def remove_case(case_id: UUID) -> Response:
    audit_id = _held(case_id).audit.id
    cases.remove_case(current.database(), by=current.person(), case_id=case_id)
    flash("The case is removed.")
    return redirect(url_for("candidates.show_scope", audit_id=audit_id), 303)


@routes.get("/cases/<uuid:case_id>/withdraw", needs=RUN)
def ask_withdraw(case_id: UUID) -> Response:
    return _show_reason(case_id, WithdrawForm(), "cases/withdraw.html")


@routes.post("/cases/<uuid:case_id>/withdraw", needs=RUN)
def withdraw_case(case_id: UUID) -> Response:
    form = WithdrawForm()
    try:
        cases.withdraw_case(
            current.database(),
            by=current.person(),
            case_id=case_id,
            why=read_why(form),
            reason=form.reason.data or "",
        )
    except AuditError as wrong:
        return _show_reason(case_id, form, "cases/withdraw.html", show_on(form, wrong))
    flash_saved("The case is withdrawn and out of every count.", form.reason.data)
    return redirect(url_for("cases.show_case", case_id=case_id), 303)


@routes.get("/cases/<uuid:case_id>/replace", needs=RUN)
def ask_replace(case_id: UUID) -> Response:
    form = ReplaceForm()
    with current.database().reading() as reading:
        held = case_to_run(reading, current.person(), case_id)
        form.ask_of(held.audit.cycle.counted)
        form.reference.data = cases.offer_reference(reading, current.person(), held.audit.id)
    return _show_replace(case_id, form)


@routes.post("/cases/<uuid:case_id>/replace", needs=RUN)
def replace_case(case_id: UUID) -> Response:
    form = ReplaceForm()
    form.ask_of(_held(case_id).audit.cycle.counted)
    try:
        new_id = cases.replace_case(
            current.database(),
            by=current.person(),
            case_id=case_id,
            why=read_why(form),
            reason=form.reason.data or "",
            new=form.new_case() if form.is_typed else None,
            reserve=form.reserve.data or None,
        )
    except AuditError as wrong:
        return _show_replace(case_id, form, show_on(form, wrong))
    flash_saved(
        "The case is replaced. Say which agencies know this one, then who chairs its discussion.",
        form.reason.data,
    )
    return redirect(url_for("involvements.ask_agencies", case_id=new_id), 303)


@routes.get("/cases/<uuid:case_id>/returns/<uuid:return_id>/reopen", needs=RUN)
def ask_reopen(case_id: UUID, return_id: UUID) -> Response:
    return _show_reopen(case_id, return_id, ReasonForm())


@routes.post("/cases/<uuid:case_id>/returns/<uuid:return_id>/reopen", needs=RUN)
def reopen_return(case_id: UUID, return_id: UUID) -> Response:
    form = ReasonForm()
    try:
        cases.reopen_return(
            current.database(),
            by=current.person(),
            case_id=case_id,
            return_id=return_id,
            reason=form.reason.data or "",
        )
    except AuditError as wrong:
        return _show_reopen(case_id, return_id, form, show_on(form, wrong))
    flash_saved(
        "The return is reopened. The agency can change it and has to send it again.",
        form.reason.data,
    )
    return redirect(url_for("cases.show_case", case_id=case_id), 303)


@routes.get("/cases/<uuid:case_id>/conflict", needs=AnyOf((HOLD, Permission.READ_CASES)))
def ask_conflict(case_id: UUID) -> str:
    person = current.person()
    with current.database().reading() as reading:
        held = appointments.to_declare_conflict(reading, person, case_id)
    return render_template("cases/conflict.html", held=held, invented=held.audit.cycle.invented)


@routes.post("/cases/<uuid:case_id>/conflict", needs=AnyOf((HOLD, Permission.READ_CASES)))
def declare_conflict(case_id: UUID) -> Response:
    appointments.declare_conflict(current.database(), by=current.person(), case_id=case_id)
    flash("Your conflict is recorded, and you no longer see this case.")
    return redirect(url_for("home.lead_on"), 303)


def _held(case_id: UUID) -> CaseRead:
    with current.database().reading() as reading:
        return case_to_run(reading, current.person(), case_id)


def _new_case(audit_id: UUID) -> NewCaseForm:
    form = NewCaseForm()
    with current.database().reading() as reading:
        form.ask_of(audits.to_run(reading, current.person(), audit_id).cycle.counted)
    return form


def _show_new(audit_id: UUID, form: Form, status: int = 200) -> Response:
    with current.database().reading() as reading:
        audit = audits.to_run(reading, current.person(), audit_id)
    shown = render_template(
        "cases/new.html",
        audit=audit,
        form=form,
        is_possible=pages.takes_cases(audit),
        invented=audit.cycle.invented,
    )
    return make_response(shown, status)


def _show_reason(case_id: UUID, form: Form, template: str, status: int = 200) -> Response:
    held = _held(case_id)
    shown = render_template(
        template,
        held=held,
        form=form,
        is_possible=not pages.is_over(held),
        invented=held.audit.cycle.invented,
    )
    return make_response(shown, status)


def _show_reopen(case_id: UUID, return_id: UUID, form: Form, status: int = 200) -> Response:
    return show_one("cases/reopen.html", read_one(case_id, return_id), form, status)


def _show_replace(case_id: UUID, form: ReplaceForm, status: int = 200) -> Response:
    person = current.person()
    with current.database().reading() as reading:
        held = case_to_run(reading, person, case_id)
        reserve = cases.next_reserve(reading, person, held.case)
    form.offer(reserve.reference if reserve else None)
    shown = render_template(
        "cases/replace.html",
        held=held,
        form=form,
        is_possible=pages.is_waiting(held),
        invented=held.audit.cycle.invented,
    )
    return make_response(shown, status)
