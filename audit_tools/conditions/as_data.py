"""Conditions as JSON and YAML hold them, in a tool's document as on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit_tools.conditions.terms import AllOf, AnyOf, Condition, Not, OneOf

GROUPS = ("all_of", "any_of", "not")
TERMS = (("question", "one_of"),)
FORMS = (*TERMS, *((group,) for group in GROUPS))
"""What a condition can be: which keys stand in it together."""


def to_data(condition: Condition) -> dict[str, Any]:
    """The condition as plain data; ``from_data`` gives the same again."""
    if isinstance(condition, AllOf):
        return {"all_of": [to_data(part) for part in condition.parts]}
    if isinstance(condition, AnyOf):
        return {"any_of": [to_data(part) for part in condition.parts]}
    if isinstance(condition, Not):
        return {"not": to_data(condition.part)}
    return {"question": condition.question, "one_of": list(condition.one_of)}


def from_data(data: Mapping[str, Any]) -> Condition:
    """The condition that sound data say."""
    if "all_of" in data:
        return AllOf(tuple(from_data(part) for part in data["all_of"]))
    if "any_of" in data:
        return AnyOf(tuple(from_data(part) for part in data["any_of"]))
    if "not" in data:
        return Not(from_data(data["not"]))
    return OneOf(data["question"], tuple(data["one_of"]))
