"""Points of a list that were pasted into one box, for pages without the script for it."""

from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from app.db.returns import ReturnRead
from app.web import saving
from audit_tools import places
from audit_tools.marks import is_free_text
from audit_tools.words.pasted import has_bullets, points_of, with_plain_bullets


def spread_points(form: MultiDict[str, str], held: ReturnRead, section: str) -> None:
    """Give each pasted point a line of its own; in other texts each bullet becomes ``- ``.

    Where no line is free any more, what is left stands in the last one: nothing is lost.
    """
    lines = [place for kind in places.LINE_KINDS for place in _lines_on(form, section, kind)]
    for kind in places.LINE_KINDS:
        for place in list(_lines_on(form, section, kind)):
            _spread(form, held, section, kind, place)
    for place in list(form):
        if place in lines or saving.VERSION + place not in form:
            continue
        if has_bullets(form[place]) and is_free_text(held.audit.tool, place):
            form[place] = with_plain_bullets(form[place])


def _spread(
    form: MultiDict[str, str], held: ReturnRead, section: str, kind: str, place: str
) -> None:
    points = points_of(form.get(place, ""))
    if len(points) < 2 or not has_bullets(form[place]):
        return
    targets = [place, *_free_lines(form, held, section, kind)][: len(points)]
    for target, point in zip(targets, points, strict=False):
        form.setdefault(saving.VERSION + target, saving.base_of(None))
        form[target] = point
    rest = points[len(targets) :]
    form[targets[-1]] = "; ".join((form[targets[-1]], *rest))


def _free_lines(
    form: MultiDict[str, str], held: ReturnRead, section: str, kind: str
) -> Iterator[str]:
    """The empty lines of the page, and then numbers at which nothing ever stood."""
    on_page = list(_lines_on(form, section, kind))
    yield from (place for place in on_page if not form.get(place, "").strip())
    for number in range(1, places.MOST_LINES + 1):
        place = places.line_place(section, kind, number)
        if place not in on_page and place not in held.entries:
            yield place


def _lines_on(form: MultiDict[str, str], section: str, kind: str) -> Iterator[str]:
    for number in range(1, places.MOST_LINES + 1):
        place = places.line_place(section, kind, number)
        if saving.VERSION + place in form:
            yield place
