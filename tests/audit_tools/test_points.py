"""Points are added up, what says nothing stands beside them, and no tool about children has any."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answered_once import NO_BANDS
from audit_tools.audit_details import AuditDetails, check_details
from audit_tools.cases import Characteristics
from audit_tools.conditions.terms import Situation
from audit_tools.cycles import CHILDREN
from audit_tools.definition import (
    check,
    read_tool,
    tool_from_document,
    tool_to_document,
    write_tool,
)
from audit_tools.discussions import ReturnRead
from audit_tools.errors import Invalid
from audit_tools.library import shipped_tools
from audit_tools.points import Points, SidedPoints, has_points, in_section, of_return
from audit_tools.returns import ReturnStatus
from audit_tools.tool_changes import Change, find_changes
from audit_tools.workbook import read_workbook, write_workbook
from tests.audit_tools.pointed import SCALE, SECTION, TOOL

DETAILS = AuditDetails("How ready are we?", scale="two")
POLICE, SCHOOL = Situation(AgencyKind.POLICE), Situation(AgencyKind.EDUCATION)


@pytest.mark.parametrize(
    ("situation", "entries", "said"),
    [
        (SCHOOL, {"staff.trained": "some"}, "1 of 3 points"),
        # an answer worth nothing counts among what is possible
        (SCHOOL, {"staff.trained": "none-of-them"}, "0 of 3 points"),
        # the police are asked a second one, on a scale
        (POLICE, {"staff.trained": "some", "staff.graded": "well"}, "5 of 7 points"),
        (POLICE, {"staff.trained": "all-of-them"}, "3 of 3 points; 1 not answered"),
        # what says nothing leaves both, and is counted
        (
            POLICE,
            {"staff.trained": "not-applicable", "staff.graded": "badly"},
            "0 of 4 points; 1 not applicable",
        ),
        (SCHOOL, {"staff.trained": "not-known"}, "0 of 0 points; 1 not known"),
        # a grade of its own part adds to them, a part that is none of its own does not
        (SCHOOL, {"staff.trained": "some", "staff/grade": "well"}, "5 of 7 points"),
        (SCHOOL, {"staff.trained": "some", "staff/grade": "not-our-part"}, "1 of 3 points"),
        # texts are worth nothing, and the panel's question is not the agency's
        (SCHOOL, {"staff.trained": "some", "staff.said": "x", "staff.seen": "much"},
         "1 of 3 points"),
    ],
)  # fmt: skip
def test_points_given_are_of_points_possible(
    situation: Situation, entries: dict[str, str], said: str
) -> None:
    scale = SCALE if "staff/grade" in entries else None
    assert str(of_return(TOOL, scale, SECTION, situation, entries)) == said


def test_own_and_moderated_points_stand_side_by_side() -> None:
    returns = (
        ReturnRead("police", ReturnStatus.SUBMITTED, {"staff.trained": "some"}),
        ReturnRead("school", ReturnStatus.MISSING, {}),
    )
    record = {"staff/agreed": "badly", "staff.seen": "much"}
    sided = in_section(TOOL, SCALE, SECTION, returns, lambda _agency: POLICE, record, NO_BANDS)
    # neither the second question nor the grade of its part has an answer
    assert {key: str(one) for key, one in sided.own.items()} == {
        "police": "1 of 3 points; 2 not answered"
    }
    assert str(sided.moderated) == "2 of 6 points"
    twice = sided + sided
    assert str(twice.own["police"]) == "2 of 6 points; 4 not answered"
    assert twice + SidedPoints({}, Points()) == twice


def test_what_a_condition_hides_of_the_discussion_is_worth_nothing() -> None:
    document = copy.deepcopy(tool_to_document(TOOL))
    document["sections"][0]["questions"][3]["show_when"] = [{"case": "sex", "one_of": ["Female"]}]
    tool = tool_from_document(document)
    section, record = tool.section("staff"), {"staff.seen": "much"}
    for bands, said in ((NO_BANDS, ""), (Characteristics(sex="Female"), "2 of 2 points")):
        sided = in_section(tool, None, section, (), lambda _agency: POLICE, record, bands)
        assert str(sided.moderated) == said


def test_an_audit_that_counts_children_gives_no_points() -> None:
    details = replace(DETAILS, counted=CHILDREN)
    with pytest.raises(Invalid) as refused:
        check_details(details, TOOL)
    assert "counts_one" in {problem.place for problem in refused.value.problems}
    check_details(replace(DETAILS, counted=TOOL.counts), TOOL)


def test_nothing_is_said_where_nothing_is_worth_points() -> None:
    assert str(Points()) == ""
    assert has_points(TOOL)
    of_children = (tool for tool in shipped_tools() if tool.counts == CHILDREN)
    assert not any(has_points(tool) for tool in of_children)


def test_a_grade_that_the_discussion_alone_gives_is_missed_by_no_agency() -> None:
    [tool] = (tool for tool in shipped_tools() if has_points(tool))
    assert tool.panel_section
    assert of_return(tool, tool.scales[0], tool.panel_section, POLICE, {}) == Points()


def without_counts(document: dict[str, Any]) -> None:
    del document["counts"]


def children(document: dict[str, Any]) -> None:
    document["counts"] = {"one": "Child", "many": "children"}


def one_answer_without(document: dict[str, Any]) -> None:
    del document["sections"][0]["questions"][0]["choices"][1]["points"]


def one_grade_without(document: dict[str, Any]) -> None:
    del document["scales"][0]["grades"][1]["points"]


def several(document: dict[str, Any]) -> None:
    document["sections"][0]["questions"][0]["type"] = "multiple"


@pytest.mark.parametrize(
    ("spoil", "places"),
    [
        (
            without_counts,
            ["scales.1.grades", "sections.staff.questions.1.choices",
             "sections.staff.questions.4.choices"],
        ),
        (
            children,
            ["scales.1.grades", "sections.staff.questions.1.choices",
             "sections.staff.questions.4.choices"],
        ),
        (one_answer_without, ["sections.staff.questions.1.choices"]),
        (one_grade_without, ["scales.1.grades"]),
        (several, ["sections.staff.questions.1.choices"]),
    ],
)  # fmt: skip
def test_points_that_cannot_be_are_refused_with_their_place(
    spoil: Callable[[dict[str, Any]], None], places: list[str]
) -> None:
    document = copy.deepcopy(tool_to_document(TOOL))
    spoil(document)
    assert [problem.place for problem in check(json.dumps(document), "json")] == places


def test_points_go_out_and_in_with_their_tool() -> None:
    assert read_tool(write_tool(TOOL)) == TOOL
    assert read_workbook(write_workbook(TOOL)) == TOOL
    assert tool_from_document(tool_to_document(TOOL)) == TOOL


def test_other_points_change_a_question_with_a_word() -> None:
    document = copy.deepcopy(tool_to_document(TOOL)) | {"version": 2}
    document["sections"][0]["questions"][0]["choices"][1]["points"] = 2
    [changed] = find_changes(TOOL, tool_from_document(document)).changed
    assert set(changed.changes) == {Change.OTHERWISE}
    [told] = changed.rewordings
    assert (told.before, told.now) == ("All 3, Some 1, None 0", "All 3, Some 2, None 0")
