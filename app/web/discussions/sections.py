"""One section of a discussion: shown, saved at once or all together, and followed."""

from uuid import UUID

from flask import flash, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.db.discussions import changes_seen, read_discussion
from app.db.findings import findings_of_case
from app.operations import confirming, findings, sorting
from app.operations import discussions as operations
from app.operations.discussions import RecordSaved
from app.web import boxes, current, saving
from app.web.access import Routes
from app.web.discussions import section_page
from app.web.discussions.compared import line_id
from app.web.discussions.confirming_page import say_confirmed
from app.web.discussions.forms import Deed, Wish, as_pressed, read_wish, themes_place
from app.web.discussions.running import SectionLink, running_of
from app.web.findings.forms import NO_THEME
from app.web.pointed_out import marks_of
from audit_tools import places
from audit_tools.confirming import seen_of
from audit_tools.errors import Conflict, Invalid, Refused
from audit_tools.permissions import Permission

routes = Routes("discussion_sections", url_prefix="/discussions")


@routes.get("/<uuid:case_id>/sections/<key>", needs=Permission.READ_CASES)
def show_section(case_id: UUID, key: str) -> Response:
    return _show(case_id, key)


@routes.post("/<uuid:case_id>/sections/<key>", needs=Permission.HOLD_DISCUSSIONS)
def save_section(case_id: UUID, key: str) -> Response:
    """Save what was changed, then do what the pressed button says."""
    if saving.is_by_script():
        return saving.answer_script(lambda: _describe_saved(_save(case_id, key, request.form), key))
    wish = read_wish(request.form)
    try:
        _check_themes_chosen(wish)
        saved = _save(case_id, key, as_pressed(request.form, wish, key))
        anchor = _do(case_id, key, wish)
        confirmed = wish.deed is not Deed.CONFIRM or _confirm(case_id, key, saved)
    except Invalid as wrong:
        return _show(case_id, key, request.form, wrong, 422)
    if not confirmed:
        return _show(case_id, key, status=409)
    if saved.outcome.clashes:
        return _show(case_id, key, status=409)
    return redirect(_next_page(case_id, key, wish, anchor), 303)


@routes.get("/<uuid:case_id>/changes", needs=Permission.READ_CASES)
def follow(case_id: UUID) -> Response:
    """What a page that is open somewhere asks every few seconds: 204 while nothing is new.

    Once the record takes no more entries the page is told so, and asks no longer.
    """
    seen, key = request.args.get("seen", 0, int), request.args.get("section", "")
    with current.database().reading() as session:
        if changes_seen(session, current.person(), case_id) == seen:
            return make_response("", 204)
        held = read_discussion(session, current.person(), case_id)
        found = findings_of_case(session, current.person().partnership, case_id)
    entries = {
        place: {"value": entry.value, "version": saving.base_of(entry)}
        for place, entry in held.entries.items()
        if held.audit.tool.section_at(place) == key
    }
    rest = section_page.rest_of(held, found, key)
    goes_on = held.case.case.state.takes_entries
    confirmed = say_confirmed(held, key) if key else ""
    return make_response(
        jsonify(
            changes=held.changes, entries=entries, rest=rest, goes_on=goes_on, confirmed=confirmed
        )
    )


def _save(case_id: UUID, key: str, form: MultiDict[str, str]) -> RecordSaved:
    return operations.save_record(
        current.database(),
        by=current.person(),
        case_id=case_id,
        edits=saving.read_edits(form),
        section=key,
    )


def _check_themes_chosen(wish: Wish) -> None:
    """Raise ``Invalid`` where themes are to be used and none is ticked."""
    place = themes_place(wish.about)
    if wish.deed is Deed.SORT and not request.form.getlist(place):
        raise Invalid(NO_THEME, place=place)


def _do(case_id: UUID, key: str, wish: Wish) -> str:
    """What the button asks for besides saving; gives the place on the page to come back to."""
    database, by = current.database(), current.person()
    match wish.deed:
        case Deed.TAKE:
            findings.take_line(database, by=by, case_id=case_id, line=wish.line)
            return line_id(wish.line.agency, wish.line.place)
        case Deed.TAKE_SAID:
            said = wish.said
            findings.take_said(
                database,
                by=by,
                case_id=case_id,
                section=key,
                agency=said.agency,
                kind=said.kind,
                statement=said.statement,
            )
            return boxes.id_of(places.said_place(key, said.agency))
        case Deed.SORT:
            themes = tuple(request.form.getlist(themes_place(wish.about)))
            sorting.choose_themes(database, by=by, finding_id=wish.id, themes=themes)
            return f"finding-{wish.about}"
        case Deed.KEEP | Deed.REPLACE:
            _settle(case_id, wish)
            return "record-of-section"
        case _:
            return _place_of(key, wish)


