"""The draws of an audit that somebody has looked at, in the order in which they were first shown.

Whoever may look at one draw after another and confirm the one they like has chosen the children.
It cannot be forbidden, since a number or a list may have to be mended; so every draw that is shown
is kept, and a sample that was not the only one shown says so for good.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from audit_tools.errors import Invalid
from audit_tools.sampling import Draw

_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


@dataclass(frozen=True)
class ShownDraw:
    """How a draw was made, enough to make it again; and whether it became the sample."""

    seed: str
    size: int
    reserves: int
    strata: tuple[str, ...]
    list_hash: str
    confirmed: bool = False

    @classmethod
    def of(cls, draw: Draw) -> ShownDraw:
        """What is kept of a draw: nothing of the children in it."""
        sizes = len(draw.selected), len(draw.reserves)
        return cls(draw.seed, *sizes, draw.strata, draw.list_hash)

    @property
    def confirmed_one(self) -> ShownDraw:
        """The same, as the one that became the sample."""
        return replace(self, confirmed=True)


@dataclass(frozen=True)
class ShownDraws:
    """All that were shown, each once: the same again is no other draw."""

    draws: tuple[ShownDraw, ...] = ()

    def __len__(self) -> int:
        return len(self.draws)

    def add(self, draw: ShownDraw) -> ShownDraws:
        """With this one at the end; unchanged where it was shown before."""
        return self if draw in self.draws else ShownDraws((*self.draws, draw))

    def find(self, number: int) -> ShownDraw | None:
        """The draw that was shown as this, counted from 1."""
        return self.draws[number - 1] if 1 <= number <= len(self) else None

    def number_of(self, draw: ShownDraw) -> int:
        """As which it was shown, counted from 1. Raises ``Invalid`` for one that was not."""
        if draw not in self.draws:
            raise Invalid("This draw has not been shown yet. Show it, then confirm it.")
        return self.draws.index(draw) + 1

    def confirm(self, draw: ShownDraw) -> ShownDraws:
        """With this one as the sample. Raises ``Invalid`` for one that was not shown."""
        at = self.number_of(draw) - 1
        return ShownDraws((*self.draws[:at], draw.confirmed_one, *self.draws[at + 1 :]))

    @property
    def confirmed(self) -> int | None:
        """As which the sample was shown; ``None`` where there is none, or nobody counted yet."""
        numbers = (number for number, draw in enumerate(self.draws, 1) if draw.confirmed)
        return next(numbers, None)

    @property
    def choice(self) -> str:
        """``the third draw that was shown``, of a sample that was not the only one; else empty."""
        if self.confirmed is None or len(self) == 1:
            return ""
        if self.confirmed == len(self):
            return f"the {ordinal(self.confirmed)} draw that was shown"
        return f"the {ordinal(self.confirmed)} of {len(self)} draws that were shown"

    def describe(self, number: int) -> str:
        """What to know of a draw before it is confirmed; empty where it is the only one."""
        if len(self) == 1:
            return ""
        shown = "draw" if number == len(self) else f"of {len(self)} draws"
        return f"This is the {ordinal(number)} {shown} shown for this audit. The record keeps that."


def ordinal(number: int) -> str:
    """``third``, ``12th``, ``21st``."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    is_teen = number % 100 in _TEENS
    return f"{number}{'th' if is_teen else _ENDINGS.get(number % 10, 'th')}"
