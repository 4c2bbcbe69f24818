"""A condition as people say it: ``“Was the child asked?” is answered Yes or Partly``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from audit_tools.conditions.terms import AllOf, AnyOf, Condition, Not, OneOf


class Named(Protocol):
    """How the questions of a tool are called by whoever reads the sentence."""

    def question(self, key: str) -> str:
        """The question's text."""

    def answer(self, question: str, key: str) -> str:
        """The label of one of its answers."""


def say_all(conditions: Iterable[Condition], named: Named) -> str:
    """When all of several conditions hold, to follow "only where"; empty for none."""
    return "; and ".join(say(condition, named) for condition in conditions)


def say(condition: Condition, named: Named, *, negated: bool = False) -> str:
    """When a condition holds; where ``negated``, when it does not.

    Nobody reads "not both this and that" at a glance, so it is said as "not this, or not that".
    """
    if isinstance(condition, Not):
        return say(condition.part, named, negated=not negated)
    if isinstance(condition, (AllOf, AnyOf)):
        every = isinstance(condition, AllOf) is not negated
        parts = [_part(part, named, negated) for part in condition.parts]
        return (" and " if every else " or ").join(parts)
    return _say_term(condition, named, "not " if negated else "")


def _part(condition: Condition, named: Named, negated: bool) -> str:
    said = say(condition, named, negated=negated)
    while isinstance(condition, Not):
        condition = condition.part
    is_group = isinstance(condition, (AllOf, AnyOf)) and len(condition.parts) > 1
    return f"({said})" if is_group else said


def _say_term(term: OneOf, named: Named, no: str) -> str:
    labels = [named.answer(term.question, key) for key in term.one_of]
    return f"“{named.question(term.question)}” is {no}answered {' or '.join(labels)}"
