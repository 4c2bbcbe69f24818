"""The save protocol on the way between a page and an operation.

A page carries, for each place that it lets somebody write, a hidden ``version:<place>``. It says
which version the page began from and, as a digest, which text: a box that nobody touched is then
told apart from one whose text somebody else has changed meanwhile. A place without its version
field is not on the page and stays as it is.

One ``edit_key`` goes with a request. Sent again, the same request has no second effect.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import jsonify, make_response, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from audit_tools import dates
from audit_tools.entries import NEW, Base, Edit, Entry, key_of_edit, read_base
from audit_tools.errors import Invalid
from audit_tools.tool import SEPARATOR

VERSION = "version:"
KEY = "edit_key"


def is_by_script() -> bool:
    """Whether the page saves by itself, and reads an answer instead of showing a page."""
    return "X-Requested-With" in request.headers


def answer_script(save: Callable[[], Mapping[str, Any]]) -> Response:
    """Save, and answer a page that saves by itself: what ``save`` tells of it, or what is wrong."""
    try:
        return make_response(jsonify(save()))
    except Invalid as wrong:
        problems = [{"place": p.place, "message": p.message} for p in wrong.problems]
        return make_response(jsonify(message=wrong.message, problems=problems), 422)


def new_key() -> str:
    """A key for the edits of one showing of a page."""
    return str(uuid4())


def base_of(entry: Entry | None) -> str:
    """What ``version:<place>`` holds for an entry: ``3-9f86d081884c7d65``."""
    return str(Base.of(entry or NEW))


def read_edits(form: MultiDict[str, str]) -> tuple[Edit, ...]:
    """What somebody changed on the page. Raises ``Invalid`` for a form that is not ours."""
    key = form.get(KEY, "")
    if not key:
        raise Invalid("The page was sent without its key. Reload it and try again.")
    edits = (
        _read_edit(form, key, name.removeprefix(VERSION)) for name in form if _is_version(name)
    )
    return tuple(edit for edit in edits if edit is not None)


def read_versions(form: MultiDict[str, str]) -> dict[str, int]:
    """From which version of each place the page began. Raises ``Invalid`` for another form."""
    places = [name.removeprefix(VERSION) for name in form if _is_version(name)]
    return {place: _read_base(form[VERSION + place], place).version for place in places}


def posted_value(form: MultiDict[str, str], place: str) -> str:
    """The text sent for a place; several ticked boxes are joined as they are stored."""
    return SEPARATOR.join(form.getlist(place)).replace("\r\n", "\n").strip()


def describe_saved(
    entries: Mapping[str, Entry], edits: Iterable[Edit], clashes: Iterable[str], at: datetime
) -> dict[str, Any]:
    """What a page that saves by itself is told.

    It learns the new version of a place only where its own text is what stands there: a page that
    went on from a text it never showed would overwrite it.
    """
    standing = {edit.place: entries.get(edit.place, NEW) for edit in edits}
    return {
        "saved": dates.format_time(at),
        "versions": {
            edit.place: base_of(standing[edit.place])
            for edit in edits
            if " ".join(standing[edit.place].value.split()) == " ".join(edit.value.split())
        },
        "clashes": list(clashes),
    }


def _read_edit(form: MultiDict[str, str], key: str, place: str) -> Edit | None:
    base, value = _read_base(form[VERSION + place], place), posted_value(form, place)
    if base.is_of(value):
        return None
    return Edit(place, value, base.version, key_of_edit(key, place, base.version, value))


def _is_version(name: str) -> bool:
    return name.startswith(VERSION)


def _read_base(text: str, place: str) -> Base:
    base = read_base(text)
    if base is None:
        raise Invalid("The page was sent without a version. Reload it and try again.", place=place)
    return base
