"""What shape alone cannot say of a definition: every rule refuses what goes against it."""

import copy
import json
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.definition import check
from tests.audit_tools.definition.definitions import (
    first_question,
    only_problem,
    problems,
    second_question,
    sound,
)


def test_repeated_keys_numbers_and_initials_are_refused() -> None:
    document = sound()
    document["scales"].append(copy.deepcopy(document["scales"][0]))
    document["scales"][0]["grades"][1]["initial"] = "W"
    document["scales"][0]["grades"][1]["key"] = "well"
    second_question(document)["key"] = "voice.asked"
    second_question(document)["number"] = "1.10"
    second_question(document)["show_when"] = []
    second_question(document)["choices"][1]["key"] = "us"
    document["sections"].append({"key": "voice", "number": "1", "title": "Again"})
    places = {problem.place for problem in problems(document)}
    assert places == {
        "scales.2.key",
        "scales.1.grades.2.initial",
        "scales.1.grades.2.key",
        "sections.voice.questions.2.key",
        "sections.voice.questions.2.number",
        "sections.voice.questions.2.choices.2.key",
        "sections.voice.key",
        "sections.voice.number",
    }


def test_a_worse_grade_before_a_better_one_is_refused() -> None:
    document = sound()
    document["scales"][0]["grades"].reverse()
    assert "best grade first" in only_problem(document).message


def test_an_unknown_theme_is_refused() -> None:
    document = sound()
    document["sections"][0]["themes"] = ["noise"]
    first_question(document)["themes"] = ["voice", "echo"]
    assert [(p.place, p.message.split(" ")[0]) for p in problems(document)] == [
        ("sections.voice.themes", "“noise”"),
        ("sections.voice.questions.1.themes", "“echo”"),
    ]


def test_an_unknown_theme_list_is_refused_and_the_known_ones_are_named() -> None:
    problem = only_problem(sound() | {"theme_list": "many"})
    assert (problem.place, problem.message.split(". ")[1]) == ("theme_list", "Use one of: few.")


def test_themes_are_not_checked_where_no_theme_list_is_given() -> None:
    assert check(json.dumps(sound() | {"theme_list": "many"}), "json") == []


def test_answers_are_not_comparable_from_a_version_that_is_to_come() -> None:
    document = sound()
    first_question(document)["comparable_from"] = 2
    problem = only_problem(document)
    assert problem.place == "sections.voice.questions.1.comparable_from"
    assert "This is version 1" in problem.message


def test_a_question_that_nobody_is_asked_is_refused() -> None:
    document = sound()
    second_question(document)["kinds"] = []
    second_question(document)["variants"] = {}
    assert "Nobody is asked" in only_problem(document).message


@pytest.mark.parametrize("asked", ["panel", "beside-lines"])
def test_a_question_for_the_panel_or_the_lines_has_no_kinds(asked: str) -> None:
    document = sound()
    document["sections"][0]["questions"].pop()
    first_question(document)["asked"] = asked
    assert "Take “kinds” out" in only_problem(document).message


def test_a_kind_listed_twice_is_refused() -> None:
    document = sound()
    first_question(document)["kinds"].append("police")
    assert "listed twice" in only_problem(document).message


def test_wording_for_an_agency_that_is_not_asked_is_refused() -> None:
    document = sound()
    second_question(document)["variants"]["housing"] = {"text": "Who?"}
    problem = only_problem(document)
    assert problem.place == "sections.voice.questions.2.variants.housing"


def test_wording_for_any_kind_of_lead_agency_is_allowed() -> None:
    document = sound()
    first_question(document).update(asked="lead", kinds=[], variants={"housing": {"text": "Who?"}})
    second_question(document).update(show_when=[])
    assert problems(document) == []


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_a_choice_of_one_is_refused(kind: str) -> None:
    document = sound()
    second_question(document)["type"] = kind
    second_question(document)["choices"].pop()
    assert only_problem(document).place == "sections.voice.questions.2.choices"


