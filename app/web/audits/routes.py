"""The pages of audits."""

from dataclasses import replace
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.audits import AuditOnFile
from app.db.earlier_audits import FoundBefore, found_by_latest
from app.db.tools import published_tools
from app.operations import audits
from app.web import current, day_notes
from app.web.access import AnyOf, Routes
from app.web.audits import board, pages, set_up
from app.web.audits.forms import DatesForm, DetailsForm, MoveDatesForm
from app.web.decisions.pages import latest_decisions
from app.web.marked import flash_saved
from app.web.paging import page_asked, part_of
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.cycles import Phase
from audit_tools.dates import local
from audit_tools.errors import Hidden, Invalid
from audit_tools.kinds_of_audit import tells_kinds_apart
from audit_tools.permissions import Permission
from audit_tools.tool import AuditTool

routes = Routes("audits", url_prefix="/audits")
RUN = Permission.RUN_AUDITS
# Children were seen on every day of it, whatever day it was.
PERIOD = ("period_from", "period_to")


@routes.get("", needs=AnyOf((Permission.RUN_AUDITS, Permission.READ_SUMMARIES)))
def list_audits() -> str:
    number = page_asked()
    with current.database().reading() as reading:
        page = pages.describe_list(reading, current.person(), current.now(), number)
        today = local(current.now()).date()
        decisions = latest_decisions(reading, current.person(), today)
    return render_template(
        "audits/list.html", page=page, decisions=decisions, invented=page.invented
    )


@routes.get("/new", needs=RUN)
def ask_audit() -> Response:
    tools = _tools()
    chosen = request.args.get("tool", type=UUID)
    if len(tools) == 1:
        chosen = next(iter(tools))
    if chosen is None or chosen not in tools:
        return make_response(render_template("audits/choose_tool.html", tools=tools))
    form = DetailsForm()
    form.offer(tools[chosen])
    if "again" in request.args and (found := _found_before(tools[chosen])):
        form.ask_again(found.sections)
    return _show_details(form, tools[chosen], None)


@routes.post("/new", needs=RUN)
def create_audit() -> Response:
    tools = _tools()
    chosen = request.args.get("tool", type=UUID) or next(iter(tools), None)
    if chosen is None or chosen not in tools:
        raise Hidden
    form = DetailsForm()
    form.offer(tools[chosen])
    if not form.validate():
        return _show_details(form, tools[chosen], None, 422)
    try:
        audit_id = audits.create_audit(
            current.database(), by=current.person(), tool_version=chosen, details=form.details()
        )
    except Invalid as wrong:
        form.blame(wrong)
        return _show_details(form, tools[chosen], None, 422)
    _flash_saved("The audit is set up.", form)
    return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)


@routes.get("/<uuid:audit_id>", needs=RUN)
def show_audit(audit_id: UUID) -> str:
    """The steps of setting up while it is being prepared, and then the board."""
    audit = _audit(audit_id)
    if audit.cycle.phase is Phase.PREPARING:
        return _show_set_up(audit)
    with current.database().reading() as reading:
        page = board.describe_board(reading, current.person(), audit_id, current.now())
    part = part_of(page.lines)
    page = replace(page, lines=part.items)
    return render_template("audits/board.html", page=page, part=part, invented=page.cycle.invented)


def _show_set_up(audit: AuditOnFile) -> str:
    with current.database().reading() as reading:
        page = set_up.describe_set_up(reading, current.person(), audit, current.now())
    return render_template("audits/set_up.html", page=page, invented=audit.cycle.invented)


@routes.get("/<uuid:audit_id>/edit", needs=RUN)
def ask_details(audit_id: UUID) -> Response:
    audit = _audit(audit_id)
    audits.check_preparing(audit)
    return _show_details(_filled_details(audit), audit.published, audit)


@routes.post("/<uuid:audit_id>/edit", needs=RUN)
def change_details(audit_id: UUID) -> Response:
    audit = _audit(audit_id)
    form = DetailsForm()
    form.offer(audit.published)
    done = attempt(
        form,
        lambda: audits.change_details(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            details=form.details(),
            seen=form.seen.data or "",
        ),
        lambda: _filled_details(_audit(audit_id)),
    )
    if isinstance(done, NotDone):
        return _show_details(form, audit.published, audit, *done)
    _flash_saved("The audit is changed.", form)
    return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)


@routes.get("/<uuid:audit_id>/dates", needs=RUN)
def ask_dates(audit_id: UUID) -> Response:
    audit = _audit(audit_id)
    audits.check_collecting(audit)
    return _show_dates(_filled_dates(audit), audit)


