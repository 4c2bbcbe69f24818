"""The pages of a sitting: closing and opening, agreeing, findings from answers, signing off."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.db.sittings import SittingRead, read_sitting
from app.operations import sittings as operations
from app.web import current, saving
from app.web.access import Routes
from app.web.boxes import id_of
from app.web.discussions.forms import BUTTON, read_attendance
from app.web.forms import Mistake
from app.web.pointed_out import PUT, put_instead
from app.web.sittings import pages, signing_off
from audit_tools.discussions import Came
from audit_tools.entries import Edit
from audit_tools.errors import AuditError, Hidden, Invalid, Problem, Refused
from audit_tools.permissions import Permission

routes = Routes("sittings", url_prefix="/audits/<uuid:audit_id>/sitting")
HOLD = Permission.HOLD_DISCUSSIONS


@routes.get("", needs=HOLD)
def show(audit_id: UUID) -> Response:
    return _show(audit_id)


@routes.post("", needs=HOLD)
def agree(audit_id: UUID) -> Response:
    """Save what was agreed on the page, of every case together, with what a button put instead."""
    form, anchor = _as_pressed(request.form)
    try:
        held = _read(audit_id)
        edits = _edits(held, saving.read_edits(form))
        clashing = operations.agree(
            current.database(), by=current.person(), audit_id=audit_id, edits=edits
        )
    except Invalid as wrong:
        return _show(audit_id, request.form, _on_page(_read(audit_id), wrong), 422)
    if clashing:
        return _show(audit_id, status=409)
    flash("Saved.")
    return _back(audit_id, anchor)


@routes.post("/close-returns", needs=HOLD)
def close_returns(audit_id: UUID) -> Response:
    try:
        operations.close_all_returns(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            reason=request.form.get("reason", ""),
        )
    except Refused as refused:
        if refused.place != "reason":
            raise
        return _show(audit_id, refused=refused, status=422)
    flash("The returns are closed.")
    return _back(audit_id)


@routes.get("/open", needs=HOLD)
def ask_to_open(audit_id: UUID) -> Response:
    with current.database().reading() as session:
        page = pages.describe_sitting(session, current.person(), audit_id)
    if page.waiting or not page.prepared or not page.holds_all:
        return _back(audit_id)
    return make_response(render_template("sittings/open.html", page=page, invented=page.invented))


@routes.post("/open", needs=HOLD)
def open_sitting(audit_id: UUID) -> Response:
    operations.open_sitting(current.database(), by=current.person(), audit_id=audit_id)
    flash("Everything is open.")
    return _back(audit_id)


@routes.post("/accept", needs=HOLD)
def accept(audit_id: UUID) -> Response:
    number = operations.accept_all(current.database(), by=current.person(), audit_id=audit_id)
    flash(f"{number} accepted as the readers left them.")
    return _back(audit_id)


@routes.get("/sign-off", needs=HOLD)
def ask_to_sign_off(audit_id: UUID) -> Response:
    return _show_signing_off(audit_id)


@routes.post("/sign-off", needs=HOLD)
def sign_off(audit_id: UUID) -> Response:
    came = dict[str, Came]()
    try:
        came = read_attendance(request.form)
        operations.sign_off_all(
            current.database(), by=current.person(), audit_id=audit_id, came=came
        )
    except (Invalid, Refused) as wrong:
        if not wrong.place:
            raise
        return _show_signing_off(audit_id, came, wrong)
    flash("Signed off and locked.")
    return _back(audit_id)


def _read(audit_id: UUID) -> SittingRead:
    with current.database().reading() as session:
        return read_sitting(session, current.person(), audit_id)


def _as_pressed(sent: MultiDict[str, str]) -> tuple[MultiDict[str, str], str]:
    """The form with what its button puts instead of a passage, and the box to come back to."""
    form, pressed = sent.copy(), sent.get(BUTTON, "")
    if not pressed.startswith(PUT):
        return form, ""
    return form, id_of(put_instead(form, pressed.removeprefix(PUT)))


def _edits(held: SittingRead, edits: tuple[Edit, ...]) -> Mapping[UUID, tuple[Edit, ...]]:
    """The edits by case, their places as the record knows them. Raises ``Hidden``."""
    cases = {pages.prefix_of(one): one.case.id for one in held.cases}
    found = dict[UUID, tuple[Edit, ...]]()
    for edit in edits:
        prefix, _, place = edit.place.partition("/")
        if prefix not in cases:
            raise Hidden("There is no such case in this sitting.")
        case = cases[prefix]
        found[case] = (*found.get(case, ()), replace(edit, place=place))
    return found


def _on_page(held: SittingRead, wrong: Invalid) -> Invalid:
    """The problems at the boxes of the page, which are called by the case's number."""
    prefixes = {str(one.case.id): pages.prefix_of(one) for one in held.cases}
    problems = []
    for problem in wrong.problems:
        case, _, place = problem.place.partition("/")
        known = case in prefixes
        problems.append(Problem(f"{prefixes[case]}/{place}" if known else "", problem.message))
    return Invalid.because_of(problems)


def _back(audit_id: UUID, anchor: str = "") -> Response:
    return redirect(url_for("sittings.show", audit_id=audit_id, _anchor=anchor or None), 303)


def _show(
    audit_id: UUID,
    typed: MultiDict[str, str] | None = None,
    wrong: Invalid | None = None,
    status: int = 200,
    *,
    refused: Refused | None = None,
) -> Response:
    with current.database().reading() as session:
        page = pages.describe_sitting(session, current.person(), audit_id, typed, wrong)
    shown = render_template(
        "sittings/show.html",
        page=page,
        mistakes=_mistakes(wrong),
        refused=refused,
        reason=request.form.get("reason", ""),
        invented=page.invented,
    )
    return make_response(shown, status)


def _mistakes(wrong: Invalid | None) -> list[Mistake]:
    return [Mistake(id_of(p.place), p.message) for p in (wrong.problems if wrong else ())]


def _show_signing_off(
    audit_id: UUID, came: Mapping[str, Came] | None = None, wrong: AuditError | None = None
) -> Response:
    """Who came as it was noted or, where that could not be saved, as it was sent."""
    with current.database().reading() as session:
        page = signing_off.describe_signing_off(session, current.person(), audit_id)
    shown = render_template(
        "sittings/sign_off.html", page=page.as_sent(came or {}), wrong=wrong, invented=page.invented
    )
    return make_response(shown, 422 if wrong else 200)
