"""A tool comes back from its workbook as it went in, and what is wrong is named by its cell."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from openpyxl import Workbook, load_workbook

from audit_tools.definition import tool_from_document, tool_to_document
from audit_tools.errors import Invalid
from audit_tools.library import shipped_tools
from audit_tools.tool import AuditTool
from audit_tools.workbook import read_workbook, write_workbook
from audit_tools.workbook.from_sheets import Reading
from audit_tools.workbook_files import read_workbook_sheets
from tests.audit_tools.conditions.generated import tools
from tests.audit_tools.definition.any_tools import LINES, documents
from tests.audit_tools.definition.definitions import second_question, sound
from tests.wide_tool import wide_tool


@pytest.mark.parametrize("tool", shipped_tools(), ids=lambda tool: tool.key)
def test_a_shipped_tool_comes_back_from_its_workbook(tool: AuditTool) -> None:
    assert read_workbook(write_workbook(tool)) == tool


def test_all_that_a_tool_can_say_comes_back_from_its_workbook() -> None:
    tool = wide_tool()
    assert read_workbook(write_workbook(tool)) == tool


@given(documents(), LINES)
def test_any_tool_comes_back_from_its_workbook(document: dict[str, Any], lines: str) -> None:
    tool = tool_from_document(document | {"about": lines})
    assert read_workbook(write_workbook(tool)) == tool


@given(tools())
def test_any_conditions_come_back_from_a_workbook(tool: AuditTool) -> None:
    """Some hang on grades that these tools have not, so that the documents are compared."""
    assert Reading(read_workbook_sheets(write_workbook(tool))).document == tool_to_document(tool)


def changed(change: Callable[[Workbook], object]) -> bytes:
    """The workbook of a small tool, with something changed in it."""
    book = load_workbook(BytesIO(write_workbook(tool_from_document(sound()))))
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def put(sheet: str, row: int, heading: str, text: str | None) -> Callable[[Workbook], object]:
    """To put something into the cell of a column."""

    def change(book: Workbook) -> None:
        headings = [cell.value for cell in book[sheet][1]]
        book[sheet].cell(row, headings.index(heading) + 1).value = text

    return change


NEVER = json.dumps([{"question": "voice.asked", "one_of": [one]} for one in ("yes", "no")])


def put_at(book: Workbook, row: int, column: int, text: str) -> None:
    """To put something into a cell of the survey."""
    book["survey"].cell(row, column).value = text


def test_a_choice_called_none_is_no_empty_list() -> None:
    document = sound()
    whom = second_question(document)
    whom |= {"type": "multiple", "alone": ["none"], "absences": []}
    whom["choices"].append({"key": "none", "label": "None of these"})
    tool = tool_from_document(document)
    assert read_workbook(write_workbook(tool)) == tool


def problems(change: Callable[[Workbook], object]) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as found:
        read_workbook(changed(change))
    return [(one.place, one.message) for one in found.value.problems]


@pytest.mark.parametrize(
    ("change", "place", "sentence"),
    [
        (put("survey", 3, "kinds", "police army"), "survey, row 3, column kinds", "Use one of"),
        (put("survey", 3, "label", None), "survey, row 3", "Add “text”."),
        (put("survey", 3, "type", "calculate"), "survey, row 3, column type", "Use one of: text"),
        (put("survey", 3, "type", "select_one nowhere"), "survey, row 3, column type", "no list"),
        (put("survey", 3, "class", "prized"), "survey, row 3, column class", "Use one of"),
        (put("survey", 3, "comparable_from", "soon"), "survey, row 3, column comparable_from",
         "whole number"),
        (put("survey", 3, "show_when", "[{"), "survey, row 3, column show_when", "a list"),
        (put("survey", 2, "graded", "perhaps"), "survey, row 2, column graded", "true or false"),
        (put("survey", 2, "type", "end_group"), "survey, row 3", "between begin_group"),
        (put("survey", 1, "kinds", "agencies"), "survey, row 1, column 6", "is no column"),
        (put("survey", 3, "type", "select_multiple answers_assessment"),
         "survey, row 3, column type", "use select_one"),
        (put("survey", 4, "show_when", NEVER), "survey, row 4, column show_when", "never hold"),
        (lambda book: put_at(book, 3, 90, "lost"), "survey, row 3, column 90", "no heading"),
        (lambda book: put_at(book, 1, 90, "label"), "survey, row 1, column 90", "twice"),
        (lambda book: book.create_sheet("Waits").append(["key"]), "Waits", "no such sheet"),
        (put("settings", 2, "version", "new"), "settings, row 2, column version", "whole number"),
        (lambda book: book.remove(book["survey"]), "survey", "under “sections”"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_cell(
    change: Callable[[Workbook], object], place: str, sentence: str
) -> None:
    found = problems(change)
    assert any(at.startswith(place) and sentence in said for at, said in found), found


def test_everything_wrong_is_said_at_once() -> None:
    def change(book: Workbook) -> None:
        put("survey", 3, "kinds", "army")(book)
        put("settings", 2, "version", "new")(book)

    assert {place for place, _ in problems(change)} >= {
        "settings, row 2, column version",
        "survey, row 3, column kinds",
    }


def test_a_formula_is_refused_and_nothing_that_is_written_is_one() -> None:
    tool = tool_from_document(sound() | {"about": "=1+1"})
    assert read_workbook(write_workbook(tool)).about == "=1+1"
    with pytest.raises(Invalid, match="formulas"):
        read_workbook(changed(put("survey", 3, "label", "=1+1")))


def test_a_hidden_sheet_is_refused() -> None:
    def hide(book: Workbook) -> None:
        book["choices"].sheet_state = "hidden"

    with pytest.raises(Invalid, match="hidden sheet"):
        read_workbook(changed(hide))


def test_columns_beyond_the_last_are_refused_and_not_passed_over() -> None:
    def far(book: Workbook) -> None:
        book["survey"].cell(3, 101, "far")

    with pytest.raises(Invalid, match="columns"):
        read_workbook(changed(far))


def test_a_tool_that_says_everything_has_a_cell_for_it() -> None:
    """Each list has its rows, each kind of agency its columns."""
    book = load_workbook(BytesIO(write_workbook(shipped_tools()[0])))
    assert book.sheetnames[:3] == ["survey", "choices", "settings"]
    assert "school: label" not in [cell.value for cell in book["survey"][1]]
    assert "education: label" in [cell.value for cell in book["survey"][1]]