@pytest.mark.parametrize("kind", ["assessment", "text", "number", "date"])
def test_choices_where_nothing_is_chosen_from_them_are_refused(kind: str) -> None:
    document = sound()
    second_question(document)["type"] = kind
    assert "Take them out" in only_problem(document).message


def test_only_a_choice_that_is_offered_can_stand_alone() -> None:
    document = sound()
    second_question(document).update(type="multiple", alone=["nobody"])
    assert "“nobody” is not one of the choices" in only_problem(document).message


def test_where_one_is_chosen_none_stands_alone() -> None:
    document = sound()
    second_question(document).update(type="single", alone=["us"])
    assert "Take “alone” out" in only_problem(document).message


def test_a_second_section_for_the_panel_is_refused() -> None:
    document = sound()
    document["sections"] += [
        {"key": key, "title": key, "asked": "panel", "questions": []} for key in ("one", "two")
    ]
    assert only_problem(document).place == "sections.two.asked"


@pytest.mark.parametrize("asked", ["lead", "unit", "audit", "child", "parent", "practitioner"])
def test_a_section_of_facts_or_of_somebody_s_own_words_carries_no_grade(asked: str) -> None:
    document = sound()
    document["sections"].append({"key": "facts", "title": "Facts", "asked": asked})
    assert "graded: false" in only_problem(document).message


@pytest.mark.parametrize("asked", ["lead", "panel"])
def test_a_section_for_the_lead_or_the_panel_asks_nobody_else(asked: str) -> None:
    document = sound()
    document["sections"][0].update(asked=asked, graded=False)
    found = [problem for problem in problems(document) if "answered by" in problem.message]
    assert [problem.place for problem in found] == [
        "sections.voice.questions.1",
        "sections.voice.questions.2",
    ]


def with_many_questions(count: int, **question: object) -> dict[str, Any]:
    document = sound()
    document["sections"][0]["questions"] = [
        {"key": f"voice.q{n}", "text": "Was it?", "type": "assessment", **question}
        for n in range(count)
    ]
    return document


# The kind of agency, how many questions it is asked, and whether that is too many.
LIMITS = [("education", 18, False), ("education", 19, True), ("police", 30, False),
          ("police", 31, True)]  # fmt: skip


@pytest.mark.parametrize(("kind", "count", "too_many"), LIMITS)
def test_a_kind_is_asked_no_more_than_its_limit(kind: str, count: int, too_many: bool) -> None:
    assert bool(problems(with_many_questions(count, kinds=[kind]))) is too_many


def test_kinds_of_agency_that_are_asked_as_many_are_named_in_one_sentence() -> None:
    found = problems(with_many_questions(19, kinds=[kind.value for kind in AgencyKind]))
    assert [problem.message.partition(".")[0] for problem in found] == [
        "Education, Community health, Ambulance, Housing, Voluntary and community and Other would "
        "be asked 19 questions each; the most is 18"
    ]
    leading = problems(with_many_questions(31, asked="lead"))
    assert len(leading) == 1
    assert "Probation, Housing, Voluntary and community and Other, leading a case," in str(leading)


@pytest.mark.parametrize(("count", "too_many"), [(30, False), (31, True)])
def test_the_lead_agency_is_asked_no_more_than_thirty(count: int, too_many: bool) -> None:
    found = problems(with_many_questions(count, asked="lead"))
    assert bool(found) is too_many
    assert all("leading a case" in problem.message for problem in found)


def test_whoever_asks_more_of_an_agency_says_why() -> None:
    asked = with_many_questions(46, kinds=["education", "police"])
    assert all("“longer_why”" in problem.message for problem in problems(asked))
    assert problems(asked | {"longer_why": "The inspectorate's own form, whole."}) == []
    assert problems(asked | {"longer_why": ""})


def test_what_an_organisation_is_asked_of_itself_has_no_limit() -> None:
    """A self-assessment of forty standards is answered once, and not again for each child."""
    asked = with_many_questions(46, kinds=["education", "police"])
    assert problems(asked)
    assert problems(asked | {"counts": {"one": "organisation", "many": "organisations"}}) == []
