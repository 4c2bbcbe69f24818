"""One section of a return: shown, saved at once or all together, and left for the next."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.db.returns import ReturnRead, read_own_part
from app.operations import returns as operations
from app.operations.returns import Saved
from app.web import boxes, current, saving
from app.web.pointed_out import marks_of
from app.web.returns import kept, pages
from app.web.returns.fitting import waits_for_fit
from app.web.returns.forms import Wish, read_section_form
from app.web.returns.points import spread_points
from audit_tools import returns
from audit_tools.answers import first_opened
from audit_tools.errors import Conflict, Invalid, Refused
from audit_tools.marks import is_free_text
from audit_tools.numbers import plural
from audit_tools.tool import Section


def show_section(return_id: UUID, key: str) -> Response:
    """The page of a section, or where a return that is no longer written leads to."""
    with current.database().reading() as session:
        held = read_own_part(session, current.person(), return_id)
        page = pages.describe_section(session, current.person(), held, key)
    if waits_for_fit(held):
        return redirect(url_for("returns.show_fit", return_id=return_id), 303)
    if not is_writable(held):
        return redirect(url_for("returns.show_copy", return_id=return_id), 303)
    if not pages.is_open(held, page.section):
        return _pass_over(held, page.section)
    return _show(page)


def _pass_over(held: ReturnRead, section: Section) -> Response:
    """Where somebody is led who asks for a section that the answers so far leave out."""
    flash(f"“{section.title}” is not asked, given what is answered so far.")
    if held.given is not None:
        return redirect(url_for("returns.list_own"), 303)
    return redirect(url_for("returns.show", return_id=held.on_file.id), 303)


def save_section(return_id: UUID, key: str) -> Response:
    """Save what was changed and go where the pressed button leads."""
    if saving.is_by_script():
        return saving.answer_script(
            lambda: describe_saved(_save(return_id, key, request.form), key)
        )
    form, wish = read_section_form(key)
    with current.database().reading() as session:
        before = read_own_part(session, current.person(), return_id)
    pages.find_section(before, key)
    spread_points(form, before, key)
    try:
        saved = _save(return_id, key, form)
        _settle(return_id, wish)
    except Invalid as wrong:
        return _show_again(before, key, form, wrong)
    except Refused as refused:
        return kept.show_unsaved(before, refused, form)
    if saved.outcome.clashes:
        return _show_clashes(saved.held, key)
    if wish.said:
        flash(wish.said.format(section=pages.find_section(saved.held, key)[-1].title))
    return redirect(_next_page(before, saved.held, key, wish), 303)


def is_writable(held: ReturnRead) -> bool:
    try:
        returns.check_can_write(held.value)
    except Refused:
        return False
    return True


def _save(return_id: UUID, key: str, form: MultiDict[str, str]) -> Saved:
    return operations.save_answers(
        current.database(),
        by=current.person(),
        return_id=return_id,
        edits=saving.read_edits(form),
        section=key,
    )


def _settle(return_id: UUID, wish: Wish) -> None:
    if wish.clash is None:
        return
    try:
        operations.settle_clash(
            current.database(),
            by=current.person(),
            return_id=return_id,
            clash_id=wish.clash,
            take=wish.take,
        )
    except Conflict:
        return  # A colleague has chosen already; the page shows what stands.


def describe_saved(saved: Saved, key: str) -> dict[str, object]:
    """What a page that saves by itself is told of a save in this section."""
    held, edits = saved.held, saving.read_edits(request.form)
    section = pages.find_section(held, key)[-1]
    texts = (edit for edit in edits if is_free_text(held.audit.tool, edit.place))
    described = saving.describe_saved(
        held.entries, edits, (clash.place for clash in saved.outcome.clashes), saved.at
    )
    return described | {
        "marks": marks_of(texts, current.words(), held.audit.tool),
        "left": pages.say_left(held, section),
    }


def _next_page(before: ReturnRead, after: ReturnRead, key: str, wish: Wish) -> str:
    """The next section, or this one again where asked for or where a new question came up."""
    here = before.on_file.id
    stays, anchor = stays_here(before, after, key, wish)
    if stays:
        return url_for("returns.show_section", return_id=here, key=key, _anchor=anchor)
    following = pages.next_section(after, key)
    if following:
        return url_for("returns.show_section", return_id=here, key=following.key)
    if after.given is not None:
        flash(_say_part(after))
        return url_for("returns.list_own")
    return url_for("returns.show_check", return_id=here)


def stays_here(
    before: ReturnRead, after: ReturnRead, key: str, wish: Wish
) -> tuple[bool, str | None]:
    """Whether the section is shown again, and where on its page: at a question that came up, or at
    the words that a new answer asks for."""
    tool, section = after.audit.tool, pages.find_section(after, key)[-1]
    was = returns.shown_questions(tool, section, before.value)
    new = {q.key for q in returns.unanswered(tool, section, after.value) if q not in was}
    asked = returns.shown_questions(tool, section, after.value)
    opened = first_opened(asked, new, before.value.entries, after.value.entries)
    place = opened or wish.place
    return bool(opened) or wish.stays, boxes.id_of(place) if place else None


def _say_part(held: ReturnRead) -> str:
    """What is said to somebody who has gone through the sections that they were given."""
    left = len(returns.left_to_do(held.audit.tool, held.value))
    if left:
        return f"Saved. {plural(left, 'thing is', 'things are')} left in your sections."
    mine = f"Your sections of {held.case.case.reference} are done."
    return f"Saved. {mine} A colleague sends the return."


def _show_clashes(held: ReturnRead, key: str) -> Response:
    with current.database().reading() as session:
        return _show(pages.describe_section(session, current.person(), held, key), status=409)


def _show_again(held: ReturnRead, key: str, form: MultiDict[str, str], wrong: Invalid) -> Response:
    with current.database().reading() as session:
        page = pages.describe_section(session, current.person(), held, key, form, wrong)
    return _show(page, wrong, status=422)


def _show(page: pages.SectionPage, wrong: Invalid | None = None, status: int = 200) -> Response:
    mistakes = pages.mistakes_of(page, wrong)
    return make_response(
        render_template("returns/section.html", page=page, mistakes=mistakes), status
    )
