"""Parts and steps in the words of those who make a tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit_tools.conditions.as_data import FORMS, GROUPS, from_data
from audit_tools.conditions.in_words import say
from audit_tools.definition.fields import Holds
from audit_tools.definition.sketch import sketch_questions
from audit_tools.editing.labels import label_of, noun_of, word_of
from audit_tools.editing.offers import answers_of, name_of
from audit_tools.editing.places import QUESTIONS, Document, Part, find, listed, shape_of
from audit_tools.editing.steps import Add, Move, Put, Step, Together
from audit_tools.numbers import joined

UNFINISHED = "something that is not finished"
LONGEST_NAME = 80


def title_of(document: Document, part: Part) -> str:
    """How a part is called: by its first words."""
    if not part.steps:
        return "The tool"
    outer = shape_of(Part(part.steps[:-1])) if part.list_name != QUESTIONS else None
    field = outer.field(part.list_name) if outer else None
    if field is not None and field.holds is Holds.PARTS_BY_WORD:
        return word_of(field, part.key)
    if field is not None and field.holds is Holds.PART:
        return label_of(outer, field).name if outer else part.key
    if part.list_name == QUESTIONS:
        return name_of(document, part.key) or part.key
    return _first_words(find(document, part) or {}, part)


def _first_words(held: Mapping[str, Any], part: Part) -> str:
    names = (one.name for one in shape_of(part).fields if one.holds is Holds.TEXT)
    told = (str(held.get(name, "")) for name in names if name != "number")
    words = next((text for text in told if text), part.key)
    return f"{held.get('number', '')} {words}".strip()


def say_step(document: Document, step: Step) -> str:
    """What a step did, to follow "Undo:": ``Guidance of “1.2 Was the child asked?”``."""
    if isinstance(step, Put):
        field = shape_of(step.part).field(step.field)
        label = label_of(shape_of(step.part), field).name if field else step.field
        return f"{label}, in {_quoted(title_of(document, step.part))}"
    if isinstance(step, Together):
        return say_step(document, step.steps[0])
    if isinstance(step, Move):
        holder = step.now.holder
        moved = _quoted(title_of(document, holder.within(step.now.list_name, step.key)))
        if holder == step.before.holder:
            return f"moving {moved}"
        return f"moving {moved} into {_quoted(title_of(document, holder))}"
    noun = noun_of(step.spot.list_name)
    part = step.spot.holder.within(step.spot.list_name, str(step.content["key"]))
    named = _quoted(_first_words(step.content, part))
    return f"{'adding' if isinstance(step, Add) else 'taking out'} the {noun} {named}"


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + '…'}”"


def say_conditions(document: Document, conditions: object) -> tuple[str, ...]:
    """Each of several conditions in words; what is not finished says so."""
    if not isinstance(conditions, list):
        return ()
    return tuple(say_condition(document, one) for one in conditions)


def say_condition(document: Document, condition: Mapping[str, Any]) -> str:
    """A condition in words, as people say it."""
    if not is_whole(condition):
        return UNFINISHED
    try:
        return say(from_data(condition), DraftNames(document))
    except ValueError:  # a word or a date that nobody could have chosen here
        return UNFINISHED


def is_whole(condition: object) -> bool:
    """Whether a condition is one of its forms, all the way down."""
    if not isinstance(condition, Mapping):
        return False
    form = {part for part in condition if condition[part] not in (None, [], {})}
    if form not in [set(one) for one in FORMS]:
        return False
    return all(is_whole(part) for part in parts_within(condition))


def parts_within(condition: Mapping[str, Any]) -> Sequence[Any]:
    """What stands in a group."""
    [group] = [name for name in GROUPS if name in condition] or [""]
    held = condition.get(group, [])
    return held if isinstance(held, list) else [held]


class DraftNames:
    """How the parts of a draft are called, where conditions speak of them."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def question(self, key: str) -> str:
        return name_of(self._document, key) or "a question that is not there"

    def answer(self, question: str, key: str) -> str:
        asked = next((q for q in sketch_questions(self._document) if q.key == question), None)
        return dict(answers_of(self._document, asked)).get(key, key) if asked else key

    def title(self, section: str) -> str:
        held = find(self._document, Part((("sections", section),)))
        return str(held.get("title", "")) if held else "a section that is not there"

    def grade(self, key: str) -> str:
        return dict(grades_of(self._document)).get(key, key)


def grades_of(document: Document) -> Iterator[tuple[str, str]]:
    """Every grade that a section can have, with its words: with those of each scale that has it."""
    words: dict[str, dict[str, None]] = {}
    for grade in (g for scale in listed(document, "scales") for g in listed(scale, "grades")):
        words.setdefault(str(grade.get("key")), {})[str(grade.get("label", ""))] = None
    yield from ((key, joined(labels, "or")) for key, labels in words.items())
    yield "not-our-part", "Not our part"
