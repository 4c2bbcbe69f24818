"""The page on which the Business Unit says that a case is the same child as an earlier one."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField

from app.db.earlier_cases import earlier_audits, find_earlier_case
from app.operations import earlier_cases
from app.operations.involvements import case_to_run
from app.web import current
from app.web.access import Routes
from app.web.cases.forms import read_id
from app.web.choices import choice
from app.web.forms import Form
from app.web.refusals import show_on
from audit_tools.errors import AuditError
from audit_tools.permissions import Permission

routes = Routes("earlier", url_prefix="/cases/<uuid:case_id>/same-child")
RUN = Permission.RUN_AUDITS


class EarlierForm(Form):
    """Which case of which earlier audit."""

    audit = SelectField("Earlier audit", validate_choice=False)
    reference = StringField("Its reference there")


@routes.get("", needs=RUN)
def ask(case_id: UUID) -> Response:
    return _show(case_id, EarlierForm())


@routes.post("", needs=RUN)
def say(case_id: UUID) -> Response:
    form = EarlierForm()
    try:
        earlier_cases.say_same_child(
            current.database(),
            by=current.person(),
            case_id=case_id,
            audit_id=read_id(form.audit.data),
            reference=form.reference.data or "",
        )
    except AuditError as wrong:
        return _show(case_id, form, show_on(form, wrong))
    flash("Saved: the same child.")
    return redirect(url_for("cases.show_case", case_id=case_id), 303)


@routes.post("/forget", needs=RUN)
def forget(case_id: UUID) -> Response:
    earlier_cases.forget_same_child(current.database(), by=current.person(), case_id=case_id)
    flash("The link is taken back.")
    return redirect(url_for("cases.show_case", case_id=case_id), 303)


def _show(case_id: UUID, form: EarlierForm, status: int = 200) -> Response:
    person = current.person()
    with current.database().reading() as reading:
        held = case_to_run(reading, person, case_id)
        audits = earlier_audits(reading, person.partnership, held.audit.id)
        present = find_earlier_case(reading, person.partnership, case_id)
    form.audit.choices = [
        choice("", "Choose"), *(choice(str(audit.id), audit.title) for audit in audits)
    ]  # fmt: skip
    shown = render_template(
        "cases/earlier.html",
        held=held,
        form=form,
        present=present,
        has_earlier=bool(audits),
        invented=held.audit.cycle.invented,
    )
    return make_response(shown, status)
