"""What has to be answered, by whom, and where more is to be read, as a tool says it."""

from dataclasses import replace
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.definition import read_tool, tool_to_document, write_tool
from audit_tools.returns import AgencyReturn, ReturnStatus, left_in_section
from audit_tools.tool import Link, Needed
from audit_tools.tool_changes import Change, find_changes
from tests.audit_tools.definition.definitions import first_question, only_problem, problems, sound
from tests.wide_tool import wide_tool

TOOL = wide_tool()
VOICE = TOOL.section("voice")
DAYS, MORE = TOOL.question("voice.days"), TOOL.question("voice.more")
SCHOOL = AgencyReturn(
    "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)


def left(entries: dict[str, str], *, mandatory: bool = False) -> set[str]:
    section = replace(VOICE, mandatory=mandatory)
    tool = replace(TOOL, sections=(section, *TOOL.sections[1:]))
    return {one.place for one in left_in_section(tool, section, replace(SCHOOL, entries=entries))}


def test_a_number_can_be_needed_and_a_choice_optional() -> None:
    assert DAYS.key in left({})
    assert DAYS.key not in left({DAYS.key: "3"})
    assert MORE.key not in left({})
    assert (DAYS.answer_note, MORE.answer_note) == ("needed", "optional")
    assert replace(MORE, answer=None).answer_note == ""
    assert replace(MORE, answer=Needed.REQUIRED).answer_note == ""


def test_nothing_to_add_closes_no_question_of_a_mandatory_section() -> None:
    nothing = {"voice/nothing": "yes", "voice/grade": "not-our-part"}
    # Of any other it closes what the tool does not say is needed.
    assert left(nothing) == {"voice.days"}
    assert {"voice.asked", "voice.days"} <= left(nothing, mandatory=True)
    assert MORE.key not in left(nothing, mandatory=True)


def test_it_is_the_same_after_writing() -> None:
    mandatory = replace(TOOL, sections=(replace(VOICE, mandatory=True), *TOOL.sections[1:]))
    for tool in (TOOL, mandatory):
        assert read_tool(write_tool(tool)) == tool
    assert DAYS.links == (Link("How to count days", "https://example.org/days"),)
    assert DAYS.cross_references == ("Section 11: 2.3",)
    assert "mandatory" not in tool_to_document(TOOL)["sections"][0]
    assert tool_to_document(mandatory)["sections"][0]["mandatory"] is True


def test_another_time_to_look_back_on_is_told() -> None:
    now = replace(TOOL, version=2, look_back="Read the last 3 months.")
    assert find_changes(TOOL, now).others == ("The tool is reworded.",)
    assert read_tool(write_tool(now)).look_back == "Read the last 3 months."


# what is said of a question, the place within it, the sentence
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"answer": "always"}, ".answer", "Use one of: optional, required."),
    ({"links": [{"text": "x", "url": "http://example.org"}]}, ".links.1.url", "begins with https"),
    ({"links": [{"text": "x", "url": "javascript:x"}]}, ".links.1.url", "begins with https"),
    ({"links": [{"text": "x", "url": "https://a b"}]}, ".links.1.url", "begins with https"),
    ({"links": [{"url": "https://example.org"}]}, ".links.1.text", "Add “text”"),
    ({"cross_references": [2]}, ".cross_references.1", "Write a text here"),
]


@pytest.mark.parametrize(("said", "place", "sentence"), WRONG)
def test_what_cannot_be_said_is_refused_with_its_place(
    said: dict[str, Any], place: str, sentence: str
) -> None:
    document = sound()
    first_question(document).update(said)
    problem = only_problem(document)
    assert problem.place == f"sections.voice.questions.1{place}"
    assert sentence in problem.message


def test_a_sound_link_has_no_problem() -> None:
    document = sound()
    first_question(document)["links"] = [{"text": "x", "url": "https://example.org/a?b=c#d"}]
    document["sections"][0].update(links=[{"text": "y", "url": "https://example.org"}])
    assert problems(document) == []


# what changes of a question, what it is called
CHANGED: list[tuple[dict[str, Any], Change]] = [
    ({"answer": None}, Change.NEEDED_OTHERWISE),
    ({"links": ()}, Change.TAGGED_ANEW),
    ({"cross_references": ()}, Change.TAGGED_ANEW),
]


@pytest.mark.parametrize(("changed", "change"), CHANGED)
def test_what_a_version_changes_of_it_is_told_and_leaves_answers_comparable(
    changed: dict[str, Any], change: Change
) -> None:
    questions = (replace(q, **changed) if q is DAYS else q for q in VOICE.questions)
    voice = replace(VOICE, questions=tuple(questions))
    [found] = find_changes(
        TOOL, replace(TOOL, version=2, sections=(voice, *TOOL.sections[1:]))
    ).changed
    assert found.changes == {change}
    assert found.comparable is True
