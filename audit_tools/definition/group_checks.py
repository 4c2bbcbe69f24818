"""What is wrong with a group: how its rows are called, and what is asked in each."""

from __future__ import annotations

from collections.abc import Iterator

from audit_tools.definition.sentences import Found
from audit_tools.definition.sketch import QuestionSketch, maps, text
from audit_tools.parts import PartType
from audit_tools.tool import AnswerType, AskedOf


def find_in_group(question: QuestionSketch) -> Iterator[Found]:
    """Everything that is wrong with the rows of one question, or with its having rows."""
    if question.type != AnswerType.GROUP:
        if question.has_rows:
            yield (
                question.path,
                "Only a question of type “group” has rows. Take “parts”, “called”, “numbered” and "
                "“most” out.",
            )
        return
    if not question.parts:
        yield question.path, "List what is asked in each row under “parts”."
    if not question.called:
        yield question.path, "Say what one row is called: “called: Sibling”."
    if question.asked == AskedOf.BESIDE_LINES:
        yield question.path, "A cause is one answer. Take the group to a question of its own."
    yield from _part_rules(question)


def _part_rules(question: QuestionSketch) -> Iterator[Found]:
    for path, part in question.parts:
        choices = len(maps(part, "choices"))
        if text(part, "type") == PartType.SINGLE:
            if choices < 2:
                yield path, "List at least two choices, each with a key and a label."
        elif choices:
            yield (
                (*path, "choices"),
                f"A part of type “{text(part, 'type')}” has no choices. Take them out.",
            )
