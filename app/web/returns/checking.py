"""Check everything: what is left, what is marked, the declaration, and sending."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.db.kept_answers import kept_of
from app.db.people import names_of
from app.db.returns import ReturnRead, read_own_return
from app.operations import returns as operations
from app.web import boxes, current
from app.web.forms import Mistake
from app.web.marked_texts import INCOMPLETE, MarkedText, describe_marked, read_replacement
from app.web.once_lines import companions_of
from app.web.returns import pages, sections
from app.web.returns.fitting import waits_for_fit
from app.web.returns.heads import Head, head_of
from audit_tools import places, returns
from audit_tools.dates import format_instant
from audit_tools.entries import Edit
from audit_tools.errors import Invalid, Refused
from audit_tools.marks import marked_places, text_places
from audit_tools.permissions import Person
from audit_tools.returns import Left
from audit_tools.tool import Section
from audit_tools.words.acronyms import unexplained_in
from audit_tools.words.suggestions import Suggestion, suggestions_for


@dataclass(frozen=True)
class SectionLine:
    """One section and what it lacks. ``unanswered`` counts what "nothing to add" left open.

    ``with_whom`` is the colleague to whom it was given, if any.
    """

    section: Section
    left: tuple[Left, ...]
    says_nothing: bool
    is_no_part: bool
    unanswered: int
    with_whom: str = field(repr=False)


@dataclass(frozen=True)
class SuggestedText:
    """A text with words that could be put differently; it may be sent as it is."""

    section: Section
    anchor: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Signing:
    """What is pressed to send a return, and what is said above it; no button for who confirmed it
    and waits for a second person."""

    title: str
    said: str
    button: str


@dataclass(frozen=True)
class CheckPage:
    """All that "Check everything" shows."""

    head: Head
    sections: tuple[SectionLine, ...]
    left: int
    marked: tuple[MarkedText, ...]
    suggested: tuple[SuggestedText, ...]
    unexplained: tuple[str, ...]
    minutes: int
    signing: Signing
    reopened_because: str = field(repr=False)
    was_moved: bool = False
    """Whether answers are kept that its questions, since they changed, ask for no more."""


def show_check(return_id: UUID) -> Response:
    with current.database().reading() as session:
        held = read_own_return(session, current.person(), return_id)
    if waits_for_fit(held):
        return redirect(url_for("returns.show_fit", return_id=return_id), 303)
    if not sections.is_writable(held):
        return redirect(url_for("returns.show_copy", return_id=return_id), 303)
    return _show(held, frozenset(), [])


def send(return_id: UUID) -> Response:
    """Send the return, or say beside each box what stands in the way."""
    kept = read_kept(request.form.getlist("kept"))
    try:
        is_sent = operations.submit_return(
            current.database(),
            by=current.person(),
            return_id=return_id,
            declared=request.form.get("declared") == "yes",
            kept=kept,
        )
    except Refused as refused:
        return _show_refused(return_id, kept, refused)
    if not is_sent:
        return redirect(url_for("returns.show_check", return_id=return_id), 303)
    return redirect(url_for("returns.show_sent", return_id=return_id), 303)


def _show_refused(return_id: UUID, kept: frozenset[tuple[str, int]], refused: Refused) -> Response:
    with current.database().reading() as session:
        held = read_own_return(session, current.person(), return_id)
    if not sections.is_writable(held):
        raise refused
    return _show(held, kept, [refused], 422)


def replace(return_id: UUID) -> Response:
    """Put something else in the place of what is marked, and go on going through the rest."""
    with current.database().reading() as session:
        held = read_own_return(session, current.person(), return_id)
    returns.check_can_write(held.value)
    edit = _read_replacement(held, request.form.get("replace", ""))
    saved = operations.save_answers(
        current.database(), by=current.person(), return_id=return_id, edits=(edit,)
    )
    flash("Replaced, and saved.")
    return _show(saved.held, read_kept(request.form.getlist("kept")), [])


def _show(
    held: ReturnRead, kept: frozenset[tuple[str, int]], refused: list[Refused], status: int = 200
) -> Response:
    with current.database().reading() as session:
        with_whom = pages.colleague_of(session, current.person(), held)
        signing = _signing(session, current.person(), held)
        moved = kept_of(session, current.person().partnership, held.on_file.id)
        companions = companions_of(session, current.person(), held)
    page = describe_check(held, kept, with_whom, signing, was_moved=bool(moved))
    marked = {boxes.id_of(text.place): text.id for text in page.marked}
    anchors = ((boxes.id_of(one.place), one.message) for one in refused)
    mistakes = [Mistake(marked.get(anchor, anchor), message) for anchor, message in anchors]
    return make_response(
        render_template("returns/check.html", page=page, mistakes=mistakes, companions=companions),
        status,
    )


def _read_replacement(held: ReturnRead, pressed: str) -> Edit:
    """What a button says: ``voice/strength/1:the child:Jo``. Raises ``Invalid``."""
    pressed_on = read_replacement(pressed, text_places(held.audit.tool, held.value))
    if pressed_on.place not in held.entries:
        raise Invalid(INCOMPLETE)
    return pressed_on.edit_of(held.entries[pressed_on.place])


def read_kept(values: list[str]) -> frozenset[tuple[str, int]]:
    """The texts kept knowingly: ``<version>:<place>``. Raises ``Invalid``."""
    kept = set[tuple[str, int]]()
    for value in values:
        version, _, place = value.partition(":")
        if not version.isdecimal() or len(version) > 9:
            raise Invalid(INCOMPLETE)
        kept.add((place, int(version)))
    return frozenset(kept)


def describe_check(
    held: ReturnRead,
    kept: frozenset[tuple[str, int]],
    with_whom: Mapping[str, str],
    signing: Signing,
    *,
    was_moved: bool = False,
) -> CheckPage:
    """The page for a return that is still written; ``with_whom`` by section."""
    value, tool = held.value, held.audit.tool
    lines = tuple(
        _section_line(held, section, with_whom.get(section.key, ""))
        for section in pages.sections_of(held)
    )
    return CheckPage(
        head=head_of(held),
        sections=lines,
        left=sum(len(line.left) for line in lines),
        marked=tuple(
            _marked(held, place, kept) for place in marked_places(tool, value, current.words())
        ),
        suggested=tuple(_suggested(held)),
        unexplained=unexplained_in(_texts(held), current.words()),
        minutes=returns.minutes_left(tool, value),
        signing=signing,
        reopened_because=held.on_file.status_reason,
        was_moved=was_moved,
    )


def _signing(session: Session, person: Person, held: ReturnRead) -> Signing:
    one, on_file, agency = held.audit.cycle.counted.one, held.on_file, held.agency.name
    locked = (
        "Once sent, it is locked. The Business Unit can reopen it until the returns of this "
        f"{one} are closed."
    )
    if not held.audit.tool.second_person:
        return Signing("Send it", locked, "Send")
    if on_file.confirmed_by is None or on_file.confirmed_at is None:
        said = f"Then somebody else of {agency} who has this return signs it off and sends it."
        return Signing("Confirm it", said, "Confirm")
    when = format_instant(on_file.confirmed_at)
    if on_file.confirmed_by == person.id:
        return Signing(
            "Waits for a second person",
            f"You confirmed it on {when}. Somebody else of {agency} who has this return signs it "
            "off and sends it. Where an answer is changed, it is confirmed again.",
            "",
        )
    name = names_of(session, [on_file.confirmed_by])[on_file.confirmed_by]
    return Signing("Sign it off", f"{name} confirmed it on {when}. {locked}", "Sign off and send")


def _section_line(held: ReturnRead, section: Section, with_whom: str) -> SectionLine:
    value, tool = held.value, held.audit.tool
    says_nothing = returns.says_nothing(value.entries, section.key)
    return SectionLine(
        section,
        returns.left_in_section(tool, section, value),
        says_nothing,
        value.entries.get(places.grade_place(section.key)) == places.NOT_OUR_PART,
        sum(not one.says_needed for one in returns.unanswered(tool, section, value))
        if says_nothing
        else 0,
        with_whom,
    )


def _marked(held: ReturnRead, place: str, kept: frozenset[tuple[str, int]]) -> MarkedText:
    entry = held.entries[place]
    section = held.audit.tool.section(held.audit.tool.section_at(place))
    anchor = boxes.id_of(place)
    return describe_marked(
        place,
        entry.value,
        current.words(),
        where=section.title,
        link=url_for(
            "returns.show_section",
            return_id=held.on_file.id,
            key=section.key,
            _anchor=anchor,
        ),
        value=f"{entry.version}:{place}",
        is_kept=(place, entry.version) in kept,
    )


def _suggested(held: ReturnRead) -> Iterator[SuggestedText]:
    for place in text_places(held.audit.tool, held.value):
        suggestions = suggestions_for(held.value.entries.get(place, ""), current.words())
        if suggestions:
            section = held.audit.tool.section(held.audit.tool.section_at(place))
            yield SuggestedText(section, boxes.id_of(place), suggestions)


def _texts(held: ReturnRead) -> list[str]:
    written = text_places(held.audit.tool, held.value)
    return [held.value.entries.get(place, "") for place in written]
