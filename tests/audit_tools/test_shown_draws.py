"""Whoever looks at several draws may choose, so how many were shown is counted and said."""

from dataclasses import replace

import pytest

from audit_tools.candidates import Candidate
from audit_tools.cases import Characteristics
from audit_tools.errors import Invalid
from audit_tools.sampling import draw
from audit_tools.shown_draws import ShownDraw, ShownDraws, ordinal

FIRST = ShownDraw("28 May 2025", 6, 3, ("locality",), "a hash")
SECOND = replace(FIRST, seed="another")
THIRD = replace(FIRST, seed="one more")


def shown(*draws: ShownDraw) -> ShownDraws:
    found = ShownDraws()
    for one in draws:
        found = found.add(one)
    return found


def test_a_draw_is_kept_without_the_children_in_it() -> None:
    children = [Candidate(f"SYV25-0{n}", Characteristics("13-15")) for n in range(1, 5)]
    made = draw(children, 2, 1, ("age_band",), " 7 ")
    assert ShownDraw.of(made) == ShownDraw("7", 2, 1, ("age_band",), made.list_hash)


def test_the_same_draw_again_is_no_other() -> None:
    again = shown(FIRST, SECOND, FIRST)
    assert again.draws == (FIRST, SECOND)
    assert again.number_of(FIRST) == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(FIRST, seed="28 May"),
        replace(FIRST, size=5),
        replace(FIRST, reserves=2),
        replace(FIRST, strata=()),
        # Another list gives other children with the same seed.
        replace(FIRST, list_hash="another"),
    ],
)
def test_whatever_changes_the_children_is_another_draw(other: ShownDraw) -> None:
    assert shown(FIRST, other).number_of(other) == 2


def test_a_draw_is_found_by_its_number_and_no_other_number_finds_one() -> None:
    two = shown(FIRST, SECOND)
    assert [two.find(number) for number in (-1, 0, 1, 2, 3)] == [None, None, FIRST, SECOND, None]


def test_only_a_draw_that_was_shown_can_be_confirmed() -> None:
    with pytest.raises(Invalid, match="has not been shown"):
        shown(FIRST).confirm(SECOND)
    confirmed = shown(FIRST, SECOND).confirm(SECOND)
    assert [one.confirmed for one in confirmed.draws] == [False, True]
    assert confirmed.confirmed == 2
    assert shown(FIRST).confirmed is None


def test_before_it_is_confirmed_a_draw_says_how_many_were_shown() -> None:
    assert shown(FIRST).describe(1) == ""
    three = shown(FIRST, SECOND, THIRD)
    kept = " shown for this audit. The record keeps that."
    assert three.describe(3) == "This is the third draw" + kept
    assert three.describe(1) == "This is the first of 3 draws" + kept


def test_a_sample_that_was_not_the_only_one_shown_says_so() -> None:
    three = shown(FIRST, SECOND, THIRD)
    assert three.confirm(THIRD).choice == "the third draw that was shown"
    # Going back to an earlier one is choosing as well.
    assert three.confirm(FIRST).choice == "the first of 3 draws that were shown"
    assert shown(FIRST).confirm(FIRST).choice == ""
    assert three.choice == ""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "first"), (10, "tenth"), (11, "11th"), (12, "12th"), (13, "13th"), (20, "20th"),
        (21, "21st"), (22, "22nd"), (23, "23rd"), (24, "24th"), (111, "111th"), (121, "121st"),
    ],
)  # fmt: skip
def test_a_place_in_an_order_is_said_as_people_say_it(number: int, said: str) -> None:
    assert ordinal(number) == said
