"""What the buttons of a section's page ask for besides saving."""

from dataclasses import dataclass
from uuid import UUID

from flask import request
from werkzeug.datastructures import MultiDict

from app.web import saving
from app.web.pointed_out import PUT, put_instead
from audit_tools import places
from audit_tools.returns import lines, says_anything

CLEAR = "clear:"
MORE = "stay:"
"""Saves, and shows the next empty row of a group."""
KEEP = "keep:"
TAKE = "take:"
GRADE_IS_OPEN = (
    "“{section}”: nothing to add. Its grade is still open: choose one, or “Not our part”."
)
CAUSE_IS_OPEN = (
    "“{section}”: something could be better in it, and it is not said yet why it happened. Say "
    "why, or take the line out."
)
NO_PART = (
    "“{section}”: nothing to add, and “Not our part” as your grade, because nothing was answered "
    "there. You can still change both."
)


@dataclass(frozen=True)
class Wish:
    """Where to go after saving, what to say there of "Nothing to add", and which of two texts to
    keep."""

    stays: bool = False
    place: str = ""
    clash: UUID | None = None
    take: bool = False
    said: str = ""


def read_section_form(section: str) -> tuple[MultiDict[str, str], Wish]:
    """The form with what its pressed button says written into it, and the rest of the wish."""
    form = MultiDict(request.form)
    pressed = form.get("then", "continue")
    if pressed == "nothing":
        return form, _say_nothing(form, section)
    if pressed == "something":
        form[places.nothing_place(section)] = ""
    elif pressed.startswith(CLEAR):
        form.poplist(pressed.removeprefix(CLEAR))
    elif pressed.startswith(PUT):
        put_instead(form, pressed.removeprefix(PUT))
    return form, _read_wish(pressed)


def _say_nothing(form: MultiDict[str, str], section: str) -> Wish:
    """Nothing to add. Where nothing at all was said it is not the agency's part either; whoever
    answered something has one, and is asked for its grade. A line that lacks why it happened is
    shown first."""
    form[places.nothing_place(section)] = places.YES
    on_page = {place: saving.posted_value(form, place) for place in saving.read_versions(form)}
    for line in lines(on_page, section):
        cause = places.cause_place(line.place)
        if line.kind is places.FindingKind.DEVELOPMENT and not line.cause and cause in on_page:
            return Wish(True, cause, said=CAUSE_IS_OPEN)
    grade = places.grade_place(section)
    if saving.VERSION + grade not in form or form.get(grade):
        return Wish()
    if says_anything(on_page, section):
        return Wish(True, grade, said=GRADE_IS_OPEN)
    form[grade] = places.NOT_OUR_PART
    return Wish(said=NO_PART)


def _read_wish(pressed: str) -> Wish:
    if pressed.startswith((KEEP, TAKE)):
        action, _, rest = pressed.partition(":")
        clash, _, place = rest.partition(":")
        return Wish(True, place, _read_id(clash), action == "take")
    for prefix in (CLEAR, MORE):
        if pressed.startswith(prefix):
            return Wish(True, pressed.removeprefix(prefix))
    if pressed.startswith(PUT):
        return Wish(True, pressed.removeprefix(PUT).partition(":")[0])
    return Wish(stays=pressed in ("stay", "something"))


def _read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
