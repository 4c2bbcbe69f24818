"""Conditions as XLSForm writes them (``relevant``), and what of such an expression is a condition.

What other programs cannot know (the kind of agency or of audit, the case, a grade of its own)
stands in the way of no question there.
Source: https://docs.getodk.org/form-logic/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from audit_tools.workbook.expressions import (
    Call,
    CannotSay,
    Compare,
    Group,
    Joined,
    Literal,
    Node,
    Ref,
    parse_expression,
)

_SIGNS = {
    "at_least": ">=",
    "at_most": "<=",
    "more_than": ">",
    "less_than": "<",
    "equals": "=",
}
_COMPARISONS = {sign: name for name, sign in _SIGNS.items()}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_TRUE, _FALSE = "true()", "false()"

ConditionData = dict[str, Any]
"""A condition as a document holds it."""


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


class Names(Protocol):
    """What the names in expressions mean in the tool."""

    def question(self, name: str) -> str:
        """The key of the question of this name. Raises ``CannotSay``."""

    def answer(self, name: str, value: str) -> str:
        """The key of one of its answers. Raises ``CannotSay``."""

    def is_chosen(self, name: str) -> bool | None:
        """Whether it is answered by choosing; None where that is not known."""

    def takes_several(self, name: str) -> bool:
        """Whether several of its answers may be chosen together."""


class SameNames:
    """Names that are the keys themselves."""

    def question(self, name: str) -> str:
        return name

    def answer(self, name: str, value: str) -> str:
        return value

    def is_chosen(self, name: str) -> bool | None:
        return None

    def takes_several(self, name: str) -> bool:
        return False


def conditions_of(expression: str, names: Names | None = None) -> list[ConditionData]:
    """The conditions that an expression says, all of which must hold.

    Raises ``CannotSay`` where it says anything that conditions cannot.
    """
    found, lost = carried_of(expression, names or SameNames())
    if lost:
        raise CannotSay(lost[0])
    return found


def carried_of(expression: str, names: Names) -> tuple[list[ConditionData], list[str]]:
    """What an expression says as conditions, and why parts of it cannot be said so.

    What is joined by ``and`` is carried part by part; of anything else all or nothing.
    """
    try:
        node = parse_expression(expression)
    except CannotSay as why:
        return [], [str(why)]
    found, lost = list[ConditionData](), list[str]()
    for part in node.parts if isinstance(node, Joined) and node.word == "and" else (node,):
        try:
            found.append(_Saying(names).of(part))
        except CannotSay as why:
            lost.append(str(why))
    return found, lost


class _Saying:
    """A tree as a condition, with the names of the tool."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def of(self, node: Node) -> ConditionData:
        if isinstance(node, Group):
            return self.of(node.part)
        if isinstance(node, Joined):
            return self._joined(node)
        if isinstance(node, Compare):
            return self._compared(node)
        if isinstance(node, Call):
            return self._called(node)
        raise CannotSay("it asks nothing")

    def _joined(self, node: Joined) -> ConditionData:
        parts = [self.of(part) for part in node.parts]
        if node.word == "and":
            return {"all_of": parts}
        chosen = [part for part in node.parts if not isinstance(part, Group)]
        questions = {part.get("question") if "one_of" in part else None for part in parts}
        if len(chosen) == len(parts) and len(questions) == 1 and None not in questions:
            return {
                "question": questions.pop(),
                "one_of": list(dict.fromkeys(key for part in parts for key in part["one_of"])),
            }
        return {"any_of": parts}

    def _called(self, node: Call) -> ConditionData:
        if node.name == "not" and len(node.arguments) == 1:
            return {"not": self.of(node.arguments[0])}
        if node.name == "selected" and len(node.arguments) == 2:
            asked, value = node.arguments
            if isinstance(asked, Ref) and isinstance(value, Literal):
                return self._one_of(asked.name, value.text)
        raise CannotSay(f"“{node.name}()” cannot be said here")

    def _one_of(self, name: str, value: str) -> ConditionData:
        return {"question": self._names.question(name), "one_of": [self._names.answer(name, value)]}

    def _only(self, name: str, value: str) -> ConditionData:
        """This answer and no other: of several ticks one alone."""
        one = self._one_of(name, value)
        if not self._names.takes_several(name):
            return one
        more = {"question": one["question"], "ticks_at_least": 2}
        return {"all_of": [one, {"not": more}]}

    def _compared(self, node: Compare) -> ConditionData:
        left, right, sign = node.left, node.right, node.sign
        if isinstance(left, Literal) or _is_date(left):
            left, right, sign = right, left, _TURNED[sign]
        if sign == "!=":
            return self._unequal(left, right)
        if isinstance(left, Call) and left.name == "count-selected":
            return self._ticks(_only_ref(left), sign, _whole(right))
        if isinstance(left, Call) and left.name == "string-length":
            return self._length(_only_ref(left), sign, _whole(right))
        return self._beside(_only_ref(left), sign, right)

    def _unequal(self, left: Node, right: Node) -> ConditionData:
        """Not equal to a text that is empty is answered; to anything else, not what is equal."""
        equal = self._compared(Compare("=", left, right))
        if equal.get("answered") is False:
            return {**equal, "answered": True}
        return {"not": equal}

    def _ticks(self, name: str, sign: str, count: int) -> ConditionData:
        key = self._names.question(name)
        most = count + 1 if sign in (">", "<=", "=") else count
        at_least: ConditionData = {"question": key, "ticks_at_least": most}
        if sign == "=":
            if count == 0:
                return {"not": at_least}
            return {"all_of": [{"question": key, "ticks_at_least": count}, {"not": at_least}]}
        if most < 1:
            raise CannotSay("it is always or never so")
        return at_least if sign in (">", ">=") else {"not": at_least}

    def _length(self, name: str, sign: str, length: int) -> ConditionData:
        answered = {(">", 0): True, (">=", 1): True, ("=", 0): False, ("<", 1): False}
        if (sign, length) not in answered:
            raise CannotSay("the length of an answer cannot be asked here")
        return {"question": self._names.question(name), "answered": answered[sign, length]}

    def _beside(self, name: str, sign: str, right: Node) -> ConditionData:
        key = self._names.question(name)
        if _is_date(right):
            return {"question": key, _COMPARISONS[sign]: _day(right)}
        if not isinstance(right, Literal):
            raise CannotSay("an answer is compared with something that is no answer")
        if sign == "=" and not right.is_number and not right.text:
            return {"question": key, "answered": False}
        chosen = self._names.is_chosen(name)
        if sign == "=" and (chosen or (chosen is None and not right.is_number)):
            return self._only(name, right.text)
        if chosen:
            raise CannotSay("answers that are chosen are not more or less than others here")
        return {"question": key, _COMPARISONS[sign]: _bound(right)}


