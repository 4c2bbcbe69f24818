"""What is answered once for a case or for an audit: shown, saved, and left for the next."""

from uuid import UUID

from flask import make_response, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.db.answered_once import AnswersRead
from app.db.history import Subject
from app.operations import answered_once as operations
from app.operations.answered_once import Saved
from app.web import boxes, current, saving
from app.web.access import AnyOf, Routes
from app.web.answered_once import pages
from app.web.once_lines import path_of
from app.web.pointed_out import marks_of
from app.web.questionnaires import give_questionnaire
from app.web.returns.forms import Wish, read_section_form
from audit_tools.answered_once import asked_in, find_section, say_left
from audit_tools.answers import first_opened
from audit_tools.errors import Conflict, Invalid
from audit_tools.marks import is_free_text
from audit_tools.permissions import Permission
from audit_tools.tool import Section

routes = Routes("answered_once")
RUN = Permission.RUN_AUDITS
ENTERS = AnyOf((Permission.RUN_AUDITS, Permission.GIVE_RETURNS))
HOLDS = AnyOf((*ENTERS.permissions, Permission.HOLD_DISCUSSIONS))


@routes.get("/cases/<uuid:case_id>/once/<section_key>", needs=RUN)
def show_of_case(case_id: UUID, section_key: str) -> Response:
    return _show(Subject("case", case_id), section_key)


@routes.post("/cases/<uuid:case_id>/once/<section_key>", needs=RUN)
def save_of_case(case_id: UUID, section_key: str) -> Response:
    return _save(Subject("case", case_id), section_key)


@routes.get("/cases/<uuid:case_id>/companions/<companion>", needs=HOLDS)
def show_companion(case_id: UUID, companion: str) -> Response:
    """The page to enter it; who holds the discussion is led to where it is read."""
    with current.database().reading() as session:
        read_at = pages.where_read(session, current.person(), case_id, companion)
    if read_at:
        return redirect(read_at, 303)
    return _show(Subject("case", case_id), companion)


@routes.post("/cases/<uuid:case_id>/companions/<companion>", needs=ENTERS)
def save_companion(case_id: UUID, companion: str) -> Response:
    return _save(Subject("case", case_id), companion)


@routes.get("/cases/<uuid:case_id>/companions/<companion>.<any(docx, pdf):paper>", needs=ENTERS)
def take_companion(case_id: UUID, companion: str, paper: str) -> Response:
    """The questionnaire on paper, for whoever asks: nothing of the case is on it."""
    with current.database().reading() as session:
        held = operations.read_answers(session, current.person(), Subject("case", case_id))
    section = find_section(held.sections, companion)
    return give_questionnaire(held.audit.tool, section.key, paper)


@routes.get("/audits/<uuid:audit_id>/once/<section_key>", needs=RUN)
def show_of_audit(audit_id: UUID, section_key: str) -> Response:
    return _show(Subject("audit", audit_id), section_key)


@routes.post("/audits/<uuid:audit_id>/once/<section_key>", needs=RUN)
def save_of_audit(audit_id: UUID, section_key: str) -> Response:
    return _save(Subject("audit", audit_id), section_key)


def _save(on: Subject, key: str) -> Response:
    """Save what was changed and go where the pressed button leads."""
    if saving.is_by_script():
        return saving.answer_script(lambda: _describe_saved(_store(on, key, request.form), key))
    form, wish = read_section_form(key)
    with current.database().reading() as session:
        before = operations.read_answers(session, current.person(), on)
    try:
        saved = _store(on, key, form)
        _settle(on, wish)
    except Invalid as wrong:
        return _show(on, key, form, wrong, 422)
    if saved.outcome.clashes:
        return _show(on, key, status=409)
    return redirect(_next_page(before, saved.held, key, wish), 303)


def _store(on: Subject, key: str, form: MultiDict[str, str]) -> Saved:
    edits = saving.read_edits(form)
    return operations.save_answers(
        current.database(), by=current.person(), on=on, section=key, edits=edits
    )


def _settle(on: Subject, wish: Wish) -> None:
    if wish.clash is None:
        return
    try:
        operations.settle_clash(
            current.database(), by=current.person(), on=on, clash_id=wish.clash, take=wish.take
        )
    except Conflict:
        return  # A colleague has chosen already; the page shows what stands.


def _describe_saved(saved: Saved, key: str) -> dict[str, object]:
    """What a page that saves by itself is told."""
    held, edits = saved.held, saving.read_edits(request.form)
    described = saving.describe_saved(
        held.entries, edits, (clash.place for clash in saved.outcome.clashes), saved.at
    )
    tool, section = held.audit.tool, find_section(held.sections, key)
    texts = (edit for edit in edits if is_free_text(tool, edit.place))
    return described | {
        "marks": marks_of(texts, current.words(), held.audit.tool),
        "left": say_left(tool, section, held.values, held.bands),
    }


def _next_page(before: AnswersRead, after: AnswersRead, key: str, wish: Wish) -> str:
    """The next section, this one again where asked for or where something came up, or the page
    above."""
    section = find_section(after.sections, key)
    opened = _first_opened(before, after, section)
    if opened or wish.stays:
        place = opened or wish.place
        anchor = f"#{boxes.id_of(place)}" if place else ""
        return f"{path_of(after.on, section)}{anchor}"
    alike = [s for s in after.sections if s.asked.is_companion is section.asked.is_companion]
    following = alike[alike.index(section) + 1 :]
    return path_of(after.on, following[0]) if following else pages.way_back(after)[0]


def _first_opened(before: AnswersRead, after: AnswersRead, section: Section) -> str:
    """The first place that an answer on the page has opened, and that is still empty."""
    was, asked = (
        asked_in(held.audit.tool, section, held.values, held.bands) for held in (before, after)
    )
    new = {question.key for question in asked if question not in was}
    return first_opened(asked, new, before.values, after.values)


def _show(
    on: Subject,
    key: str,
    form: MultiDict[str, str] | None = None,
    wrong: Invalid | None = None,
    status: int = 200,
) -> Response:
    with current.database().reading() as session:
        held = operations.read_answers(session, current.person(), on)
        page = pages.describe_section(session, current.person(), held, key, form, wrong)
    mistakes = pages.mistakes_of(page, wrong)
    return make_response(
        render_template("answered_once/section.html", page=page, mistakes=mistakes), status
    )
