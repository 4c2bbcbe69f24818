"""The write-up is read for accuracy by those who were there."""

from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import corrections as operations
from app.web import current
from app.web.access import Routes
from app.web.discussions.accuracy_page import AccuracyPage, describe_accuracy
from app.web.discussions.forms import AccuracyForm, SettledForm
from app.web.marked import flash_saved
from app.web.refusals import NotDone, attempt
from audit_tools.corrections import Accuracy, Settled
from audit_tools.permissions import Permission

routes = Routes("accuracy", url_prefix="/discussions/<uuid:case_id>/accuracy")


@routes.get("", needs=Permission.READ_CASES)
def show_accuracy(case_id: UUID) -> Response:
    return _show(case_id, AccuracyForm())


@routes.post("", needs=Permission.GIVE_RETURNS)
def reply(case_id: UUID) -> Response:
    form = AccuracyForm()
    page = _describe(case_id)
    form.offer(page.own)
    done = attempt(
        form,
        lambda: operations.reply_to_record(
            current.database(),
            by=current.person(),
            case_id=case_id,
            agency=form.agency.data or "",
            word=Accuracy(form.word.data),
            text=form.text.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _show(case_id, form, done.status)
    flash_saved("Thank you. Your reply is with the chair and the note-taker.", form.text.data)
    return redirect(url_for("discussions.show", case_id=case_id), 303)


@routes.post("/settled", needs=Permission.HOLD_DISCUSSIONS)
def settle(case_id: UUID) -> Response:
    """What became of the correction that one agency asked for."""
    agency = request.form.get("agency", "")
    form = SettledForm(prefix=agency)
    done = attempt(
        form,
        lambda: operations.settle_reply(
            current.database(),
            by=current.person(),
            case_id=case_id,
            agency=agency,
            seen=form.seen.data or "",
            settled=Settled(form.settled.data),
            reason=form.reason.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _show_settling(case_id, agency, form, done.status)
    flash_saved("Saved. The agency reads it on this page.", form.reason.data)
    return redirect(url_for("accuracy.show_accuracy", case_id=case_id), 303)


def _describe(case_id: UUID) -> AccuracyPage:
    with current.database().reading() as session:
        return describe_accuracy(session, current.person(), case_id)


def _show(case_id: UUID, form: AccuracyForm, status: int = 200) -> Response:
    page = _describe(case_id)
    return _render(page, form, _settling(page), status)


def _show_settling(case_id: UUID, agency: str, form: SettledForm, status: int) -> Response:
    """The page with what was chosen about one reply, beside that reply as it stands now."""
    page = _describe(case_id)
    settling = _settling(page)
    if agency in settling:
        form.seen.data = settling[agency].seen.data
        form.reason.label = settling[agency].reason.label
    return _render(page, AccuracyForm(formdata=None), settling | {agency: form}, status)


def _settling(page: AccuracyPage) -> dict[str, SettledForm]:
    """For each correction that this person may settle a form with what is said of it so far."""
    forms = {}
    for one in page.replies:
        if one.can_settle:
            forms[one.key] = SettledForm(formdata=None, prefix=one.key)
            forms[one.key].fill(one.reply, one.seen)
            if one.is_unchanged:
                forms[one.key].ask_how()
    return forms


def _render(
    page: AccuracyPage, form: AccuracyForm, settling: dict[str, SettledForm], status: int
) -> Response:
    form.offer(page.own)
    return make_response(
        render_template(
            "discussions/accuracy.html",
            page=page,
            form=form,
            settling=settling,
            mistakes=[m for one in (form, *settling.values()) for m in one.mistakes],
            invented=page.invented,
        ),
        status,
    )
