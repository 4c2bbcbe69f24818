"""How far two audits are apart, child by child."""

import pytest

from audit_tools.statistics.change import Moved, cliffs_delta, count_moved, each_with_each

THEN, NOW = (2, 2, 2, 3, 2, 3), (3, 3, 2, 3, 3, 4)


def test_every_child_of_now_is_set_beside_every_child_of_then() -> None:
    moved = each_with_each(THEN, NOW)
    assert moved == Moved(higher=22, lower=2, same=12)
    assert moved.of == 36
    assert cliffs_delta(moved) == pytest.approx(0.5556, abs=5e-5)
    # The chance that one of now is higher than one of then, ties halved: A = 0.7778.
    assert (moved.higher + moved.same / 2) / moved.of == pytest.approx(0.7778, abs=5e-5)


@pytest.mark.parametrize(
    ("then", "now", "delta"),
    [
        ((1, 1), (4, 4, 4), 1), ((4, 4), (1,), -1), ((2, 3), (2, 3), 0),
        # an audit without grades beside one with them
        ((), (1, 2), 0), ((), (), 0),
    ],
)  # fmt: skip
def test_the_ends_of_the_scale_are_all_higher_and_all_lower(
    then: tuple[int, ...], now: tuple[int, ...], delta: int
) -> None:
    assert cliffs_delta(each_with_each(then, now)) == delta


def test_the_same_child_in_both_is_set_beside_itself() -> None:
    assert count_moved([(2, 3), (2, 2), (3, 1), (1, 4)]) == Moved(higher=2, lower=1, same=1)
    assert count_moved([]) == Moved(0, 0, 0)
