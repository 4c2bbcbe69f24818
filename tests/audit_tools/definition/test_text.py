"""No text does more than be refused, with its place: what is no YAML, no JSON, or no definition."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_tools.definition import check, read_tool, tool_from_document
from audit_tools.definition.text import LARGEST_TEXT
from audit_tools.errors import Invalid
from tests.audit_tools.definition.definitions import FEW, SOUND, sound

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
