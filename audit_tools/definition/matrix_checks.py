"""What is wrong with the matrices of a tool: rows stand together and are answered alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from audit_tools.definition.sentences import Found
from audit_tools.definition.sketch import QuestionSketch
from audit_tools.tool import AnswerType

_OF_ROWS = (AnswerType.ASSESSMENT, AnswerType.SINGLE, AnswerType.SCALE)


def find_in_matrices(questions: tuple[QuestionSketch, ...]) -> Iterator[Found]:
    """Everything that is wrong with the matrices of these questions, which are in their order."""
    seen = set[tuple[str, str]]()
    for (section, matrix), rows in groupby(questions, key=lambda one: (one.section, one.matrix)):
        together = tuple(rows)
        for question in together:
            if bool(question.matrix) != bool(question.row):
                yield question.path, "A row has both “matrix”, the question over it, and “row”."
        if matrix:
            yield from _matrix_rules(together, again=(section, matrix) in seen)
            seen.add((section, matrix))


def _matrix_rules(rows: tuple[QuestionSketch, ...], *, again: bool) -> Iterator[Found]:
    first, *others = rows
    at = (*first.path, "matrix")
    if again:
        yield at, "The rows of this matrix do not stand together. Move this question up to them."
    elif not others:
        yield at, "A matrix has at least two rows. Take “matrix” and “row” out, or add a row."
    if first.type not in _OF_ROWS:
        yield (*first.path, "type"), f"A row is one of: {', '.join(_OF_ROWS)}."
    for row in others:
        if (row.type, row.options) != (first.type, first.options):
            yield (
                (*row.path, "type"),
                f"The rows of a matrix are answered alike. Give it the answers of “{first.key}”.",
            )
