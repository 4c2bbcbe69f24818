"""What can be chosen in a field, and where a field makes sense at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from audit_tools.choices import Absence
from audit_tools.codebook import Codebook
from audit_tools.definition.fields import FieldShape
from audit_tools.definition.points_checks import counts_children
from audit_tools.definition.sketch import QuestionSketch, sketch_questions
from audit_tools.editing.labels import word_of
from audit_tools.editing.places import Document, Part, find, listed
from audit_tools.questions import JUDGEMENTS, AnswerType, AskedOf

Offer = tuple[str, str]


@dataclass(frozen=True)
class Around:
    """What a draft may speak of beside itself: the partnership's theme lists."""

    theme_lists: tuple[Codebook, ...] = ()

    def themes(self, key: object) -> Iterator[Offer]:
        """The themes of a list, each with its title."""
        for book in self.theme_lists:
            if book.key == key:
                yield from ((theme.key, theme.title) for theme in book.themes)


def offered(document: Document, part: Part, field: FieldShape, around: Around) -> tuple[Offer, ...]:
    """What can be chosen in a field, each with how it is called; what stands there is among it, so
    that it can be seen and taken out."""
    if field.words is not None:
        return tuple((word.value, word_of(field, word.value)) for word in field.words)
    if field.name not in _MAKERS:
        return ()
    held = find(document, part) or {}
    found = list(_MAKERS[field.name](document, part, around))
    known = {key for key, _ in found}
    there = held.get(field.name)
    wanted = there if isinstance(there, list) else [there] if there else []
    return (*found, *((key, f"{key} (no longer there)") for key in wanted if key not in known))


def is_chosen(field: FieldShape) -> bool:
    """Whether a field is filled in by choosing: words, or what is there elsewhere in the tool."""
    return field.words is not None or field.name in _MAKERS


def _scales(document: Document, _part: Part, _around: Around) -> Iterator[Offer]:
    for scale in listed(document, "scales"):
        yield str(scale.get("key")), str(scale.get("title", ""))


def _themes(document: Document, _part: Part, around: Around) -> Iterator[Offer]:
    yield from around.themes(document.get("theme_list"))


def _theme_lists(_document: Document, _part: Part, around: Around) -> Iterator[Offer]:
    yield from ((book.key, book.title) for book in around.theme_lists)


def _choices(document: Document, part: Part, _around: Around) -> Iterator[Offer]:
    for choice in listed(find(document, part) or {}, "choices"):
        yield str(choice.get("key")), str(choice.get("label", ""))


def _answers(document: Document, part: Part, _around: Around) -> Iterator[Offer]:
    question = next((q for q in sketch_questions(document) if q.key == part.key), None)
    if question is not None:
        yield from answers_of(document, question)


def _questions(document: Document, _part: Part, _around: Around) -> Iterator[Offer]:
    yield from ((q.key, name_of(document, q.key)) for q in sketch_questions(document))


_MAKERS: Mapping[str, Callable[[Document, Part, Around], Iterator[Offer]]] = {
    "scale": _scales,
    "themes": _themes,
    "theme_list": _theme_lists,
    "alone": _choices,
    "reason_when": _answers,
    "question": _questions,
    "meanwhile": _questions,
}
NAMING_QUESTIONS = tuple(name for name, maker in _MAKERS.items() if maker is _questions)
"""The fields that name a question."""


def answers_of(document: Document, question: QuestionSketch) -> Iterator[Offer]:
    """Every answer to a question that can be chosen, with its words."""
    labels = {choice.key: choice.label for choice in JUDGEMENTS}
    labels |= {absence.value: absence.label for absence in Absence}
    labels |= _labels(find(document, Part((("questions", question.key),))), "choices")
    labels |= _labels(find(document, Part((("scales", question.scale),))), "grades")
    yield from ((key, labels.get(key, key)) for key in question.options)


def _labels(holder: Document | None, name: str) -> dict[str, str]:
    return {str(one.get("key")): str(one.get("label", "")) for one in listed(holder or {}, name)}


def name_of(document: Document, key: str) -> str:
    """A question as it is named in a list: its number and its words."""
    question = find(document, Part((("questions", key),))) or {}
    return f"{question.get('number', '')} {question.get('text', '')}".strip()


def applies(document: Document, part: Document, field: FieldShape) -> bool:
    """Whether a field makes sense beside what else is said; one that says something always shows,
    so that it can be taken back."""
    if field.name == "points" and counts_children(document.get("counts")):
        return field.name in part
    rule = _ONLY_WHERE.get(field.name)
    return rule is None or field.name in part or rule(part)


def _answered(*types: AnswerType) -> Callable[[Document], bool]:
    return lambda part: "type" not in part or part["type"] in types


_CHOSEN = (AnswerType.ASSESSMENT, AnswerType.SINGLE, AnswerType.MULTIPLE, AnswerType.SCALE)
_IN_ROWS = _answered(AnswerType.GROUP)
_OF_AGENCIES = (AskedOf.EACH, AskedOf.LEAD)
_ONCE = [asked for asked in AskedOf if asked.is_once]


def _judges(part: Document) -> bool:
    """Whether its answers judge somebody's practice, and so could become findings."""
    is_judgement = part.get("type", AnswerType.ASSESSMENT) == AnswerType.ASSESSMENT
    return is_judgement and part.get("asked") not in _ONCE


_ONLY_WHERE: Mapping[str, Callable[[Document], bool]] = {
    "choices": _answered(AnswerType.SINGLE, AnswerType.MULTIPLE),
    "alone": _answered(AnswerType.MULTIPLE),
    "comments": _answered(AnswerType.MULTIPLE),
    "scale": _answered(AnswerType.SCALE),
    "absences": _answered(*_CHOSEN, AnswerType.GROUP),
    "parts": _IN_ROWS,
    "called": _IN_ROWS,
    "numbered": _IN_ROWS,
    "most": _IN_ROWS,
    "reason_when": _answered(*_CHOSEN),
    "kinds": lambda part: part.get("asked", AskedOf.EACH) in _OF_AGENCIES,
    "variants": lambda part: part.get("asked", AskedOf.EACH) in _OF_AGENCIES,
    "look_for": lambda part: part.get("asked", AskedOf.EACH) in _OF_AGENCIES,
    "strength": _judges,
    "development": _judges,
    "matrix": _answered(AnswerType.ASSESSMENT, AnswerType.SINGLE, AnswerType.SCALE),
    "row": _answered(AnswerType.ASSESSMENT, AnswerType.SINGLE, AnswerType.SCALE),
    "reason_prompt": lambda part: bool(part.get("reason") or part.get("reason_when")),
}
