"""Ranges that go with a count of a few cases.

They assume that the cases were drawn at random. Of cases that somebody chose they say how little
so few can tell, and nothing of others.
"""

from dataclasses import dataclass
from math import comb, hypot, sqrt

from audit_tools.numbers import Share

CONFIDENCE = 0.95
_Z = 1.959963984540054
"""95 of 100 of a normal distribution lie within so many standard deviations."""
_HALVINGS = 60
"""After so many a bisection of 0 to 1 is as exact as a float can be."""


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``: shares between 0 and 1, or differences of shares (-1 to 1)."""

    low: float
    high: float


def wilson(share: Share) -> Interval:
    """The 95% score interval of a share; 0 to 1 where there is nothing to count.

    E. B. Wilson 1927, *Journal of the American Statistical Association* 22:209. Unlike the normal
    approximation it does not make a certainty of 6 of 6.
    """
    if not share.of:
        return Interval(0, 1)
    n, p = share.of, share.count / share.of
    middle = p + _Z**2 / (2 * n)
    reach = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
    whole = 1 + _Z**2 / n
    # Rounding alone would put 0 of n a hair above 0, and n of n a hair below 1.
    low = (middle - reach) / whole if share.count else 0
    high = (middle + reach) / whole if share.count < n else 1
    return Interval(low, high)


def newcombe(then: Share, now: Share) -> Interval:
    """The 95% interval of the difference between two shares of different cases, now minus then.

    R. G. Newcombe 1998, *Statistics in Medicine* 17:873, method 10; -1 to 1 where one of them
    counts nothing.
    """
    if not then.of or not now.of:
        return Interval(-1, 1)
    before, after = then.count / then.of, now.count / now.of
    around_before, around_after = wilson(then), wilson(now)
    difference = after - before
    return Interval(
        difference - hypot(after - around_after.low, around_before.high - before),
        difference + hypot(around_after.high - after, before - around_before.low),
    )


def lower_bound(share: Share) -> float:
    """The share that the true one is at least, with 95% confidence: the exact one-sided bound.

    C. J. Clopper and E. S. Pearson 1934, *Biometrika* 26:404. Of 6 matches in 6 it is 0.61.
    """
    if not share.count:
        return 0
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        is_too_low = _at_least(share, middle) < 1 - CONFIDENCE
        low, high = (middle, high) if is_too_low else (low, middle)
    return low


def _at_least(share: Share, p: float) -> float:
    """How likely the count or more is, where each case has the chance ``p``."""
    n = share.of
    return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(share.count, n + 1))
