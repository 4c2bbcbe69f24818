"""What is pointed out beside a text: what could identify somebody, and what blames a child.

What is marked is repeated here for one-click replacement, so it is shown to nobody who may not
read the text itself, and is in no log.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import get_template_attribute
from werkzeug.datastructures import MultiDict

from audit_tools.entries import Edit
from audit_tools.marks import row_called
from audit_tools.tool import AuditTool
from audit_tools.wording import Mark
from audit_tools.words.marking import marks_in
from audit_tools.words.replacing import replace_passage, replacements_for
from audit_tools.words.suggestions import Suggestion, suggestions_for
from audit_tools.words.word_list import Words

PUT = "put:"


@dataclass(frozen=True)
class MarkShown:
    """A marked passage, and what can stand instead with one click."""

    message: str
    passage: str = field(repr=False)
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class PointedOut:
    """All that is pointed out beside one text. Suggestions are no marks: nobody answers them."""

    marks: tuple[MarkShown, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.marks or self.suggestions)

    @property
    def messages(self) -> tuple[str, ...]:
        """What the marks look like, each kind once."""
        return tuple(dict.fromkeys(mark.message for mark in self.marks))


NOTHING = PointedOut()


def point_out(text: str, words: Words, called: str = "") -> PointedOut:
    """What to point out beside a text; a passage that stands there twice is shown once. In a row of
    a group ``called`` is the name of the row."""
    if not text:
        return NOTHING
    marks = (show_mark(text, mark, called) for mark in marks_in(text, words))
    return PointedOut(tuple(dict.fromkeys(marks)), suggestions_for(text, words))


def point_out_at(place: str, text: str, words: Words, called: str = "") -> PointedOut:
    """What to point out at a place; a date is what "by when" asks for."""
    return NOTHING if place.endswith("/action-when") else point_out(text, words, called)


def marks_of(edits: Iterable[Edit], words: Words, tool: AuditTool | None = None) -> dict[str, str]:
    """What stands below the box of each edit, by place, for a page that saves by itself."""
    return {one.place: as_html(one.place, _at_edit(one, words, tool)) for one in edits}


def _at_edit(edit: Edit, words: Words, tool: AuditTool | None) -> PointedOut:
    called = row_called(tool, edit.place) if tool else ""
    return point_out_at(edit.place, edit.value, words, called)


def show_mark(text: str, mark: Mark, called: str = "") -> MarkShown:
    instead = replacements_for(mark.kind, text, called)
    return MarkShown(mark.message, text[mark.start : mark.end], instead)


def as_html(place: str, pointed: PointedOut) -> str:
    """What stands below a box, for a page that saves by itself; empty for nothing."""
    if not pointed:
        return ""
    return str(get_template_attribute("macros/pointed_out.html", "pointed_out")(place, pointed))


def put_instead(form: MultiDict[str, str], pressed: str) -> str:
    """Write into the form what a button puts instead of a marked passage; gives the place.

    ``pressed`` is what the button says after ``put:``, as in ``voice/strength/1:the child:Jo``.
    """
    place, _, rest = pressed.partition(":")
    by, _, passage = rest.partition(":")
    if place in form:
        form[place] = replace_passage(form[place], passage, by)
    return place
