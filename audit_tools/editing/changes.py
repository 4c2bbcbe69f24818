"""What somebody who looks at a draft asks for, made into a step: or the reason why it cannot be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from audit_tools.definition.fields import Holds
from audit_tools.editing.answerers import (
    answerer_of,
    ask_as_section,
    follow_answerer,
    section_answered_once,
)
from audit_tools.editing.contents import digest_of, read, shown
from audit_tools.editing.keys import key_for, keys_ever
from audit_tools.editing.labels import GIVEN, noun_of
from audit_tools.editing.places import (
    QUESTIONS,
    SECTIONS,
    Document,
    Part,
    find,
    listed,
    read_field,
    shape_of,
)
from audit_tools.editing.steps import (
    GONE,
    NOTHING,
    OTHERWISE,
    Add,
    Drop,
    Move,
    Put,
    Spot,
    Step,
    Together,
    spot_of,
)
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.parts import PartType
from audit_tools.tool import AnswerType, AskedOf, SectionFor

MOST_PARTS = 400
"""In one list. Nobody can be asked more than thirty questions, and a list is read by people."""


def put(document: Document, place: str, texts: Sequence[str], seen: str) -> Put | Together | None:
    """The step that fills in a field with what a page sends; None where it changes nothing.

    With who answers a section goes what follows from it: see ``follow_answerer``. A question that
    is answered once from now on is carried into a section that is, where there is one.
    ``seen`` is the digest of what the page showed. Raises ``Conflict`` where something else stands
    there now, ``Invalid`` for what no draft can hold, ``Hidden`` for what nobody fills in.
    """
    part, field = read_field(place)
    if field.name in GIVEN or field.holds in (Holds.PARTS, Holds.PARTS_BY_WORD, Holds.PART):
        raise Hidden
    sent = digest_of(field, texts)
    if sent == seen:
        return None
    held = find(document, part)
    if held is None:
        raise Conflict(GONE, place)
    current = held.get(field.name, NOTHING)
    stands = digest_of(field, shown(field, current))
    if stands == sent:
        return None
    if stands != seen:
        raise Conflict(OTHERWISE, place)
    filled_in = Put(part, field.name, current, read(field, texts, current, place))
    if part.list_name == SECTIONS and field.name == "asked":
        follows = tuple(follow_answerer(held, part, filled_in))
        return Together((filled_in, *follows)) if follows else filled_in
    if field.name == "asked" and (section := section_answered_once(document, part, filled_in.now)):
        return carry(document, part, section)
    return filled_in


def add(
    document: Document,
    spot: Spot,
    words: str,
    earlier: Iterable[Document],
    steps: Iterable[Step],
    *,
    is_alike: bool = False,
) -> Add:
    """The step that adds something that is called so. It gets its key now and for good.

    ``earlier`` are the published versions of the tool and ``steps`` all of the draft, in which keys
    were used. A question that ``is_alike`` is answered and asked as the one that it stands after.
    Raises ``Invalid`` where it has no words, ``Hidden`` where nothing can be added, ``Conflict``
    where the question that it would be like is gone.
    """
    shape = shape_of(spot.holder).field(spot.list_name)
    holder = find(document, spot.holder)
    if shape is None or shape.holds is not Holds.PARTS or holder is None:
        raise Hidden
    if not words.strip():
        raise Invalid(f"Write what the {noun_of(spot.list_name)} is called.", "words")
    if len(listed(holder, spot.list_name)) >= MOST_PARTS:
        raise Invalid(f"There are {MOST_PARTS} already. Take one out first.", "words")
    used = keys_ever(spot, [document, *earlier], steps)
    beginning = _alike if is_alike else _beginning
    content = {"key": key_for(spot, words, used), **beginning(document, spot, words.strip())}
    return Add(spot, content)


_ITS_OWN = frozenset(
    {"key", "number", "text", "row", "guidance", "look_for", "strength", "development", "variants",
     "criteria", "cross_references", "links", "not_computed", "comparable_from", "comparable_why"}
)  # fmt: skip
"""What a question says in words of its own, which say nothing of another that is like it."""


def _alike(document: Document, spot: Spot, words: str) -> dict[str, Any]:
    """How the question before it is answered, by whom and when; in a table it is one more row."""
    if spot.list_name != QUESTIONS:
        raise Hidden
    other = find(document, Part(((QUESTIONS, spot.after),)))
    if other is None:
        raise Conflict(GONE, spot.holder.name)
    kept = {name: deepcopy(held) for name, held in other.items() if name not in _ITS_OWN}
    return {"text": words, **kept, **({"row": words} if "matrix" in kept else {})}


def _beginning(document: Document, spot: Spot, words: str) -> dict[str, Any]:
    """What a new part says from the start, so that little is left to be filled in."""
    if spot.list_name == QUESTIONS:
        asked = (find(document, spot.holder) or {}).get("asked", "agencies")
        of = SectionFor(asked).asks if asked in list(SectionFor) else None
        # What is asked once is a fact: when it was, who commissioned it.
        kind = AnswerType.TEXT if of is not None and of.is_once else AnswerType.ASSESSMENT
        return {"text": words, "type": kind.value, "asked": (of or AskedOf.EACH).value}
    if spot.list_name == SECTIONS:
        return {"title": words, "graded": True, "asked": "agencies"}
    shape = shape_of(spot.holder.within(spot.list_name, "x"))
    [first, *_] = (one.name for one in shape.fields if one.holds is Holds.TEXT)
    return {first: words, **_initial(document, spot, words)}


def _initial(document: Document, spot: Spot, words: str) -> dict[str, str]:
    """Of a grade, the shortest beginning of its words that no other grade has; a part of a row is a
    text."""
    if spot.list_name == "parts":
        return {"type": PartType.TEXT.value}
    if spot.list_name != "grades":
        return {}
    taken = {one.get("initial") for one in listed(find(document, spot.holder) or {}, "grades")}
    tried = (words[:length].upper() for length in (1, 2, 3))
    free = next((initial for initial in tried if initial not in taken), None)
    return {"initial": free} if free else {}


def drop(document: Document, part: Part, seen: str) -> Drop:
    """The step that takes a part out. ``seen`` is the mark of what it held when it was looked at.

    Raises ``Conflict`` where it is gone, or holds something else by now.
    """
    content = find(document, part)
    if content is None:
        raise Conflict(GONE, part.name)
    if seen != mark_of(content):
        raise Conflict(
            "Somebody changed something in this meanwhile. Look at it, then take it out.", part.name
        )
    return Drop(spot_of(document, part), deepcopy(content))


def carry(document: Document, part: Part, section: str) -> Together:
    """The step that carries a question into another section, where it is last.

    It keeps its key, and with it its answers; only its number was of the other section, and who is
    asked where another answers the new one (see ``ask_as_section``). Raises
    ``Hidden`` where there is no such section, ``Conflict`` where the question is gone, ``Invalid``
    where it stands there.
    """
    content = find(document, part)
    if content is None:
        raise Conflict(GONE, part.name)
    holder = Part(((SECTIONS, section),))
    into = find(document, holder)
    if into is None or part.list_name != QUESTIONS:
        raise Hidden
    before = spot_of(document, part)
    if before.holder == holder:
        raise Invalid("Choose another section.", "section")
    keys = [str(one.get("key")) for one in listed(into, QUESTIONS)]
    carried = Move(part.key, before, Spot(holder, QUESTIONS, keys[-1] if keys else ""))
    number = content.get("number", NOTHING)
    unnumbered = () if number is NOTHING else (Put(part, "number", number, NOTHING),)
    left = find(document, before.holder) or {}
    answerers = (answerer_of(one.get("asked")) for one in (left, into))
    asked = ask_as_section(content, part, *answerers)
    return Together((carried, *unnumbered, *asked))


def mark_of(content: Document) -> str:
    """A short mark of all that a part holds."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def move_by(document: Document, part: Part, by: int) -> Move | None:
    """The step that carries a part up (-1) or down (1) by one; None where it is at the end."""
    before = spot_of(document, part)
    items = listed(find(document, before.holder) or {}, part.list_name)
    keys = [str(one.get("key")) for one in items]
    at = keys.index(part.key)
    to = at + by
    if not 0 <= to < len(keys):
        return None
    others = [key for key in keys if key != part.key]
    return Move(part.key, before, Spot(before.holder, part.list_name, others[to - 1] if to else ""))
