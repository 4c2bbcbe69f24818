"""A definition comes back as it went in, and every problem is found at once, with its place."""

import copy
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_tools.codebook import Codebook, Theme
from audit_tools.definition import (
    check,
    json_schema,
    read_theme_list,
    read_tool,
    theme_list_from_document,
    theme_list_schema,
    theme_list_to_document,
    tool_from_document,
    tool_to_document,
)
from audit_tools.definition.text import LARGEST_TEXT
from audit_tools.errors import Invalid, Problem
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.tool import AgencyKind

SOUND = """\
key: small
version: 1
title: A small tool
theme_list: few
scales:
  - key: two
    title: Two words
    grades:
      - {key: well, label: Well, initial: W, descriptor: Done well, meets_standard: true}
      - {key: badly, label: Badly, initial: B, descriptor: Done badly, meets_standard: false}
sections:
  - key: voice
    number: "1"
    title: Voice
    themes: [voice]
    questions:
      - key: voice.asked
        number: 1.10
        text: Was the child asked?
        type: assessment
        kinds: [police, education]
        themes: [voice]
      - key: voice.whom
        number: "1.11"
        text: Who asked?
        type: single
        kinds: [police]
        choices: [{key: us, label: We}, {key: them, label: They}]
        variants:
          police: {text: Which of you asked?}
        show_when:
          - {question: voice.asked, one_of: ["yes", partly]}
"""
FEW = Codebook("few", 1, "Few", (Theme("voice", "T1", "Voice", "d", ("training",)),))


def sound() -> dict[str, Any]:
    """The small tool as a document, to be spoilt in one place."""
    return copy.deepcopy(tool_to_document(read_tool(SOUND)))


def problems(document: object) -> list[Problem]:
    return check(json.dumps(document), "json", [FEW])


def only_problem(document: object) -> Problem:
    found = problems(document)
    assert len(found) == 1, found
    return found[0]


def first_question(document: dict[str, Any]) -> dict[str, Any]:
    question: dict[str, Any] = document["sections"][0]["questions"][0]
    return question


def second_question(document: dict[str, Any]) -> dict[str, Any]:
    question: dict[str, Any] = document["sections"][0]["questions"][1]
    return question


# --- Round trips ----------------------------------------------------------------------------


def test_yaml_json_and_document_give_the_same_tool() -> None:
    tool = read_tool(SOUND, codebooks=[FEW])
    document = tool_to_document(tool)
    assert tool_from_document(document, [FEW]) == tool
    assert read_tool(json.dumps(document), "json") == tool
    assert read_tool(json.dumps(document), "yaml") == tool


def test_a_number_keeps_its_zero_without_quotes() -> None:
    assert read_tool(SOUND).question("voice.asked").number == "1.10"


def test_a_document_leaves_out_what_is_empty_and_orders_the_kinds() -> None:
    document = tool_to_document(read_tool(SOUND.replace("police, education", "education, police")))
    assert first_question(document)["kinds"] == ["police", "education"]
    assert "guidance" not in first_question(document)
    assert first_question(document)["class"] == "scored"


def test_a_sound_definition_has_no_problems() -> None:
    assert check(SOUND, codebooks=[FEW]) == []


