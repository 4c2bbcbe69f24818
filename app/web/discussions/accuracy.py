"""The write-up is read for accuracy by those who were there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional

from app.db.corrections import read_replies
from app.db.discussions import DiscussionRead, read_discussion
from app.operations import corrections as operations
from app.web import current
from app.web.access import Routes
from app.web.choices import choice
from app.web.discussions.compared import joined
from app.web.forms import Form
from app.web.refusals import show_on
from audit_tools.cases import CaseState
from audit_tools.corrections import (
    Accuracy,
    Reply,
    agencies_to_reply,
    replies_due,
    still_to_reply,
)
from audit_tools.discussions import Came
from audit_tools.errors import AuditError
from audit_tools.permissions import Permission, Person

routes = Routes("accuracy", url_prefix="/discussions/<uuid:case_id>/accuracy")
SAID = (
    (Accuracy.AGREE, "Yes, it is accurate"),
    (Accuracy.CORRECT, "Please correct something"),
)


class AccuracyForm(Form):
    """Whether the record says what was said and agreed."""

    agency = SelectField("Your agency", validate_choice=False)
    word = RadioField(
        "Does the record say what was said and agreed?",
        [InputRequired("Choose whether the record is accurate.")],
        choices=[choice(word.value, text) for word, text in SAID],
    )
    text = TextAreaField("What should be corrected", [Optional()])

    def offer(self, agencies: dict[str, str]) -> None:
        self.agency.choices = [choice(key, name) for key, name in agencies.items()]
        if not self.agency.data:
            self.agency.data = next(iter(agencies), "")


@dataclass(frozen=True)
class ReplyShown:
    """What one agency said."""

    agency: str
    word: str
    text: str
    at: datetime


@dataclass(frozen=True)
class AccuracyPage:
    """The replies so far, and for which agencies this person may reply. ``due`` is in UTC."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    replies: tuple[ReplyShown, ...]
    waits_for: str
    due: datetime | None
    own: dict[str, str]


@routes.get("", needs=Permission.READ_CASES)
def show_accuracy(case_id: UUID) -> Response:
    return _show(case_id, AccuracyForm())


@routes.post("", needs=Permission.GIVE_RETURNS)
def reply(case_id: UUID) -> Response:
    form = AccuracyForm()
    page = _describe(case_id)
    form.offer(page.own)
    if not form.validate():
        return _show(case_id, form, 422)
    try:
        operations.reply_to_record(
            current.database(),
            by=current.person(),
            case_id=case_id,
            agency=form.agency.data or "",
            word=Accuracy(form.word.data),
            text=form.text.data or "",
        )
    except AuditError as error:
        return _show(case_id, form, show_on(form, error))
    flash("Thank you. Your reply is with the chair and the note-taker.")
    return redirect(url_for("discussions.show", case_id=case_id), 303)


def describe_accuracy(session: Session, person: Person, case_id: UUID) -> AccuracyPage:
    """What was said of the write-up. Raises ``Hidden`` or ``Refused``."""
    held = read_discussion(session, person, case_id)
    said = read_replies(session, person.partnership, held.on_file.id)
    names = {key: agency.name for key, agency in held.agencies.items()}
    mine = held.standing.own_agencies(held.case.case) & set(agencies_to_reply(_attendance(held)))
    return AccuracyPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        tuple(_shown(one, names) for one in said),
        waits_for(held, said),
        due_of(held),
        {key: names[key] for key in sorted(mine)} if _is_asked(held) else {},
    )


def waits_for(held: DiscussionRead, said: tuple[Reply, ...]) -> str:
    """``Police and School``: who was there and has not replied."""
    left = still_to_reply(_attendance(held), said)
    return joined(tuple(sorted(held.agencies[agency].name for agency in left)))


def due_of(held: DiscussionRead) -> datetime | None:
    """Until when replies are asked for, once the record is written up."""
    written_up = held.on_file.written_up_at
    return replies_due(written_up, held.audit.cycle.selection) if written_up else None


def _is_asked(held: DiscussionRead) -> bool:
    return held.case.case.state is CaseState.WRITTEN_UP


def _attendance(held: DiscussionRead) -> dict[str, Came]:
    return {a: came for a, came in held.on_file.attendance.items() if a in held.agencies}


def _shown(one: Reply, names: dict[str, str]) -> ReplyShown:
    return ReplyShown(names.get(one.agency, one.agency), one.word.label, one.text, one.at)


def _describe(case_id: UUID) -> AccuracyPage:
    with current.database().reading() as session:
        return describe_accuracy(session, current.person(), case_id)


def _show(case_id: UUID, form: AccuracyForm, status: int = 200) -> Response:
    page = _describe(case_id)
    form.offer(page.own)
    return make_response(
        render_template("discussions/accuracy.html", page=page, form=form, invented=page.invented),
        status,
    )
