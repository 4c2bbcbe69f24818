"""Ranges of shares and of differences, against published numbers and their own definitions."""

from fractions import Fraction
from math import comb, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_tools.numbers import Share
from audit_tools.statistics.intervals import lower_bound, newcombe, wilson

SHARES = st.integers(0, 60).flatmap(
    lambda of: st.integers(0, of).map(lambda count: Share(count, of))
)


def as_percent(*shares: float) -> tuple[int, ...]:
    return tuple(round(100 * share) for share in shares)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # None and all of six: a normal approximation makes certainties of both.
        (0, 6, 0, 39), (6, 6, 61, 100),
        (1, 6, 3, 56), (3, 6, 19, 81), (4, 6, 30, 90), (5, 6, 44, 97),
        (4, 8, 22, 78), (8, 8, 68, 100), (10, 12, 55, 95), (12, 20, 39, 78), (18, 20, 70, 97),
    ],
)  # fmt: skip
def test_a_count_of_few_leaves_a_wide_range(count: int, of: int, low: int, high: int) -> None:
    interval = wilson(Share(count, of))
    assert as_percent(interval.low, interval.high) == (low, high)


@given(share=SHARES.filter(lambda share: share.of > 0))
def test_at_either_end_of_a_range_the_count_is_just_still_to_be_expected(share: Share) -> None:
    """What makes it Wilson's: the score test does not refuse it, and would any further one."""
    interval, seen = wilson(share), share.count / share.of
    assert 0 <= interval.low <= seen <= interval.high <= 1
    for end in (interval.low, interval.high):
        if end not in (0, 1):
            score = abs(seen - end) / sqrt(end * (1 - end) / share.of)
            assert score == pytest.approx(1.959963984540054)


def test_of_nothing_nothing_is_known() -> None:
    nothing, six = Share(0, 0), Share(3, 6)
    assert (wilson(nothing).low, wilson(nothing).high) == (0, 1)
    for then, now in ((nothing, six), (six, nothing), (nothing, nothing)):
        assert (newcombe(then, now).low, newcombe(then, now).high) == (-1, 1)
    assert lower_bound(nothing) == 0


@pytest.mark.parametrize(
    ("then", "now", "of", "low", "high"),
    [
        (3, 5, 6, -17, 67),
        # All of six are still no proof: it may be no difference at all.
        (3, 6, 6, 0, 81),
        (4, 7, 8, -7, 68), (6, 9, 12, -12, 54), (10, 15, 20, -5, 49),
    ],
)  # fmt: skip
def test_a_difference_of_few_leaves_a_wide_range(
    then: int, now: int, of: int, low: int, high: int
) -> None:
    interval = newcombe(Share(then, of), Share(now, of))
    assert as_percent(interval.low, interval.high) == (low, high)


@given(then=SHARES, now=SHARES)
def test_a_difference_reads_the_same_from_either_side(then: Share, now: Share) -> None:
    there, back = newcombe(then, now), newcombe(now, then)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert -1 <= there.low <= there.high <= 1


@pytest.mark.parametrize(
    ("count", "of", "percent"), [(6, 6, 61), (12, 12, 78), (20, 20, 86), (59, 59, 95), (0, 6, 0)]
)
def test_all_that_match_are_no_proof_that_all_would(count: int, of: int, percent: int) -> None:
    assert as_percent(lower_bound(Share(count, of))) == (percent,)


@given(share=SHARES.filter(lambda share: share.count > 0))
def test_at_the_lower_bound_the_count_or_more_has_5_chances_in_100(share: Share) -> None:
    p, n = Fraction(lower_bound(share)), share.of
    chance = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(share.count, n + 1))
    assert float(chance) == pytest.approx(0.05, abs=1e-9)
