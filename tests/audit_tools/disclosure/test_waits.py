"""What is told of waits: days without a case, beside the standard of the service."""

from dataclasses import replace

import pytest

from audit_tools.audience import Audience, AudienceFacts
from audit_tools.audience_waits import WaitRow
from audit_tools.cases import CaseState
from audit_tools.definition import tool_from_document, tool_to_document
from audit_tools.disclosure import for_audience
from audit_tools.facts import CaseFacts
from audit_tools.numbers import Share
from audit_tools.returns import ReturnStatus
from tests.audit_tools.disclosure.waiting import (
    DAYS,
    MEANWHILE,
    SAFE,
    WARD,
    changed,
    given,
    waiting,
)
from tests.facts import agency_return, case, cycle_facts


def wait(facts: AudienceFacts, key: str) -> WaitRow:
    return next(row for row in facts.waits if row.key == key)


def test_days_stand_in_the_order_of_their_length_whatever_the_order_of_the_cases() -> None:
    cases = [waiting(n, {"mind": days}) for n, days in enumerate(("427", "0", "133"))]
    forward, backward = given(*cases), given(*reversed(cases))
    assert wait(forward, "mental-health").days == (0, 133, 427)
    assert forward.waits == backward.waits


def test_a_child_is_one_dot_and_the_longest_wait_counts() -> None:
    assert wait(given(waiting(1, {"mind": "20", "talk": "90"})), "mental-health").days == (90,)


def test_each_service_has_the_waits_of_its_own_kind_of_agency() -> None:
    facts = given(waiting(1, {"mind": "20", "ward": "1"}))
    assert {row.key: row.days for row in facts.waits} == {"navigator": (1,), "mental-health": (20,)}


# On the day that the standard names a wait is within it; a day later it is not.
@pytest.mark.parametrize(("days", "within"), [("0", 1), ("41", 1), ("42", 1), ("43", 0)])
def test_a_wait_is_within_its_standard_until_its_last_day(days: str, within: int) -> None:
    row = wait(given(waiting(1, panel={SAFE: days})), "exploitation-service")
    assert (row.standard, row.within) == ("within six weeks", Share(within, 1))


# "On the same day" is a standard too: 0 days keep to it and 1 does not.
@pytest.mark.parametrize(("days", "within"), [("0", 1), ("1", 0)])
def test_a_service_may_promise_the_same_day(days: str, within: int) -> None:
    tool = tool_from_document(changed("waits", standard="on the same day", standard_days=0))
    assert tool_from_document(tool_to_document(tool)).waits == tool.waits
    facts = replace(cycle_facts(cases=[waiting(1, {"ward": days})]), tool=tool, agencies=(WARD,))
    row = wait(for_audience(facts, Audience.GOVERNANCE), "navigator")
    assert (row.standard_days, row.within) == (0, Share(within, 1))


def test_without_a_standard_nothing_is_within() -> None:
    assert wait(given(waiting(1, {"mind": "1"})), "mental-health").within == Share(0, 0)


def test_of_what_was_done_meanwhile_is_told_that_it_is_written_and_never_what() -> None:
    text = "The nurse rang each Friday."
    told = replace(waiting(1, {"mind": "9"}), returns=(
        agency_return("mind", answers={DAYS: "9", MEANWHILE: text}),))  # fmt: skip
    facts = given(told, waiting(2, {"mind": "30"}))
    assert wait(facts, "mental-health").meanwhile == Share(1, 2)
    assert text not in repr(facts)


def test_of_two_waits_of_a_child_that_are_equally_long_that_counts_which_says_more() -> None:
    answers: tuple[dict[str, str], ...] = ({DAYS: "9"}, {DAYS: "9", MEANWHILE: "A nurse rang."})
    for order in (answers, answers[::-1]):
        returns = (agency_return(key, answers=one)
                   for key, one in zip(("mind", "talk"), order, strict=True))  # fmt: skip
        assert wait(given(case("C1", *returns)), "mental-health").meanwhile == Share(1, 1)


@pytest.mark.parametrize(
    "uncounted",
    [
        # nobody was referred
        waiting(1, {"mind": ""}),
        # the return never came, whatever its draft holds
        waiting(1, {"mind": "50"}, status=ReturnStatus.MISSING),
        # not agreed yet
        waiting(1, {"mind": "50"}, state=CaseState.OPEN),
    ],
)
def test_what_is_not_recorded_or_not_agreed_is_no_wait(uncounted: CaseFacts) -> None:
    assert given(uncounted).waits == ()


def test_a_wait_makes_no_training_need() -> None:
    assert given(waiting(1, {"mind": "900"})).needs == ()
