"""Drafts to be edited: of the shipped tools, of one that says much, and of generated ones."""

from copy import deepcopy
from typing import Any

import hypothesis
from hypothesis import strategies as st

from audit_tools.definition import tool_to_document
from audit_tools.definition.fields import FieldShape, Holds
from audit_tools.editing.contents import THESE
from audit_tools.editing.labels import GIVEN
from audit_tools.editing.offers import Around, is_chosen, offered
from audit_tools.editing.places import Document, Part, parts_of, shape_of
from audit_tools.library import shipped_tools
from tests.audit_tools.definition.any_tools import TEXTS, documents
from tests.wide_tool import wide_tool

WHOLE = tuple(tool_to_document(tool) for tool in (*shipped_tools(), wide_tool()))
DRAFTS = st.one_of(st.sampled_from(WHOLE).map(deepcopy), documents())
# A draft has some thousand fields, of which each example looks at all.
FEW = hypothesis.settings(max_examples=40)
PARTS = (Holds.PARTS, Holds.PARTS_BY_WORD, Holds.PART)


def fields_of(document: Document) -> list[tuple[Part, FieldShape]]:
    """Every field of a draft that somebody fills in, with the part that it is of."""
    parts = [Part(), *(part for part, _ in parts_of(document, Part()))]
    return [
        (part, field)
        for part in parts
        for field in shape_of(part).fields
        if field.name not in GIVEN and field.holds not in (*PARTS, Holds.CONDITIONS)
    ]


@st.composite
def sent(draw: st.DrawFn, document: Document, part: Part, field: FieldShape) -> tuple[str, ...]:
    """What a page may send of a field."""
    if field.holds is Holds.YES_OR_NO:
        return draw(st.sampled_from([(), ("yes",)] if not field.open else [("",), ("no",)]))
    if is_chosen(field):
        keys = [key for key, _ in offered(document, part, field, Around())]
        chosen: list[str] = draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
        if field.holds in (Holds.WORD, Holds.KEY):
            return (chosen[0] if chosen else "",)
        return (THESE, *chosen) if field.open else tuple(chosen)
    if field.holds is Holds.NUMBER:
        return (draw(st.sampled_from(["", "0", "7"])),)
    texts: Any = draw(st.lists(TEXTS, min_size=2, max_size=2))
    return tuple(texts) if field.holds in (Holds.TEXTS, Holds.ROWS) else (texts[0],)
