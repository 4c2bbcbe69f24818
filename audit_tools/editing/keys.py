"""Keys, which are given once and for all: answers are stored under them.

A key is made of the words that something had when it was added, and says nothing any more once
they are changed. One that was ever used, in any version or in the draft itself, is used for nothing
else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import count
from unicodedata import normalize

from audit_tools.editing.places import (
    QUESTIONS,
    SECTIONS,
    Document,
    Part,
    parts_of,
)
from audit_tools.editing.steps import Add, Drop, Spot, Step, Together

LONGEST = 40
# They say nothing of what is asked, and a key is read by people.
PASSED_OVER = frozenset(
    {"a", "an", "and", "are", "by", "did", "do", "does", "for", "has", "have", "how", "in", "is",
     "it", "of", "on", "or", "that", "the", "there", "this", "to", "was", "were", "what", "when",
     "which", "who", "with"}
)  # fmt: skip


def new_key(words: str, used: Collection[str], other: str) -> str:
    """A key for something that is called so: ``daily-life``; of the ``other`` word where its name
    has no letters to make one of."""
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    found = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    telling = [word for word in found if word not in PASSED_OVER] or found
    while telling and not telling[0][0].isalpha():
        telling = [f"n{telling[0]}", *telling[1:]]
    stem = _shortened(telling) or other
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(key for key in _first(stem, numbered) if key not in used)


def _first(stem: str, others: Iterable[str]) -> Iterator[str]:
    yield stem
    yield from others


def _shortened(words: list[str]) -> str:
    key = ""
    for word in words[:5]:
        longer = f"{key}-{word}" if key else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        key = longer
    return key


def key_for(spot: Spot, words: str, used: Collection[str]) -> str:
    """The key of something that is added at a spot; a question's begins with its section's."""
    other = spot.list_name.removesuffix("s")
    if spot.list_name != QUESTIONS:
        return new_key(words, used, other)
    prefix = f"{spot.holder.key}."
    within = {key.removeprefix(prefix) for key in used if key.startswith(prefix)}
    return prefix + new_key(words, within, other)


def keys_ever(spot: Spot, documents: Iterable[Document], steps: Iterable[Step]) -> set[str]:
    """All keys that were ever used there: in these documents, and in what steps added or took out.

    Keys of questions are one set for the whole tool, as are those of sections and scales.
    """
    wanted = _list_of(spot)
    found = {key for document in documents for name, key in _keys_in(document) if name == wanted}
    for step in _single(steps):
        if isinstance(step, (Add, Drop)):
            found |= {key for name, key in _keys_of(step) if name == wanted}
    return found


def _single(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield from _single(step.steps) if isinstance(step, Together) else (step,)


def _list_of(spot: Spot) -> str:
    of_tool = spot.list_name == QUESTIONS or not spot.holder.steps
    return spot.list_name if of_tool else f"{spot.holder.name}/{spot.list_name}"


def _keys_in(document: Document) -> Iterator[tuple[str, str]]:
    for part, _held in parts_of(document, Part()):
        yield part.name.rpartition("/")[0], part.key


def _keys_of(step: Add | Drop) -> Iterator[tuple[str, str]]:
    """The keys of a part and of all that stands in it, each with its list."""
    yield _list_of(step.spot), str(step.content["key"])
    if not step.spot.holder.steps:
        yield from _keys_in({step.spot.list_name: [step.content]})
    elif step.spot.list_name == QUESTIONS:
        holder = {"key": step.spot.holder.key, QUESTIONS: [step.content]}
        yield from (one for one in _keys_in({SECTIONS: [holder]}) if one[0] != SECTIONS)
