"""The list of discussions, the steps to an opening, and what becomes of one afterwards."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.discussions import read_case
from app.operations import discussions as operations
from app.web import current
from app.web.access import Routes
from app.web.discussions import overview, pages, reading, signing_off
from app.web.discussions.forms import ReasonForm, SigningOffForm, read_attendance
from app.web.errors import STATUS
from app.web.marked import flash_saved
from app.web.paging import page_asked
from app.web.refusals import show_on
from audit_tools.discussions import Came
from audit_tools.errors import AuditError, Conflict, Invalid, Refused
from audit_tools.permissions import Permission

routes = Routes("discussions", url_prefix="/discussions")


@routes.get("", needs=Permission.READ_CASES)
def list_discussions() -> str:
    return _show_list(finished=False)


@routes.get("/signed-off", needs=Permission.READ_CASES)
def list_signed_off() -> str:
    return _show_list(finished=True)


@routes.get("/<uuid:case_id>", needs=Permission.READ_CASES)
def show(case_id: UUID) -> Response:
    """The case: before its opening the steps towards it, from then on its sections."""
    person = current.person()
    with current.database().reading() as session:
        state = read_case(session, person, case_id).case.case.state
        page = overview.describe_overview(session, person, case_id) if state.is_revealed else None
    if page is None:
        return _show_before(case_id)
    return make_response(
        render_template("discussions/overview.html", page=page, invented=page.invented)
    )


@routes.post("/<uuid:case_id>/close-returns", needs=Permission.HOLD_DISCUSSIONS)
def close_returns(case_id: UUID) -> Response:
    form = ReasonForm()
    try:
        operations.close_returns(
            current.database(), by=current.person(), case_id=case_id, reason=form.reason
        )
    except Refused as refused:
        if refused.place != "reason":
            raise
        return _show_before(case_id, refused, 422)
    flash_saved("The returns are closed. You can read them to prepare.", form.reason)
    return redirect(url_for("discussions.show", case_id=case_id), 303)


@routes.post("/<uuid:case_id>/reading", needs=Permission.HOLD_DISCUSSIONS)
def read_to_prepare(case_id: UUID) -> Response:
    """Record that the person reads the returns, and lead to them."""
    operations.read_to_prepare(current.database(), by=current.person(), case_id=case_id)
    return redirect(url_for("discussions.show_returns", case_id=case_id), 303)


@routes.get("/<uuid:case_id>/returns", needs=Permission.HOLD_DISCUSSIONS)
def show_returns(case_id: UUID) -> Response:
    """All closed returns side by side, a section at a time; each reading was recorded first."""
    with current.database().reading() as session:
        page = reading.describe_reading(
            session,
            current.person(),
            case_id,
            request.args.get("section", ""),
            signed_in_at=_signed_in_at(),
        )
    if page is None:
        return redirect(url_for("discussions.show", case_id=case_id), 303)
    return make_response(
        render_template("discussions/reading.html", page=page, invented=page.invented)
    )


@routes.get("/<uuid:case_id>/open", needs=Permission.HOLD_DISCUSSIONS)
def ask_to_open(case_id: UUID) -> Response:
    page = _describe_before(case_id)
    if not page.can_open:
        return redirect(url_for("discussions.show", case_id=case_id), 303)
    return make_response(
        render_template("discussions/open.html", page=page, invented=page.invented)
    )


@routes.post("/<uuid:case_id>/open", needs=Permission.HOLD_DISCUSSIONS)
def open_discussion(case_id: UUID) -> Response:
    operations.open_discussion(current.database(), by=current.person(), case_id=case_id)
    flash("The discussion is open.")
    return redirect(url_for("discussions.show", case_id=case_id), 303)


@routes.get("/<uuid:case_id>/attendance", needs=Permission.READ_CASES)
def show_attendance(case_id: UUID) -> Response:
    return _show_attendance(case_id)


@routes.post("/<uuid:case_id>/attendance", needs=Permission.HOLD_DISCUSSIONS)
def note_attendance(case_id: UUID) -> Response:
    came = dict[str, Came]()
    try:
        came = read_attendance(request.form)
        operations.note_attendance(
            current.database(),
            by=current.person(),
            case_id=case_id,
            came=came,
            seen=request.form.get("seen", ""),
        )
    except (Invalid, Conflict) as wrong:
        return _show_attendance(case_id, came, wrong)
    flash("Attendance is saved.")
    return redirect(url_for("discussions.show", case_id=case_id), 303)


@routes.post("/<uuid:case_id>/write-up", needs=Permission.HOLD_DISCUSSIONS)
def write_up(case_id: UUID) -> Response:
    operations.write_up(current.database(), by=current.person(), case_id=case_id)
    flash("The discussion is written up. Those who came say whether it is accurate.")
    return redirect(url_for("discussions.show", case_id=case_id), 303)


@routes.get("/<uuid:case_id>/sign-off", needs=Permission.HOLD_DISCUSSIONS)
def ask_to_sign_off(case_id: UUID) -> Response:
    return _show_signing_off(case_id, SigningOffForm())


@routes.post("/<uuid:case_id>/sign-off", needs=Permission.HOLD_DISCUSSIONS)
def sign_off(case_id: UUID) -> Response:
    form = SigningOffForm()
    try:
        operations.sign_off(
            current.database(),
            by=current.person(),
            case_id=case_id,
            reason=form.reason.data or "",
        )
    except Refused as refused:
        if not refused.place:
            raise
        in_form = refused.place in form
        return _show_signing_off(case_id, form, show_on(form, refused) if in_form else 403)
    flash("The discussion is signed off and locked.")
    return redirect(url_for("discussions.show", case_id=case_id), 303)


def _signed_in_at() -> datetime:
    """When the session that is being used began: a reading is recorded once in each."""
    signed_in = current.sign_in()
    return signed_in.session.started_at if signed_in else current.now()


def _show_list(*, finished: bool) -> str:
    with current.database().reading() as session:
        page = pages.describe_list(session, current.person(), finished=finished, page=page_asked())
    return render_template("discussions/list.html", page=page, invented=page.invented)


def _describe_before(case_id: UUID) -> pages.BeforePage:
    with current.database().reading() as session:
        return pages.describe_before(
            session,
            current.person(),
            case_id,
            now=current.now(),
            signed_in_at=_signed_in_at(),
        )


def _show_before(case_id: UUID, refused: Refused | None = None, status: int = 200) -> Response:
    page = _describe_before(case_id)
    return make_response(
        render_template(
            "discussions/before.html",
            page=page,
            refused=refused,
            reason=request.form.get("reason", ""),
            invented=page.invented,
        ),
        status,
    )


def _show_signing_off(case_id: UUID, form: SigningOffForm, status: int = 200) -> Response:
    """The question before the signing off, which says what it waits for, if for anything."""
    with current.database().reading() as session:
        page = signing_off.describe_signing_off(session, current.person(), case_id, current.now())
    return make_response(
        render_template("discussions/sign_off.html", page=page, form=form, invented=page.invented),
        status,
    )


def _show_attendance(
    case_id: UUID, came: Mapping[str, Came] | None = None, wrong: AuditError | None = None
) -> Response:
    """Who came, as it stands or, where that could not be saved, as it was sent."""
    with current.database().reading() as session:
        page = overview.describe_attendance(session, current.person(), case_id)
    return make_response(
        render_template(
            "discussions/attendance.html",
            page=page.as_sent(came or {}),
            wrong=wrong,
            invented=page.invented,
        ),
        STATUS[wrong.kind] if wrong else 200,
    )
