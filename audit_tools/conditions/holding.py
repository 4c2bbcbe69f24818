"""Whether a condition holds, for somebody who knows some of the terms or all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from audit_tools.conditions.terms import AllOf, AnyOf, Condition, Not, Term

Tell = Callable[[Term], bool | None]
"""Whether a term holds; None where that is not known yet."""


def resolve(condition: Condition, tell: Tell) -> Condition | bool:
    """Whether the condition holds, or what of it is left to know.

    What is left says the same as the condition does beside all that was told, so that a page can
    be given the rest of a condition without what others answered.
    """
    if isinstance(condition, Not):
        part = resolve(condition.part, tell)
        return not part if isinstance(part, bool) else Not(part)
    if isinstance(condition, (AllOf, AnyOf)):
        return _resolve_group(condition, tell)
    told = tell(condition)
    return condition if told is None else told


def _resolve_group(group: AllOf | AnyOf, tell: Tell) -> Condition | bool:
    """One part can settle a group: one that does not hold all of them, one that holds any."""
    settles = isinstance(group, AnyOf)
    left: list[Condition] = []
    for part in group.parts:
        resolved = resolve(part, tell)
        if resolved is settles:
            return settles
        if not isinstance(resolved, bool):
            left.append(resolved)
    if not left:
        return not settles
    return left[0] if len(left) == 1 else replace(group, parts=tuple(left))


def all_hold(conditions: Iterable[Condition], tell: Callable[[Term], bool]) -> bool:
    """Whether all of several conditions hold, of which every term is known."""
    return resolve(AllOf(tuple(conditions)), tell) is True


def left_to_know(conditions: Iterable[Condition], tell: Tell) -> tuple[Condition, ...] | None:
    """What must hold beside what is told, for all of several conditions to hold; empty for nothing
    more, None where they cannot."""
    left = resolve(AllOf(tuple(conditions)), tell)
    if isinstance(left, bool):
        return () if left else None
    return left.parts if isinstance(left, AllOf) else (left,)
