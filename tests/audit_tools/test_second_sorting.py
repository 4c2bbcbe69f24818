"""A second person sorts: who can be, which findings are asked, and what is alike."""

import pytest

from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.numbers import Share
from audit_tools.second_sorting import SortedTwice, alike, is_asked, why_not_second
from audit_tools.training_needs import Cause

KNOW, TOOL = Cause.KNOWLEDGE_AND_SKILL, Cause.TOOL_OR_PROCESS
VOICE, BOTH = frozenset({"voice"}), frozenset({"voice", "planning"})


def test_alike_is_the_same_themes_in_any_order_and_the_same_cause() -> None:
    twice = [
        SortedTwice(1, BOTH, KNOW, frozenset({"planning", "voice"}), KNOW),
        # one theme more, and another cause, are each a difference
        SortedTwice(2, VOICE, KNOW, BOTH, KNOW),
        SortedTwice(3, VOICE, KNOW, VOICE, TOOL),
        SortedTwice(4, VOICE, None, VOICE, None),
    ]
    assert alike(twice) == Share(2, 4)
    assert alike([]) == Share(0, 0)


def test_every_fifth_is_by_the_number_of_the_finding() -> None:
    assert [n for n in range(1, 13) if is_asked(n, 5)] == [5, 10]
    assert all(is_asked(n, 1) for n in range(1, 13))


@pytest.mark.parametrize(
    ("phase", "state", "is_sorted", "sorted_it", "is_done", "why"),
    [
        (Phase.COLLECTING, CaseState.AGREED, True, False, False, ""),
        (Phase.CLOSED, CaseState.AGREED, True, False, False, "closed"),
        (Phase.COLLECTING, CaseState.WRITTEN_UP, True, False, False, "signed off"),
        (Phase.COLLECTING, CaseState.AGREED, True, True, False, "yourself"),
        (Phase.COLLECTING, CaseState.AGREED, False, False, False, "not sorted yet"),
        (Phase.COLLECTING, CaseState.AGREED, True, False, True, "already"),
    ],
)
def test_who_can_be_second(
    phase: Phase, state: CaseState, is_sorted: bool, sorted_it: bool, is_done: bool, why: str
) -> None:
    said = why_not_second(phase, state, is_sorted, sorted_it=sorted_it, is_done=is_done)
    assert why in said
    assert bool(said) == bool(why)
