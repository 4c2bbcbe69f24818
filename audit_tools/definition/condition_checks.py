"""What is wrong with the conditions of an audit tool, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit_tools.conditions.as_data import FORMS, GROUPS
from audit_tools.conditions.terms import DEEPEST, MOST_TERMS
from audit_tools.definition.sentences import Found
from audit_tools.definition.sketch import QuestionSketch, maps, text, texts
from audit_tools.definition.text import Path

_PARTS = tuple(dict.fromkeys(part for form in FORMS for part in form))


@dataclass(frozen=True)
class _Node:
    """A condition of a document. It ``must_hold`` where nothing beside it could stand in for it."""

    path: Path
    data: Mapping[str, object]
    depth: int
    must_hold: bool

    @property
    def is_term(self) -> bool:
        return not any(group in self.data for group in GROUPS)

    @property
    def within(self) -> Iterator[_Node]:
        for group in ("all_of", "any_of"):
            held = self.data.get(group)
            alone = isinstance(held, list) and len(held) == 1
            for path, data in maps(self.data, group, self.path):
                must_hold = self.must_hold and (group == "all_of" or alone)
                yield _Node(path, data, self.depth + 1, must_hold)
        turned = self.data.get("not")
        if isinstance(turned, dict):
            yield _Node((*self.path, "not"), turned, self.depth + 1, must_hold=False)


def find_in_conditions(questions: tuple[QuestionSketch, ...]) -> Iterator[Found]:
    """Everything that is wrong with the conditions of these questions, which are in their order."""
    by_key = {other.key: other for other in questions}
    for question in questions:
        nodes = [node for at, data in question.conditions for node in _walk(at, data)]
        for node in nodes:
            yield from _form_rule(node)
            if node.depth == DEEPEST + 1:
                yield node.path, _TOO_DEEP
            if node.is_term and text(node.data, "question"):
                yield from _term_rules(node, question, by_key)
        terms = sum(node.is_term for node in nodes)
        if terms > MOST_TERMS:
            yield (
                (*question.path, "show_when"),
                f"These are {terms} terms; the most is {MOST_TERMS}. Several answers of one "
                "question are one term: list them under “one_of”.",
            )


_TOO_DEEP = (
    f"Conditions may stand {DEEPEST} deep in each other. Write it flatter: an “all_of” in an "
    "“all_of” is one “all_of”."
)


def _walk(path: Path, data: Mapping[str, object]) -> Iterator[_Node]:
    waiting = [_Node(path, data, 1, must_hold=True)]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.within


def _form_rule(node: _Node) -> Iterator[Found]:
    """A condition is one of its forms, whole and alone."""
    there = {part for part in _PARTS if node.data.get(part) is not None}
    if there in [set(form) for form in FORMS]:
        return
    if not there:
        yield node.path, "Say what must hold: a “question” with its answers, or a group."
        return
    fitting = [form for form in FORMS if there < set(form)]
    if fitting:
        lacking = next(part for part in fitting[0] if part not in there)
        yield (*node.path, lacking), f"Add “{lacking}”."
    else:
        named = ", ".join(f"“{part}”" for part in _PARTS if part in there)
        yield node.path, f"One condition says one thing, not {named}. Put them in a list."


def _term_rules(
    node: _Node, question: QuestionSketch, by_key: Mapping[str, QuestionSketch]
) -> Iterator[Found]:
    key = text(node.data, "question")
    earlier = by_key.get(key)
    place = (*node.path, "question")
    if earlier is None:
        yield place, f"There is no question “{key}”. Use the key of one above."
    elif earlier.position == question.position:
        yield place, f"“{key}” is this very question. Use a question above this one."
    elif earlier.position > question.position:
        yield place, f"“{key}” comes later. Use a question above this one."
    else:
        yield from _answers_exist(node, earlier)
        yield from _is_asked_too(node, question, earlier)


def _answers_exist(node: _Node, earlier: QuestionSketch) -> Iterator[Found]:
    for answer in texts(node.data, "one_of"):
        if answer not in earlier.options:
            offered = ", ".join(earlier.options) or "none, since it is not a choice"
            yield (
                (*node.path, "one_of"),
                f"“{answer}” is no answer to “{earlier.key}”. Its answers are: {offered}.",
            )


def _is_asked_too(
    node: _Node, question: QuestionSketch, earlier: QuestionSketch
) -> Iterator[Found]:
    """Whoever is asked must be asked what the condition is about; beside others, at least some."""
    unasked = question.askers - earlier.askers
    if unasked and (node.must_hold or unasked == question.askers):
        yield (
            node.path,
            f"{', '.join(sorted(unasked))}: asked this but not “{earlier.key}”, so it would never "
            "be shown. Ask both questions of the same.",
        )
