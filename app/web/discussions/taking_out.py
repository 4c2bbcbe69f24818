"""Taking out of a signed-off record what identifies somebody: found first, then taken out."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.db.discussions import DiscussionRead, read_discussion
from app.db.taking_out import texts_with
from app.operations import taking_out as operations
from app.web import current
from app.web.access import Routes
from app.web.discussions.forms import TakingOutForm
from app.web.marked_texts import Piece, pieces_of
from app.web.refusals import show_on
from audit_tools.corrections import check_taking_out
from audit_tools.errors import AuditError, Invalid
from audit_tools.permissions import Permission, Person
from audit_tools.visibility import check_takes_out
from audit_tools.words.replacing import marks_of_passage

routes = Routes("taking_out", url_prefix="/discussions/<uuid:case_id>/take-out")


@dataclass(frozen=True)
class FoundText:
    """A text in which the words stand, and the section it is of."""

    where: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class TakingOutPage:
    """What is asked and, once words were entered, where they stand."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    found: tuple[FoundText, ...]


@routes.get("", needs=Permission.HOLD_DISCUSSIONS)
def ask(case_id: UUID) -> Response:
    return _show(_describe(case_id, ""), TakingOutForm())


@routes.post("", needs=Permission.HOLD_DISCUSSIONS)
def take_out(case_id: UUID) -> Response:
    """Show where the words stand; sent from there, take them out."""
    form = TakingOutForm()
    passage, instead = form.passage.data or "", form.instead.data or ""
    page = _describe(case_id, "")
    try:
        words = check_taking_out(passage, instead)
        if not request.form.get("found"):
            page = _describe(case_id, words)
            if not page.found:
                raise Invalid(operations.NOWHERE, place="passage")
            return _show(page, form)
        operations.take_out(
            current.database(),
            by=current.person(),
            case_id=case_id,
            passage=words,
            instead=instead,
        )
    except AuditError as error:
        return _show(page, form, show_on(form, error))
    flash("It is taken out for good. The record says that something was, and when.")
    return redirect(url_for("discussions.show", case_id=case_id), 303)


def _describe(case_id: UUID, words: str) -> TakingOutPage:
    person = current.person()
    with current.database().reading() as session:
        held = read_discussion(session, person, case_id)
        check_takes_out(held.standing, held.case.case)
        return TakingOutPage(
            case_id,
            held.case.spoken,
            held.case.case.reference,
            held.audit.cycle.title,
            held.audit.cycle.invented,
            _found(session, person, held, words) if words else (),
        )


def _found(
    session: Session, person: Person, held: DiscussionRead, words: str
) -> tuple[FoundText, ...]:
    titles = {section.key: section.title for section in held.audit.tool.sections}
    found = texts_with(session, person.partnership, held.case.id, held.on_file.id, words)
    return tuple(
        FoundText(
            titles.get(one.section, "Beside the sections"),
            pieces_of(one.text, marks_of_passage(one.text, words)),
        )
        for one in found
    )


def _show(page: TakingOutPage, form: TakingOutForm, status: int = 200) -> Response:
    return make_response(
        render_template(
            "discussions/taking_out.html", page=page, form=form, invented=page.invented
        ),
        status,
    )
