"""A definition comes back as it went in, and every problem is found at once, with its place."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from audit_tools.definition import (
    check,
    json_schema,
    read_tool,
    theme_list_schema,
    theme_list_to_document,
    tool_from_document,
    tool_to_document,
    write_schema,
    write_tool,
)
from audit_tools.errors import Invalid
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.tool import AuditTool
from tests.audit_tools.definition.any_tools import LINES, documents
from tests.audit_tools.definition.definitions import FEW, SOUND, first_question, sound
from tests.wide_tool import wide_tool

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"

# --- Round trips ----------------------------------------------------------------------------


def test_yaml_json_and_document_give_the_same_tool() -> None:
    tool = read_tool(SOUND, codebooks=[FEW])
    document = tool_to_document(tool)
    assert tool_from_document(document, [FEW]) == tool
    assert read_tool(json.dumps(document), "json") == tool
    assert read_tool(json.dumps(document), "yaml") == tool


def test_digits_of_other_scripts_are_a_text() -> None:
    assert read_tool(SOUND.replace("Was the child asked?", "\u1c59")).questions[0].text == "\u1c59"


def test_a_number_keeps_its_zero_without_quotes() -> None:
    assert read_tool(SOUND).question("voice.asked").number == "1.10"


def test_a_document_leaves_out_what_is_empty_and_orders_the_kinds() -> None:
    document = tool_to_document(read_tool(SOUND.replace("police, education", "education, police")))
    assert first_question(document)["kinds"] == ["police", "education"]
    assert "guidance" not in first_question(document)
    assert first_question(document)["class"] == "scored"


def test_a_sound_definition_has_no_problems() -> None:
    assert check(SOUND, codebooks=[FEW]) == []


@given(documents())
def test_any_tool_comes_back_as_it_went_in(document: dict[str, Any]) -> None:
    tool = tool_from_document(document)
    assert tool_to_document(tool) == document
    assert tool_from_document(tool_to_document(tool)) == tool


@given(documents(), LINES)
def test_any_tool_comes_back_from_its_yaml(document: dict[str, Any], lines: str) -> None:
    tool = tool_from_document(document | {"about": lines})
    assert read_tool(write_tool(tool)) == tool


@pytest.mark.parametrize("tool", [*shipped_tools(), wide_tool()], ids=lambda tool: tool.key)
def test_a_tool_comes_back_from_its_yaml(tool: AuditTool) -> None:
    assert read_tool(write_tool(tool)) == tool


def test_a_variant_in_which_nothing_stands_says_nothing() -> None:
    document = sound()
    first_question(document)["variants"] = {"police": {}}
    assert tool_from_document(document) == tool_from_document(sound())


def test_lines_end_in_one_way_whichever_they_came_in() -> None:
    for ending in ("\r\n", "\r"):
        assert tool_from_document(sound() | {"about": f"One{ending}Two"}).about == "One\nTwo"


@pytest.mark.parametrize("title", ["One\nTwo: three", "One\u2028Two", "One\x85Two", "One\x7f"])
def test_a_title_of_several_lines_stays_in_its_place(title: str) -> None:
    """The text of a tool begins with a comment that names it."""
    tool = tool_from_document(sound() | {"title": title})
    assert read_tool(write_tool(tool)) == tool


def test_spaces_are_kept_where_a_text_cannot_be_written_as_it_is() -> None:
    lines = "#\u2028\t1.10 \u2028'\t" + " " * 90 + "\u20281.10"
    tool = tool_from_document(sound() | {"about": "-" + " " * 185 + "\u2028: \n" + lines})
    assert read_tool(write_tool(tool)) == tool


def test_the_published_schema_is_the_present_one() -> None:
    """To publish it afresh: flask tools schema > docs/reference/tool.schema.json"""
    published = (REFERENCE / "tool.schema.json").read_text(encoding="utf-8")
    assert published == write_schema()


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


# --- Schemas --------------------------------------------------------------------------------


def test_the_published_schemas_accept_what_is_shipped() -> None:
    for tool in shipped_tools():
        jsonschema.validate(tool_to_document(tool), json_schema())
    for book in shipped_theme_lists():
        jsonschema.validate(theme_list_to_document(book), theme_list_schema())


def test_the_published_schema_refuses_an_unknown_key() -> None:
    with pytest.raises(jsonschema.ValidationError, match="titel"):
        jsonschema.validate(sound() | {"titel": "x"}, json_schema())
