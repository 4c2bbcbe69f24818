"""A theme list as a REFI-QDA codebook.

A theme is a code; its definition is the description, and below it stands what only we know, a line
each. All themes together are a set, which has the name of the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from audit_tools.codebook import Codebook, Part, Theme, ThemeGroup
from audit_tools.qda_codebooks.values import NAMESPACE, OURS, escaped, guid_of, guid_of_list

_ROOT = "CodeBook"


def write_codebook(codebook: Codebook) -> bytes:
    """The codebook as other programs read it; ``read_codebook`` gives the same again."""
    writing = _Writing(codebook)
    return "\n".join(("<?xml version='1.0' encoding='utf-8'?>", *writing.lines(), "")).encode()


class _Writing:
    """Writes the codes of a list, each within the one that it stands under."""

    def __init__(self, codebook: Codebook) -> None:
        self._book = codebook
        self._within = dict[str, list[Part]]()
        for part in codebook.parts:
            self._within.setdefault(part.part_of, []).append(part)
        self._first = {theme.key: at for at, theme in enumerate(codebook.themes)}
        self._order = [part.key for part in self._all("")]

    def lines(self) -> Iterator[str]:
        yield f"<{_ROOT} xmlns={quoteattr(NAMESPACE)} origin={quoteattr(OURS)}>"
        yield "<Codes>"
        for part in self._beside(""):
            yield from self._code(part)
        yield "</Codes>"
        yield from self._set()
        yield f"</{_ROOT}>"

    def _code(self, part: Part) -> Iterator[str]:
        colour = f" color={quoteattr(part.colour)}" if part.colour else ""
        codable = "true" if isinstance(part, Theme) else "false"
        yield (
            f"<Code guid={quoteattr(guid_of(self._book.key, part))} name={quoteattr(part.title)} "
            f'isCodable="{codable}"{colour}>'
        )
        yield _description(part.definition, [*_said(part), *self._place(part)])
        for inner in self._beside(part.key):
            yield from self._code(inner)
        yield "</Code>"

    def _set(self) -> Iterator[str]:
        book = self._book
        yield f"<Sets>\n<Set guid={quoteattr(guid_of_list(book))} name={quoteattr(book.title)}>"
        yield _description("", [("Key", book.key), ("Version", str(book.version))])
        for theme in book.themes:
            yield f"<MemberCode guid={quoteattr(guid_of(book.key, theme))}/>"
        yield "</Set>\n</Sets>"

    def _beside(self, over: str) -> list[Part]:
        """What stands under one, in the order of the themes; groups where their first theme is."""
        return sorted(self._within.get(over, ()), key=self._at)

    def _at(self, part: Part) -> int:
        inner = [self._at(one) for one in self._within.get(part.key, ())]
        return min([self._first.get(part.key, len(self._first)), *inner])

    def _all(self, over: str) -> Iterator[Part]:
        for part in self._beside(over):
            yield part
            yield from self._all(part.key)

    def _place(self, part: Part) -> Iterator[tuple[str, str]]:
        """Where it stands among its like, where that cannot be told from the file."""
        own: tuple[Part, ...] = self._book.themes
        if isinstance(part, ThemeGroup):
            own = self._book.groups
        keys = [one.key for one in own]
        if keys != [key for key in self._order if key in keys]:
            yield "Place", str(keys.index(part.key) + 1)


def _said(part: Part) -> Iterator[tuple[str, str]]:
    yield "Key", part.key
    if isinstance(part, Theme):
        yield "Code", part.code
        yield "Usual remedies", " ".join(part.usual_remedies)
        yield "Training", part.training_implication
        yield "For", part.audience
        yield "Stands for", " ".join(part.stands_for)


def _description(definition: str, said: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"{name}: {escaped(text)}" for name, text in said if text)
    text = f"{definition}\n\n{OURS}\n{lines}"
    return f"<Description>{escape(text, {chr(13): '&#13;'})}</Description>"
