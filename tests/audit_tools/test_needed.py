"""An answer, or a whole section, that has to be given where earlier answers or the case say so."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answered_once import left_in
from audit_tools.cases import CaseState, Characteristics
from audit_tools.conditions.terms import Situation
from audit_tools.cycles import AuditKind
from audit_tools.definition import check, read_tool, tool_to_document, write_tool
from audit_tools.discussions import left_to_agree
from audit_tools.kinds_of_audit import asked_in, tells_kinds_apart
from audit_tools.needed import is_mandatory, needs_answer, say_needed
from audit_tools.returns import AgencyReturn, ReturnStatus, left_in_section
from audit_tools.tool import ToolNames
from audit_tools.tool_changes import Change, find_changes
from audit_tools.workbook import read_workbook, write_workbook

TOOL = read_tool("""\
key: small
version: 1
title: A small tool
theme_list: child-safeguarding-29
sections:
  - key: heard
    number: "1"
    title: Heard
    graded: false
    questions:
      - {key: heard.asked, number: "1.1", text: Was the child asked?, type: assessment,
         kinds: [police, education]}
      - key: heard.why
        number: "1.2"
        text: Why not?
        type: long-text
        kinds: [police, education]
        required_when: [{question: heard.asked, one_of: ["no"]}]
      - key: heard.by
        number: "1.3"
        text: By whom?
        type: single
        kinds: [police, education]
        choices: [{key: us, label: We}, {key: them, label: They}]
        required_when: [{case: sex, one_of: [Female]}, {kinds: [police]}]
  - key: home
    number: "2"
    title: Home
    required_when: [{question: heard.asked, one_of: ["no", partly]}]
    questions:
      - {key: home.seen, number: "2.1", text: Was the home seen?, type: assessment,
         kinds: [police, education]}
  - key: whole
    number: "3"
    title: The whole child
    asked: panel
    graded: false
    questions:
      - {key: whole.safer, number: "3.1", text: Is the child safer?, type: single, asked: panel,
         choices: [{key: safer, label: Safer}, {key: less, label: Less safe}]}
      - {key: whole.next, number: "3.2", text: What comes next?, type: text, asked: panel,
         required_when: [{question: whole.safer, one_of: [less]}]}
  - key: unit
    title: Known to the Business Unit
    asked: unit
    graded: false
    questions:
      - {key: unit.plan, text: Is there a plan?, type: single, asked: unit, answer: optional,
         choices: [{key: "yes", label: "Yes"}, {key: "no", label: "No"}]}
      - {key: unit.which, text: Which?, type: text, asked: unit,
         required_when: [{question: unit.plan, one_of: ["yes"]}]}
