"""The addresses of what learning offers are tied to: evidence, and frames."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.operations import learning_ties
from app.operations.learning_offers import ties_of
from app.web import current
from app.web.access import Routes
from app.web.form_page import show_form
from app.web.forms import Form
from app.web.learning import pages
from app.web.learning.forms import EvidenceForm, FrameForm, NewFrameForm
from app.web.marked import flash_saved
from app.web.refusals import NotDone, Theirs, attempt
from audit_tools.learning.frames import FrameKind
from audit_tools.permissions import Permission

routes = Routes("learning_ties", url_prefix="/learning")
READ, WRITE = Permission.READ_SUMMARIES, Permission.WRITE_NEEDS


@routes.get("/evidence", needs=READ)
def list_evidence() -> str:
    with current.database().reading() as session:
        page = pages.describe_all_evidence(session, current.person())
    return render_template("learning/evidence.html", page=page, invented=page.invented)


@routes.get("/evidence/new", needs=WRITE)
def ask_evidence() -> Response:
    return _show_evidence(_offered(EvidenceForm()), "Add evidence", "Add it")


@routes.post("/evidence/new", needs=WRITE)
def add_evidence() -> Response:
    form = _offered(EvidenceForm())
    done = attempt(
        form,
        lambda: learning_ties.add_evidence(
            current.database(), by=current.person(), evidence=form.entered()
        ),
    )
    if isinstance(done, NotDone):
        return _show_evidence(form, "Add evidence", "Add it", done.status)
    flash_saved("The evidence is added.", form.said.data)
    return redirect(url_for("learning_ties.list_evidence"), 303)


@routes.get("/evidence/<uuid:evidence_id>", needs=WRITE)
def ask_change(evidence_id: UUID) -> Response:
    return _show_evidence(_filled(evidence_id), "Change the evidence", "Save")


@routes.post("/evidence/<uuid:evidence_id>", needs=WRITE)
def change_evidence(evidence_id: UUID) -> Response:
    # What is not there is not there, whatever was typed.
    _filled(evidence_id)
    form = _offered(EvidenceForm())
    done = attempt(
        form,
        lambda: learning_ties.change_evidence(
            current.database(),
            by=current.person(),
            evidence_id=evidence_id,
            evidence=form.entered(),
            seen=form.seen.data or "",
        ),
        lambda: _filled(evidence_id),
    )
    if isinstance(done, NotDone):
        return _show_evidence(form, "Change the evidence", "Save", *done)
    flash_saved("The evidence is changed.", form.said.data)
    return redirect(url_for("learning_ties.list_evidence"), 303)


@routes.get("/frames", needs=READ)
def list_frames() -> str:
    with current.database().reading() as session:
        page = pages.describe_frames(session, current.person())
    return render_template("learning/frames.html", page=page)


@routes.get("/frames/new", needs=WRITE)
def ask_frame() -> Response:
    return _show_frame(NewFrameForm(), "Add a frame", "Add it")


@routes.post("/frames/new", needs=WRITE)
def add_frame() -> Response:
    form = NewFrameForm()
    done = attempt(
        form,
        lambda: learning_ties.add_frame(
            current.database(),
            by=current.person(),
            title=form.title.data or "",
            kind=FrameKind(form.kind.data),
            levels=form.levels.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _show_frame(form, "Add a frame", "Add it", done.status)
    flash("The frame is added.")
    return redirect(url_for("learning_ties.list_frames"), 303)


@routes.get("/frames/<frame>", needs=WRITE)
def ask_frame_change(frame: str) -> Response:
    return _show_frame(_filled_frame(frame), "Change the frame", "Save")


@routes.post("/frames/<frame>", needs=WRITE)
def change_frame(frame: str) -> Response:
    form = FrameForm()
    done = attempt(
        form,
        lambda: learning_ties.change_frame(
            current.database(),
            by=current.person(),
            key=frame,
            title=form.title.data or "",
            levels=form.levels.data or "",
            seen=form.seen.data or "",
        ),
        lambda: _filled_frame(frame),
    )
    if isinstance(done, NotDone):
        return _show_frame(form, "Change the frame", "Save", *done)
    flash("The frame is changed.")
    return redirect(url_for("learning_ties.list_frames"), 303)


def _offered(form: EvidenceForm) -> EvidenceForm:
    person = current.person()
    with current.database().reading() as session:
        audits, inspections = pages.audits_and_inspections(session, person)
        form.offer(ties_of(session, person.partnership), audits, inspections)
    return form


def _filled(evidence_id: UUID) -> EvidenceForm:
    form = _offered(EvidenceForm(formdata=None))
    with current.database().reading() as session:
        form.fill(learning_ties.evidence_to_change(session, current.person(), evidence_id))
    return form


def _filled_frame(key: str) -> FrameForm:
    form = FrameForm(formdata=None)
    with current.database().reading() as session:
        form.fill(learning_ties.frame_to_change(session, current.person(), key))
    return form


def _show_evidence(
    form: EvidenceForm, heading: str, submit: str, status: int = 200, theirs: Theirs = ()
) -> Response:
    back = (url_for("learning_ties.list_evidence"), "Evidence")
    return show_form(form, heading, submit, status, back=back, theirs=theirs)


def _show_frame(
    form: Form, heading: str, submit: str, status: int = 200, theirs: Theirs = ()
) -> Response:
    back = (url_for("learning_ties.list_frames"), "Target groups and levels")
    return show_form(form, heading, submit, status, back=back, theirs=theirs)
