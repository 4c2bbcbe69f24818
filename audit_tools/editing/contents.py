"""The content of a field as the texts that a page sends of it, and back.

What a page shows and is sent unchanged is no change, whatever in it a page cannot show.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from audit_tools.definition.fields import FieldShape, Holds
from audit_tools.editing.steps import NOTHING
from audit_tools.errors import Invalid

Texts = tuple[str, ...]
YES, NO = "yes", "no"
USUAL, THESE = "usual", "these"
LONGEST = 20_000
MOST_TEXTS = 400

_SETS = (Holds.KEYS, Holds.WORDS)


def shown(field: FieldShape, content: Any) -> Texts:
    """What a page shows of a field: the texts of its boxes, in their order."""
    if field.holds is Holds.YES_OR_NO:
        return _shown_yes_or_no(field, content)
    if field.holds in _SETS:
        return _shown_several(field, content)
    if field.holds is Holds.TEXTS:
        return _of_list(content)
    if field.holds is Holds.ROWS:
        return tuple(_of_rows(field, content))
    held = field.default if content is NOTHING else content
    if field.holds is Holds.CONDITIONS:
        return (json.dumps(held),)
    return ("" if held is None else str(held),)


def _shown_yes_or_no(field: FieldShape, content: Any) -> Texts:
    held = field.default if content is NOTHING else content
    if field.open:
        return (YES if held is True else NO if held is False else "",)
    return (YES,) if held is True else ()


def _shown_several(field: FieldShape, content: Any) -> Texts:
    if not field.open:
        return _of_list(content)
    return (USUAL,) if content in (NOTHING, None) else (THESE, *_of_list(content))


def _of_list(content: Any) -> Texts:
    return tuple(str(one) for one in content) if isinstance(content, list) else ()


def _of_rows(field: FieldShape, content: Any) -> Iterator[str]:
    names = row_names(field)
    for row in content if isinstance(content, list) else []:
        yield from (str(row.get(name, "")) for name in names)


def row_names(field: FieldShape) -> Texts:
    """What the boxes of one row are, in their order."""
    return tuple(one.name for one in field.parts.fields) if field.parts else ()


def digest_of(field: FieldShape, texts: Sequence[str]) -> str:
    """A short mark of what a page showed, by which a change is told from what was left alone."""
    return hashlib.sha256(json.dumps(_plain(field, texts)).encode()).hexdigest()[:16]


def _plain(field: FieldShape, texts: Sequence[str]) -> list[str]:
    """The texts without what says nothing: how lines end, spaces around, boxes left empty; and of
    what is ticked, the order."""
    clean = [text.replace("\r\n", "\n").replace("\r", "\n").strip() for text in texts]
    if field.holds is Holds.TEXTS:
        return [text for text in clean if text]
    if field.holds is Holds.ROWS:
        return [text for row in _in_rows(field, clean) if any(row) for text in row]
    if field.holds in _SETS:
        return sorted(clean)
    return clean or [""]


def _in_rows(field: FieldShape, texts: Sequence[str]) -> Iterator[Sequence[str]]:
    wide = len(row_names(field))
    for at in range(0, len(texts), wide):
        yield texts[at : at + wide]


def read(field: FieldShape, texts: Sequence[str], current: Any, place: str) -> Any:
    """The content that these texts make of a field; `NOTHING` where they leave it out.

    ``current`` is what stands there now: of what is ticked the order of that is kept. Raises
    ``Invalid`` for what no draft can hold; what is only unfinished or wrong is held.
    """
    if len(texts) > MOST_TEXTS or any(len(text) > LONGEST for text in texts):
        raise Invalid("Keep this to 20,000 characters.", place)
    if field.holds in _SETS:
        return _read_several(field, [text.strip() for text in texts], current)
    plain = _plain(field, texts)
    if field.holds is Holds.YES_OR_NO:
        return _read_yes_or_no(field, plain)
    if field.holds is Holds.ROWS:
        return _read_rows(field, plain) or NOTHING
    if field.holds is Holds.TEXTS:
        return plain or NOTHING
    if field.holds is Holds.CONDITIONS:
        return _read_conditions(plain[0], place) or NOTHING
    return _read_single(field, plain[0], current, place)


def _read_single(field: FieldShape, text: str, current: Any, place: str) -> Any:
    if field.holds is Holds.NUMBER and text:
        number = _read_number(text, place)
        return NOTHING if number == field.default else number
    # What goes without saying is not said, unless it was before.
    if field.holds is Holds.WORD and current is NOTHING and text == field.default:
        return NOTHING
    return text or NOTHING


def _read_several(field: FieldShape, ticked: list[str], current: Any) -> Any:
    if field.open and THESE not in ticked:
        return NOTHING
    chosen = [one for one in ticked if one not in (THESE, USUAL)]
    if field.words is not None:
        chosen = [word.value for word in field.words if word.value in chosen]
    before = [one for one in _of_list(current) if one in chosen]
    content = [*before, *(one for one in chosen if one not in before)]
    return content if content or field.open else NOTHING


def _read_yes_or_no(field: FieldShape, plain: list[str]) -> Any:
    if field.open:
        return {YES: True, NO: False}.get(plain[0], NOTHING)
    ticked = YES in plain
    return NOTHING if ticked is False and field.default is False else ticked


def _read_rows(field: FieldShape, plain: list[str]) -> list[dict[str, str]]:
    rows = (zip(row_names(field), row, strict=False) for row in _in_rows(field, plain))
    return [{name: text for name, text in row if text} for row in rows]


def _read_conditions(text: str, place: str) -> list[dict[str, Any]]:
    """Conditions as the page carries them along; nobody types them."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        held = None
    # The database cannot hold this character, whichever way it is written.
    if (
        not isinstance(held, list)
        or not all(isinstance(c, dict) for c in held)
        or "\\u0000" in text
    ):
        raise Invalid("These are no conditions. Load the page again.", place)
    return held


def _read_number(text: str, place: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise Invalid("Enter a number, such as 6.", place)
    return int(text)
