"""What is wrong with how a question is answered: its choices, and the reasons that it asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit_tools.definition.group_checks import find_in_group
from audit_tools.definition.sentences import Found
from audit_tools.definition.sketch import QuestionSketch
from audit_tools.tool import AnswerType, AskedOf, Needed


def find_in_answers(question: QuestionSketch) -> Iterator[Found]:
    """Everything that is wrong with the answers of one question."""
    yield from _choices_rules(question)
    yield from _alone_rules(question)
    yield from _scale_rules(question)
    yield from find_in_group(question)
    yield from _absence_rules(question)
    yield from _reason_rules(question)
    if question.answer and question.required_when:
        yield (
            (*question.path, "required_when"),
            "“answer” says it for every case already. Take one of the two out.",
        )


def _choices_rules(question: QuestionSketch) -> Iterator[Found]:
    path = (*question.path, "choices")
    if question.type in (AnswerType.SINGLE, AnswerType.MULTIPLE):
        if len(question.own_options) < 2:
            yield path, "List at least two choices, each with a key and a label."
    elif question.has_own_choices:
        yield path, f"An answer of type “{question.type}” has no choices of its own. Take them out."


def _alone_rules(question: QuestionSketch) -> Iterator[Found]:
    if question.has_comments and question.type != AnswerType.MULTIPLE:
        yield (
            (*question.path, "comments"),
            "Only where several may be chosen each has a comment. Say “reason: optional” here.",
        )
    path = (*question.path, "alone")
    if question.alone and question.type != AnswerType.MULTIPLE:
        yield path, "Only where several may be chosen can one stand alone. Take “alone” out."
        return
    for key in question.alone:
        if key not in question.own_options:
            yield path, f"“{key}” is not one of the choices. Use the key of a choice above."


def _scale_rules(question: QuestionSketch) -> Iterator[Found]:
    path = (*question.path, "scale")
    if question.type != AnswerType.SCALE:
        if question.scale:
            yield path, "Only a question of type “scale” is answered on one. Take “scale” out."
    elif not question.scale:
        yield question.path, "Say on which scale it is answered: “scale:” and the key of one above."
    elif not question.has_scale:
        yield path, f"There is no scale “{question.scale}”. Use the key of one under “scales”."


def _absence_rules(question: QuestionSketch) -> Iterator[Found]:
    path = (*question.path, "absences")
    if question.absences and question.type not in _CHOSEN:
        yield path, f"An answer of type “{question.type}” is not chosen. Take “absences” out."
        return
    for key, times in Counter(question.absences).items():
        if times > 1:
            yield path, f"“{key}” is listed twice. Keep it once."
        if key in question.own_options:
            yield path, f"“{key}” is one of the choices already. Take it out of one of the two."


_CHOSEN = (AnswerType.ASSESSMENT, AnswerType.SINGLE, AnswerType.MULTIPLE, AnswerType.SCALE,
           AnswerType.GROUP)  # fmt: skip
"""What can be chosen instead of any answer: of a group, that nobody knows of a row."""


def _reason_rules(question: QuestionSketch) -> Iterator[Found]:
    if not (question.reason or question.reason_when):
        if question.reason_prompt:
            yield (
                (*question.path, "reason_prompt"),
                "Nothing is asked for here. Say “reason: optional” or “required”, or list answers "
                "under “reason_when”.",
            )
        return
    if question.type in (AnswerType.TEXT, AnswerType.LONG_TEXT):
        yield question.path, "A text is its own reason. Take what is said of a reason out."
    elif question.type == AnswerType.GROUP:
        yield question.path, "A reason is a part of each row. Take what is said of one out here."
    elif question.asked == AskedOf.BESIDE_LINES:
        yield question.path, "A cause has its reason in the line. Take what is said of one out."
    elif question.reason == Needed.REQUIRED and question.reason_when:
        yield (
            (*question.path, "reason_when"),
            "A reason is required beside every answer already. Take “reason_when” out.",
        )
    else:
        yield from _are_answers(question, "reason_when", question.reason_when)


def _are_answers(question: QuestionSketch, name: str, keys: tuple[str, ...]) -> Iterator[Found]:
    """Whether these keys are answers to a question."""
    for key in keys:
        if key not in question.options:
            offered = ", ".join(question.options) or "none, since it is not a choice"
            yield (
                (*question.path, name),
                f"“{key}” is no answer to this question. Its answers are: {offered}.",
            )
