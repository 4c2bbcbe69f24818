"""The numbers of every audit that is small enough to be met, against SciPy as it is installed."""

from itertools import product
from types import ModuleType

import pytest

from audit_tools.numbers import Share
from audit_tools.statistics.intervals import lower_bound, newcombe, wilson
from audit_tools.statistics.jeffreys import chance_at_least, chance_more_rose, chance_of_rise

OF = range(1, 21)
SHARES = [Share(count, of) for of in OF for count in range(of + 1)]
LARGER = [Share(1, 100), Share(5, 100), Share(40, 60), Share(60, 60), Share(0, 60)]


@pytest.fixture(scope="module")
def stats() -> ModuleType:
    """It takes a second to load, and only whoever runs these tests waits for it."""
    from scipy import stats  # type: ignore[import-untyped]  # noqa: PLC0415, see above

    module: ModuleType = stats
    return module


def test_ranges_are_wilsons(stats: ModuleType) -> None:
    for share in SHARES + LARGER:
        known = stats.binomtest(share.count, share.of).proportion_ci(0.95, "wilson")
        found = wilson(share)
        assert (found.low, found.high) == pytest.approx((known.low, known.high), abs=1e-10), share


def test_a_lower_bound_is_exact(stats: ModuleType) -> None:
    for share in SHARES + LARGER:
        test = stats.binomtest(share.count, share.of, alternative="greater")
        known = test.proportion_ci(0.95, "exact").low
        assert lower_bound(share) == pytest.approx(known, abs=1e-9), share


def test_a_range_of_a_difference_is_made_of_wilsons_as_newcombe_has_it(stats: ModuleType) -> None:
    """Newcombe 1998, method 10."""
    known = {
        share: stats.binomtest(share.count, share.of).proportion_ci(0.95, "wilson")
        for share in SHARES[:50]
    }
    for (then, one), (now, other) in product(known.items(), repeat=2):
        p, q = then.count / then.of, now.count / now.of
        low = q - p - ((q - other.low) ** 2 + (one.high - p) ** 2) ** 0.5
        high = q - p + ((other.high - q) ** 2 + (p - one.low) ** 2) ** 0.5
        found = newcombe(then, now)
        assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9), (then, now)


@pytest.mark.parametrize("wanted", [0.001, 0.05, 1 / 3, 0.5, 0.9, 0.99])
def test_the_chance_of_a_share_is_that_of_jeffreys(stats: ModuleType, wanted: float) -> None:
    for share in [Share(0, 0), *SHARES, *LARGER]:
        known = stats.beta.sf(wanted, share.count + 0.5, share.of - share.count + 0.5)
        assert chance_at_least(share, wanted) == pytest.approx(known, abs=1e-10), share


def test_the_chance_of_a_rise_is_the_area_where_now_is_more(stats: ModuleType) -> None:
    from scipy import integrate  # noqa: PLC0415, see above

    few = [Share(0, 6), Share(3, 6), Share(6, 6), Share(7, 12)]
    for then, now in [*product(few, few), (Share(1, 100), Share(3, 100))]:
        before = stats.beta(then.count + 0.5, then.of - then.count + 0.5)
        after = stats.beta(now.count + 0.5, now.of - now.count + 0.5)
        # Over the chance that "before" leaves behind, which has no poles.
        known, _ = integrate.quad(lambda u, a=after, b=before: a.sf(b.ppf(u)), 0, 1, epsabs=1e-10)
        assert chance_of_rise(then, now) == pytest.approx(known, abs=1e-7), (then, now)


def test_of_children_in_both_audits_the_chance_is_a_sign_test_with_jeffreys_prior(
    stats: ModuleType,
) -> None:
    for rose, fell in product(range(13), range(13)):
        known = stats.beta.sf(0.5, rose + 0.5, fell + 0.5)
        assert chance_more_rose(rose, fell) == pytest.approx(known, abs=1e-10), (rose, fell)
