"""Agreement as counts and as coefficients, against published numbers."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_tools.numbers import Share
from audit_tools.statistics.agreement import (
    Agreement,
    Coefficients,
    Metric,
    NotComputable,
    Weights,
    agree,
    coefficients,
    gwet,
    krippendorff_alpha,
)

# Krippendorff's own example: twelve units, four observers, some silent.
C_DATA = (
    (1, 1, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (5, 5, 5), (1, 1), (3,),
)  # fmt: skip
VARIED = ((1, 1), (2, 2), (3, 3), (4, 4), (2, 2), (3, 3))


def test_a_child_is_agreed_on_where_all_gave_one_grade_or_lay_within_a_step() -> None:
    cases = ((3, 3, 3), (3, 2, 3), (4, 2), (2, 2), (1,), ())
    assert agree(cases) == Agreement(exact=Share(2, 4), within_one=Share(3, 4))


def test_of_one_rater_or_of_none_there_is_nothing_to_compare() -> None:
    nothing = Agreement(Share(0, 0), Share(0, 0))
    assert agree([]) == agree([(3,), (2,), ()]) == nothing


@pytest.mark.parametrize(
    ("metric", "alpha"),
    [(Metric.NOMINAL, 0.7434), (Metric.ORDINAL, 0.8154), (Metric.INTERVAL, 0.8491)],
)
def test_alpha_is_krippendorffs_own(metric: Metric, alpha: float) -> None:
    assert krippendorff_alpha(C_DATA, metric) == pytest.approx(alpha, abs=5e-5)


@pytest.mark.parametrize(
    ("weights", "coefficient"),
    [
        (Weights.NONE, 0.77544),
        (Weights.LINEAR, 0.85874),
        (Weights.ORDINAL, 0.89894),
        (Weights.QUADRATIC, 0.91400),
    ],
)
def test_ac1_and_ac2_are_gwets_own(weights: Weights, coefficient: float) -> None:
    assert gwet(C_DATA, 5, weights) == pytest.approx(coefficient, abs=5e-6)


@pytest.mark.parametrize("metric", Metric)
def test_the_same_grades_throughout_agree_wholly(metric: Metric) -> None:
    assert krippendorff_alpha(VARIED, metric) == 1
    assert gwet(VARIED, 4, Weights.ORDINAL) == 1


def test_where_everyone_gave_one_grade_alpha_says_nothing_and_ac2_that_all_agree() -> None:
    same = ((3, 3),) * 6
    with pytest.raises(ValueError, match="two different grades"):
        krippendorff_alpha(same, Metric.ORDINAL)
    assert gwet(same, 4, Weights.ORDINAL) == 1


def test_without_a_case_that_two_graded_nothing_can_be_computed() -> None:
    for nothing in ([], [(3,), (2,)]):
        with pytest.raises(ValueError, match="case that two graded"):
            gwet(nothing, 4, Weights.NONE)


@pytest.mark.parametrize("metric", Metric)
def test_one_who_differs_among_many_who_agree_makes_nothing_of_alpha(metric: Metric) -> None:
    """The reason why alpha is never given alone."""
    nearly = ((3, 3),) * 19 + ((3, 4),)
    assert krippendorff_alpha(nearly, metric) == pytest.approx(0, abs=1e-12)
    assert gwet(nearly, 4, Weights.ORDINAL) > 0.95


def test_one_dissent_among_forty_eight_grades_leaves_gwets_coefficient_high() -> None:
    nearly = ((3, 3, 3, 3),) * 11 + ((3, 3, 3, 2),)
    assert gwet(nearly, 3, Weights.NONE) == pytest.approx(0.957, abs=5e-4)


def test_coefficients_are_given_of_twenty_children_and_two_grades() -> None:
    cases = [(grade, grade) for grade in (1, 2, 3, 4) * 5]
    assert coefficients(cases, 4) == Coefficients(1, 1, 20)


@pytest.mark.parametrize(
    ("cases", "why", "of"),
    [
        # nineteen with two grades used; the twentieth was graded by one alone
        ([(1, 2), *[(2, 2)] * 18, (3,)], "there are fewer than 20", 19),
        ([(2, 2)] * 20, "everyone gave the same grade", 20),
        ([], "there are fewer than 20", 0),
    ],
)
def test_otherwise_it_is_said_why_there_are_none(
    cases: list[tuple[int, ...]], why: str, of: int
) -> None:
    assert coefficients(cases, 4) == NotComputable(why, of)


CASES = st.lists(st.lists(st.integers(1, 4), min_size=2, max_size=5), min_size=2, max_size=20)


@settings(max_examples=25)
@given(cases=CASES.filter(lambda cases: len({s for scores in cases for s in scores}) > 1))
def test_who_graded_first_and_which_case_came_first_change_nothing(
    cases: list[Sequence[int]],
) -> None:
    turned = [tuple(reversed(scores)) for scores in reversed(cases)]
    for metric in Metric:
        assert krippendorff_alpha(turned, metric) == pytest.approx(
            krippendorff_alpha(cases, metric)
        )
        assert krippendorff_alpha(cases, metric) <= 1 + 1e-9
    for weights in Weights:
        assert gwet(turned, 4, weights) == pytest.approx(gwet(cases, 4, weights))
