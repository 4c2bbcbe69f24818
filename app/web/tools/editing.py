"""The editor: a draft of an audit tool, changed in the browser place by place."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import (
    flash,
    get_template_attribute,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.db.tool_drafts import DraftOnFile, load_draft, steps_of
from app.operations import tool_edits as operations
from app.web import current, saving
from app.web.access import Routes
from app.web.boxes import id_of
from app.web.tools.as_asked import KINDS, empty_box
from app.web.tools.editing_page import (
    Boxes,
    Typed,
    make_bar,
    section_around,
    sections_beside,
)
from app.web.tools.outline import outline_of
from app.web.tools.preview import preview_of
from audit_tools import dates
from audit_tools.editing.answerers import asked_in
from audit_tools.editing.changes import mark_of
from audit_tools.editing.layout import page_of
from audit_tools.editing.places import Part, find, read_field, read_part
from audit_tools.editing.saying import title_of
from audit_tools.editing.steps import GONE, Spot
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.permissions import Permission

routes = Routes("tool_edits", url_prefix="/tools/drafts/<uuid:draft_id>")
RUN = Permission.RUN_AUDITS
WAYS = {"up": -1, "down": 1}


@routes.get("/edit", needs=RUN)
def show_outline(draft_id: UUID) -> Response:
    return _show(draft_id, Part())


@routes.get("/edit/<path:part>", needs=RUN)
def show_part(draft_id: UUID, part: str) -> Response:
    """What can be said of a part; one that stands within another is shown on its page."""
    read = read_part(part)
    if page_of(read) != read:
        return redirect(_address(draft_id, read), 303)
    return _show(draft_id, read)


@routes.post("/save", needs=RUN)
def save(draft_id: UUID) -> Response:
    """Take what was filled in on a page, from a script each field by itself."""
    part = read_part(request.form.get("page", ""))
    if saving.is_by_script():
        return saving.answer_script(lambda: _save_by_script(draft_id))
    typed = Typed.of(request.form)
    try:
        saved = _save(draft_id)
    except Invalid as wrong:
        if find(_draft(draft_id).document, part) is None:
            raise Conflict(GONE) from None
        return _show(draft_id, part, Typed.of(request.form, wrong), 422)
    if saved.clashes:
        typed = Typed(_only(request.form, saved.clashes), clashes=saved.clashes)
        return _show(draft_id, part, typed, 409)
    flash("It is saved.")
    return redirect(_address(draft_id, part), 303)


@routes.post("/add", needs=RUN)
def add(draft_id: UUID) -> Response:
    """Add a section, a question, one like another, an answer: whatever stands in a list."""
    page = read_part(request.form.get("page", ""))
    holder = read_part(request.form.get("holder", ""))
    spot = Spot(holder, request.form.get("list", ""), request.form.get("after", ""))
    words = request.form.get("words", "")
    add_it = partial(operations.add, current.database(), by=current.person(), draft_id=draft_id)
    is_alike = "alike" in request.form
    return _lead_to(draft_id, lambda: add_it(spot=spot, words=words, is_alike=is_alike), page)


@routes.post("/take-out", needs=RUN)
def take_out(draft_id: UUID) -> Response:
    name, _, seen = request.form.get("part", "").rpartition(":")
    part = read_part(name)
    operations.take_out(
        current.database(), by=current.person(), draft_id=draft_id, part=part, seen=seen
    )
    flash("It is taken out. “Undo” brings it back.")
    outer = page_of(part)
    return redirect(_address(draft_id, outer if outer != part else Part()), 303)


@routes.post("/move", needs=RUN)
def move(draft_id: UUID) -> Response:
    """Carry a part up or down by one."""
    way = next((one for one in WAYS if one in request.form), "")
    part = read_part(request.form.get(way, ""))
    operations.move(
        current.database(),
        by=current.person(),
        draft_id=draft_id,
        part=part,
        by_steps=WAYS.get(way, 0),
    )
    page = read_part(request.form.get("page", ""))
    return redirect(f"{_address(draft_id, page)}#{id_of(part.name)}", 303)


@routes.post("/carry", needs=RUN)
def carry(draft_id: UUID) -> Response:
    """Carry a question into another section."""
    part, section = read_part(request.form.get("part", "")), request.form.get("section", "")
    carry_it = partial(operations.carry, current.database(), by=current.person(), draft_id=draft_id)
    return _lead_to(draft_id, lambda: carry_it(part=part, section=section), part)


@routes.post("/ask-all", needs=RUN)
def ask_all(draft_id: UUID) -> Response:
    """Ask the same kinds of agency all questions of a section."""
    part = read_part(request.form.get("part", ""))
    try:
        operations.ask_all(
            current.database(),
            by=current.person(),
            draft_id=draft_id,
            part=part,
            kinds=request.form.getlist("kinds"),
            panel_too="panel" in request.form,
        )
        flash("Its questions are asked of these now. “Undo” takes it back.")
    except Invalid as wrong:
        flash(wrong.message, "refused")
    return redirect(_address(draft_id, part), 303)


def _lead_to(draft_id: UUID, make: Callable[[], Part], otherwise: Part) -> Response:
    """Go to the part that is made, or say on the page one came from why it cannot be."""
    try:
        made = make()
    except Invalid as wrong:
        flash(wrong.message, "refused")
        made = otherwise
    return redirect(_address(draft_id, made), 303)


@routes.post("/undo", needs=RUN)
def undo(draft_id: UUID) -> Response:
    return _go_back(draft_id, is_undone=True)


@routes.post("/redo", needs=RUN)
def redo(draft_id: UUID) -> Response:
    return _go_back(draft_id, is_undone=False)


def _go_back(draft_id: UUID, *, is_undone: bool) -> Response:
    """Undo or do again, and show where that was."""
    deed = operations.undo if is_undone else operations.redo
    page = read_part(request.form.get("page", ""))
    try:
        step = deed(current.database(), by=current.person(), draft_id=draft_id)
    except Conflict as wrong:
        flash(f"{wrong.message} It stays as it is.", "refused")
        return redirect(_address(draft_id, page), 303)
    if step is None:
        return redirect(_address(draft_id, page), 303)
    return redirect(_place(_draft(draft_id), step.place), 303)


def _save(draft_id: UUID) -> operations.Saved:
    return operations.save(
        current.database(),
        by=current.person(),
        draft_id=draft_id,
        sent=[
            operations.Sent(place, tuple(request.form.getlist(place)), request.form[name])
            for name in request.form
            if (place := name.removeprefix(saving.VERSION)) != name
        ],
    )


def _save_by_script(draft_id: UUID) -> dict[str, object]:
    """What a page that saves by itself is told: of a clash the field with both contents."""
    saved = _save(draft_id)
    return {
        "saved": dates.format_time(saved.at),
        "versions": saved.digests,
        "both": _both(draft_id, saved.clashes) if saved.clashes else {},
    }


def _both(draft_id: UUID, clashes: tuple[str, ...]) -> dict[str, str]:
    boxes = Boxes(_draft(draft_id), Typed(_only(request.form, clashes), clashes=clashes))
    field = get_template_attribute("tools/edit_fields.html", "field")
    return {place: str(field(boxes.box(*read_field(place)))) for place in clashes}


def _only(form: MultiDict[str, str], places: tuple[str, ...]) -> MultiDict[str, str]:
    kept = {*places, *(saving.VERSION + place for place in places)}
    return MultiDict([(name, value) for name, value in form.items(multi=True) if name in kept])


def _draft(draft_id: UUID) -> DraftOnFile:
    with current.database().reading() as session:
        return load_draft(session, current.person().partnership, draft_id)


def _address(draft_id: UUID, part: Part) -> str:
    """The page on which a part is filled in."""
    page = page_of(part)
    return _place_of_page(draft_id, page) + ("" if page == part else f"#{id_of(part.name)}")


def _place_of_page(draft_id: UUID, page: Part) -> str:
    if not page.steps:
        return url_for("tool_edits.show_outline", draft_id=draft_id)
    return url_for("tool_edits.show_part", draft_id=draft_id, part=page.name)


def _place(draft: DraftOnFile, place: str) -> str:
    """Where something is filled in; on the tool's page where it is gone."""
    try:
        part = read_part(place)
    except Hidden:
        part, _ = read_field(place)
    page = page_of(part)
    if find(draft.document, page) is None:
        return _place_of_page(draft.id, Part())
    anchor = "" if place == page.name else f"#{id_of(place)}"
    return f"{_place_of_page(draft.id, page)}{anchor}"


def _show(draft_id: UUID, part: Part, typed: Typed | None = None, status: int = 200) -> Response:
    with current.database().reading() as session:
        partnership = current.person().partnership
        draft = load_draft(session, partnership, draft_id)
        steps = steps_of(session, partnership, draft_id)
    boxes = Boxes(draft, typed)
    held = find(draft.document, part)
    if held is None:
        raise Hidden
    page = render_template(
        "tools/edit_part.html" if part.steps else "tools/edit_outline.html",
        bar=make_bar(draft, steps, current.person().id),
        draft=draft,
        part=part,
        mark=mark_of(held),
        title=title_of(draft.document, part),
        groups=boxes.groups(part),
        boxes=boxes,
        outline=() if part.steps else outline_of(draft.document),
        elsewhere=sections_beside(draft.document, part),
        within=section_around(draft.document, part),
        asked_in=asked_in(draft.document, part),
        way_to=partial(_place, draft),
        name_of=partial(title_of, draft.document),
        preview=preview_of(draft, part, request.args.get("as", "")),
        kinds=KINDS,
        box=empty_box,
    )
    return make_response(page, status)
