"""Two audits of the same: how far apart they are, child by child."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True)
class Moved:
    """How many are higher now than then, how many lower, and how many the same."""

    higher: int
    lower: int
    same: int

    @property
    def of(self) -> int:
        return self.higher + self.lower + self.same


def count_moved(pairs: Iterable[tuple[int, int]]) -> Moved:
    """Count pairs of scores, each then and now."""
    steps = [now - then for then, now in pairs]
    higher, lower = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return Moved(higher, lower, len(steps) - higher - lower)


def each_with_each(then: Sequence[int], now: Sequence[int]) -> Moved:
    """Every case of then beside every case of now, where the cases are different ones.

    It is what Cliff's delta is made from, in numbers that can be read: N. Cliff 1993,
    *Psychological Bulletin* 114:494.
    """
    return count_moved(product(then, now))


def cliffs_delta(moved: Moved) -> float:
    """From -1, where every one is lower now, to 1, where every one is higher; 0 for no cases."""
    return (moved.higher - moved.lower) / moved.of if moved.of else 0
