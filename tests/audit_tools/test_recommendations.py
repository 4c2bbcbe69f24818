"""What agencies recommend stands beside what went well and what could be better, where asked."""

from dataclasses import replace
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answers import check_answer
from audit_tools.cases import CaseState
from audit_tools.definition import read_tool, tool_to_document, write_tool
from audit_tools.errors import Invalid, Refused
from audit_tools.library import shipped_tools
from audit_tools.marks import marked_places
from audit_tools.moving import check_can_move
from audit_tools.returns import (
    AgencyReturn,
    ReturnStatus,
    left_in_section,
    lines,
    recommendations,
    says_nothing,
)
from audit_tools.tool import AuditTool
from audit_tools.tool_changes import find_changes
from audit_tools.words.shipped import shipped_words
from audit_tools.workbook import read_workbook, write_workbook
from tests.audit_tools.definition.definitions import problems, sound
from tests.wide_tool import wide_tool

TOOL = wide_tool()
VOICE = TOOL.section("voice")
SCALE = TOOL.scale("ofsted")
FIRST = "voice/recommendation/1"
RETURN = AgencyReturn(
    "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)


def without(tool: AuditTool) -> AuditTool:
    """The tool, asking nobody for recommendations."""
    return replace(
        tool, sections=tuple(replace(one, recommendations=False) for one in tool.sections)
    )


def holding(**texts: str) -> AgencyReturn:
    return replace(RETURN, entries={place.replace("_", "/"): text for place, text in texts.items()})


def test_no_shipped_tool_asks_for_them() -> None:
    assert not any(one.recommendations for tool in shipped_tools() for one in tool.sections)


def test_they_stand_in_a_place_of_their_own_on_one_line() -> None:
    text = check_answer(TOOL, SCALE, RETURN, FIRST, "Ask the child\nfirst ")
    assert text == "Ask the child first"
    entries = {FIRST: "One", "voice/recommendation/3": "Two", "voice/strength/1": "Seen"}
    assert [one.text for one in recommendations(entries, "voice")] == ["One", "Two"]
    # They were not seen in a case, so nothing that counts or weighs lines finds them.
    assert [one.text for one in lines(entries, "voice")] == ["Seen"]


@pytest.mark.parametrize("place", [f"{FIRST}/cause", "voice/recommendation/0", f"{FIRST}00"])
def test_they_have_no_other_places(place: str) -> None:
    with pytest.raises(Invalid, match="no such place"):
        check_answer(TOOL, SCALE, RETURN, place, "x")


def test_a_section_that_does_not_ask_for_them_has_no_place_for_them() -> None:
    with pytest.raises(Invalid, match="asks for no recommendations"):
        check_answer(without(TOOL), SCALE, RETURN, FIRST, "x")


def test_who_recommends_something_has_something_to_add_and_has_said_why() -> None:
    closed = holding(voice_nothing="yes", voice_recommendation_1="Ask first")
    assert not says_nothing(closed.entries, "voice")
    assert says_nothing(holding(voice_nothing="yes").entries, "voice")
    for texts, is_asked_why in (({}, True), ({"voice_recommendation_1": "Ask first"}, False)):
        left = left_in_section(TOOL, VOICE, holding(voice_grade="good", **texts))
        assert ("voice/reason" in {one.place for one in left}) is is_asked_why


def test_they_are_never_needed() -> None:
    left = left_in_section(TOOL, VOICE, RETURN)
    assert not any("recommendation" in one.place for one in left)


def test_names_are_pointed_out_in_them() -> None:
    named = holding(voice_recommendation_1="Visit Mrs Kowalska at 12 Roundhay Road.")
    assert marked_places(TOOL, named, shipped_words()) == (FIRST,)


def test_they_are_the_same_in_every_way_of_writing_a_tool() -> None:
    assert read_tool(write_tool(TOOL)) == TOOL
    assert read_workbook(write_workbook(TOOL)) == TOOL
    assert tool_to_document(TOOL)["sections"][0]["recommendations"] is True
    assert "recommendations" not in tool_to_document(without(TOOL))["sections"][0]


def ungraded(document: dict[str, Any]) -> None:
    document["sections"][0]["graded"] = False


def of_panel(document: dict[str, Any]) -> None:
    document["sections"][0] |= {"asked": "panel", "questions": []}


def in_one_sitting(document: dict[str, Any]) -> None:
    document["in_one_sitting"] = True


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (ungraded, "in sections that they grade"),
        (of_panel, "in sections that they grade"),
        (in_one_sitting, "One sitting has no room"),
    ],
)
def test_only_a_section_with_lines_has_room_for_them(change: Any, sentence: str) -> None:
    document = sound()
    document["sections"][0]["recommendations"] = True
    assert problems(document) == []
    change(document)
    found = [one for one in problems(document) if one.place.endswith(".recommendations")]
    assert [sentence in one.message for one in found] == [True]


def test_a_next_version_says_that_it_asks_for_them_or_no_more() -> None:
    now = replace(TOOL, version=2)
    for before, after in ((without(TOOL), now), (TOOL, without(now))):
        assert any("Voice" in said for said in find_changes(before, after).others)


def test_an_audit_under_way_gains_room_for_them_and_does_not_lose_it() -> None:
    later = replace(TOOL, version=2)
    check_can_move(without(TOOL), later, "ofsted", all_move=True)
    with pytest.raises(Refused, match="no room for recommendations in “Voice”"):
        check_can_move(TOOL, without(later), "ofsted", all_move=True)
