"""Everything in a text that could identify somebody: what looks like an identifier, and names."""

import re

from audit_tools.wording import Mark, MarkKind, in_order, looks_like
from audit_tools.words.names import names_in
from audit_tools.words.surroundings import surroundings_in
from audit_tools.words.word_list import Words


def marks_in(text: str, words: Words) -> tuple[Mark, ...]:
    """Every passage that could identify somebody, in order and without overlap.

    What the partnership lists as no name is left out; what it wants marked is marked anyway.
    """
    no_names = _spans(words.not_names, text)
    listed = _spans(words.always_marked, text)
    names = (*names_in(text), *surroundings_in(text))
    return in_order(
        (
            *looks_like(text),
            *(Mark(MarkKind.LISTED, start, end) for start, end in listed),
            *(mark for mark in names if not _touches(mark, no_names)),
        )
    )


def _spans(pattern: re.Pattern[str] | None, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)] if pattern else []


def _touches(mark: Mark, spans: list[tuple[int, int]]) -> bool:
    return any(mark.start < end and start < mark.end for start, end in spans)
