"""Texts in which something is marked, shown to be gone through: replaced, or kept knowingly.

Returns before they are sent and discussions before they are written up show them alike.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from app.web import boxes, saving
from app.web.pointed_out import PointedOut, show_mark
from audit_tools.entries import Edit, Entry
from audit_tools.errors import Invalid
from audit_tools.wording import Mark
from audit_tools.words.marking import marks_in
from audit_tools.words.replacing import replace_passage
from audit_tools.words.word_list import Words

AROUND = 60
INCOMPLETE = "The page was sent incomplete. Reload it and try again."


@dataclass(frozen=True)
class Piece:
    """A piece of a text as it is shown: marked, or some of what stands beside a mark."""

    text: str = field(repr=False)
    is_marked: bool


@dataclass(frozen=True)
class MarkedText:
    """A text to be gone through: changed under ``link``, or kept knowingly as it reads now.

    ``value`` says in the form which text it is that stays.
    """

    id: str
    place: str
    where: str
    link: str
    pieces: tuple[Piece, ...]
    pointed: PointedOut = field(repr=False)
    value: str
    is_kept: bool


@dataclass(frozen=True)
class Replacement:
    """What a button puts instead of a marked passage."""

    place: str
    by: str
    passage: str = field(repr=False)

    def put_into(self, text: str) -> str:
        """The text with it."""
        return replace_passage(text, self.passage, self.by)

    def edit_of(self, entry: Entry) -> Edit:
        """The edit that puts it into what stands at the place."""
        return Edit(self.place, self.put_into(entry.value), entry.version, saving.new_key())


def describe_marked(
    place: str,
    text: str,
    words: Words,
    *,
    where: str,
    link: str,
    value: str,
    is_kept: bool = False,
) -> MarkedText:
    """A marked text of the section or part that ``where`` names."""
    marks = marks_in(text, words)
    return MarkedText(
        f"keep_{boxes.id_of(place)}",
        place,
        where,
        link,
        pieces_of(text, marks),
        PointedOut(tuple(dict.fromkeys(show_mark(text, mark) for mark in marks))),
        value,
        is_kept,
    )


def read_replacement(pressed: str, texts: Collection[str]) -> Replacement:
    """What a button says: ``voice/strength/1:the child:Jo``. Raises ``Invalid``."""
    place, _, rest = pressed.partition(":")
    by, _, passage = rest.partition(":")
    if place not in texts or not by:
        raise Invalid(INCOMPLETE)
    return Replacement(place, by, passage)


def pieces_of(text: str, marks: tuple[Mark, ...]) -> tuple[Piece, ...]:
    """The text with its marks, as it is shown."""
    return tuple(piece for piece in _pieces(text, marks) if piece.text)


def _pieces(text: str, marks: tuple[Mark, ...]) -> Iterator[Piece]:
    """The text once, with all its marks; what is far from any is left out."""
    shown = 0
    for mark in marks:
        yield Piece(_between(text[shown : mark.start], is_first=not shown), False)
        yield Piece(text[mark.start : mark.end], True)
        shown = mark.end
    after = text[shown:]
    yield Piece(after if len(after) <= AROUND else f"{after[:AROUND]}…", False)


def _between(text: str, is_first: bool) -> str:
    """What leads up to a mark: whole where it is short, else the words at its ends."""
    before = 0 if is_first else AROUND
    if len(text) <= before + AROUND:
        return text
    return f"{text[:before]}…{text[-AROUND:]}"
