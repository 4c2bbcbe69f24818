"""Answers that agree with a grade.

The rule, for the questions of one section that Yes, Partly or No can answer:
outstanding: every answer is Yes; good: no answer is No, and at most one is Partly; requires
improvement: at least one is Partly or No; inadequate: at least one is No and at most one Yes.
Not applicable and Not known stand beside it and decide nothing.
"""

from collections.abc import Iterable, Sequence
from random import Random

from audit_tools.places import NOT_OUR_PART

PRACTICE = ("yes", "partly", "no")


def agree_with(grade: str, answers: Iterable[str]) -> bool:
    """Whether a section's answers and its grade tell the same story."""
    given = [answer for answer in answers if answer in PRACTICE]
    no, partly = given.count("no"), given.count("partly")
    if grade == "outstanding":
        return no == partly == 0
    if grade == "good":
        return no == 0 and partly <= 1
    if grade == "requires-improvement":
        return no + partly >= 1 or not given
    if grade == "inadequate":
        return (no >= 1 and given.count("yes") <= 1) or not given
    return not given


def draw_answers(grade: str, fixed: Sequence[str], count: int, draw: Random) -> list[str]:
    """``count`` answers which, with those that are fixed, agree with the grade."""
    if grade == NOT_OUR_PART:
        return ["not-applicable"] * count
    if grade == "good":
        return _draw_good(fixed, count, draw)
    if grade == "requires-improvement":
        return _draw_improvable(fixed, count, draw)
    if grade == "inadequate":
        return ["no", *draw.choices(("no", "partly"), k=count - 1)] if count else []
    return ["yes"] * count


def _draw_good(fixed: Sequence[str], count: int, draw: Random) -> list[str]:
    """Yes; one in four sections in which nothing is fixed holds a Partly or a Not known."""
    drawn = ["yes"] * count
    is_open = count > 1 and not set(PRACTICE) & set(fixed)
    if is_open and draw.random() < 0.25:
        drawn[draw.randrange(count)] = draw.choice(("partly", "not-known"))
    return drawn


def _draw_improvable(fixed: Sequence[str], count: int, draw: Random) -> list[str]:
    drawn = draw.choices(("yes", "partly", "no"), weights=(3, 3, 1), k=count)
    if count and not {"partly", "no"} & {*fixed, *drawn}:
        drawn[draw.randrange(count)] = "partly"
    return drawn
