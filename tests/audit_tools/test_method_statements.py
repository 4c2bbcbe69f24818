"""The method statement: made from the set-up, with what it lacks and what changed since."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from audit_tools.cases import Case, CaseState, Involvement, Known
from audit_tools.cycles import Phase, Selection, Working
from audit_tools.errors import Invalid, Refused
from audit_tools.library import shipped_tools
from audit_tools.method_statements import (
    Approval,
    MethodStatement,
    agencies_asked,
    check_approval,
    check_can_approve,
    enquiries,
    how_chosen,
    missing,
    parts_of,
)
from tests.facts import SCALE, TOOL, cycle

TODAY = date(2025, 5, 28)
WHOLE = replace(
    cycle(phase=Phase.PREPARING),
    returns_due=date(2024, 11, 15),
    discussions_from=date(2024, 11, 25),
    discussions_to=date(2024, 11, 29),
)
STATEMENT = MethodStatement("Leeds", "OFFICIAL", WHOLE, TOOL, SCALE, 6, ("Police", "School"))


def approved(statement: MethodStatement) -> MethodStatement:
    at = datetime(2025, 4, 25, 9, tzinfo=UTC)
    one = Approval("Silver MACE", date(2025, 4, 24), "its chair", "", at, parts_of(statement))
    return replace(statement, approvals=(one,))


def test_a_whole_set_up_lacks_nothing() -> None:
    assert missing(STATEMENT) == ()


@pytest.mark.parametrize(
    ("changed", "lack"),
    [
        ({"cycle": replace(WHOLE, purpose="")}, "The purpose is not written."),
        ({"cycle": replace(WHOLE, period_to=None)}, "The period under review is not set."),
        ({"cycle": replace(WHOLE, returns_due=None)},
         "The day on which returns are due is not set."),
        ({"cycle": replace(WHOLE, discussions_from=None)},
         "The days of the discussions are not set."),
        ({"cycle": replace(WHOLE, selection=Selection.NOMINATED, selection_note="")},
         "It is not said why these children."),
        ({"cases": 0}, "No children are chosen."),
        ({"agencies": ()}, "No agency is named."),
    ],
)  # fmt: skip
def test_each_missing_part_is_named(changed: dict[str, object], lack: str) -> None:
    assert missing(replace(STATEMENT, **changed)) == (lack,)  # type: ignore[arg-type]


def test_an_audit_that_begins_with_the_discussion_needs_no_day_for_returns() -> None:
    first = replace(WHOLE, working=Working.DISCUSSION_FIRST, returns_due=None)
    assert missing(replace(STATEMENT, cycle=first)) == ()


def test_what_it_says_of_the_choice_follows_what_was_done() -> None:
    assert how_chosen(STATEMENT) == (
        "6 children, drawn at random. Drawn from 41 children in scope, seed 7."
    )
    # What the note begins with is not said twice.
    noted = replace(WHOLE, selection_note="Drawn at random from 41, seed 7")
    said = how_chosen(replace(STATEMENT, cycle=noted))
    assert said == "6 children. Drawn at random from 41, seed 7."
    assert how_chosen(replace(STATEMENT, cases=0)).startswith("Children, drawn at random.")


def test_lines_of_enquiry_are_sections_and_of_a_short_tool_its_questions() -> None:
    whole, short = (
        next(tool for tool in shipped_tools() if tool.in_one_sitting is sitting)
        for sitting in (False, True)
    )
    assert enquiries(whole)[0] == "1 Voice and lived experience"
    assert len(enquiries(whole)) == 11
    assert len(enquiries(short)) > 5
    assert all(line.endswith("?") for line in enquiries(short))


def test_an_approval_stands_until_something_of_the_set_up_changes() -> None:
    assert approved(STATEMENT).changed == ()
    later = replace(WHOLE, returns_due=date(2024, 11, 22))
    after = replace(approved(STATEMENT), cycle=later, agencies=("Police", "School", "Housing"))
    assert after.changed == ("Agencies", "Timetable")


def test_the_last_approval_counts() -> None:
    before = replace(STATEMENT, agencies=("Police",))
    again = replace(STATEMENT, approvals=approved(before).approvals + approved(STATEMENT).approvals)
    assert again.changed == ()
    assert replace(again, approvals=again.approvals[:1]).changed == ("Agencies",)


def test_agencies_are_those_that_are_asked_anything() -> None:
    cases = [
        Case("C1", CaseState.WAITING, (Involvement("police", Known.KNOWN),
                                       Involvement("housing", Known.NOT_ASKED))),
        Case("C2", CaseState.WITHDRAWN, (Involvement("probation", Known.KNOWN),)),
    ]  # fmt: skip
    assert agencies_asked(cases, ["school"]) == {"police", "school"}


def test_a_closed_audit_s_method_is_no_longer_approved() -> None:
    check_can_approve(Phase.COLLECTING)
    with pytest.raises(Refused):
        check_can_approve(Phase.CLOSED)


@pytest.mark.parametrize(
    ("given", "places"),
    [
        (("", None, "", ""), {"group", "on", "said_by"}),
        (("Silver MACE", date(2025, 5, 29), "its chair", ""), {"on"}),
        (("x" * 121, TODAY, "x" * 121, "x" * 1001), {"group", "said_by", "note"}),
    ],
)
def test_an_approval_says_which_group_when_and_by_whose_word(
    given: tuple[str, date | None, str, str], places: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        check_approval(*given, TODAY)
    assert {problem.place for problem in refused.value.problems} == places
    check_approval("Silver MACE", TODAY, "its chair", "", TODAY)
