"""An audit and its cases only move forward, and say why they cannot."""

import pytest

from audit_tools.cases import (
    Case,
    CaseState,
    Involvement,
    Known,
    check_can_move,
    check_reason,
)
from audit_tools.cycles import Counted, Phase, check_all_sorted, check_can_close, check_can_sort
from audit_tools.cycles import check_can_move as check_phase
from audit_tools.errors import Refused

CHILDREN = Counted("child", "children")


def test_counts_are_said_with_what_is_counted() -> None:
    assert CHILDREN.of(4, 6) == "4 of 6 children"
    assert CHILDREN.of(1, 1) == "1 of 1 child"
    assert Counted("area", "areas").number(6) == "6 areas"
    assert CHILDREN.number(1) == "1 child"


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("to", Phase)
def test_an_audit_moves_one_phase_forward_and_never_back(phase: Phase, to: Phase) -> None:
    order = list(Phase)
    if order.index(to) == order.index(phase) + 1:
        check_phase(phase, to)
    else:
        with pytest.raises(Refused):
            check_phase(phase, to)


def test_an_audit_closes_when_nothing_is_left_open() -> None:
    check_can_close(Phase.COLLECTING, 0, CHILDREN)
    with pytest.raises(Refused, match="2 children still to be agreed or withdrawn"):
        check_can_close(Phase.COLLECTING, 2, CHILDREN)


# every way a case can go; all others are refused
WAYS = {
    (CaseState.WAITING, CaseState.PREPARED),
    (CaseState.PREPARED, CaseState.OPEN),
    (CaseState.OPEN, CaseState.WRITTEN_UP),
    # the chair may sign off straight from the room
    (CaseState.OPEN, CaseState.AGREED),
    # and may send a write-up back
    (CaseState.WRITTEN_UP, CaseState.OPEN),
    (CaseState.WRITTEN_UP, CaseState.AGREED),
    (CaseState.WAITING, CaseState.WITHDRAWN),
    (CaseState.PREPARED, CaseState.WITHDRAWN),
    (CaseState.OPEN, CaseState.WITHDRAWN),
    (CaseState.WRITTEN_UP, CaseState.WITHDRAWN),
}


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("to", CaseState)
def test_a_case_goes_these_ways_only(state: CaseState, to: CaseState) -> None:
    if (state, to) in WAYS:
        check_can_move(state, to)
    else:
        with pytest.raises(Refused, match="cannot become"):
            check_can_move(state, to)


def test_a_reason_is_more_than_spaces() -> None:
    assert check_reason(" moved away ") == "moved away"
    with pytest.raises(Refused, match="Give a reason"):
        check_reason("  ")


def test_a_case_involves_the_agencies_that_know_the_child() -> None:
    case = Case(
        "SYV25-01",
        CaseState.WAITING,
        (
            Involvement("police", Known.KNOWN),
            Involvement("social-care", Known.KNOWN, lead=True),
            Involvement("school", Known.NOT_KNOWN),
        ),
    )
    assert case.involves("police")
    assert not case.involves("school")
    assert not case.involves("housing")
    assert case.lead == "social-care"


@pytest.mark.parametrize(
    ("unsorted", "said"),
    [(1, "Sort the finding that is left"), (2, "Sort the 2 findings that are left")],
)
def test_an_audit_does_not_close_with_findings_unsorted(unsorted: int, said: str) -> None:
    check_all_sorted(0)
    with pytest.raises(Refused, match=said):
        check_all_sorted(unsorted)


def test_a_sorted_finding_stays_as_it_is_once_the_audit_is_closed() -> None:
    check_can_sort(Phase.COLLECTING, is_sorted=True)
    check_can_sort(Phase.CLOSED, is_sorted=False)
    with pytest.raises(Refused, match="stay sorted"):
        check_can_sort(Phase.CLOSED, is_sorted=True)


@pytest.mark.parametrize(
    ("one", "said"),
    [("child", "a child"), ("organisation", "an organisation"), ("Adult", "an Adult"), ("", "a ")],
)
def test_what_is_counted_has_its_article(one: str, said: str) -> None:
    assert Counted(one, "many").a == said
