"""Conditions as JSON and YAML hold them, in a tool's document as on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from audit_tools.conditions.terms import (
    AllOf,
    Answered,
    AnyOf,
    Compared,
    Comparison,
    Condition,
    GradeOneOf,
    Not,
    OneOf,
    Term,
    Ticks,
)

TICKS = "ticks_at_least"
GROUPS = ("all_of", "any_of", "not")
FORMS = (
    ("question", "one_of"),
    *(("question", comparison.value) for comparison in Comparison),
    ("question", TICKS),
    ("question", "answered"),
    ("grade", "one_of"),
    *((group,) for group in GROUPS),
)
"""What a condition can be: which keys stand in it together."""


def to_data(condition: Condition) -> dict[str, Any]:
    """The condition as plain data; ``from_data`` gives the same again."""
    if isinstance(condition, AllOf):
        return {"all_of": [to_data(part) for part in condition.parts]}
    if isinstance(condition, AnyOf):
        return {"any_of": [to_data(part) for part in condition.parts]}
    if isinstance(condition, Not):
        return {"not": to_data(condition.part)}
    return _term_data(condition)


def _term_data(term: Term) -> dict[str, Any]:
    if isinstance(term, GradeOneOf):
        return {"grade": term.grade, "one_of": list(term.one_of)}
    if isinstance(term, OneOf):
        said: tuple[str, Any] = ("one_of", list(term.one_of))
    elif isinstance(term, Ticks):
        said = (TICKS, term.at_least)
    elif isinstance(term, Answered):
        said = ("answered", term.answered)
    else:
        is_date = isinstance(term.bound, date)
        said = (term.comparison.value, str(term.bound) if is_date else term.bound)
    return dict([("question", term.question), said])


def from_data(data: Mapping[str, Any]) -> Condition:
    """The condition that sound data say."""
    if "all_of" in data:
        return AllOf(tuple(from_data(part) for part in data["all_of"]))
    if "any_of" in data:
        return AnyOf(tuple(from_data(part) for part in data["any_of"]))
    if "not" in data:
        return Not(from_data(data["not"]))
    return _term_from(data)


def _term_from(data: Mapping[str, Any]) -> Term:
    if "grade" in data:
        return GradeOneOf(data["grade"], tuple(data["one_of"]))
    key = data["question"]
    if "one_of" in data:
        return OneOf(key, tuple(data["one_of"]))
    if TICKS in data:
        return Ticks(key, data[TICKS])
    if "answered" in data:
        return Answered(key, data["answered"])
    [comparison] = (one for one in Comparison if one in data)
    bound = data[comparison]
    is_number = isinstance(bound, int)
    return Compared(key, comparison, bound if is_number else date.fromisoformat(bound))
