"""What is stored of a return in the words that a file shows, and back.

A drop-down list offers the words of the scale itself; nobody has to know a key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from audit_tools import places
from audit_tools.dates import format_date, may_be_entered, read_day
from audit_tools.errors import Invalid
from audit_tools.numbers import joined
from audit_tools.places import FindingKind, Place
from audit_tools.tool import SEPARATOR, AnswerType, AuditTool, Question, Scale
from audit_tools.training_needs import Cause

YES, NO = "Yes", "No"
YES_OR_NO = (YES, NO)
NOT_OUR_PART = "Not our part"
CAUSES = {cause.label: cause.value for cause in Cause}
_OF_CHOICE = "#"
Meant = TypeVar("Meant")
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def box_of(question: str, choice: str) -> str:
    """The box of one choice of a question that takes several."""
    return f"{question}{_OF_CHOICE}{choice}"


def place_of(box: str) -> str:
    """The place of the return that a box belongs to."""
    return box.partition(_OF_CHOICE)[0]


def as_in_file(text: str) -> str:
    """A stored text as a file gives it back.

    XML has no room for most control characters and for halves of others, and openpyxl takes out
    what Excel escapes an underscore with; who typed neither finds the text as it was.
    """
    kept = _NO_TEXT.sub("", text.replace("\r", "\n"))
    return kept.replace("x005F_", "").strip()


def labels_of(question: Question) -> dict[str, str]:
    """The words to choose from, each with the key of its answer. Two that read alike are told
    apart by their keys; empty for what is written."""
    labels = dict[str, str]()
    for choice in question.options:
        label = _tidy(choice.label)
        is_taken = label.casefold() in map(str.casefold, labels)
        labels[f"{label} ({choice.key})" if is_taken else label] = choice.key
    return labels


def grade_words(scale: Scale) -> dict[str, str]:
    """The words for the grade of one's own part, each with what is stored for it."""
    return {_tidy(g.label): g.key for g in scale.grades} | {NOT_OUR_PART: places.NOT_OUR_PART}


def ticked(stored: str) -> tuple[str, ...]:
    """The keys of the choices of a multiple choice that are chosen."""
    return tuple(stored.split(SEPARATOR)) if stored else ()


def as_words(question: Question, stored: str) -> str:
    """An answer that is no multiple choice, as a file shows it."""
    if not stored:
        return ""
    if question.type is AnswerType.DATE:
        day = date.fromisoformat(stored)
        return format_date(day) if may_be_entered(day) else stored
    labels = {key: label for label, key in labels_of(question).items()}
    return labels.get(stored, as_in_file(stored))


def words_at(tool: AuditTool, scale: Scale | None, place: str, stored: str) -> str:
    """What is stored at a place, as people read it; empty for nothing."""
    where = places.read_place(place)
    question = tool.question(where.part) if where.of_question else None
    if question and (asked := question.asked_at(place)):
        if asked.type is not AnswerType.MULTIPLE:
            return as_words(asked, stored)
        labels = {key: label for label, key in labels_of(asked).items()}
        return "; ".join(labels.get(key, key) for key in ticked(stored))
    words_of = {key: word for word, key in _words_at(scale, where).items()}
    return words_of.get(stored, stored)


def stored_of(tool: AuditTool, scale: Scale | None, place: str, texts: Mapping[str, str]) -> str:
    """What is stored for what stands in the boxes of a place; empty where all of them are.

    ``texts`` are by box. Raises ``Invalid`` for a word that cannot be chosen there.
    """
    where = places.read_place(place)
    if where.of_question:
        question = tool.question(where.part).asked_at(place)
        if question is None:
            return texts[place]
        if question.type is AnswerType.MULTIPLE:
            return _stored_of_ticks(question, texts)
        return _stored_of_answer(question, texts[place])
    words = _words_at(scale, where)
    return _chosen(words, texts[place]) if words else texts[place]


def _words_at(scale: Scale | None, where: Place) -> Mapping[str, str]:
    """The words to choose from at a place that is no question's; empty for a text."""
    if where.part == "grade":
        return grade_words(scale) if scale else {}
    if where.part == "nothing":
        return {YES: places.YES, NO: ""}
    is_cause = where.part == FindingKind.DEVELOPMENT and where.rest[-1:] == ("cause",)
    return CAUSES if is_cause else {}


def _stored_of_answer(question: Question, text: str) -> str:
    if question.type is AnswerType.DATE and text:
        day = read_day(text)
        return day.isoformat() if day else text
    labels = labels_of(question)
    return _chosen(labels, text) if labels else text


def _stored_of_ticks(question: Question, texts: Mapping[str, str]) -> str:
    ticks = {YES: True, NO: False}
    chosen = [
        choice.key
        for choice in question.options
        if _chosen(ticks, texts.get(box_of(question.key, choice.key), "") or NO)
    ]
    return SEPARATOR.join(chosen)


def _chosen(words: Mapping[str, Meant], text: str) -> Meant:
    """What a word stands for, however it is spaced and whatever is in capitals."""
    for word, meant in words.items():
        if word.casefold() == _tidy(text).casefold():
            return meant
    raise Invalid(f"Choose {joined(words, 'or')}.")


def _tidy(label: str) -> str:
    return " ".join(label.split())
