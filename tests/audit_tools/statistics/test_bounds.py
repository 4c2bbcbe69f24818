"""What a count could have been, had every return come."""

from audit_tools.statistics.bounds import Bounds, of_what_was_judged, of_what_was_seen

ALL_IN = (False,) * 3


def test_where_every_return_came_a_count_is_what_it_is() -> None:
    assert of_what_was_seen((True, False, True), ALL_IN) == Bounds(2, 2, 3)
    assert of_what_was_judged((True, False, True), ALL_IN) == Bounds(2, 2, 3)
    assert Bounds(2, 2, 3).is_settled


def test_a_missing_return_could_have_told_of_what_nobody_saw_and_unsays_nothing() -> None:
    bounds = of_what_was_seen((True, False, False), (True, True, False))
    assert bounds == Bounds(1, 2, 3)
    assert not bounds.is_settled


def test_a_missing_return_could_have_turned_a_judgement_either_way() -> None:
    assert of_what_was_judged((True, True, False, False), (True, False, True, False)) == Bounds(
        1, 3, 4
    )


def test_thirty_two_of_forty_nine_lie_between_57_and_70_of_100() -> None:
    """Seven more were expected: all of them unfavourable, and all favourable."""
    judged = (True,) * 32 + (False,) * 17 + (False,) * 7
    bounds = of_what_was_judged(judged, (False,) * 49 + (True,) * 7)
    assert (bounds.lowest, bounds.highest, bounds.of) == (32, 39, 56)
    assert [round(100 * k / bounds.of) for k in (bounds.lowest, bounds.highest)] == [57, 70]


def test_of_nothing_there_is_nothing() -> None:
    assert of_what_was_seen((), ()) == of_what_was_judged((), ()) == Bounds(0, 0, 0)
