"""What is wrong with a condition is said where it stands, with what to do."""

import copy
from typing import Any

import jsonschema
import pytest

from audit_tools.conditions.terms import DEEPEST, MOST_TERMS
from audit_tools.definition import (
    json_schema,
    read_tool,
    tool_from_document,
    tool_to_document,
    write_tool,
)
from tests.audit_tools.definition.definitions import (
    first_question,
    only_problem,
    problems,
    second_question,
    sound,
)

ASKED: dict[str, Any] = {"question": "voice.asked", "one_of": ["yes"]}
HERE = "sections.voice.questions.2.show_when"


def with_condition(condition: object) -> dict[str, Any]:
    document = sound()
    second_question(document)["show_when"] = [condition]
    return document


# The condition's question and answers, and what is said of them.
CONDITIONS = [
    ("voice.never", ["yes"], "There is no question “voice.never”."),
    ("voice.whom", ["us"], "“voice.whom” is this very question."),
    ("voice.asked", ["maybe"], "Its answers are: yes, partly, no, not-applicable, not-known."),
]


@pytest.mark.parametrize(("question", "one_of", "said"), CONDITIONS)
def test_a_condition_that_cannot_hold_is_refused(
    question: str, one_of: list[str], said: str
) -> None:
    document = sound()
    second_question(document)["show_when"] = [{"question": question, "one_of": one_of}]
    problem = only_problem(document)
    assert problem.place.startswith("sections.voice.questions.2.show_when.1")
    assert said in problem.message


def test_a_condition_on_a_later_question_is_refused() -> None:
    document = sound()
    document["sections"][0]["questions"].reverse()
    assert "“voice.asked” comes later" in only_problem(document).message


def test_a_condition_on_a_text_is_refused() -> None:
    document = sound()
    first_question(document)["type"] = "text"
    assert all("not a choice" in problem.message for problem in problems(document))
    assert len(problems(document)) == 2


def test_a_condition_on_a_question_that_the_agency_is_not_asked_is_refused() -> None:
    document = sound()
    second_question(document)["kinds"] = ["police", "housing"]
    assert only_problem(document).message.startswith("housing: asked this but not “voice.asked”")


SOUND: list[dict[str, Any]] = [
    {"all_of": [ASKED]},
    {"any_of": [ASKED, {"not": ASKED}]},
    {"not": {"any_of": [ASKED, {"all_of": [ASKED, {"not": ASKED}]}]}},
]


@pytest.mark.parametrize("condition", SOUND)
def test_a_group_comes_back_as_it_was_written(condition: dict[str, Any]) -> None:
    document = with_condition(condition)
    assert tool_to_document(tool_from_document(document)) == document


# A misshapen condition, where that is said, and a part of what is said.
MISSHAPEN: list[tuple[dict[str, Any], str, str]] = [
    ({}, "", "Say what must hold"),
    ({"question": None}, "", "Say what must hold"),
    ({"question": "voice.asked"}, ".one_of", "Add “one_of”."),
    ({"one_of": ["yes"]}, ".question", "Add “question”."),
    ({"any_of": [ASKED], "not": ASKED}, "", "One condition says one thing, not “any_of”, “not”"),
    ({**ASKED, "all_of": [ASKED]}, "", "not “question”, “one_of”, “all_of”"),
    ({"any_of": []}, ".any_of", "List at least 1"),
    ({"any_of": [{"not": {}}]}, ".any_of.1.not", "Say what must hold"),
    ({"anyof": [ASKED]}, ".anyof", "Did you mean “any_of”?"),
]


@pytest.mark.parametrize(("condition", "place", "said"), MISSHAPEN)
def test_a_misshapen_condition_is_refused_where_it_stands(
    condition: dict[str, Any], place: str, said: str
) -> None:
    found = [one for one in problems(with_condition(condition)) if one.place == f"{HERE}.1{place}"]
    assert said in found[0].message


