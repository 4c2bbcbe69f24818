"""Chances by Bayes' theorem, against published numbers and against plain integration."""

from itertools import accumulate
from math import asin, cos, pi, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_tools.numbers import Share
from audit_tools.statistics.jeffreys import chance_at_least, chance_more_rose, chance_of_rise

SHARES = st.integers(0, 60).flatmap(
    lambda of: st.integers(0, of).map(lambda count: Share(count, of))
)


@pytest.mark.parametrize(
    ("count", "of", "chance"),
    [(1, 6, 0.20), (2, 6, 0.52), (3, 6, 0.81), (4, 6, 0.95), (6, 12, 0.89)],
)
def test_how_likely_a_third_of_all_or_more_is(count: int, of: int, chance: float) -> None:
    assert round(chance_at_least(Share(count, of), 1 / 3), 2) == chance


PIECES = 500
WIDTH = pi / 2 / PIECES


def density(share: Share) -> list[float]:
    """The posterior over the angle whose squared sine is the share, not yet made to sum to 1.

    So turned, Beta(k + 0.5, n - k + 0.5) is a smooth curve without poles.
    """
    angles = ((piece + 0.5) * WIDTH for piece in range(PIECES))
    rest = share.of - share.count
    return [sin(angle) ** (2 * share.count) * cos(angle) ** (2 * rest) for angle in angles]


@given(share=SHARES, piece=st.integers(1, PIECES - 1))
def test_the_chance_of_a_share_is_the_area_under_its_curve(share: Share, piece: int) -> None:
    heights = density(share)
    wanted = sin(piece * WIDTH) ** 2
    assert asin(sqrt(wanted)) == pytest.approx(piece * WIDTH)
    area = sum(heights[piece:]) / sum(heights)
    assert chance_at_least(share, wanted) == pytest.approx(area, abs=1e-3)


@pytest.mark.parametrize("wanted", [0.0, 1.0])
def test_a_share_is_surely_none_or_more_and_never_surely_all(wanted: float) -> None:
    for share in (Share(0, 0), Share(0, 6), Share(6, 6)):
        assert chance_at_least(share, wanted) == 1 - wanted


@pytest.mark.parametrize(
    ("then", "now", "of", "chance"),
    [(3, 5, 6, 0.89), (3, 6, 6, 0.98), (4, 7, 8, 0.95), (6, 9, 12, 0.90), (10, 15, 20, 0.95)],
)
def test_how_likely_more_is_more(then: int, now: int, of: int, chance: float) -> None:
    assert round(chance_of_rise(Share(then, of), Share(now, of)), 2) == chance


@given(then=SHARES, now=SHARES)
def test_the_chance_of_a_rise_is_the_area_where_now_is_more(then: Share, now: Share) -> None:
    before, after = density(then), density(now)
    # Up to the middle of each piece.
    below = [so_far - height / 2 for so_far, height in zip(accumulate(before), before, strict=True)]
    both = sum(height * under for height, under in zip(after, below, strict=True))
    area = both / sum(before) / sum(after)
    assert chance_of_rise(then, now) == pytest.approx(area, abs=1e-3)


@given(then=SHARES, now=SHARES)
def test_a_rise_is_as_likely_as_a_fall_read_from_the_other_side(then: Share, now: Share) -> None:
    assert chance_of_rise(then, now) + chance_of_rise(now, then) == pytest.approx(1)


@given(share=SHARES)
def test_the_same_twice_is_as_likely_a_rise_as_a_fall(share: Share) -> None:
    assert chance_of_rise(share, share) == pytest.approx(0.5)


def test_of_nothing_neither_is_likely() -> None:
    assert chance_of_rise(Share(0, 0), Share(0, 0)) == 0.5
    assert chance_more_rose(0, 0) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("rose", "fell", "chance"),
    [(3, 0, 0.9669), (4, 1, 0.9123), (1, 1, 0.5), (0, 4, 0.0150), (12, 7, 0.8746)],
)
def test_of_children_seen_twice_those_that_moved_are_counted(
    rose: int, fell: int, chance: float
) -> None:
    assert chance_more_rose(rose, fell) == pytest.approx(chance, abs=5e-5)
