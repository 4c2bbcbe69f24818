"""What is wrong with the points of a tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from audit_tools.cycles import CHILDREN
from audit_tools.definition.sentences import Found
from audit_tools.definition.sketch import maps
from audit_tools.definition.text import Path
from audit_tools.tool import AnswerType

_CHILDREN = (
    "A tool about children gives no points: they would tell nothing of so few. Take the points "
    "out, or say in “not_computed” what they were for."
)


def find_in_points(tool: Mapping[str, object]) -> Iterator[Found]:
    """Points are not for children, and are worth something only where every answer has them."""
    for path, holder, name in _holders(tool):
        pointed = [one.get("points") is not None for _, one in maps(holder, name)]
        at = (*path, name)
        if not any(pointed):
            continue
        if counts_children(tool.get("counts")):
            yield at, _CHILDREN
        elif holder.get("type") == AnswerType.MULTIPLE:
            yield at, "Only an answer that is chosen alone has points. Take them out."
        elif not all(pointed):
            yield at, "Give points to each of them, or to none."


def counts_children(counts: object) -> bool:
    """Whether a tool whose document says this of what it counts is about children."""
    if not isinstance(counts, Mapping):
        return True
    nouns = {str(noun).strip().casefold() for noun in counts.values()}
    return not nouns.isdisjoint((CHILDREN.one, CHILDREN.many))


def _holders(tool: Mapping[str, object]) -> Iterator[tuple[Path, Mapping[str, object], str]]:
    for at, scale in maps(tool, "scales"):
        yield at, scale, "grades"
    for path, section in maps(tool, "sections"):
        for at, question in maps(section, "questions", path):
            yield at, question, "choices"