def nested(depth: int) -> dict[str, Any]:
    return ASKED if depth == 1 else {"not": nested(depth - 1)}


def test_conditions_stand_only_so_deep_in_each_other() -> None:
    assert problems(with_condition(nested(DEEPEST))) == []
    problem = only_problem(with_condition(nested(DEEPEST + 3)))
    assert problem.place == f"{HERE}.1{'.not' * DEEPEST}"
    assert "Write it flatter" in problem.message


@pytest.mark.parametrize(("count", "too_many"), [(MOST_TERMS, False), (MOST_TERMS + 1, True)])
def test_conditions_have_only_so_many_terms(count: int, too_many: bool) -> None:
    found = problems(with_condition({"any_of": [ASKED] * count}))
    assert [problem.place for problem in found] == ([HERE] if too_many else [])


def test_whoever_is_asked_this_must_be_asked_that_unless_something_else_can_stand_in() -> None:
    document = sound()
    second_question(document)["kinds"] = ["police", "housing"]
    document["sections"][0]["questions"].insert(
        1,
        {"key": "voice.homes", "text": "Which home?", "type": "assessment", "kinds": ["housing"]},
    )
    homes = {"question": "voice.homes", "one_of": ["yes"]}
    hanging = document["sections"][0]["questions"][2]
    hanging["show_when"] = [{"any_of": [ASKED, homes]}]
    assert problems(document) == []
    hanging["show_when"] = [{"all_of": [ASKED, homes]}]
    assert [problem.message.split(":")[0] for problem in problems(document)] == [
        "police",
        "housing",
    ]


def test_a_question_that_none_of_those_asked_is_asked_is_refused_at_any_depth() -> None:
    document = sound()
    first_question(document)["kinds"] = ["education"]
    second_question(document)["show_when"] = [{"any_of": [ASKED, {"not": ASKED}]}]
    assert {problem.place for problem in problems(document)} == {
        f"{HERE}.1.any_of.1",
        f"{HERE}.1.any_of.2.not",
    }


def with_types(condition: object) -> dict[str, Any]:
    """The small tool with a question of each type above the one that hangs on them."""
    document = with_condition(condition)
    document["sections"].insert(0, copy.deepcopy(document["sections"][0]))
    first, last = document["sections"][:2]
    first.update(key="facts", number="0", title="Facts")
    first["questions"] = [
        {"key": f"facts.{type}", "text": f"{type}?", "type": type, "kinds": ["police"]}
        for type in ("number", "date", "text", "multiple")
    ]
    first["questions"][1]["kinds"].append("education")
    first["questions"][-1]["choices"] = [{"key": key, "label": key} for key in ("one", "two")]
    last["questions"][1]["kinds"] = ["police"]
    return document


def number(**said: object) -> dict[str, Any]:
    return {"question": "facts.number", **said}


def day(**said: object) -> dict[str, Any]:
    return {"question": "facts.date", **said}


ANSWERED: dict[str, Any] = {"question": "facts.date", "answered": True}
SOUND_TERMS: list[dict[str, Any]] = [
    number(at_least=3),
    number(equals=0),
    day(more_than="2025-05-28"),
    {"question": "facts.multiple", "ticks_at_least": 2},
    {"question": "facts.text", "answered": False},
    {"grade": "facts", "one_of": ["badly", "not-our-part"]},
    {"kinds": ["police", "education"]},
    {"leads": False},
    {"case": "plan_type", "one_of": ["Child protection", "looked after"]},
    {"case": "age_band", "one_of": ["13-15", "not recorded"]},
]


@pytest.mark.parametrize("condition", SOUND_TERMS)
def test_each_term_comes_back_as_it_was_written(condition: dict[str, Any]) -> None:
    document = with_types(condition)
    assert problems(document) == []
    tool = tool_from_document(document)
    hanging = tool_to_document(tool)["sections"][1]["questions"][1]
    assert hanging["show_when"] == [condition]
    assert read_tool(write_tool(tool)) == tool


