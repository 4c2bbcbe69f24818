"""Whatever a tool says can be filled in and chosen in the editor, and is then the same tool."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given

from audit_tools.definition import tool_from_document
from audit_tools.definition.fields import Holds
from audit_tools.editing import conditions as rules
from audit_tools.editing.conditions import Conditions, Steps, group_of
from audit_tools.editing.contents import read, shown
from audit_tools.editing.places import Document, Part, find, parts_of, shape_of
from audit_tools.editing.steps import NOTHING
from tests.audit_tools.definition.any_tools import documents
from tests.audit_tools.editing.edited import FEW, WHOLE, fields_of

ALL = pytest.mark.parametrize("document", WHOLE, ids=[one["key"] for one in WHOLE])


@ALL
def test_a_tool_is_the_same_when_each_of_its_fields_is_filled_in_from_nothing(
    document: Document,
) -> None:
    assert tool_from_document(filled_in(document)) == tool_from_document(document)


@ALL
def test_the_conditions_of_a_tool_are_the_same_when_they_are_built_by_choosing(
    document: Document,
) -> None:
    for part, conditions in conditions_of(document):
        assert plain(built(document, part, conditions)) == plain(conditions)


@FEW
@given(documents())
def test_any_tool_is_the_same_when_it_is_filled_in_and_its_conditions_are_built(
    document: Document,
) -> None:
    assert tool_from_document(filled_in(document)) == tool_from_document(document)
    for part, conditions in conditions_of(document):
        assert plain(built(document, part, conditions)) == plain(conditions)


def filled_in(document: Document) -> Document:
    """The draft with each field as a page would send it that never saw what stands there."""
    changed = deepcopy(document)
    for part, field in fields_of(document):
        content = (find(document, part) or {}).get(field.name, NOTHING)
        holder = find(changed, part)
        assert holder is not None
        holder.pop(field.name, None)
        typed = read(field, shown(field, content), NOTHING, part.place(field.name))
        if typed is not NOTHING:
            holder[field.name] = typed
    return changed


def conditions_of(document: Document) -> Iterator[tuple[Part, Conditions]]:
    """All conditions of a draft, each with what hangs on them."""
    for part, held in parts_of(document, Part()):
        for field in shape_of(part).fields:
            if field.holds is Holds.CONDITIONS and field.name in held:
                yield part, held[field.name]


def built(document: Document, part: Part, wanted: Conditions) -> Conditions:
    """The same conditions as somebody makes them who chooses one thing after the other."""
    held: Conditions = []
    for at, one in enumerate(wanted):
        held = rules.put_term(held, (), chosen(document, part, first_term(one)))
        held = grown(document, part, held, (at,), one)
    return held


def grown(
    document: Document, part: Part, held: Conditions, at: Steps, wanted: dict[str, Any]
) -> Conditions:
    """With all that is wanted around the first term of it, which stands there already."""
    group = group_of(wanted)
    if not group:
        return held
    if group == "not":
        turned = rules.turn(held, at)
        return grown(document, part, turned, (*at, "not"), wanted["not"])
    held = rules.join(held, at, group)
    for number, one in enumerate(wanted[group]):
        if number:
            term = chosen(document, part, first_term(one))
            held = rules.put_term(held, (*at, group), term)
        held = grown(document, part, held, (*at, group, number), one)
    return held


def first_term(condition: dict[str, Any]) -> dict[str, Any]:
    group = group_of(condition)
    if not group:
        return condition
    return first_term(condition["not"] if group == "not" else condition[group][0])


def chosen(document: Document, part: Part, term: dict[str, Any]) -> dict[str, Any]:
    """The term as it is made of what the page offers where it is to stand."""
    name = next(name for name in ("question", "grade", "case", *term) if name in term)
    subject = f"{name}:{term[name]}" if name in ("question", "grade", "case") else name
    assert subject in {one.name for one in rules.subjects(document, part)}
    said = term[name] if subject == name else next(held for n, held in term.items() if n != name)
    [way, *_] = [one for one in rules.ways(document, subject) if _is_way(one.name, term, said)]
    given_ = said if isinstance(said, list) else [str(said)]
    given_ = ["\r\n".join(given_)] if way.holds == "text" else given_
    return rules.make_term(document, subject, way.name, given_)


def _is_way(way: str, term: dict[str, Any], said: object) -> bool:
    if "answered" in term:
        return way == ("answered" if said else "not-answered")
    return way in term or way in ("is", str(said).lower())


def plain(conditions: Any) -> Any:
    """Conditions without the order of what is ticked in them, which says nothing."""
    if isinstance(conditions, list):
        is_ticked = all(isinstance(one, str) for one in conditions)
        return sorted(conditions) if is_ticked else [plain(one) for one in conditions]
    if isinstance(conditions, dict):
        return {name: plain(held) for name, held in conditions.items()}
    return conditions