@routes.post("/<uuid:audit_id>/dates", needs=RUN)
def change_dates(audit_id: UUID) -> Response:
    form = MoveDatesForm()
    audit = _audit(audit_id)
    done = attempt(
        form,
        lambda: audits.change_dates(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            dates=form.dates(),
            reason=form.reason.data or "",
            seen=form.seen.data or "",
        ),
        lambda: _filled_dates(_audit(audit_id)),
    )
    if isinstance(done, NotDone):
        return _show_dates(form, audit, *done)
    flash_saved(" ".join(("The dates are changed.", *_notes(form))), form.reason.data)
    return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)


@routes.get("/<uuid:audit_id>/delete", needs=RUN)
def ask_delete(audit_id: UUID) -> str:
    audit = _audit(audit_id)
    audits.check_preparing(audit)
    return render_template("audits/delete.html", audit=audit, invented=audit.cycle.invented)


@routes.post("/<uuid:audit_id>/delete", needs=RUN)
def delete_audit(audit_id: UUID) -> Response:
    audits.delete_audit(current.database(), by=current.person(), audit_id=audit_id)
    flash("The audit is deleted.")
    return redirect(url_for("audits.list_audits"), 303)


@routes.get("/<uuid:audit_id>/start", needs=RUN)
def ask_start(audit_id: UUID) -> Response:
    """Say what the start sends out, before it is pressed; where it cannot start, what it lacks."""
    audit = _audit(audit_id)
    audits.check_preparing(audit)
    with current.database().reading() as reading:
        page = set_up.describe_set_up(reading, current.person(), audit, current.now())
    if page.lacks:
        return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)
    return make_response(
        render_template("audits/start.html", page=page, invented=audit.cycle.invented)
    )


@routes.post("/<uuid:audit_id>/start", needs=RUN)
def start_audit(audit_id: UUID) -> Response:
    try:
        audits.start_audit(current.database(), by=current.person(), audit_id=audit_id)
    except Invalid:
        # What is lacking stands on the page that the button was on, each with its link.
        return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)
    cycle = _audit(audit_id).cycle
    flash(
        f"The audit has started. Each agency that knows {cycle.counted.a} finds its returns in "
        "its list."
        if cycle.asks_returns
        else "The audit has started. Each discussion can be opened."
    )
    return redirect(url_for("audits.show_audit", audit_id=audit_id), 303)


def _flash_saved(sentence: str, form: DetailsForm) -> None:
    """Say that it is saved, and at once what every agency would read: each text that may name."""
    texts = (form.theme.data, form.purpose.data, form.selection_note.data)
    flash_saved(" ".join((sentence, *_notes(form))), *texts)


def _notes(form: DatesForm) -> tuple[str, ...]:
    """What is worth knowing about the days on which something is to happen."""
    notes = day_notes.notes_by_field(form, but=PERIOD)
    return tuple(note for field in notes.values() for note in field)


def _tools() -> dict[UUID, AuditTool]:
    with current.database().reading() as reading:
        return published_tools(reading, current.person().partnership)


def _found_before(tool: AuditTool) -> FoundBefore | None:
    """What the latest audit by this tool found, of which a re-audit asks again."""
    with current.database().reading() as reading:
        return found_by_latest(reading, current.person().partnership, tool.key)


def _audit(audit_id: UUID) -> AuditOnFile:
    with current.database().reading() as reading:
        return audits.to_run(reading, current.person(), audit_id)


def _filled_details(audit: AuditOnFile) -> DetailsForm:
    """The form of the details as they stand."""
    form = DetailsForm(formdata=None)
    form.offer(audit.published)
    form.fill(audits.details_of(audit))
    form.seen.data = audits.version_of_details(audit)
    return form


def _filled_dates(audit: AuditOnFile) -> MoveDatesForm:
    """The form of the dates as they stand."""
    form = MoveDatesForm(formdata=None)
    form.fill_dates(audits.details_of(audit).dates)
    form.seen.data = audits.version_of_dates(audit)
    return form


def _show_details(
    form: DetailsForm,
    tool: AuditTool,
    audit: AuditOnFile | None,
    status: int = 200,
    theirs: Theirs = (),
) -> Response:
    page = render_template(
        "audits/details.html",
        form=form,
        tool=tool,
        kinds_apart=tells_kinds_apart(tool),
        found=_found_before(tool),
        audit=audit,
        theirs=theirs,
        notes=day_notes.notes_by_field(form, but=PERIOD),
        invented=audit is not None and audit.cycle.invented,
    )
    return make_response(page, status)


def _show_dates(
    form: MoveDatesForm, audit: AuditOnFile, status: int = 200, theirs: Theirs = ()
) -> Response:
    page = render_template(
        "audits/dates.html",
        form=form,
        audit=audit,
        theirs=theirs,
        notes=day_notes.notes_by_field(form, but=PERIOD),
        invented=audit.cycle.invented,
    )
    return make_response(page, status)