# A condition that compares what cannot be compared, where that is said, and what is said.
WRONG_TERMS: list[tuple[dict[str, Any], str, str]] = [
    (number(at_least="3"), ".at_least", "Write a whole number here, without quotes"),
    (number(at_least="three"), ".at_least", "Write a whole number here, without quotes"),
    (number(at_least=True), ".at_least", "Write a whole number here, without quotes"),
    (number(equals="2025-05-28"), ".equals", "Write a whole number here, without quotes"),
    # A text of a tool reads so many digits as words.
    (number(at_most=1_000_000_000), ".at_most", "Write a whole number here, without quotes"),
    (number(one_of=["three"]), ".one_of", "not a choice"),
    (number(ticks_at_least=2), ".ticks_at_least", "takes no ticks"),
    (day(at_most=3), ".at_most", "Write a date here"),
    (day(at_most="28 May 2025"), ".at_most", "Write a date here"),
    # Python reads it as a date, and the page would compare it as another text.
    (day(at_most="20250528"), ".at_most", "Write a date here"),
    (day(at_most="2025-02-30"), ".at_most", "Write a date here"),
    ({"question": "facts.text", "equals": 3}, ".equals", "is a text, which nothing compares with"),
    ({"question": "facts.multiple", "more_than": 1}, ".more_than", "Use “one_of”"),
    ({"question": "facts.multiple", "ticks_at_least": 0}, ".ticks_at_least", "Write 1 or more."),
    ({"question": "facts.text", "answered": "yes"}, ".answered", "Write true or false."),
    ({"grade": "never", "one_of": ["badly"]}, ".grade", "There is no section “never”."),
    ({"grade": "voice", "one_of": ["badly"]}, ".grade", "The grade of “voice” is given later."),
    ({"grade": "facts", "one_of": ["worse"]}, ".one_of", "The grades are: well, badly, not-our"),
    ({"grade": "facts"}, ".one_of", "Add “one_of”."),
    ({"kinds": ["polic"]}, ".kinds.1", "Use one of: police,"),
    ({"leads": "yes"}, ".leads", "Write true or false."),
    ({"case": "age", "one_of": ["13-15"]}, ".case", "Use one of: age_band, sex,"),
    (
        {"case": "age_band", "one_of": ["13-16"]},
        ".one_of",
        "Use one of: 0-4, 5-9, 10-12, 13-15, 16-17,",
    ),
    ({"case": "sex", "one_of": ["boy"]}, ".one_of", "Use one of: male, female, other,"),
    ({"case": "sex"}, ".one_of", "Add “one_of”."),
    (number(at_least=3, at_most=5), "", "One condition says one thing"),
]


@pytest.mark.parametrize(("condition", "place", "said"), WRONG_TERMS)
def test_what_cannot_be_compared_is_refused(
    condition: dict[str, Any], place: str, said: str
) -> None:
    problem = only_problem(with_types(condition))
    assert problem.place == f"{HERE}.1{place}"
    assert said in problem.message


def test_a_section_without_a_grade_opens_nothing_by_it() -> None:
    document = with_types({"grade": "facts", "one_of": ["badly"]})
    document["sections"][0]["graded"] = False
    assert "has no grade" in only_problem(document).message


def test_the_panel_asks_nothing_by_an_agency_s_grade() -> None:
    document = with_types({"grade": "facts", "one_of": ["badly"]})
    hanging = document["sections"][1]["questions"][1]
    del hanging["kinds"], hanging["variants"]
    hanging["asked"] = "panel"
    assert "The panel gives no grade" in only_problem(document).message


