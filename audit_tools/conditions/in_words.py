"""A condition as people say it: ``“Was the child asked?” is answered Yes or Partly``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from audit_tools.conditions.terms import (
    AllOf,
    Answered,
    AnswerTerm,
    AnyOf,
    Compared,
    Comparison,
    Condition,
    GradeOneOf,
    Leads,
    Not,
    OfAudit,
    OfKind,
    OneOf,
    SituationTerm,
    Term,
    Ticks,
)
from audit_tools.dates import format_date
from audit_tools.numbers import plural


class Named(Protocol):
    """How the parts of a tool are called by whoever reads the sentence."""

    def question(self, key: str) -> str:
        """The question's text."""

    def answer(self, question: str, key: str) -> str:
        """The label of one of its answers."""

    def title(self, section: str) -> str:
        """The section's title."""

    def grade(self, key: str) -> str:
        """The label of a grade."""


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


def _say_term(term: Term, named: Named, no: str) -> str:
    if not isinstance(term, AnswerTerm):
        return _say_situation(term, no)
    if isinstance(term, GradeOneOf):
        grades = " or ".join(named.grade(key) for key in term.one_of)
        return f"the agency's own part in “{named.title(term.grade)}” is {no}graded {grades}"
    asked = f"“{named.question(term.question)}”"
    if isinstance(term, OneOf):
        labels = " or ".join(named.answer(term.question, key) for key in term.one_of)
        return f"{asked} is {no}answered {labels}"
    if isinstance(term, Ticks):
        return f"{asked} has {no}at least {plural(term.at_least, 'tick')}"
    if isinstance(term, Answered):
        return f"{asked} is {'' if term.answered is not bool(no) else 'not '}answered"
    return f"{asked} is {no}{_say_bound(term)}"


def _say_situation(term: SituationTerm, no: str) -> str:
    if isinstance(term, OfKind):
        return f"the agency is {no}{' or '.join(kind.label for kind in term.kinds)}"
    if isinstance(term, Leads):
        leads = term.leads is not bool(no)
        return "the agency leads the case" if leads else "the agency does not lead the case"
    if isinstance(term, OfAudit):
        return f"the audit is {no}{' or '.join(kind.label for kind in term.audits)}"
    return f"the case's {term.case.label} is {no}{' or '.join(term.one_of)}"


def _say_bound(term: Compared) -> str:
    if isinstance(term.bound, date):
        return f"{OF_DATES[term.comparison]} {format_date(term.bound)}"
    return f"{OF_NUMBERS[term.comparison]} {term.bound}"


OF_NUMBERS = {
    Comparison.AT_LEAST: "at least",
    Comparison.AT_MOST: "at most",
    Comparison.MORE_THAN: "more than",
    Comparison.LESS_THAN: "less than",
    Comparison.EQUALS: "exactly",
}
OF_DATES = {
    Comparison.AT_LEAST: "on or after",
    Comparison.AT_MOST: "on or before",
    Comparison.MORE_THAN: "after",
    Comparison.LESS_THAN: "before",
    Comparison.EQUALS: "on",
}
