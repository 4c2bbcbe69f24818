"""Putting something that identifies nobody in the place of what is marked."""

import re

from audit_tools.wording import Mark, MarkKind

_PERSON = ("the child", "mother", "father", "Sibling 1", "Peer A", "a worker")
_OFFERED = {
    MarkKind.NAME: _PERSON,
    MarkKind.LISTED: (*_PERSON, "a school", "a place"),
    MarkKind.SCHOOL: ("a school", "a place"),
    MarkKind.STREET: ("a place",),
    MarkKind.SERVICE: ("a place", "a service"),
    MarkKind.POSTCODE: ("a place",),
}
INSTEAD = (*_PERSON, "a school", "a place", "a service")
"""All that can stand in the place of what is taken out of a signed-off record."""
# A second sibling and a second friend are others than the first, so each has a letter or a number.
_NUMBERED = {
    "Sibling 1": [f"Sibling {number}" for number in range(1, 10)],
    "Peer A": [f"Peer {letter}" for letter in "ABCDEFGHJKLMNP"],
}


def replacements_for(kind: MarkKind, text: str, called: str = "") -> tuple[str, ...]:
    """What can stand instead of a mark of this kind in a text; empty where it has to be written.

    In a row of a group that is ``called`` "Peer A" or "Sibling 2", a person is most likely the one
    whose row it is: that is offered first, and no other brother, sister or friend.
    """
    offered = _OFFERED.get(kind, ())
    is_of_row = any(called in names for names in _NUMBERED.values())
    if not is_of_row or not _NUMBERED.keys() <= set(offered):
        return tuple(_next_free(one, text) for one in offered)
    return (called, *(one for one in offered if one not in _NUMBERED))


def replace_passage(text: str, passage: str, by: str) -> str:
    """The text with something else wherever the passage stands as a whole word.

    At the beginning of a sentence what stands instead begins with a capital too.
    """
    if not passage:
        return text
    return _whole(passage).sub(lambda match: _as_begun(by, text[: match.start()]), text)


def marks_of_passage(text: str, passage: str) -> tuple[Mark, ...]:
    """Where a passage stands in a text as a whole word."""
    found = _whole(passage).finditer(text)
    return tuple(Mark(MarkKind.LISTED, *match.span()) for match in found)


def _whole(passage: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(passage)}(?!\w)")


def _as_begun(by: str, before: str) -> str:
    begins = re.search(r"(?:^|[.!?]\s+|\n\s*(?:- )?)$", before)
    return by[:1].upper() + by[1:] if begins else by


def _next_free(offered: str, text: str) -> str:
    names = _NUMBERED.get(offered, ())
    return next((name for name in names if not re.search(rf"\b{name}\b", text)), offered)
