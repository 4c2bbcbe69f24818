"""What those who took part are told of the audit as a whole, and no more.

They know one child each, and so could tell from a rare theme whose it is. They are told the themes
that were seen in at least three cases, in words and in wording agreed for sharing, without numbers
and without agencies; and who can act on what was found as often.
"""

from collections.abc import Callable
from dataclasses import dataclass

from audit_tools.audience import AudienceFacts, Side, ThemeRow
from audit_tools.errors import Refused

FEWEST_CASES = 3


@dataclass(frozen=True)
class SharedTheme:
    """One side of a theme, and the wording that was agreed for sharing it."""

    title: str
    wordings: tuple[str, ...]


@dataclass(frozen=True)
class SharedRemedy:
    """What would help, and who can act on it."""

    label: str
    goes_to: str


@dataclass(frozen=True)
class SharedLearning:
    """An audit as it is told to everybody who took part in it."""

    went_well: tuple[SharedTheme, ...]
    could_be_better: tuple[SharedTheme, ...]
    remedies: tuple[SharedRemedy, ...]


def for_those_who_took_part(facts: AudienceFacts) -> SharedLearning:
    """What they may be told; it is taken from what the boards are given and can say no more.

    Raises ``Refused`` while the audit is not closed.
    """
    if facts.interim:
        raise Refused("This audit is not closed yet. What was learned is told when it is.")
    return SharedLearning(
        _themes(facts, lambda row: row.strengths),
        _themes(facts, lambda row: row.developments),
        tuple(
            SharedRemedy(row.label, row.goes_to)
            for row in facts.remedies
            if _is_often(row.rests_on)
        ),
    )


def _themes(facts: AudienceFacts, side_of: Callable[[ThemeRow], Side]) -> tuple[SharedTheme, ...]:
    """In the order of their titles, since their order in the summary tells of their counts."""
    often = ((row.title, side_of(row)) for row in facts.themes if _is_often(side_of(row)))
    shared = (SharedTheme(title, tuple(one.text for one in side.worded)) for title, side in often)
    return tuple(sorted(shared, key=lambda theme: theme.title.casefold()))


def _is_often(side: Side) -> bool:
    return side.count >= FEWEST_CASES
