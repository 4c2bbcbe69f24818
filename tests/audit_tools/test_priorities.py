"""How urgent a theme is: the rule that suggests, and what a decision needs."""

from datetime import date

import pytest

from audit_tools.consequences import Consequence, worst
from audit_tools.cycles import Phase
from audit_tools.errors import Invalid, Refused
from audit_tools.numbers import Share
from audit_tools.priorities import (
    Priority,
    by_count,
    check_can_decide,
    check_decision,
    read_views,
    smallest_count,
    suggest,
)

ACT, PLAN, WATCH = Priority
TODAY = date(2025, 6, 3)


@pytest.mark.parametrize(
    ("count", "of", "suggested"),
    [
        # the chances of a third or more that were worked out by another program: 0.20, 0.52, 0.81
        (1, 6, WATCH),
        (2, 6, PLAN),
        (3, 6, ACT),
        (6, 12, ACT),
        (0, 6, WATCH),
        (1, 1, ACT),
    ],
)
def test_the_count_alone_suggests_by_how_likely_a_third_is(
    count: int, of: int, suggested: Priority
) -> None:
    assert by_count(Share(count, of)) is suggested


def test_the_counts_from_which_the_rule_suggests_can_be_printed() -> None:
    assert (smallest_count(6, ACT), smallest_count(6, PLAN)) == (3, 2)
    # of one, one is already so likely that nothing lies between
    assert smallest_count(1, PLAN) is None


@pytest.mark.parametrize(
    ("count", "followed", "suggested"),
    [
        (1, Consequence.HARM, ACT),
        (1, Consequence.AT_RISK, PLAN),
        # what followed makes nothing less urgent
        (3, Consequence.NONE_SEEN, ACT),
        (3, Consequence.AT_RISK, ACT),
        (1, Consequence.LATE_HELP, WATCH),
        (1, None, WATCH),
    ],
)
def test_what_followed_can_make_one_case_urgent_and_none_less_so(
    count: int, followed: Consequence | None, suggested: Priority
) -> None:
    found = suggest(Share(count, 6), followed)
    assert found.priority is suggested
    assert found.for_what_followed == (suggested is not by_count(Share(count, 6)))


def test_one_case_more_or_fewer_is_looked_at_too() -> None:
    found = suggest(Share(2, 6), None)
    assert (found.one_fewer, found.priority, found.one_more) == (WATCH, PLAN, ACT)
    assert suggest(Share(6, 6), None).one_more is ACT
    assert suggest(Share(1, 6), Consequence.HARM).one_fewer is ACT


def test_the_worst_is_the_worst_that_was_said() -> None:
    assert worst([None, Consequence.AT_RISK, Consequence.LATE_HELP]) is Consequence.AT_RISK
    assert worst([None]) is None


def test_priorities_are_decided_once_the_audit_is_closed() -> None:
    check_can_decide(Phase.CLOSED)
    with pytest.raises(Refused, match="not closed yet"):
        check_can_decide(Phase.COLLECTING)


def test_a_decision_needs_its_group_its_day_and_its_reason() -> None:
    check_decision("act-now", "Silver MACE", TODAY, "Three of six.", "", TODAY)
    with pytest.raises(Invalid) as refused:
        check_decision("soon", " ", date(2025, 6, 4), "x" * 1001, "x" * 1001, TODAY)
    places = [problem.place for problem in refused.value.problems]
    assert places == ["priority", "group", "on", "reason", "views"]
    with pytest.raises(Invalid, match="why the group decided"):
        check_decision("act-now", "Silver MACE", TODAY, " ", "", TODAY)


def test_each_line_is_a_different_view() -> None:
    assert read_views("School: plan for it.\n\n Police:  now.") == (
        "School: plan for it.",
        "Police: now.",
    )