def _place_of(key: str, wish: Wish) -> str:
    """Where the page comes back to after a button that changed nothing but what is saved."""
    match wish.deed:
        case Deed.ACT:
            return boxes.id_of(places.action_place(key))
        case Deed.ACCEPT:
            return boxes.id_of(places.why_place(key))
        case Deed.CLEAR:
            return "record-of-section"
        # To stay is about a group that is asked for another row, or about no place.
        case Deed.PUT | Deed.STAY:
            return boxes.id_of(wish.about.partition(":")[0])
        case _:
            return ""


def _confirm(case_id: UUID, key: str, saved: RecordSaved) -> bool:
    """Confirm the section as its page showed it, with what was typed there; says whether it was.

    What somebody else has changed since is shown instead, to be read first.
    """
    if saved.outcome.clashes:
        return True  # Both texts are shown next; there is nothing yet that could be confirmed.
    seen = saving.read_versions(request.form)
    seen |= {change.place: change.after.version for change in saved.outcome.changes}
    try:
        confirming.confirm(
            current.database(), by=current.person(), case_id=case_id, seen={key: seen_of(seen)}
        )
    except Conflict:
        flash("Somebody has changed this section meanwhile. Read it again, then confirm it.")
        return False
    except Refused as refused:
        if not refused.place:
            raise
        flash(refused.message)
        return False
    return True


def _settle(case_id: UUID, wish: Wish) -> None:
    try:
        operations.settle_clash(
            current.database(),
            by=current.person(),
            case_id=case_id,
            clash_id=wish.id,
            take=wish.deed is Deed.REPLACE,
        )
    except Conflict:
        return  # Somebody has chosen already; the page shows what stands.


def _next_page(case_id: UUID, key: str, wish: Wish, anchor: str) -> str:
    order = request.args.get("order")
    if wish.deed in (Deed.NEXT, Deed.CONFIRM, Deed.TURN):
        following = _turn_on(case_id, key, order or "", wish)
        if following is None:
            return url_for("discussions.show", case_id=case_id)
        key = following.key
    return url_for(
        "discussion_sections.show_section",
        case_id=case_id,
        key=key,
        order=order,
        _anchor=anchor or None,
    )


def _turn_on(case_id: UUID, key: str, order: str, wish: Wish) -> SectionLink | None:
    """Turn to the section that is wished for or comes next, and the room with it; None after the
    last. Raises ``Hidden`` where the discussion has no such section."""
    with current.database().reading() as session:
        held = read_discussion(session, current.person(), case_id)
    running = running_of(held, key, order)
    following = running.link_of(wish.about) if wish.deed is Deed.TURN else running.next
    if following:
        operations.turn_to(
            current.database(), by=current.person(), case_id=case_id, section=following.key
        )
    return following


def _describe_saved(saved: RecordSaved, key: str) -> dict[str, object]:
    """What a page that saves by itself is told of a save in this section."""
    edits = saving.read_edits(request.form)
    described = saving.describe_saved(
        saved.held.entries, edits, (clash.place for clash in saved.outcome.clashes), saved.at
    )
    stands = {"changes": saved.held.changes, "confirmed": say_confirmed(saved.held, key)}
    return described | {"marks": marks_of(edits, current.words(), saved.held.audit.tool)} | stands


def _show(
    case_id: UUID,
    key: str,
    typed: MultiDict[str, str] | None = None,
    wrong: Invalid | None = None,
    status: int = 200,
) -> Response:
    with current.database().reading() as session:
        page = section_page.describe_section(
            session,
            current.person(),
            case_id,
            key,
            now=current.now(),
            order=request.args.get("order", ""),
            typed=typed,
            wrong=wrong,
        )
    return make_response(
        render_template("discussions/section.html", page=page, wrong=wrong, invented=page.invented),
        status,
    )
