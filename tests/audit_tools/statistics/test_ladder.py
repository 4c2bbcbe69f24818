"""What may be said of a difference, and what never is."""

from itertools import product

import pytest

from audit_tools.statistics.ladder import Change, Grounds, word

BETTER, WORSE, UNCLEAR = Change


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.98, BETTER), (0.95, BETTER), (0.9499, UNCLEAR), (0.5, UNCLEAR),
        (0.0501, UNCLEAR), (0.05, WORSE), (0.02, WORSE),
    ],
)  # fmt: skip
def test_likely_begins_at_95_of_100_on_either_side(chance: float, said: Change) -> None:
    assert word(chance, Grounds(comparable=True, same_unit=True, complete=True)) is said


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_nothing_is_likely_where_something_else_differs_or_is_missing(chance: float) -> None:
    for comparable, same_unit, complete in product((True, False), repeat=3):
        grounds = Grounds(comparable=comparable, same_unit=same_unit, complete=complete)
        hold = comparable and same_unit and complete
        assert (word(chance, grounds) is UNCLEAR) is not hold


def test_there_are_three_words_and_none_says_that_something_improved() -> None:
    assert [change.value for change in Change] == [
        "likely better",
        "likely worse",
        "no clear change",
    ]
