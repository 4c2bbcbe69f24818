"""Correcting a record after it was signed off: one place at a time, with a reason."""

from dataclasses import dataclass, field
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from app.db.discussions import DiscussionRead, read_discussion
from app.operations import corrections as operations
from app.web import current
from app.web.access import Routes
from app.web.boxes import Boxes
from app.web.choices import choice
from app.web.discussions.compared import label_of
from app.web.discussions.record import record_of
from app.web.forms import Form
from app.web.refusals import show_on
from audit_tools import places
from audit_tools.errors import AuditError, Hidden
from audit_tools.permissions import Permission, Person
from audit_tools.visibility import check_corrects_record

routes = Routes("correcting", url_prefix="/discussions/<uuid:case_id>/sections/<key>/correct")


@dataclass(frozen=True)
class PlaceOffered:
    """A place of the section's record; ``choices`` where it holds one of a few answers."""

    place: str
    label: str
    value: str = field(repr=False)
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> str:
        """What stands there, in words."""
        return dict(self.choices).get(self.value, self.value)


@dataclass(frozen=True)
class CorrectingPage:
    """One section of a signed-off record, and the place that is being corrected, if one is."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    key: str
    title: str
    offered: tuple[PlaceOffered, ...]
    chosen: PlaceOffered | None


class CorrectionForm(Form):
    """What stands at a place from now on, and why."""

    place = HiddenField()
    seen = HiddenField()
    after = TextAreaField("What it should say", [Optional()])
    chosen = SelectField("What it should be", [Optional()], validate_choice=False)
    reason = StringField("Why it is corrected")

    def fill(self, offered: PlaceOffered) -> None:
        self.place.data, self.seen.data = offered.place, offered.value
        self.after.data = self.chosen.data = offered.value

    def offer(self, offered: PlaceOffered) -> None:
        self.chosen.choices = [choice("", "Nothing"), *(choice(*one) for one in offered.choices)]

    def says(self, offered: PlaceOffered) -> str:
        """What was entered, in the box that this place has."""
        return (self.chosen.data if offered.choices else self.after.data) or ""


@routes.get("", needs=Permission.HOLD_DISCUSSIONS)
def ask_to_correct(case_id: UUID, key: str) -> Response:
    """The places of a section and, where one was chosen, the form to correct it."""
    page, form = _describe(case_id, key, request.args.get("place", "")), CorrectionForm()
    if page.chosen:
        form.fill(page.chosen)
    return _show(page, form)


@routes.post("", needs=Permission.HOLD_DISCUSSIONS)
def correct(case_id: UUID, key: str) -> Response:
    form = CorrectionForm()
    page = _describe(case_id, key, form.place.data or "")
    if page.chosen is None:
        return _show(page, form, 422)
    try:
        operations.correct_record(
            current.database(),
            by=current.person(),
            case_id=case_id,
            place=page.chosen.place,
            seen=form.seen.data or "",
            after=form.says(page.chosen),
            reason=form.reason.data or "",
        )
    except AuditError as error:
        return _show(page, form, show_on(form, error))
    flash("The record is corrected. What stood there is kept, with the reason.")
    return redirect(url_for("discussion_sections.show_section", case_id=case_id, key=key), 303)


def describe_correcting(
    session: Session, person: Person, case_id: UUID, key: str, place: str
) -> CorrectingPage:
    """A section of a signed-off record for its chair. Raises ``Hidden`` or ``Refused``."""
    held = read_discussion(session, person, case_id)
    check_corrects_record(held.standing, held.case.case)
    if all(section.key != key for section in held.audit.tool.sections):
        raise Hidden("The discussion has no such section.")
    offered = places_of(held, key)
    return CorrectingPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        key,
        held.audit.tool.section(key).title,
        offered,
        next((one for one in offered if one.place == place), None),
    )


def places_of(held: DiscussionRead, key: str) -> tuple[PlaceOffered, ...]:
    """Every place of a section's record, whether anything stands there or not."""
    record = record_of(held, held.audit.tool.section(key), Boxes(held.entries))
    grades = tuple((g.key, g.label) for g in held.audit.scale.grades) if held.audit.scale else ()
    panel = {
        one.box.place: tuple((c.key, label_of(one.question, c.key)) for c in one.question.options)
        for one in record.panel
    }
    graded = {places.agreed_place(key), *(view.grade.place for view in record.views)}
    return tuple(
        PlaceOffered(
            box.place,
            label,
            box.value,
            grades if box.place in graded else panel.get(box.place, ()),
        )
        for label, box in record.named
        if box.place not in graded or grades
    )


def _describe(case_id: UUID, key: str, place: str) -> CorrectingPage:
    with current.database().reading() as session:
        return describe_correcting(session, current.person(), case_id, key, place)


def _show(page: CorrectingPage, form: CorrectionForm, status: int = 200) -> Response:
    if page.chosen:
        form.offer(page.chosen)
    return make_response(
        render_template(
            "discussions/correcting.html", page=page, form=form, invented=page.invented
        ),
        status,
    )
