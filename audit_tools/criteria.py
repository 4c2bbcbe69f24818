"""The questions of a tool by the inspection criteria that they are tagged with.

A tag never moves a question: a tool asks in the order of its own sections, whatever criteria stand
beside the questions, and a question can stand under several.
"""

import re
from collections.abc import Iterator

from audit_tools.questions import Question
from audit_tools.tool import AuditTool


def by_criterion(tool: AuditTool) -> tuple[tuple[str, tuple[Question, ...]], ...]:
    """Each criterion with its questions in the tool's order; ``C5`` stands before ``C10``."""
    found: dict[str, list[Question]] = {}
    for question in tool.questions:
        for criterion in question.criteria:
            found.setdefault(criterion, []).append(question)
    return tuple((one, tuple(found[one])) for one in sorted(found, key=lambda one: [*_parts(one)]))


def _parts(code: str) -> Iterator[tuple[int, str]]:
    """What a code is sorted by: its numbers as numbers."""
    for digits, letters in re.findall(r"(\d+)|(\D+)", code):
        yield int(digits or 0), letters.casefold()