WORDS = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Tools of any small size, each with texts and kinds of its own."""
    names = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    return {
        "format_version": 1,
        "key": draw(WORDS),
        "version": draw(st.integers(1, 9999)),
        "title": draw(TEXTS),
        "theme_list": draw(WORDS),
        "sections": [draw(sections(name)) for name in names],
    }


@st.composite
def sections(draw: st.DrawFn, key: str) -> dict[str, Any]:
    names = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    return {
        "key": key,
        "title": draw(TEXTS),
        "graded": draw(st.booleans()),
        "asked": "agencies",
        "questions": [draw(questions(f"{key}.{name}")) for name in names],
    }


@st.composite
def questions(draw: st.DrawFn, key: str) -> dict[str, Any]:
    kinds = draw(st.sets(st.sampled_from(AgencyKind), min_size=1))
    return {
        "key": key,
        "text": draw(TEXTS),
        "type": draw(st.sampled_from(["assessment", "text", "long-text", "number", "date"])),
        "asked": "each",
        "kinds": [kind.value for kind in AgencyKind if kind in kinds],
        "class": draw(st.sampled_from(["scored", "descriptive"])),
        "guidance": draw(TEXTS),
    }


@given(documents())
def test_any_tool_comes_back_as_it_went_in(document: dict[str, Any]) -> None:
    tool = tool_from_document(document)
    assert tool_to_document(tool) == document
    assert tool_from_document(tool_to_document(tool)) == tool


# --- Refusals by shape ----------------------------------------------------------------------

# What is spoilt, where the problem is said to be, and a part of what it says.
SHAPES = [
    ({"titel": "x"}, "titel", "Did you mean “title”?"),
    ({"qqq": "x"}, "qqq", "Take it out."),
    ({"title": 7}, "title", "in quotes"),
    ({"title": " "}, "title", "empty"),
    ({"title": "x" * 4001}, "title", "4000 characters"),
    ({"title": "a\u0000b"}, "title", "control character"),
    ({"key": "Big Key"}, "key", "small letters"),
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
    ("asked", "everybody", "Use one of: each, lead, panel, beside-lines."),
    ("class", "graded", "Use one of: scored, descriptive, screening."),
    ("key", "asked", "such as voice.daily-life"),
    ("variants", ["police"], "keys with their values"),
]


@pytest.mark.parametrize(("name", "value", "said"), QUESTION_SHAPES)
def test_a_misshapen_question_is_refused(name: str, value: object, said: str) -> None:
    document = sound()
    first_question(document)[name] = value
    found = [one for one in problems(document) if one.place == f"sections.voice.questions.1.{name}"]
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


# --- Refusals by meaning --------------------------------------------------------------------


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


def test_a_question_key_begins_with_its_section() -> None:
    document = sound()
    second_question(document)["key"] = "help.whom"
    problem = only_problem(document)
    assert problem.place == "sections.voice.questions.2.key"
    assert "“voice.…”" in problem.message


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


# The condition's question and answers, and what is said of them.
CONDITIONS = [
    ("voice.never", ["yes"], "There is no question “voice.never”."),
    ("voice.whom", ["us"], "“voice.whom” comes later."),
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


def test_a_second_section_for_the_panel_is_refused() -> None:
    document = sound()
    document["sections"] += [
        {"key": key, "title": key, "asked": "panel", "questions": []} for key in ("one", "two")
    ]
    assert only_problem(document).place == "sections.two.asked"


def test_a_section_for_the_lead_carries_no_grade() -> None:
    document = sound()
    document["sections"].append({"key": "facts", "title": "Facts", "asked": "lead"})
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


@pytest.mark.parametrize(("count", "too_many"), [(30, False), (31, True)])
def test_the_lead_agency_is_asked_no_more_than_thirty(count: int, too_many: bool) -> None:
    found = problems(with_many_questions(count, asked="lead"))
    assert bool(found) is too_many
    assert all("leading a case" in problem.message for problem in found)


# --- Everything at once, with its line ------------------------------------------------------


def test_every_problem_is_found_at_once_with_its_line_and_path() -> None:
    spoilt = (
        SOUND.replace("title: A small tool", "titel: A small tool")
        .replace("kinds: [police, education]", "kinds: [polic, police]")
        .replace('one_of: ["yes", partly]', "one_of: [maybe]")
        .replace("theme_list: few", "theme_list: few\nversion: 2")
    )
    assert [problem.place for problem in check(spoilt, codebooks=[FEW])] == [
        "title",
        "line 3, titel",
        "line 5",
        "line 22, sections.voice.questions.1.kinds.1",
        "line 33, sections.voice.questions.2.show_when.1.one_of",
    ]


def test_reading_raises_every_problem() -> None:
    with pytest.raises(Invalid) as caught:
        read_tool(SOUND.replace("title: A small tool", "titel: x").replace("few", "Few"))
    assert len(caught.value.problems) == 3
    assert "There are 3 problems." in caught.value.message


def test_a_document_with_problems_is_refused() -> None:
    with pytest.raises(Invalid, match="Add “title”"):
        tool_from_document({key: held for key, held in sound().items() if key != "title"})


# --- Texts that are no definition -----------------------------------------------------------

# The text, the place, and a part of what is said.
NOT_READ = [
    ("a: [1", "line 1", "not YAML"),
    ("a: \x00", "", "characters that YAML refuses"),
    ("a: 1\n---\nb: 2", "line 2", "one definition in a file"),
    ("? [a]\n: b", "line 1", "a word, not a list"),
    ("[" * 30, "line 1", "nested too deeply"),
    ("- a\n" * 60_000, "line 49998", "more than a definition can"),
    ("x" * (LARGEST_TEXT + 1), "", "larger than 1 MB"),
    ("", "", "keys with their values"),
    ("just words", "", "keys with their values"),
    ("- a list", "", "keys with their values"),
]


@pytest.mark.parametrize(("text", "place", "said"), NOT_READ)
def test_what_is_no_definition_is_refused_with_its_place(text: str, place: str, said: str) -> None:
    (problem,) = check(text)
    assert problem.place == place
    assert said in problem.message
    with pytest.raises(Invalid):
        read_tool(text)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("{", "line 1", "not JSON"),
        ("[" * 100_000, "", "nested too deeply"),
        (f'{{"title": {"[" * 900}{"]" * 900}}}', "", "nested too deeply"),
        ('{"title": "\\ud800"}', "", "cannot be stored"),
        ("[]", "", "keys with their values"),
    ],
)
def test_what_is_no_json_definition_is_refused(text: str, place: str, said: str) -> None:
    problem = check(text, "json")[0]
    assert problem.place == place
    assert said in problem.message


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("*name", "the YAML shorthand *name is not read"),
        ("!!python/object:os.system x", "exclamation mark"),
        ("!include secrets", "exclamation mark"),
    ],
)
def test_aliases_and_types_are_refused_with_their_line(written: str, said: str) -> None:
    text = SOUND.replace("key: small", "key: &name small", 1)
    (problem,) = check(text.replace("title: A small tool", f"title: {written}"))
    assert problem.place == "line 3"
    assert said in problem.message


def test_a_growing_file_of_aliases_does_not_grow() -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
    found = check(f"a0: &a0 [x]\n{levels}")
    assert sum("shorthand" in problem.message for problem in found) == 9 * 11


def test_every_repeated_key_is_refused_in_yaml_with_its_line() -> None:
    text = SOUND.replace("title: Voice", "title: Voice\n    title: Again") + "version: 2\n"
    assert [str(problem) for problem in check(text)] == [
        "line 15: “title” is given twice here. Keep one of the two.",
        "line 34: “version” is given twice here. Keep one of the two.",
    ]


def test_the_second_value_of_a_repeated_key_is_not_looked_into() -> None:
    (problem,) = check(SOUND + "scales: [{key: a}, 7]\n")
    assert "given twice" in problem.message


def test_a_repeated_key_is_refused_in_json() -> None:
    text = json.dumps(sound()).replace('"version": 1,', '"version": 1, "version": 2,', 1)
    (problem,) = check(text, "json")
    assert problem.message == "“version” is given twice. Keep one of the two."


def test_words_that_older_yaml_takes_for_truth_stay_words() -> None:
    tool = read_tool(SOUND.replace("title: A small tool", "title: yes"))
    assert tool.title == "yes"


def test_a_file_of_nothing_but_unknown_keys_is_answered_with_a_bounded_list() -> None:
    text = json.dumps({f"key{n}": n for n in range(5_000)})
    assert len(check(text, "json")) == 500


@given(st.text(max_size=200))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    assert check(text)
    assert check(text, "json")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda held: (
        st.lists(held, max_size=3) | st.dictionaries(st.text(max_size=5), held, max_size=3)
    ),
    max_leaves=5,
)


@st.composite
def spoilt_documents(draw: st.DrawFn) -> object:
    return spoil(sound(), draw)


def spoil(held: object, draw: st.DrawFn) -> object:
    """The same document with some of its parts replaced by anything at all."""
    if draw(st.integers(0, 12)) == 0:
        return draw(ANYTHING)
    if isinstance(held, dict):
        return {key: spoil(value, draw) for key, value in held.items()}
    return [spoil(item, draw) for item in held] if isinstance(held, list) else held


@given(spoilt_documents())
def test_a_document_spoilt_anywhere_is_read_or_refused_and_nothing_else(document: object) -> None:
    if not check(json.dumps(document), "json", [FEW]):
        tool_from_document(document, [FEW])


# --- Theme lists and schemas ----------------------------------------------------------------

THEME_LIST = """\
key: few
version: 1
title: Few themes
themes:
  - {key: voice, code: T1, title: Voice, definition: Heard, usual_remedies: [training]}
  - {key: plan, code: T2, title: Plan, definition: Planned, usual_remedies: [process, training]}
