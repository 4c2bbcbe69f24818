"""Where something stands in a draft, which may be unfinished.

A part is named by what it is and its permanent key, so that a place stays the same while others
move what is around it::

    ""                                  the tool
    sections/voice                      a section
    questions/voice.asked               a question, in whichever section it stands
    questions/voice.asked/choices/us    one of its answers
    questions/voice.asked/variants/police   how it reads for the police
    scales/lights/grades/green          a grade of a scale

A field is a part's place, a stroke and its name: ``questions/voice.asked/text``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit_tools.definition.fields import FieldShape, Holds, PartShape, tool_shape
from audit_tools.errors import Hidden

Document = dict[str, Any]
QUESTIONS = "questions"
SECTIONS = "sections"
ALONE = "it"
"""What stands for the key of a part of which there is one."""


@dataclass(frozen=True)
class Part:
    """The place of a part: what it is and its key, from the outside in; nothing for the tool."""

    steps: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return "/".join(step for pair in self.steps for step in pair)

    @property
    def key(self) -> str:
        return self.steps[-1][1] if self.steps else ""

    @property
    def list_name(self) -> str:
        """In which list it stands."""
        return self.steps[-1][0] if self.steps else ""

    def within(self, name: str, key: str) -> Part:
        """A part of it. A question is named alone, whatever it stands in."""
        if name == QUESTIONS:
            return Part(((name, key),))
        return Part((*self.steps, (name, key)))

    def place(self, field: str) -> str:
        """The place of one of its fields."""
        return f"{self.name}/{field}" if self.steps else field


def read_part(name: str) -> Part:
    """The part that is named. Raises ``Hidden`` where no tool has such a one."""
    steps = name.split("/") if name else []
    if len(steps) % 2:
        raise Hidden
    part = Part(tuple(zip(steps[::2], steps[1::2], strict=True)))
    shape_of(part)
    return part


def read_field(place: str) -> tuple[Part, FieldShape]:
    """The part and the field that a place names. Raises ``Hidden``."""
    name, _, field = place.rpartition("/")
    part = read_part(name)
    shape = shape_of(part).field(field)
    if shape is None:
        raise Hidden
    return part, shape


def shape_of(part: Part) -> PartShape:
    """What such a part can hold. Raises ``Hidden`` where no tool has such a one."""
    shape = tool_shape()
    for at, (name, _key) in enumerate(part.steps):
        if name == QUESTIONS and at == 0:
            shape = _parts_of(shape, SECTIONS)
        shape = _parts_of(shape, name)
    return shape


def _parts_of(shape: PartShape, name: str) -> PartShape:
    field = shape.field(name)
    if field is None or field.parts is None or field.holds is Holds.ROWS:
        raise Hidden
    return field.parts


def find(document: Document, part: Part) -> Document | None:
    """What stands there; None where it does not, or no more."""
    held: Document | None = document
    shape = tool_shape()
    for at, (name, key) in enumerate(part.steps):
        if held is None:
            return None
        if name == QUESTIONS and at == 0:
            shape = _parts_of(shape, SECTIONS)
            held = next((q for s in listed(document, SECTIONS) for q in listed(s, name)
                         if q.get("key") == key), None)  # fmt: skip
        else:
            held = _find_in(held, shape, name, key)
        shape = _parts_of(shape, name)
    return held


def _find_in(held: Document, shape: PartShape, name: str, key: str) -> Document | None:
    field = shape.field(name)
    if field is not None and field.holds is Holds.PART:
        return _mapping(held.get(name)) if key == ALONE else None
    if field is not None and field.holds is Holds.PARTS_BY_WORD:
        known = field.words is not None and key in list(field.words)
        return _mapping(_mapping(held.get(name)).get(key)) if known else None
    return next((one for one in listed(held, name) if one.get("key") == key), None)


def _mapping(held: object) -> Document:
    return held if isinstance(held, dict) else {}


def listed(holder: Mapping[str, Any], name: str) -> list[Document]:
    """The parts in a list; none where it is not there."""
    held = holder.get(name)
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []


def holder_of(document: Document, part: Part) -> Part:
    """What the part stands in: a question in its section. Raises ``Hidden`` where it is gone."""
    if part.list_name == QUESTIONS and len(part.steps) == 1:
        for section in listed(document, SECTIONS):
            if any(one.get("key") == part.key for one in listed(section, QUESTIONS)):
                return Part(((SECTIONS, str(section.get("key"))),))
        raise Hidden
    return Part(part.steps[:-1])


def parts_of(document: Document, part: Part) -> Iterator[tuple[Part, Document]]:
    """The parts that stand in a part, each with its place, those in them too."""
    held = find(document, part)
    if held is None:
        return
    for field in shape_of(part).fields:
        for inner in _inner(held, part, field):
            found = find(document, inner)
            if found:
                yield inner, found
                yield from parts_of(document, inner)


def _inner(held: Document, part: Part, field: FieldShape) -> list[Part]:
    if field.holds is Holds.PARTS:
        return [part.within(field.name, str(one.get("key"))) for one in listed(held, field.name)]
    if field.holds is Holds.PARTS_BY_WORD:
        return [part.within(field.name, word) for word in _mapping(held.get(field.name))]
    return [part.within(field.name, ALONE)] if field.holds is Holds.PART else []
