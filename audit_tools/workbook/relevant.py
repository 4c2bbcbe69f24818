"""Conditions as XLSForm writes them, for programs that collect by the form.

What such a program cannot know (the kind of agency, the case, a grade of its own) stands in the way
of no question.
Source: https://docs.getodk.org/form-logic/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_SIGNS = {
    "at_least": ">=",
    "at_most": "<=",
    "more_than": ">",
    "less_than": "<",
    "equals": "=",
}
_TRUE, _FALSE = "true()", "false()"


def relevant_of(conditions: Iterable[Mapping[str, Any]]) -> str:
    """When all of these hold; empty for none."""
    return " and ".join(_say(condition) for condition in conditions)


def _say(condition: Mapping[str, Any], unknown: str = _TRUE) -> str:
    if "not" in condition:
        return f"not({_say(condition['not'], _FALSE if unknown == _TRUE else _TRUE)})"
    for group, word in (("all_of", " and "), ("any_of", " or ")):
        if group in condition:
            return f"({word.join(_say(part, unknown) for part in condition[group])})"
    return _say_term(condition) if "question" in condition else unknown


def _say_term(term: Mapping[str, Any]) -> str:
    answer = f"${{{term['question']}}}"
    if "one_of" in term:
        chosen = (f"selected({answer}, '{key}')" for key in term["one_of"])
        return f"({' or '.join(chosen)})"
    if "ticks_at_least" in term:
        return f"count-selected({answer}) >= {term['ticks_at_least']}"
    if "answered" in term:
        return f"{answer} {'!=' if term['answered'] else '='} ''"
    [(name, bound)] = ((name, held) for name, held in term.items() if name in _SIGNS)
    said = bound if isinstance(bound, int) else f"date('{bound}')"
    return f"{answer} {_SIGNS[name]} {said}"
