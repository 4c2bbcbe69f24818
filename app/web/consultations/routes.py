"""The addresses at which practitioners are asked, and answer."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import consultations
from app.operations.versions import version_of
from app.web import current
from app.web.access import AnyOf, Routes
from app.web.consultations import pages
from app.web.consultations.forms import AnswersForm, CommentForm, ConsultationForm, ResponseForm
from app.web.form_page import show_form
from app.web.forms import Form
from app.web.learning.pages import audits_and_inspections
from app.web.marked import flash_saved
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.dates import local
from audit_tools.learning.consultations import SaidOf
from audit_tools.permissions import Permission

routes = Routes("consultations", url_prefix="/consultations")
READ = AnyOf((Permission.READ_PLANS, Permission.GIVE_RETURNS))
TAKE_PART, WRITE = Permission.GIVE_RETURNS, Permission.WRITE_NEEDS


@routes.get("", needs=READ)
def list_consultations() -> str:
    today = local(current.now()).date()
    with current.database().reading() as session:
        page = pages.describe_list(session, current.person(), today)
    return render_template("consultations/list.html", page=page, invented=page.invented)


@routes.get("/<uuid:consultation_id>", needs=READ)
def show(consultation_id: UUID) -> Response:
    return _show(consultation_id, CommentForm(formdata=None))


@routes.post("/<uuid:consultation_id>/answer", needs=TAKE_PART)
def answer(consultation_id: UUID) -> Response:
    form = AnswersForm()
    with current.database().reading() as session:
        asked = consultations.to_read(session, current.person(), consultation_id).consultation
    chosen = {
        sentence: request.form.get(pages.name_of(place), "")
        for place, sentence in enumerate(asked.sentences)
    }
    done = attempt(
        form,
        lambda: consultations.answer(
            current.database(),
            by=current.person(),
            consultation_id=consultation_id,
            answers={sentence: _said(text) for sentence, text in chosen.items()},
        ),
    )
    if isinstance(done, NotDone):
        return _show(consultation_id, form, done.status, chosen)
    flash("Thank you. Your answers are counted, and nobody can look up that they are yours.")
    return redirect(url_for("consultations.show", consultation_id=consultation_id), 303)


def _said(text: str) -> SaidOf | None:
    return SaidOf(text) if text in set(SaidOf) else None


@routes.post("/<uuid:consultation_id>/comment", needs=TAKE_PART)
def comment(consultation_id: UUID) -> Response:
    form = CommentForm()
    done = attempt(
        form,
        lambda: consultations.comment(
            current.database(),
            by=current.person(),
            consultation_id=consultation_id,
            said=form.said.data or "",
            role=form.role.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _show(consultation_id, form, done.status)
    flash_saved("Thank you. Your comment is with the group.", form.said.data)
    return redirect(url_for("consultations.show", consultation_id=consultation_id), 303)


@routes.get("/new", needs=WRITE)
def ask_consultation() -> Response:
    return _show_form(_offered(ConsultationForm()), "Ask practitioners", "Save")


@routes.post("/new", needs=WRITE)
def add() -> Response:
    form = _offered(ConsultationForm())
    added = attempt(
        form,
        lambda: consultations.add(
            current.database(), by=current.person(), consultation=form.entered()
        ),
    )
    if isinstance(added, NotDone):
        return _show_form(form, "Ask practitioners", "Save", added.status)
    flash_saved("It is saved, and can be answered from its first day on.", form.draft.data)
    return redirect(url_for("consultations.show", consultation_id=added), 303)


@routes.get("/<uuid:consultation_id>/change", needs=WRITE)
def ask_change(consultation_id: UUID) -> Response:
    return _show_form(_filled(consultation_id), "Change the consultation", "Save")


@routes.post("/<uuid:consultation_id>/change", needs=WRITE)
def change(consultation_id: UUID) -> Response:
    # What is not there is not there, whatever was typed.
    _filled(consultation_id)
    form = _offered(ConsultationForm())
    done = attempt(
        form,
        lambda: consultations.change(
            current.database(),
            by=current.person(),
            consultation_id=consultation_id,
            consultation=form.entered(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(consultation_id),
    )
    if isinstance(done, NotDone):
        return _show_form(form, "Change the consultation", "Save", *done)
    flash_saved("The consultation is changed.", form.draft.data)
    return redirect(url_for("consultations.show", consultation_id=consultation_id), 303)


@routes.get("/comments/<uuid:comment_id>", needs=WRITE)
def ask_response(comment_id: UUID) -> Response:
    return _show_response(comment_id, _response(comment_id))


@routes.post("/comments/<uuid:comment_id>", needs=WRITE)
def respond(comment_id: UUID) -> Response:
    form = ResponseForm()
    answered = attempt(
        form,
        lambda: consultations.respond(
            current.database(),
            by=current.person(),
            comment_id=comment_id,
            response=form.response.data or "",
            seen=form.seen.data or "",
        ),
        lambda: _response(comment_id),
    )
    if isinstance(answered, NotDone):
        return _show_response(comment_id, form, *answered)
    flash_saved("The response is saved.", form.response.data)
    return redirect(url_for("consultations.show", consultation_id=answered), 303)


def _show(
    consultation_id: UUID, form: Form, status: int = 200, chosen: dict[str, str] | None = None
) -> Response:
    today = local(current.now()).date()
    with current.database().reading() as session:
        page = pages.describe(session, current.person(), consultation_id, today, chosen or {})
    comment_form = form if isinstance(form, CommentForm) else CommentForm(formdata=None)
    return make_response(
        render_template(
            "consultations/consultation.html",
            page=page,
            form=form,
            comment=comment_form,
            invented=page.invented,
        ),
        status,
    )


def _offered(form: ConsultationForm) -> ConsultationForm:
    with current.database().reading() as session:
        audits, _ = audits_and_inspections(session, current.person())
    form.offer(audits)
    return form


def _filled(consultation_id: UUID) -> ConsultationForm:
    form = _offered(ConsultationForm(formdata=None))
    with current.database().reading() as session:
        form.fill(consultations.to_read(session, current.person(), consultation_id).consultation)
    return form


def _response(comment_id: UUID) -> ResponseForm:
    """The form of a response as it stands."""
    form = ResponseForm(formdata=None)
    with current.database().reading() as session:
        row = consultations.comment_to_respond(session, current.person(), comment_id)
        form.response.data, form.seen.data = row.response, version_of(row.response)
    return form


def _show_response(
    comment_id: UUID, form: ResponseForm, status: int = 200, theirs: Theirs = ()
) -> Response:
    with current.database().reading() as session:
        row = consultations.comment_to_respond(session, current.person(), comment_id)
        back = url_for("consultations.show", consultation_id=row.consultation_id)
        lead = f"{row.role}: {row.said}"
    return show_form(
        form,
        "Respond to the comment",
        "Save",
        status,
        back=(back, "The consultation"),
        lead=lead,
        theirs=theirs,
    )


def _show_form(
    form: ConsultationForm, heading: str, submit: str, status: int = 200, theirs: Theirs = ()
) -> Response:
    back = (url_for("consultations.list_consultations"), "Consultations")
    return show_form(form, heading, submit, status, back=back, theirs=theirs)
