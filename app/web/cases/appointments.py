"""The pages on which chair, note-taker and core group are chosen."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.agencies import list_agencies
from app.db.appointments import appointments_to, core_group_of
from app.db.people import PersonRecord, people_with_role
from app.operations import appointments, audits
from app.operations.involvements import case_to_run
from app.operations.versions import version_of
from app.web import current
from app.web.access import Routes
from app.web.cases import pages
from app.web.cases.forms import CoreGroupForm, PeopleForm, read_id
from app.web.refusals import CONFLICT, show_on
from audit_tools.errors import AuditError
from audit_tools.permissions import Permission, Role

routes = Routes("appointments")
RUN = Permission.RUN_AUDITS
PARTS = {"chair": Role.CHAIR, "co_chair": Role.CO_CHAIR, "note_taker": Role.NOTE_TAKER}


@routes.get("/cases/<uuid:case_id>/people", needs=RUN)
def ask_people(case_id: UUID) -> Response:
    form = PeopleForm()
    with current.database().reading() as reading:
        held = case_to_run(reading, current.person(), case_id)
        form.fill(appointments_to(reading, current.person().partnership, held.case.id).appointed)
    return _show_people(case_id, form)


@routes.post("/cases/<uuid:case_id>/people", needs=RUN)
def appoint(case_id: UUID) -> Response:
    form = PeopleForm()
    try:
        appointments.appoint(
            current.database(),
            by=current.person(),
            case_id=case_id,
            appointed=form.appointed(),
            seen=form.seen.data or "",
        )
    except AuditError as wrong:
        return _show_people(case_id, form, show_on(form, wrong))
    more = 0
    if form.others.data:
        more = appointments.appoint_to_others(
            current.database(), by=current.person(), case_id=case_id
        )
    flash(f"Saved, and used for {more} more." if more else "Saved.")
    return redirect(_next_page(case_id), 303)


@routes.get("/audits/<uuid:audit_id>/core-group", needs=RUN)
def ask_core_group(audit_id: UUID) -> Response:
    with current.database().reading() as reading:
        present = core_group_of(reading, current.person().partnership, audit_id)
    return _show_core_group(audit_id, CoreGroupForm(), present)


@routes.post("/audits/<uuid:audit_id>/core-group", needs=RUN)
def choose_core_group(audit_id: UUID) -> Response:
    form = CoreGroupForm()
    people = frozenset(
        person for text in request.form.getlist("people") if (person := read_id(text))
    )
    try:
        appointments.choose_core_group(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            people=people,
            seen=form.seen.data or "",
        )
    except AuditError as wrong:
        return _show_core_group(audit_id, form, people, show_on(form, wrong))
    flash("The core group is saved.")
    return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)


def _next_page(case_id: UUID) -> str:
    with current.database().reading() as reading:
        held = case_to_run(reading, current.person(), case_id)
    if held.audit.cycle.phase == "preparing":
        return url_for("cases.list_cases", audit_id=held.audit.id)
    return url_for("cases.show_case", case_id=case_id)


def _show_people(case_id: UUID, form: PeopleForm, status: int = 200) -> Response:
    person = current.person()
    with current.database().reading() as reading:
        held = case_to_run(reading, person, case_id)
        present = appointments_to(reading, person.partnership, case_id).appointed
        names = {agency.key: agency.name for agency in list_agencies(reading, person.partnership)}
        for name, role in PARTS.items():
            holders = people_with_role(reading, person.partnership, role)
            form.offer(name, [(str(one.id), _with_agencies(one, names)) for one in holders])
    form.seen.data = version_of(present)
    page = render_template(
        "cases/people.html",
        held=held,
        form=form,
        theirs=form.differences(present) if status == CONFLICT else (),
        is_possible=not pages.is_over(held),
        invented=held.audit.cycle.invented,
    )
    return make_response(page, status)


def _show_core_group(
    audit_id: UUID, form: CoreGroupForm, chosen: frozenset[UUID], status: int = 200
) -> Response:
    person = current.person()
    with current.database().reading() as reading:
        audit = audits.to_run(reading, person, audit_id)
        present = core_group_of(reading, person.partnership, audit_id)
        people = people_with_role(reading, person.partnership, Role.CORE_GROUP)
    form.seen.data = version_of(sorted(map(str, present)))
    names = [one.name for one in people if one.id in present]
    page = render_template(
        "audits/core_group.html",
        audit=audit,
        form=form,
        people=people,
        chosen=chosen,
        theirs=(("Core group", ", ".join(names) or "nobody"),) if status == CONFLICT else (),
        invented=audit.cycle.invented,
    )
    return make_response(page, status)


def _with_agencies(record: PersonRecord, names: dict[str, str]) -> str:
    held = sorted({names[grant.agency] for grant in record.grants if grant.agency})
    return f"{record.name} (answers for {', '.join(held)})" if held else record.name
