"""What inspectors or a second moderator said of agreed cases: a list, and forms to enter it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db.audits import AuditOnFile
from app.db.cases import CaseOnFile
from app.db.moderations import find_moderation, moderations_of
from app.operations import audits, moderations
from app.operations.versions import version_of
from app.web import current
from app.web.access import Routes
from app.web.form_page import show_form
from app.web.forms import Form
from app.web.marked import flash_saved
from app.web.moderations.forms import ModerationForm, grades_form
from app.web.refusals import NotDone, Theirs, attempt, show_beside
from audit_tools.errors import AuditError
from audit_tools.permissions import Permission
from audit_tools.tool import Scale, Section

routes = Routes("moderations")
RUN = Permission.RUN_AUDITS


@dataclass(frozen=True)
class Graded:
    """One case of a moderation, and the grades that were given to it."""

    audit: AuditOnFile
    case: CaseOnFile
    scale: Scale
    given: Mapping[str, str]

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self.audit.tool.sections if section.graded)

    def form(self, **filled: object) -> Form:
        return grades_form(self.sections, self.scale)(**filled)

    def filled(self) -> Form:
        """The form of what is entered."""
        return self.form(formdata=None, data={**self.given, "seen": version_of(self.given)})


@routes.get("/audits/<uuid:audit_id>/moderations", needs=RUN)
def show(audit_id: UUID) -> str:
    with current.database().reading() as reading:
        audit, cases = moderations.to_moderate(reading, current.person(), audit_id)
        found = moderations_of(reading, current.person().partnership, audit_id)
    return render_template(
        "moderations/list.html",
        audit=audit,
        cases=cases,
        found=found,
        invented=audit.cycle.invented,
    )


@routes.get("/audits/<uuid:audit_id>/moderations/new", needs=RUN)
def ask(audit_id: UUID) -> Response:
    return _ask(audit_id, ModerationForm())


@routes.post("/audits/<uuid:audit_id>/moderations/new", needs=RUN)
def add(audit_id: UUID) -> Response:
    form = ModerationForm()
    done = attempt(
        form,
        lambda: moderations.add_moderation(
            current.database(),
            by=current.person(),
            audit_id=audit_id,
            moderator=form.moderator.data or "",
            on=form.on.data,
            compared=form.compared.data or "",
            note=form.note.data or "",
        ),
    )
    if isinstance(done, NotDone):
        return _ask(audit_id, form, done.status)
    flash_saved("It is recorded.", form.note.data)
    return redirect(url_for("moderations.show", audit_id=audit_id), 303)


@routes.get("/moderations/<uuid:moderation_id>/cases/<uuid:case_id>", needs=RUN)
def ask_grades(moderation_id: UUID, case_id: UUID) -> Response:
    graded = _graded(moderation_id, case_id)
    return _show_grades(graded, graded.filled())


@routes.post("/moderations/<uuid:moderation_id>/cases/<uuid:case_id>", needs=RUN)
def set_grades(moderation_id: UUID, case_id: UUID) -> Response:
    graded = _graded(moderation_id, case_id)
    form = graded.form()
    try:
        moderations.set_grades(
            current.database(),
            by=current.person(),
            moderation_id=moderation_id,
            case_id=case_id,
            grades={section.key: form[section.key].data or "" for section in graded.sections},
            seen=form["seen"].data or "",
        )
    except AuditError as wrong:
        shown = show_beside(form, wrong, lambda: _graded(moderation_id, case_id).filled())
        return _show_grades(graded, form, *shown)
    flash(f"The grades of {graded.case.case.reference} are saved.")
    return redirect(url_for("moderations.show", audit_id=graded.audit.id), 303)


@routes.post("/moderations/<uuid:moderation_id>/remove", needs=RUN)
def remove(moderation_id: UUID) -> Response:
    audit = moderations.remove_moderation(
        current.database(), by=current.person(), moderation_id=moderation_id
    )
    flash("It is taken back. The history of the audit keeps it.")
    return redirect(url_for("moderations.show", audit_id=audit), 303)


def _ask(audit_id: UUID, form: ModerationForm, status: int = 200) -> Response:
    with current.database().reading() as reading:
        audit = audits.to_run(reading, current.person(), audit_id)
    return show_form(
        form,
        "Record what others said of the grades",
        "Record it",
        status,
        back=(url_for("moderations.show", audit_id=audit_id), "Graded by others too"),
        caption=audit.cycle.title,
        invented=audit.cycle.invented,
    )


def _graded(moderation_id: UUID, case_id: UUID) -> Graded:
    person = current.person()
    with current.database().reading() as reading:
        held = find_moderation(reading, person.partnership, moderation_id)
        audit, case, scale = moderations.graded_case(reading, person, held, case_id)
    return Graded(audit, case, scale, held.moderation.grades.get(case_id, {}))


def _show_grades(graded: Graded, form: Form, status: int = 200, theirs: Theirs = ()) -> Response:
    return show_form(
        form,
        f"The grades that were given to {graded.case.case.reference}",
        "Save",
        status,
        back=(url_for("moderations.show", audit_id=graded.audit.id), "Graded by others too"),
        caption=graded.audit.cycle.title,
        lead="Only what they graded. A section that they did not grade stays as it is.",
        theirs=theirs,
        invented=graded.audit.cycle.invented,
    )
