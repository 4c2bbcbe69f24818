"""The addresses at which discussions are arranged, and at which one finds one's own dates."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.schedule import dates_in, read_date
from app.operations import schedule
from app.operations.invitations import say_who_comes
from app.web import current
from app.web.access import AnyOf, Routes
from app.web.errors import STATUS
from app.web.files import sent
from app.web.paging import page_asked, part_of
from app.web.schedule import calendar, mine, pages, who_comes
from app.web.schedule.day import describe_day
from app.web.schedule.forms import (
    ScheduleForm,
    WhoComesForm,
    mistakes_of,
    read_said,
    read_slots,
    read_typed,
    wrong_of,
)
from audit_tools.calendars import Entry
from audit_tools.dates import read_day
from audit_tools.errors import AuditError, Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Permission
from audit_tools.schedule import TypedSlot
from reports.calendars import build_calendar

routes = Routes("schedule")
RUN = Permission.RUN_AUDITS
ANSWER = AnyOf((Permission.RUN_AUDITS, Permission.GIVE_RETURNS))


@routes.get("/audits/<uuid:audit_id>/schedule", needs=RUN)
def ask_dates(audit_id: UUID) -> Response:
    return _show_dates(audit_id, propose="propose" in request.args)


@routes.post("/audits/<uuid:audit_id>/schedule", needs=RUN)
def set_dates(audit_id: UUID) -> Response:
    with current.database().reading() as reading:
        _, cases = schedule.to_schedule(reading, current.person(), audit_id)
    typed = read_typed(case.id for case in cases)
    try:
        moved = schedule.set_dates(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            slots=read_slots(typed),
            seen=ScheduleForm().seen.data or "",
        )
    except (Conflict, Invalid, Refused) as wrong:
        return _show_dates(audit_id, typed=typed, error=wrong)
    flash("The dates are saved." + (f" {_asked_again(moved)}" if moved else ""))
    return redirect(url_for("schedule.ask_dates", audit_id=audit_id, page=page_asked()), 303)


@routes.get("/schedule", needs=Permission.READ_CASES)
def list_dates() -> str:
    with current.database().reading() as reading:
        page = mine.describe_dates(reading, current.person(), current.now())
    return render_template("schedule/mine.html", page=page, invented=page.invented)


@routes.get("/schedule/days/<day>", needs=Permission.HOLD_DISCUSSIONS)
def show_day(day: str) -> str:
    asked = read_day(day)
    if asked is None:
        raise Hidden("There is no such day.")
    with current.database().reading() as reading:
        page = describe_day(reading, current.person(), asked)
    return render_template("schedule/day.html", page=page, invented=page.invented)


@routes.get("/schedule/<uuid:case_id>/calendar", needs=Permission.READ_CASES)
def take_entry(case_id: UUID) -> Response:
    """One discussion as a calendar file, for whoever may know its date."""
    with current.database().reading() as reading:
        held = read_date(reading, current.person(), case_id)
    if held.date is None:
        raise Hidden("This discussion has no date.")
    entry = calendar.entry_of(held.case, held.date, rehearsal=held.audit.cycle.rehearsal)
    return _calendar_file([entry], entry.file_name)


@routes.get("/audits/<uuid:audit_id>/calendar", needs=Permission.READ_CASES)
def take_calendar(audit_id: UUID) -> Response:
    """All discussions of an audit whose dates the person may know, in one file."""
    with current.database().reading() as reading:
        found = dates_in(reading, current.person(), audit_id)
    if not found:
        raise Hidden("There is no such audit.")
    entries = [calendar.entry_of(one.case, one.date, rehearsal=one.rehearsal) for one in found]
    return _calendar_file(entries, "case-discussions")


@routes.get("/schedule/<uuid:case_id>/who-comes", needs=ANSWER)
def ask_who_comes(case_id: UUID) -> Response:
    return _show_who_comes(case_id)


@routes.post("/schedule/<uuid:case_id>/who-comes", needs=ANSWER)
def set_who_comes(case_id: UUID) -> Response:
    with current.database().reading() as reading:
        page = who_comes.describe(reading, current.person(), case_id)
    said = read_said(page.of_agencies)
    try:
        say_who_comes(
            current.database(),
            by=current.person(),
            case_id=case_id,
            said=said,
            seen=WhoComesForm().seen.data or "",
        )
    except (Conflict, Invalid, Refused) as wrong:
        return _show_who_comes(case_id, said=said, error=wrong)
    flash("Saved.")
    return redirect(url_for("schedule.ask_who_comes", case_id=case_id), 303)


def _calendar_file(entries: list[Entry], name: str) -> Response:
    return sent(build_calendar(entries, calendar.organiser(), name, current.now()))


def _asked_again(moved: int) -> str:
    dates = "One has" if moved == 1 else f"{moved} have"
    return f"{dates} moved to another time, so the replies begin anew."


def _show_dates(
    audit_id: UUID,
    *,
    typed: Mapping[UUID, TypedSlot] | None = None,
    error: AuditError | None = None,
    propose: bool = False,
) -> Response:
    wrong = wrong_of(error)
    with current.database().reading() as reading:
        page = pages.describe_schedule(
            reading, current.person(), audit_id, typed=typed, wrong=wrong, propose=propose
        )
    html = render_template(
        "schedule/dates.html",
        page=page,
        part=part_of(page.lines),
        mistakes=mistakes_of(wrong),
        theirs=pages.differences(page, typed or {}) if isinstance(error, Conflict) else (),
        invented=page.cycle.invented,
    )
    return make_response(html, STATUS[error.kind] if error else 200)


def _show_who_comes(
    case_id: UUID, *, said: who_comes.Typed | None = None, error: AuditError | None = None
) -> Response:
    wrong = wrong_of(error)
    with current.database().reading() as reading:
        page = who_comes.describe(reading, current.person(), case_id, said=said, wrong=wrong)
    html = render_template(
        "schedule/who_comes.html",
        page=page,
        mistakes=mistakes_of(wrong),
        theirs=who_comes.differences(page, said or {}) if isinstance(error, Conflict) else (),
        invented=page.invented,
    )
    return make_response(html, STATUS[error.kind] if error else 200)