""")
GIRL = Characteristics(sex="Female")
SCHOOL = AgencyReturn(
    "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries={},
    gives_grades=False,
)  # fmt: skip
POLICE = replace(SCHOOL, agency="police", kind=AgencyKind.POLICE)


def left(agency_return: AgencyReturn, section: str, **entries: str) -> list[str]:
    texts = {place.replace("_", ".", 1): value for place, value in entries.items()}
    held = replace(agency_return, entries=texts)
    return [one.place for one in left_in_section(TOOL, TOOL.section(section), held)]


def test_an_answer_is_needed_where_an_earlier_one_says_so_and_only_there() -> None:
    assert left(SCHOOL, "heard", heard_asked="yes") == []
    assert left(SCHOOL, "heard", heard_asked="no") == ["heard.why"]
    assert left(SCHOOL, "heard", heard_asked="no", heard_why="Nobody came.") == []


def test_an_answer_is_needed_by_the_case_and_the_kind_of_agency() -> None:
    of_girl = replace(POLICE, characteristics=GIRL)
    assert left(of_girl, "heard", heard_asked="yes") == ["heard.by"]
    assert left(POLICE, "heard", heard_asked="yes") == []
    assert left(replace(SCHOOL, characteristics=GIRL), "heard", heard_asked="yes") == []


def test_a_section_is_mandatory_where_an_earlier_answer_says_so() -> None:
    nothing = {"home/nothing": "yes"}
    section = TOOL.section("home")
    for answer, mandatory in (("yes", False), ("partly", True)):
        held = replace(SCHOOL, entries={"heard.asked": answer, **nothing})
        assert is_mandatory(TOOL, section, held.entries, held.situation) is mandatory
        lacking = [one.place for one in left_in_section(TOOL, section, held)]
        assert ("home.seen" in lacking) is mandatory


def test_nothing_to_add_closes_what_is_usual_and_not_what_the_tool_says_is_needed() -> None:
    section = TOOL.section("heard")
    for answer, places in ((None, []), ("no", ["heard.why"]), ("yes", [])):
        entries = {"heard/nothing": "yes"} | ({"heard.asked": answer} if answer else {})
        held = replace(SCHOOL, entries=entries)
        assert [one.place for one in left_in_section(TOOL, section, held)] == places


def test_what_counts_for_nothing_makes_nothing_needed() -> None:
    """An answer to a question that is hidden is none."""
    document = copy.deepcopy(tool_to_document(TOOL))
    document["sections"][0]["questions"][0]["show_when"] = [{"kinds": ["police"]}]
    document["sections"][0]["questions"][1]["kinds"] = ["police"]
    hidden = read_tool(json.dumps(document), "json")
    why, entries = hidden.question("heard.why"), {"heard.asked": "no"}
    assert needs_answer(hidden, why, entries, Situation(AgencyKind.POLICE))
    assert not needs_answer(hidden, why, entries, Situation(AgencyKind.EDUCATION))


def test_the_discussion_and_the_business_unit_are_asked_by_conditions_too() -> None:
    assert left_to_agree(TOOL, None, {"home/why": "So.", "whole.safer": "safer"}) == ()
    places = [place for place, _ in left_to_agree(TOOL, None, {"whole.safer": "less"})]
    assert "whole.next" in places
    assert left_in(TOOL, TOOL.section("unit"), {"unit.plan": "yes"}) == ("unit.which",)
    assert left_in(TOOL, TOOL.section("unit"), {"unit.plan": "no"}) == ()


def test_it_is_said_beside_the_question_in_words() -> None:
    said = say_needed(TOOL.question("heard.why"), ToolNames(TOOL))
    assert said == "needed where “Was the child asked?” is answered No"
    assert say_needed(TOOL.question("heard.asked"), ToolNames(TOOL)) == ""


def test_whoever_has_a_section_alone_has_the_answers_that_make_it_needed() -> None:
    assert TOOL.deciding({"home"}) == {"heard.asked"}


def test_conditions_on_the_kind_of_audit_are_settled_when_it_is_set_up() -> None:
    document = copy.deepcopy(tool_to_document(TOOL))
    for question in document["sections"][0]["questions"][1:]:
        question["required_when"] = [{"audits": ["full"]}]
    document["sections"][1]["required_when"] = [{"audits": ["full"]}]
    tool = read_tool(json.dumps(document), "json")
    assert tells_kinds_apart(tool)
    for kind, needed in ((AuditKind.FULL, True), (AuditKind.RAPID, False)):
        asked = asked_in(tool, kind)
        # A text stays empty as a rule, and what is chosen from a list does not.
        for key in ("heard.why", "heard.by"):
            assert asked.question(key).must_be_answered is needed
            assert asked.question(key).required_when == ()
        assert asked.section("home").mandatory is needed


def test_it_goes_out_and_in_with_the_tool_and_changes_with_a_word() -> None:
    assert read_tool(write_tool(TOOL)) == TOOL
    assert read_workbook(write_workbook(TOOL)) == TOOL
    document = copy.deepcopy(tool_to_document(TOOL)) | {"version": 2}
    del document["sections"][0]["questions"][1]["required_when"]
    [changed] = find_changes(TOOL, read_tool(json.dumps(document), "json")).changed
    assert set(changed.changes) == {Change.NEEDED_OTHERWISE}


def test_whoever_is_not_asked_the_earlier_question_need_not_answer() -> None:
    document = copy.deepcopy(tool_to_document(TOOL))
    document["sections"][0]["questions"][0]["kinds"] = ["police"]
    tool = read_tool(json.dumps(document), "json")
    why = tool.question("heard.why")
    assert needs_answer(tool, why, {"heard.asked": "no"}, Situation(AgencyKind.POLICE))
    assert not needs_answer(tool, why, {}, Situation(AgencyKind.EDUCATION))


def unanswered(document: dict[str, Any]) -> None:
    """It would hold for an agency that is never asked."""
    document["sections"][0]["questions"][0]["kinds"] = ["police"]
    why = document["sections"][0]["questions"][1]
    why["required_when"] = [{"question": "heard.asked", "answered": False}]
    del document["sections"][1]["required_when"]


def nobody(document: dict[str, Any]) -> None:
    document["sections"][0]["questions"][0]["kinds"] = ["housing"]
    del document["sections"][1]["required_when"]


def later(document: dict[str, Any]) -> None:
    document["sections"][0]["questions"][0]["required_when"] = [
        {"question": "heard.why", "answered": True}
    ]


def never(document: dict[str, Any]) -> None:
    document["sections"][0]["questions"][1]["required_when"] = [
        {"question": "heard.asked", "one_of": ["no"]},
        {"question": "heard.asked", "one_of": ["yes"]},
    ]


def twice(document: dict[str, Any]) -> None:
    document["sections"][0]["questions"][1]["answer"] = "required"


def mandatory(document: dict[str, Any]) -> None:
    document["sections"][1]["mandatory"] = True


def section_never(document: dict[str, Any]) -> None:
    document["sections"][1]["required_when"].append({"question": "heard.asked", "one_of": ["yes"]})


@pytest.mark.parametrize(
    ("spoil", "place", "sentence"),
    [
        (unanswered, "sections.heard.questions.2.required_when.1", "would never be needed"),
        (nobody, "sections.heard.questions.2.required_when.1", "would never be needed"),
        (later, "sections.heard.questions.1.required_when.1.question", "comes later"),
        (never, "sections.heard.questions.2.required_when", "can never hold"),
        (section_never, "sections.home.required_when", "can never hold"),
        (twice, "sections.heard.questions.2.required_when", "Take one of the two out"),
        (mandatory, "sections.home.required_when", "mandatory already"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    spoil: Callable[[dict[str, Any]], None], place: str, sentence: str
) -> None:
    document = copy.deepcopy(tool_to_document(TOOL))
    spoil(document)
    [problem] = check(json.dumps(document), "json")
    assert problem.place == place
    assert sentence in problem.message
