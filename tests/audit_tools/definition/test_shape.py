"""What is misshapen in a definition is refused where it is misshapen."""

from typing import Any

import pytest

from audit_tools.errors import Problem
from tests.audit_tools.definition.definitions import first_question, only_problem, problems, sound

# What is spoilt, where the problem is said to be, and a part of what it says.
SHAPES = [
    ({"titel": "x"}, "titel", "Did you mean “title”?"),
    ({"qqq": "x"}, "qqq", "Take it out."),
    ({"title": 7}, "title", "in quotes"),
    ({"title": " "}, "title", "empty"),
    ({"title": "x" * 4001}, "title", "4000 characters"),
    ({"title": "a\u0000b"}, "title", "control character"),
    # No workbook and no Word file holds it.
    ({"title": "a\ufffeb"}, "title", "control character"),
    ({"key": "Big Key"}, "key", "small letters"),
    ({"key": "3"}, "key", "begins with a letter"),
    ({"version": "1"}, "version", "whole number"),
    ({"version": 0}, "version", "1 or more"),
    ({"version": 10_000}, "version", "9999 or less"),
    ({"format_version": 2}, "format_version", "Write 1"),
    ({"sections": []}, "sections", "at least 1"),
    ({"sections": "x"}, "sections", "list"),
    ({"scales": [7]}, "scales.1", "keys with their values"),
]


@pytest.mark.parametrize(("spoilt", "place", "said"), SHAPES)
def test_a_misshapen_definition_is_refused_where_it_is_misshapen(
    spoilt: dict[str, Any], place: str, said: str
) -> None:
    problem = only_problem(sound() | spoilt)
    assert problem.place == place
    assert said in problem.message


@pytest.mark.parametrize("key", ["key", "version", "title", "theme_list", "sections"])
def test_what_is_missing_is_named(key: str) -> None:
    document = sound()
    del document[key]
    assert Problem(key, f"Add “{key}”.") in problems(document)


# The part of the first question that is spoilt, what it is given, and what is said.
QUESTION_SHAPES = [
    ("type", "assesment", "Use one of: assessment, text,"),
    (
        "asked",
        "everybody",
        "Use one of: each, lead, panel, beside-lines, unit, audit, child, parent, practitioner.",
    ),
    ("class", "graded", "Use one of: scored, descriptive, screening."),
    ("key", "asked", "such as voice.daily-life"),
    ("variants", ["police"], "keys with their values"),
    ("links", [{"text": "a", "url": "https://a\u0000b"}], "begins with https://"),
]


@pytest.mark.parametrize(("name", "value", "said"), QUESTION_SHAPES)
def test_a_misshapen_question_is_refused(name: str, value: object, said: str) -> None:
    document = sound()
    first_question(document)[name] = value
    place = f"sections.voice.questions.1.{name}"
    found = [one for one in problems(document) if one.place.startswith(place)]
    assert said in found[0].message


def test_an_unknown_kind_of_agency_is_refused() -> None:
    document = sound()
    first_question(document)["kinds"].append("polic")
    problem = only_problem(document)
    assert problem.place == "sections.voice.questions.1.kinds.3"
    assert "police, social-care" in problem.message


def test_a_variant_for_an_unknown_kind_of_agency_is_refused() -> None:
    document = sound()
    first_question(document)["variants"] = {"polic": {"text": "x"}}
    assert only_problem(document).place == "sections.voice.questions.1.variants.polic"


def test_a_truth_value_is_no_text() -> None:
    document = sound()
    document["sections"][0]["graded"] = "yes"
    assert only_problem(document) == Problem("sections.voice.graded", "Write true or false.")


def test_a_scale_with_one_grade_is_refused() -> None:
    document = sound()
    del document["scales"][0]["grades"][1]
    assert only_problem(document) == Problem("scales.1.grades", "List at least 2 under “grades”.")


def test_what_a_grade_begins_with_can_be_stored_and_printed() -> None:
    grades = [{"key": f"g{number}", "label": "G", "initial": str(number)} for number in (1, 2)]
    grades[0]["initial"] = "\u0000"
    scales = [{"key": "few", "title": "Few", "grades": grades}]
    problem = only_problem(sound() | {"scales": scales})
    assert problem.place == "scales.1.grades.1.initial"
    assert "control character" in problem.message
