"""Whether a condition can hold at all, whatever is answered: by trying, a bounded number of times.

Nothing that can hold is ever called impossible. Where trying would take too long it is taken for
possible, as a condition that nobody can read is no worse than one that nobody can decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from audit_tools.conditions.holding import resolve
from audit_tools.conditions.terms import Condition, Term, terms_of

Alternative = Mapping[Term, bool]
"""Which of the terms that speak of one thing hold together."""


@dataclass
class Steps:
    """How much may still be tried; all questions of a tool share it, so that every file ends."""

    left: int


def may_hold(
    condition: Condition, alternatives: Callable[[Term], Sequence[Alternative]], steps: Steps
) -> bool:
    """Whether some choice among the alternatives of every term makes the condition hold.

    ``alternatives`` gives, of the thing that a term speaks of, every way in which all terms on
    this thing can come out together.
    """
    waiting = [condition]
    while waiting:
        here = waiting.pop()
        term = next(terms_of(here))
        for alternative in alternatives(term):
            left = resolve(here, alternative.get)
            steps.left -= 1
            if left is True or steps.left < 0:
                return True
            if left is not False:
                waiting.append(left)
    return False
