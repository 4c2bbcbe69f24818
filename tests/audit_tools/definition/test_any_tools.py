"""The generated tools hold everything that a tool can hold, so that what is promised of any tool is
promised of all that it can say. What is added to the shape and never drawn fails here."""

from collections.abc import Iterator
from typing import Any

from audit_tools.conditions.as_data import FORMS
from audit_tools.definition.fields import PartShape, tool_shape
from tests.audit_tools.definition.any_tools import (
    Document,
    all_fields,
    fields_in,
    many_documents,
    parts_in,
)


def test_every_field_that_a_tool_can_hold_is_drawn() -> None:
    drawn = {one for document in many_documents() for one in fields_in(document, tool_shape())}
    assert set(all_fields()) - drawn == set()


def test_every_word_that_can_stand_in_a_field_is_drawn() -> None:
    drawn = {one for document in many_documents() for one in words_in(document)}
    for shape, name, words in ((s, f.name, f.words) for s in shapes() for f in s.fields if f.words):
        missing = {word.value for word in words if (shape.name, name, word.value) not in drawn}
        # What is usual goes without saying.
        assert missing <= {"numbers"}, (shape.name, name)


def shapes(shape: PartShape | None = None) -> Iterator[PartShape]:
    shape = shape or tool_shape()
    yield shape
    for one in shape.fields:
        if one.parts is not None:
            yield from shapes(one.parts)


def words_in(document: Document) -> Iterator[tuple[str, str, str]]:
    for shape, held in parts_in(document, tool_shape()):
        for one in (field for field in shape.fields if field.words and field.name in held):
            said = held[one.name]
            for word in [said] if isinstance(said, str) else said:
                yield shape.name, one.name, word


def test_conditions_of_every_form_hang_on_sections_and_questions() -> None:
    drawn = {
        (shape.name, purpose, frozenset(one))
        for document in many_documents()
        for shape, held in parts_in(document, tool_shape())
        for purpose in ("show_when", "required_when")
        for one in terms_in(held.get(purpose, ()))
    }
    for purpose in ("show_when", "required_when"):
        forms = {form for _, what, form in drawn if what == purpose}
        assert forms == {frozenset(form) for form in FORMS}
        assert {part for part, what, _ in drawn if what == purpose} == {"section", "question"}


def terms_in(conditions: Any) -> Iterator[Document]:
    for one in conditions:
        yield one
        yield from terms_in(one.get("all_of", ()))
        yield from terms_in(one.get("any_of", ()))
        yield from terms_in([one["not"]] if "not" in one else ())
