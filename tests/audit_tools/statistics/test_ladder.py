"""What may be said of a difference, and what never is."""

from itertools import product

import pytest

from audit_tools.statistics.ladder import Change, Grounds, word

BETTER, WORSE, UNCLEAR, NOT_YET, NOT = Change


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.98, BETTER), (0.95, BETTER), (0.9499, UNCLEAR), (0.5, UNCLEAR),
        (0.0501, UNCLEAR), (0.05, WORSE), (0.02, WORSE),
    ],
)  # fmt: skip
def test_likely_begins_at_95_of_100_on_either_side(chance: float, said: Change) -> None:
    assert (
        word(chance, Grounds(comparable=True, same_unit=True, complete=True, closed=True)) is said
    )


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_nothing_is_judged_where_something_else_differs_or_is_missing(chance: float) -> None:
    for comparable, same_unit, complete, closed in product((True, False), repeat=4):
        grounds = Grounds(comparable, same_unit, complete, closed)
        if not grounds.hold:
            assert word(chance, grounds) is (NOT if closed else NOT_YET)
        assert grounds.hold is (comparable and same_unit and complete)


def test_there_are_three_words_and_two_for_what_is_not_judged_and_none_says_improved() -> None:
    assert [change.value for change in Change] == [
        "likely better",
        "likely worse",
        "no clear change",
        "not judged yet",
        "not judged",
    ]
