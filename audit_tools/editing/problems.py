"""What a draft still lacks, each with its place; and as much of it as can be shown already.

The checks are those of every definition, whoever wrote it. Their sentences name fields as documents
do, so here they are said in the words of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from audit_tools.agency_kinds import AgencyKind
from audit_tools.codebook import Codebook
from audit_tools.definition import find_wrong, tool_as_far, tool_from_document
from audit_tools.definition.fields import FieldShape, Holds, PartShape, tool_shape
from audit_tools.definition.text import Path
from audit_tools.editing.labels import label_of, word_of
from audit_tools.editing.offers import name_of
from audit_tools.editing.places import QUESTIONS, SECTIONS, Document, Part, find, shape_of
from audit_tools.errors import Invalid
from audit_tools.numbers import joined
from audit_tools.tool import AuditTool


@dataclass(frozen=True)
class Lacking:
    """One thing that is wrong or unfinished: in which part and field, and what to do about it.

    ``field`` is empty for the part as a whole; ``at`` leads on within the conditions of one.
    """

    part: Part
    field: str
    message: str
    at: Path = ()

    @property
    def place(self) -> str:
        return self.part.place(self.field) if self.field else self.part.name


@dataclass(frozen=True)
class Shown:
    """As much of a draft as makes a tool; ``left_out`` says how many parts of it do not yet."""

    tool: AuditTool | None
    left_out: int


def find_lacking(document: Document, codebooks: Iterable[Codebook]) -> tuple[Lacking, ...]:
    """Everything for which a draft cannot be published yet."""
    found = (_lacking(document, path, said) for path, said in find_wrong(document, codebooks))
    return tuple(dict.fromkeys(found))


def show_as_far(document: Document, codebooks: Iterable[Codebook]) -> Shown:
    """The tool that a draft is, without the questions and sections that are not finished."""
    books, rest, left_out = tuple(codebooks), deepcopy(document), 0
    for _ in range(_MOST_LOOKS):
        found = find_wrong(rest, books)
        if not found:
            return Shown(tool_from_document(rest), left_out)
        taken = _take_out(rest, [path for path, _ in found])
        if not taken:
            return Shown(tool_as_far(rest), left_out)
        left_out += taken
    return Shown(None, left_out)


_MOST_LOOKS = 6
"""What was left out can make something else wrong that spoke of it; a chain seldom is longer."""


def _take_out(document: Document, paths: Iterable[Path]) -> int:
    """Take out the smallest parts of lists in which these paths lie; gives how many those were."""
    wanted = {_smallest(path) for path in paths} - {()}
    for path in sorted(wanted, key=_from_the_end):
        *holder, name, at = path
        held: Any = document
        for step in holder:
            held = held[step]
        del held[name][at]
        if not held[name] and name != SECTIONS:
            del held[name]
    return len(wanted)


def _from_the_end(path: Path) -> tuple[Any, ...]:
    return (-len(path), *(-step for step in path if isinstance(step, int)))


def _smallest(path: Path) -> Path:
    """The question or section, or else the wait or the meeting, that a path leads into."""
    if path[:1] == (SECTIONS,) and len(path) > 1:
        return path[:4] if path[2:3] == (QUESTIONS,) and len(path) > 3 else path[:2]
    return path[:2] if len(path) > 1 and isinstance(path[1], int) else ()


def _lacking(document: Document, path: Path, said: str) -> Lacking:
    part, rest = _part_at(document, path)
    shape = shape_of(part)
    field, at = (str(rest[0]), rest[1:]) if rest else ("", ())
    known = field if shape.field(field) else ""
    return Lacking(part, known, in_plain_words(document, said), at)


def _part_at(document: Document, path: Path) -> tuple[Part, Path]:
    """The innermost part on a path, and what of the path is left."""
    part, shape, held, rest = Part(), tool_shape(), document, path
    while len(rest) > 1:
        field = shape.field(str(rest[0]))
        inner = _inner(held, field, rest) if field else None
        if field is None or field.parts is None or inner is None:
            break
        key, held, used = inner
        part, shape, rest = part.within(field.name, key), field.parts, rest[used:]
    return part, rest


def _inner(held: Document, field: FieldShape, rest: Path) -> tuple[str, Document, int] | None:
    there = held.get(field.name)
    if field.holds is Holds.PARTS and isinstance(there, list) and isinstance(rest[1], int):
        item = there[rest[1]] if rest[1] < len(there) else None
        return (str(item.get("key")), item, 2) if isinstance(item, dict) else None
    if field.holds is Holds.PARTS_BY_WORD and isinstance(there, dict):
        item = there.get(str(rest[1]))
        return (str(rest[1]), item, 2) if isinstance(item, dict) else None
    if field.holds is Holds.PART and isinstance(there, dict):
        return "it", there, 1
    return None


# --- In the words of the page ---------------------------------------------------------------

_QUOTED = re.compile(r"“([a-z_]+)(?:: ([a-z-]*))?”")
_KEY = re.compile(r"“([a-z0-9-]+\.[a-z0-9-]+)”")
_FACTS = (
    " holds facts, which nobody grades. Take the tick at “Each agency grades its own part in it” "
    "away."
)
_INSTEAD: Mapping[str, str] = {
    "Add “sections”.": "Add the first section.",
    "Write a text here; it is empty.": "Write something here; it is empty.",
    "List at least two choices, each with a key and a label.": "Add at least two answers.",
    "List what is asked in each row under “parts”.": "Add what is asked in each row.",
    "Say what one row is called: “called: Sibling”.": "Say what one row is called, such as "
    "“Sibling”.",
    "Write a text here; put a number, true or false in quotes.": "Write something here.",
    "Write a whole number, without quotes.": "Enter a whole number, such as 6.",
    "A section for the lead agency holds facts. Write “graded: false”.": "A section for the agency "
    "that leads" + _FACTS,
    **{
        f"A section {whose} holds facts. Write “graded: false”.": f"A section {whose}{_FACTS}"
        for whose in (
            "for the Business Unit",
            "for the whole audit",
            "for the child",
            "for a parent or carer",
            "for a practitioner",
        )
    },
    "Say on which scale it is answered: “scale:” and the key of one above.": "Choose the scale "
    "that it is answered on.",
    "Say what must hold: a “question” with its answers, or a group.": "Choose what must hold.",
}
# Nothing is written here by its key, and nothing is listed: it is chosen and added.
_OTHERWISE = (
    (re.compile(r"Use the key of [^.]*\."), "Choose another."),
    (re.compile(r"^List at least"), "Add at least"),
    (re.compile(r"Write (“[a-z_]+: )"), r"Choose \1"),
    (re.compile(r"take the variant out"), "take its own words out"),
)
_OF_CONDITIONS = {
    "one_of": "is answered with one of these",
    "answered": "is answered",
    "all_of": "all of these",
    "any_of": "any of these",
}
_ASKED = re.compile(r"^([a-z-]+(?:, [a-z-]+)*): asked")
_TYPE = re.compile(r"type “([a-z-]+)”")


def in_plain_words(document: Document, sentence: str) -> str:
    """A sentence of the checks, with fields, words and questions called as the page calls them."""
    sentence = _INSTEAD.get(sentence, sentence)
    for pattern, said in _OTHERWISE:
        sentence = pattern.sub(said, sentence)
    sentence = _KEY.sub(lambda match: _question(document, match), sentence)
    sentence = _ASKED.sub(lambda match: f"{_named(match[1])} asked", sentence)
    return _QUOTED.sub(_field_and_word, _TYPE.sub(_type, sentence))


def _named(keys: str) -> str:
    """Those who are asked, as they are called."""
    others = {
        "lead": "The agency that leads",
        "panel": "The case discussion",
        "unit": "The Business Unit",
        "audit": "The Business Unit for the audit",
        "child": "The child",
        "parent": "A parent or carer",
        "practitioner": "A practitioner",
    }
    kinds = {kind.value: kind.label for kind in AgencyKind}
    return joined((others | kinds).get(key, key) for key in keys.split(", ")) + (
        " is" if "," not in keys else " are"
    )


def _type(match: re.Match[str]) -> str:
    _, field = _names()["type"]
    known = field.words is not None and match[1] in list(field.words)
    return f"the kind “{word_of(field, match[1])}”" if known else match[0]


def _question(document: Document, match: re.Match[str]) -> str:
    known = find(document, Part(((QUESTIONS, match[1]),)))
    return f"“{name_of(document, match[1])}”" if known else match[0]


def _field_and_word(match: re.Match[str]) -> str:
    if match[1] in _OF_CONDITIONS:
        return f"“{_OF_CONDITIONS[match[1]]}”"
    known = _names().get(match[1])
    if known is None:
        return match[0]
    label, field = known
    if not match[2] or field.words is None or match[2] not in list(field.words):
        return f"“{label}”"
    return f"“{label}: {word_of(field, match[2])}”"


@cache
def _names() -> dict[str, tuple[str, FieldShape]]:
    """What each field is called, by the name that documents give it; where a question and what
    stands in it have one of a name, that of the question."""
    question = shape_of(Part(((QUESTIONS, ""),)))
    own = {one.name: (label_of(question, one).name, one) for one in question.fields}
    return dict(_fields_of(tool_shape())) | own


def _fields_of(shape: PartShape) -> Iterator[tuple[str, tuple[str, FieldShape]]]:
    for field in shape.fields:
        if field.parts is not None:
            yield from _fields_of(field.parts)
        yield field.name, (label_of(shape, field).name, field)


def publishable(document: Document, codebooks: Iterable[Codebook]) -> AuditTool:
    """The tool of a finished draft. Raises ``Invalid`` with everything that it lacks."""
    lacking = find_lacking(document, codebooks)
    if lacking:
        raise Invalid(
            f"{len(lacking)} things are left to finish before this can be published."
            if len(lacking) > 1
            else "One thing is left to finish before this can be published.",
        )
    return tool_from_document(document)
