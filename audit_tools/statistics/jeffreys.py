"""Chances that follow from a count, by Bayes' theorem with Jeffreys' prior.

A share of which nothing is known yet is Beta(0.5, 0.5); after k of n it is
Beta(k + 0.5, n - k + 0.5). So both parameters are always halves, and everything here is a finite
sum that begins where the answer is known: nothing is approximated.
"""

from math import asin, exp, lgamma, log, log1p, pi, sqrt

from audit_tools.numbers import Share

_PRIOR = 0.5


def chance_at_least(share: Share, wanted: float) -> float:
    """How likely the true share is ``wanted`` or more; ``wanted`` lies between 0 and 1."""
    return 1 - _beta_up_to(share, wanted)


def _beta_up_to(share: Share, x: float) -> float:
    """The regularised incomplete beta function at x, for the posterior of a share.

    From I(1/2, 1/2) = 2/pi arcsin(sqrt x) by the recurrences in a and in b: NIST Digital Library
    of Mathematical Functions, 8.17.20 and 8.17.21.
    """
    if not 0 < x < 1:
        return float(x >= 1)
    found = 2 / pi * asin(sqrt(x))
    a = b = _PRIOR
    for _ in range(share.count):
        found -= exp(_log_term(a, b, x)) / a
        a += 1
    for _ in range(share.of - share.count):
        found += exp(_log_term(a, b, x)) / b
        b += 1
    return min(max(found, 0.0), 1.0)


def _log_term(a: float, b: float, x: float) -> float:
    return a * log(x) + b * log1p(-x) - _log_beta(a, b)


def chance_of_rise(then: Share, now: Share) -> float:
    """How likely the true share is higher now than then, the cases being different ones.

    J. D. Cook 2005, *Exact calculation of beta inequalities*, UT MD Anderson Cancer Center
    UTMDABTR-005-05: from one half, where both are alike, by one case after the other.
    """
    a, b, c, d = (_PRIOR,) * 4
    found = 0.5
    for _ in range(now.count):
        found += exp(_log_overlap(a, b, c, d)) / a
        a += 1
    for _ in range(now.of - now.count):
        found -= exp(_log_overlap(a, b, c, d)) / b
        b += 1
    for _ in range(then.count):
        found -= exp(_log_overlap(a, b, c, d)) / c
        c += 1
    for _ in range(then.of - then.count):
        found += exp(_log_overlap(a, b, c, d)) / d
        d += 1
    return min(max(found, 0.0), 1.0)


def _log_overlap(a: float, b: float, c: float, d: float) -> float:
    return _log_beta(a + c, b + d) - _log_beta(a, b) - _log_beta(c, d)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def chance_more_rose(rose: int, fell: int) -> float:
    """How likely it is that more rise than fall, where the same cases were seen twice.

    Those that stayed as they were say nothing of a direction, so only the others are counted: the
    sign test's question, asked of a Beta posterior.
    """
    return chance_at_least(Share(rose, rose + fell), 0.5)