"""


def test_a_theme_list_comes_back_as_it_went_in() -> None:
    book = read_theme_list(THEME_LIST)
    assert theme_list_from_document(theme_list_to_document(book)) == book
    assert book.theme("plan").usual_remedies == ("process", "training")


# What is replaced, by what, where the problem is, and what is said.
THEME_LIST_PROBLEMS = [
    ("key: plan", "key: voice", "line 6, themes.2.key", "already used above"),
    ("code: T2", "code: T1", "line 6, themes.2.code", "already used above"),
    ("[training]", "[course]", "line 5, themes.1.usual_remedies.1", "Use one of: training,"),
    ("[training]", "[]", "line 5, themes.1.usual_remedies", "at least 1"),
    ("definition: Heard", "meaning: Heard", "line 5, themes.1.meaning", "not known here"),
]


@pytest.mark.parametrize(("old", "new", "place", "said"), THEME_LIST_PROBLEMS)
def test_a_theme_list_with_a_problem_is_refused(old: str, new: str, place: str, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_theme_list(THEME_LIST.replace(old, new, 1))
    assert any(p.place == place and said in p.message for p in caught.value.problems)


def test_a_misshapen_theme_list_document_is_refused() -> None:
    with pytest.raises(Invalid, match="keys with their values"):
        theme_list_from_document([])


def test_an_unknown_theme_is_refused_by_its_list() -> None:
    assert "voice" in FEW
    assert "echo" not in FEW
    with pytest.raises(Invalid, match="no such theme"):
        FEW.theme("echo")


def test_the_published_schemas_accept_what_is_shipped() -> None:
    for tool in shipped_tools():
        jsonschema.validate(tool_to_document(tool), json_schema())
    for book in shipped_theme_lists():
        jsonschema.validate(theme_list_to_document(book), theme_list_schema())


def test_the_published_schema_refuses_an_unknown_key() -> None:
    with pytest.raises(jsonschema.ValidationError, match="titel"):
        jsonschema.validate(sound() | {"titel": "x"}, json_schema())