@pytest.mark.parametrize("condition", [{"kinds": ["police"]}, {"leads": True}])
def test_the_panel_is_no_agency(condition: dict[str, Any]) -> None:
    document = with_types(condition)
    hanging = document["sections"][1]["questions"][1]
    del hanging["kinds"], hanging["variants"]
    hanging["asked"] = "panel"
    assert "The panel is no agency" in only_problem(document).message


def with_section(condition: object) -> dict[str, Any]:
    document = with_types({"question": "facts.number", "at_least": 1})
    document["sections"][1]["show_when"] = [condition]
    return document


def test_a_section_comes_back_with_its_conditions() -> None:
    document = with_section(ANSWERED)
    assert problems(document) == []
    tool = tool_from_document(document)
    written = tool_to_document(tool)["sections"][1]
    assert written["show_when"] == [ANSWERED]
    assert read_tool(write_tool(tool)) == tool


# A condition of the second section, and what is said of it.
WRONG_OF_SECTIONS: list[tuple[dict[str, Any], str]] = [
    (ASKED, "“voice.asked” stands in this very section."),
    ({"question": "late.asked", "one_of": ["yes"]}, "“late.asked” comes later."),
    ({"question": "voice.never", "one_of": ["yes"]}, "There is no question “voice.never”."),
    ({"grade": "voice", "one_of": ["badly"]}, "The grade of “voice” is given later."),
    # The school has questions in the section and is not asked this.
    (ANSWERED | {"question": "facts.text"}, "education: asked this but not “facts.text”"),
    ({"any_of": [{}]}, "Say what must hold"),
]


@pytest.mark.parametrize(("condition", "said"), WRONG_OF_SECTIONS)
def test_a_section_that_cannot_be_opened_is_refused(condition: dict[str, Any], said: str) -> None:
    document = with_section(condition)
    late = copy.deepcopy(document["sections"][1])
    late.update(key="late", number="2", title="Late", show_when=[])
    late["questions"] = [late["questions"][0] | {"key": "late.asked", "number": "2.1"}]
    document["sections"].append(late)
    problem = only_problem(document)
    assert problem.place.startswith("sections.voice.show_when.1")
    assert said in problem.message


def test_what_an_agency_is_asked_leaves_out_no_question_of_the_panel() -> None:
    document = with_section(ANSWERED)
    document["sections"][1]["questions"].append(
        {"key": "voice.agreed", "text": "Was it?", "type": "assessment", "asked": "panel"}
    )
    assert problems(document) == []


def of_panel(document: dict[str, Any], graded: bool) -> dict[str, Any]:
    """The same, with the section a panel's, and what it hangs on too."""
    facts, voice = document["sections"][:2]
    for question in (*facts["questions"], *voice["questions"]):
        for part in ("kinds", "look_for", "show_when", "variants", "strength", "development"):
            question.pop(part, None)
        question["asked"] = "panel"
    facts["graded"], voice["graded"] = False, graded
    return document


def test_a_section_of_the_panel_s_questions_alone_hangs_on_what_the_panel_answers() -> None:
    assert problems(of_panel(with_section(ANSWERED), graded=False)) == []
    [kinds] = problems(of_panel(with_section({"kinds": ["police"]}), graded=False))
    assert kinds.message == "The panel is no agency. Take “kinds” out."


def test_who_is_not_asked_what_a_graded_section_hangs_on_is_named_in_a_word() -> None:
    [problem] = problems(of_panel(with_section(ANSWERED), graded=True))
    assert problem.message.startswith("Every kind of agency: asked this but not “facts.date”")


FORMS = [*SOUND, *SOUND_TERMS, *(condition for condition, _, _ in MISSHAPEN)]


@pytest.mark.parametrize("condition", FORMS)
def test_an_editor_that_checks_by_the_schema_finds_the_same_forms_sound(
    condition: dict[str, Any],
) -> None:
    document = with_types(condition)
    try:
        jsonschema.validate(document, json_schema())
    except jsonschema.ValidationError:
        assert problems(document)
    else:
        assert problems(document) == []
