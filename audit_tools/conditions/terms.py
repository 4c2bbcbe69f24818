"""What a condition may say. Terms speak of one thing each; groups join them.

An answer that was not given fulfils no term that asks for one, and `Not` turns exactly that round:
"not answered Yes" holds too where nothing was answered (see docs/decisions/0050).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

DEEPEST = 5
"""How deep groups may stand in each other; a term alone is 1 deep."""

MOST_TERMS = 30
"""The most terms of one question's conditions together."""


@dataclass(frozen=True)
class OneOf:
    """An earlier question has one of these answers; of several ticks one is enough."""

    question: str
    one_of: tuple[str, ...]


@dataclass(frozen=True)
class AllOf:
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition


Term = OneOf
Condition = Term | AllOf | AnyOf | Not


def terms_of(condition: Condition) -> Iterator[Term]:
    """The terms of a condition, in the order in which they are written."""
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from terms_of(part)
    elif isinstance(condition, Not):
        yield from terms_of(condition.part)
    else:
        yield condition