def _only_ref(node: Node) -> str:
    """The one question that is spoken of; taking it as a number changes nothing."""
    while isinstance(node, Call) and len(node.arguments) == 1:
        if node.name not in ("count-selected", "string-length", "number", "int"):
            raise CannotSay(f"“{node.name}()” cannot be said here")
        node = node.arguments[0]
    if isinstance(node, Group):
        return _only_ref(node.part)
    if not isinstance(node, Ref):
        called = f"“{node.name}()” cannot be said here" if isinstance(node, Call) else ""
        raise CannotSay(called or "it compares no answer")
    return node.name


def _is_date(node: Node) -> bool:
    return isinstance(node, Call) and node.name == "date" and len(node.arguments) == 1


def _day(node: Node) -> str:
    [written] = node.arguments if isinstance(node, Call) else ()
    text = written.text if isinstance(written, Literal) else ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise CannotSay("a date is worked out in it") from None


def _bound(literal: Literal) -> int | str:
    try:
        return _whole(literal)
    except CannotSay:
        if literal.is_number:
            raise
        try:
            return date.fromisoformat(literal.text).isoformat()
        except ValueError:
            raise CannotSay("a text is compared in it") from None


def _whole(node: Node) -> int:
    text = node.text if isinstance(node, Literal) else ""
    whole, _, fraction = text.partition(".")
    if not whole.removeprefix("-").isdecimal() or fraction.strip("0"):
        raise CannotSay("it counts with something that is no whole number")
    return int(whole)
