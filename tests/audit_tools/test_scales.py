"""Several scales in one tool: each question on its own, none computed from another."""

from dataclasses import replace
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answers import check_answer, in_words
from audit_tools.case_records import CaseReturns
from audit_tools.case_sheets import widest
from audit_tools.cases import CaseState
from audit_tools.definition import (
    check,
    read_tool,
    tool_from_document,
    tool_to_document,
    write_tool,
)
from audit_tools.discussions import ReturnRead, check_record_value, compare
from audit_tools.errors import Invalid
from audit_tools.facts import Agency
from audit_tools.returns import AgencyReturn, ReturnStatus, left_in_section
from audit_tools.tool import AuditTool, Choice
from audit_tools.tool_changes import Change, find_changes
from tests.audit_tools.definition.definitions import (
    first_question,
    only_problem,
    problems,
    second_question,
    sound,
)
from tests.wide_tool import WIDE, wide_tool

TOOL = wide_tool()
VOICE = TOOL.section("voice")
PLAN, SAFE = TOOL.question("voice.plan"), TOOL.question("voice.safe")
SCHOOL = AgencyReturn(
    "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)


def stored(place: str, value: str) -> str:
    return check_answer(TOOL, TOOL.scale("ofsted"), SCHOOL, place, value)


def test_each_question_is_answered_on_its_own_scale() -> None:
    assert (stored("voice.plan", "amber"), stored("voice.safe", "n9")) == ("amber", "n9")
    assert (in_words(PLAN, "amber"), in_words(SAFE, "n9")) == ("Amber", "9")
    assert stored("voice.plan", "not-known") == "not-known"
    for place, value in (("voice.plan", "n9"), ("voice.safe", "good"), ("voice.safe", "not-known")):
        with pytest.raises(Invalid, match="Choose one of these"):
            stored(place, value)


def test_a_grade_is_chosen_with_what_it_means() -> None:
    assert PLAN.options[0] == Choice("green", "Green", "The plan works.")
    assert PLAN.options[-1] == Choice("not-known", "Not known")


def test_a_question_on_a_scale_has_to_be_answered() -> None:
    left = [one.place for one in left_in_section(TOOL, VOICE, SCHOOL)]
    assert {"voice.plan", "voice.safe"} <= set(left)


def test_the_discussion_answers_on_a_scale_too() -> None:
    assert check_record_value(TOOL, None, frozenset(), "overall.plan", "red") == "red"
    with pytest.raises(Invalid, match="Green, Amber, Red"):
        check_record_value(TOOL, None, frozenset(), "overall.plan", "good")


def test_sections_are_graded_only_by_a_scale_that_says_what_is_good_enough() -> None:
    assert [scale.key for scale in TOOL.scales] == ["ofsted", "lights", "safety"]
    assert [scale.key for scale in TOOL.grading_scales] == ["ofsted"]


# --- Where agencies differ ---


def given(**answers: str) -> CaseReturns:
    """Agencies that answered how the plan goes."""
    returns = tuple(
        ReturnRead(agency, ReturnStatus.SUBMITTED, {"voice.plan": answer})
        for agency, answer in answers.items()
    )
    agencies = {key: Agency(key, key.capitalize(), AgencyKind.OTHER) for key in answers}
    return CaseReturns(TOOL, None, agencies, None, returns)


def test_two_grades_of_a_scale_are_a_difference_and_an_absence_is_none() -> None:
    assert compare(VOICE, None, given(police="red", school="green").returns).questions == (
        "voice.plan",
    )
    for other in ("red", "not-known"):
        assert compare(VOICE, None, given(police="red", school=other).returns).questions == ()


def test_the_sheet_sets_the_best_beside_the_worst() -> None:
    apart = widest(given(police="amber", school="green", health="red", housing="not-known"))[0]
    assert (apart.high.word, apart.high.agencies) == ("Green", ("School",))
    assert (apart.low.word, apart.low.agencies) == ("Red", ("Health",))


# --- Definitions ---


def test_scales_and_hints_are_the_same_after_writing() -> None:
    assert read_tool(write_tool(TOOL)) == TOOL
    assert tool_from_document(tool_to_document(TOOL)) == TOOL
    document = tool_to_document(TOOL)
    assert document["sections"][0]["questions"][4]["scale"] == "lights"
    assert "meets_standard" not in document["scales"][1]["grades"][0]
    assert document["scales"][0]["grades"][2]["meets_standard"] is False


# what is said of the question, the place within it, the sentence
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"type": "scale"}, "", "Say on which scale"),
    ({"type": "scale", "scale": "three"}, ".scale", "There is no scale “three”"),
    ({"scale": "two"}, ".scale", "Only a question of type “scale”"),
    (
        {"type": "scale", "scale": "two", "choices": [{"key": "a", "label": "A"}]},
        ".choices",
        "no choices of its own",
    ),
    ({"type": "scale", "scale": "two", "reason_when": ["no"]}, ".reason_when", "well, badly"),
    ({"type": "scale", "scale": "two", "absences": ["well"]}, ".absences.1", "Use one of"),
]


@pytest.mark.parametrize(("said", "place", "sentence"), WRONG)
def test_what_cannot_be_answered_on_a_scale_is_refused(
    said: dict[str, Any], place: str, sentence: str
) -> None:
    document = sound()
    second_question(document)["show_when"] = []
    first_question(document).update(said)
    found = problems(document)
    assert f"sections.voice.questions.1{place}" in [one.place for one in found], found
    assert any(sentence in one.message for one in found)


def test_a_condition_can_name_a_grade() -> None:
    document = sound()
    first_question(document).update(type="scale", scale="two")
    second_question(document)["show_when"] = [{"question": "voice.asked", "one_of": ["badly"]}]
    assert problems(document) == []
    second_question(document)["show_when"] = [{"question": "voice.asked", "one_of": ["yes"]}]
    assert "well, badly" in only_problem(document).message


def test_a_standard_is_said_of_each_grade_or_of_none() -> None:
    text = WIDE.replace("descriptor: The plan drifts.}", "descriptor: x, meets_standard: true}")
    [problem] = check(text)
    assert problem.place.endswith("scales.2")
    assert "of each grade, or of none" in problem.message


# --- The next version ---


def with_lights(**changed: Any) -> AuditTool:
    lights = replace(TOOL.scale("lights"), **changed)
    scales = tuple(lights if scale.key == "lights" else scale for scale in TOOL.scales)
    questions = (replace(q, scale=lights) if q.key == "voice.plan" else q for q in VOICE.questions)
    voice = replace(VOICE, questions=tuple(questions))
    return replace(TOOL, version=2, scales=scales, sections=(voice, *TOOL.sections[1:]))


def test_grades_in_other_words_are_for_the_author_and_others_end_the_comparison() -> None:
    green, amber, red = TOOL.scale("lights").grades
    words = with_lights(grades=(replace(green, descriptor="It is kept."), amber, red))
    fewer = with_lights(grades=(green, red))
    turned = with_lights(grades=(red, amber, green))
    for now, change, comparable in (
        (words, Change.REWORDED, True),
        (fewer, Change.ANSWERED_OTHERWISE, False),
        (turned, Change.ANSWERED_OTHERWISE, False),
    ):
        found = {one.key: one for one in find_changes(TOOL, now).questions}["voice.plan"]
        assert change in found.changes
        assert found.comparable is comparable
