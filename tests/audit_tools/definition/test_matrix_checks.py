"""A matrix is rows that stand together and are answered alike; each row is a question."""

import copy
from dataclasses import replace
from typing import Any

import pytest

from audit_tools.definition import read_tool, tool_from_document, tool_to_document, write_tool
from audit_tools.tool_changes import Change, find_changes
from tests.audit_tools.definition.definitions import first_question, problems, sound
from tests.wide_tool import wide_tool

ROWS = {"matrix": "Was the child asked?", "row": "At home"}


def with_rows(*changed: dict[str, Any]) -> dict[str, Any]:
    """The small tool with so many rows of one matrix, each with something changed."""
    document = sound()
    asked = first_question(document)
    questions = document["sections"][0]["questions"]
    questions[1]["show_when"] = []
    rows = []
    for number, change in enumerate(changed, 1):
        row = copy.deepcopy(asked) | ROWS | {"key": f"voice.row{number}", "number": f"9.{number}"}
        rows.append({name: held for name, held in (row | change).items() if held is not None})
    document["sections"][0]["questions"] = [*questions, *rows]
    return document


def test_rows_that_are_answered_alike_are_a_matrix() -> None:
    assert problems(with_rows({}, {"row": "At school"})) == []


APART: dict[str, Any] = {"matrix": None, "row": None}
# the rows, the place of the problem, the sentence
WRONG: list[tuple[tuple[dict[str, Any], ...], str, str]] = [
    (({}, {"row": None}), "4", "both “matrix”"),
    (({}, {"row": "x"}, {"matrix": None}), "5", "both “matrix”"),
    (({},), "3.matrix", "at least two rows"),
    (({}, {}, APART, {}), "6.matrix", "do not stand together"),
    (({}, {"absences": ["not-known"]}), "4.type", "answered alike"),
    (({}, {"type": "text"}), "4.type", "answered alike"),
    (({"type": "text"}, {"type": "text"}), "3.type", "A row is one of: assessment"),
]


@pytest.mark.parametrize(("rows", "place", "sentence"), WRONG)
def test_what_is_no_matrix_is_refused(
    rows: tuple[dict[str, Any], ...], place: str, sentence: str
) -> None:
    [problem] = problems(with_rows(*rows))
    assert problem.place == f"sections.voice.questions.{place}"
    assert sentence in problem.message


def test_a_matrix_is_the_same_after_writing() -> None:
    tool = wide_tool()
    assert read_tool(write_tool(tool)) == tool
    assert tool_from_document(tool_to_document(tool)).question("voice.heard-home").row == "At home"


def test_a_row_in_other_words_is_for_its_author_to_judge() -> None:
    tool = wide_tool()
    voice = tool.section("voice")
    questions = (
        replace(q, row="In the family") if q.key == "voice.heard-home" else q
        for q in voice.questions
    )
    sections = (replace(voice, questions=tuple(questions)), *tool.sections[1:])
    now = replace(tool, version=2, sections=sections)
    [change] = find_changes(tool, now).changed
    assert change.changes == {Change.REWORDED}
    assert [one.label for one in change.rewordings] == ["As a row"]
