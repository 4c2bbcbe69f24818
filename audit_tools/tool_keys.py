"""The keys of a tool, which are permanent: what was dropped gives its key to nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit_tools.errors import Invalid, Problem
from audit_tools.tool import AuditTool


def check_keys(now: AuditTool, earlier: Iterable[AuditTool]) -> None:
    """Raise ``Invalid`` for everything that takes the key of something that was dropped: a section,
    a question or one of its answers, a scale or one of its grades.

    ``earlier`` are all published versions of the tool.
    """
    versions = sorted(earlier, key=lambda tool: tool.version)
    if not versions:
        return
    newest = _keyed(versions[-1])
    once = {place for tool in versions for place in _keyed(tool)} - newest.keys()
    problems = [
        Problem(
            place,
            f"This key belonged to {noun} that was dropped. Give the new {noun.split()[-1]} "
            "another.",
        )
        for place, noun in _keyed(now).items()
        # What stands in something that was dropped itself is not said beside it.
        if place in once and once.isdisjoint(_around(place))
    ]
    if problems:
        raise Invalid.because_of(problems)


def section_place(key: str) -> str:
    """The place of a section among all that has a key."""
    return f"sections/{key}"


def _around(place: str) -> Iterator[str]:
    """The places in which a place stands."""
    while "/" in place:
        place = place.rpartition("/")[0]
        yield place


def _keyed(tool: AuditTool) -> dict[str, str]:
    """Everything whose key is stored with answers, by its place, with what it is."""
    # A section may be called as a scale is.
    sections = {section_place(section.key): "a section" for section in tool.sections}
    questions = {question.key: "a question" for question in tool.questions}
    answers = {f"{q.key}/{choice.key}": "an answer" for q in tool.questions for choice in q.choices}
    parts = {f"{q.key}/{part.key}": "a part" for q in tool.questions for part in q.parts}
    answers |= {
        f"{q.key}/{part.key}/{choice.key}": "an answer"
        for q in tool.questions
        for part in q.parts
        for choice in part.choices
    }
    scales = {scale.key: "a scale" for scale in tool.scales}
    grades = {f"{s.key}/{grade.key}": "a grade" for s in tool.scales for grade in s.grades}
    return sections | questions | answers | parts | scales | grades
