"""What the buttons of a section's page ask for besides saving."""

from dataclasses import dataclass
from uuid import UUID

from flask import request
from werkzeug.datastructures import MultiDict

from app.web import saving
from app.web.pointed_out import PUT, put_instead
from audit_tools import places

CLEAR = "clear:"
KEEP = "keep:"
TAKE = "take:"


@dataclass(frozen=True)
class Wish:
    """Where to go after saving, and which of two texts to keep."""

    stays: bool = False
    place: str = ""
    clash: UUID | None = None
    take: bool = False


def read_section_form(section: str) -> tuple[MultiDict[str, str], Wish]:
    """The form with what its pressed button says written into it, and the rest of the wish."""
    form = MultiDict(request.form)
    pressed = form.get("then", "continue")
    if pressed == "nothing":
        _say_nothing(form, section)
    elif pressed == "something":
        form[places.nothing_place(section)] = ""
    elif pressed.startswith(CLEAR):
        form.poplist(pressed.removeprefix(CLEAR))
    elif pressed.startswith(PUT):
        put_instead(form, pressed.removeprefix(PUT))
    return form, _read_wish(pressed)


def _say_nothing(form: MultiDict[str, str], section: str) -> None:
    """Nothing to add: where no grade was chosen, it is not the agency's part either."""
    form[places.nothing_place(section)] = places.YES
    grade = places.grade_place(section)
    if saving.VERSION + grade in form and not form.get(grade):
        form[grade] = places.NOT_OUR_PART


def _read_wish(pressed: str) -> Wish:
    if pressed.startswith((KEEP, TAKE)):
        action, _, rest = pressed.partition(":")
        clash, _, place = rest.partition(":")
        return Wish(True, place, _read_id(clash), action == "take")
    if pressed.startswith(CLEAR):
        return Wish(True, pressed.removeprefix(CLEAR))
    if pressed.startswith(PUT):
        return Wish(True, pressed.removeprefix(PUT).partition(":")[0])
    return Wish(stays=pressed in ("stay", "something"))


def _read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
