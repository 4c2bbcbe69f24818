"""The addresses at which something is said of an action, beside its row of the plan."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from app.db.action_plans import PlanOnFile
from app.operations import actions, statements_of_action
from app.operations.actions import to_follow
from app.operations.versions import version_of
from app.web import current
from app.web.access import Routes
from app.web.actions.forms import (
    AgreeForm,
    CheckForm,
    CloseForm,
    NoteForm,
    ReopenForm,
    StandingForm,
    standing_form,
)
from app.web.form_page import show_form
from app.web.forms import Form
from app.web.marked import flash_saved
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.action_plans.tracking import NoteKind
from audit_tools.permissions import Permission

routes = Routes("following", url_prefix="/actions/<uuid:action_id>")
RUN, FOLLOW = Permission.RUN_AUDITS, Permission.FOLLOW_ACTIONS

# What each form asks, what its button says, and a sentence where one has to be read first.
NOTE = ("Add progress or evidence", "Add it", "What is added stays as it is.")
CHECK = (
    "Check the evidence",
    "It is checked",
    "By somebody who entered none of it. An action can be closed once it is checked.",
)
STANDING = ("Say how far it is", "Save", "")
CLOSE = (
    "Close the action",
    "Close it",
    "A board or group closes an action. Record here what it decided.",
)
REOPEN = (
    "Open the action again",
    "Open it again",
    "Progress says from then on that it was closed.",
)
AGREE = (
    "An agency agreed this row",
    "Record it",
    "It is recorded for the words as they stand now. If they change, the plan says so.",
)
Words = tuple[str, str, str]


@routes.get("/note", needs=FOLLOW)
def ask_note(action_id: UUID) -> Response:
    with current.database().reading() as session:
        actions.to_report(session, current.person(), action_id)
    return _show(action_id, NoteForm(), NOTE)


@routes.post("/note", needs=FOLLOW)
def add_note(action_id: UUID) -> Response:
    form = NoteForm()

    def save() -> None:
        actions.add_note(
            current.database(),
            by=current.person(),
            action_id=action_id,
            kind=NoteKind(form.kind.data),
            said=form.said.data or "",
            role=form.role.data or "",
        )
        flash_saved("It is added.", form.said.data)

    return _save(action_id, form, NOTE, save)


@routes.get("/check", needs=RUN)
def ask_check(action_id: UUID) -> Response:
    return _show(action_id, CheckForm(), CHECK)


@routes.post("/check", needs=RUN)
def check(action_id: UUID) -> Response:
    form = CheckForm()

    def save() -> None:
        actions.check_evidence(
            current.database(),
            by=current.person(),
            action_id=action_id,
            said=form.said.data or "",
            role=form.role.data or "",
        )
        flash_saved("The check is recorded.", form.said.data)

    return _save(action_id, form, CHECK, save)


@routes.get("/standing", needs=RUN)
def ask_standing(action_id: UUID) -> Response:
    return _show(action_id, _standing_as_it_is(action_id), STANDING)


@routes.post("/standing", needs=RUN)
def set_standing(action_id: UUID) -> Response:
    action = _plan(action_id).action(action_id)
    form = standing_form(action)()

    def save() -> None:
        actions.set_standing(
            current.database(),
            by=current.person(),
            action_id=action_id,
            standing=form.standing(action),
            seen=form.seen.data or "",
        )
        flash("It is saved.")

    return _save(action_id, form, STANDING, save, lambda: _standing_as_it_is(action_id))


@routes.get("/close", needs=RUN)
def ask_close(action_id: UUID) -> Response:
    return _show(action_id, CloseForm(), CLOSE)


@routes.post("/close", needs=RUN)
def close(action_id: UUID) -> Response:
    form = CloseForm()

    def save() -> None:
        actions.close_action(
            current.database(),
            by=current.person(),
            action_id=action_id,
            body=form.body.data or "",
            decision=form.decision.data or "",
            on=form.on.data,
        )
        flash_saved("The action is closed.", form.decision.data)

    return _save(action_id, form, CLOSE, save)


@routes.get("/reopen", needs=RUN)
def ask_reopen(action_id: UUID) -> Response:
    return _show(action_id, ReopenForm(), REOPEN)


@routes.post("/reopen", needs=RUN)
def reopen(action_id: UUID) -> Response:
    form = ReopenForm()

    def save() -> None:
        actions.reopen_action(
            current.database(),
            by=current.person(),
            action_id=action_id,
            reason=form.reason.data or "",
        )
        flash_saved("The action is open again.", form.reason.data)

    return _save(action_id, form, REOPEN, save)


@routes.get("/agree", needs=RUN)
def ask_agree(action_id: UUID) -> Response:
    return _show(action_id, _agree_as_it_is(action_id), AGREE)


@routes.post("/agree", needs=RUN)
def agree(action_id: UUID) -> Response:
    form = AgreeForm()

    def save() -> None:
        statements_of_action.agree_row(
            current.database(),
            by=current.person(),
            action_id=action_id,
            agency=form.agency.data or "",
            on=form.on.data,
            said_by=form.said_by.data or "",
            seen=form.seen.data or "",
        )
        flash("It is recorded.")

    return _save(action_id, form, AGREE, save, lambda: _agree_as_it_is(action_id))


def _plan(action_id: UUID) -> PlanOnFile:
    with current.database().reading() as session:
        return to_follow(session, current.person(), action_id)


def _standing_as_it_is(action_id: UUID) -> StandingForm:
    action = _plan(action_id).action(action_id)
    form = standing_form(action)(formdata=None)
    form.fill(action)
    return form


def _agree_as_it_is(action_id: UUID) -> AgreeForm:
    form = AgreeForm(formdata=None)
    form.seen.data = version_of(_plan(action_id).action(action_id).cells)
    return form


def _save(
    action_id: UUID,
    form: Form,
    words: Words,
    save: Callable[[], None],
    as_it_is: Callable[[], Form] | None = None,
) -> Response:
    """Do what a form asks, or show it again with what is wrong.

    ``as_it_is`` gives the form of what somebody else has put meanwhile, where that can be.
    """
    done = attempt(form, save, as_it_is)
    if isinstance(done, NotDone):
        return _show(action_id, form, words, *done)
    return redirect(url_for("actions.show", action_id=action_id), 303)


def _show(
    action_id: UUID, form: Form, words: Words, status: int = 200, theirs: Theirs = ()
) -> Response:
    plan, (heading, submit, lead) = _plan(action_id), words
    action = plan.action(action_id)
    return show_form(
        form,
        heading,
        submit,
        status,
        back=(url_for("actions.show", action_id=action_id), "The action"),
        caption=f"{action.number}. {action.cells.begins}",
        lead=lead,
        theirs=theirs,
        invented=plan.invented,
    )
