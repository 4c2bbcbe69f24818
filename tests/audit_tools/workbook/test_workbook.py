"""A tool comes back from its workbook as it went in, and what is wrong is named by its cell."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from openpyxl import Workbook, load_workbook
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from audit_tools.conditions.as_data import to_data
from audit_tools.conditions.terms import Not, OneOf
from audit_tools.definition import read_tool, tool_from_document, tool_to_document, write_tool
from audit_tools.errors import Invalid
from audit_tools.library import shipped_tools
from audit_tools.tool import AuditTool, Question, Section
from audit_tools.workbook import read_any_workbook, read_workbook, write_workbook
from audit_tools.workbook.from_sheets import Reading
from audit_tools.workbook.to_sheets import Line, sheets_of
from audit_tools.workbook_files import read_workbook_sheets
from tests.audit_tools.conditions.generated import tools
from tests.audit_tools.definition.any_tools import LINES, documents
from tests.audit_tools.definition.definitions import second_question, sound
from tests.benchmarks.measuring import compare
from tests.benchmarks.workbooks import GOAL, file_of_300
from tests.wide_tool import wide_tool


@pytest.mark.parametrize("tool", shipped_tools(), ids=lambda tool: tool.key)
def test_a_shipped_tool_comes_back_from_its_workbook(tool: AuditTool) -> None:
    assert read_workbook(write_workbook(tool)) == tool


def test_all_that_a_tool_can_say_comes_back_from_its_workbook_and_its_text() -> None:
    tool = replace(wide_tool(), second_person=True)
    assert read_workbook(write_workbook(tool)) == tool
    assert read_tool(write_tool(tool)) == tool


@given(documents(), LINES)
def test_any_tool_comes_back_from_its_workbook(document: dict[str, Any], lines: str) -> None:
    tool = tool_from_document(document | {"about": lines})
    assert read_workbook(write_workbook(tool)) == tool


@given(tools())
def test_any_conditions_come_back_from_a_workbook(tool: AuditTool) -> None:
    """Some hang on grades that these tools have not, so that the documents are compared."""
    assert Reading(read_workbook_sheets(write_workbook(tool))).document == tool_to_document(tool)


@given(tools())
def test_a_condition_is_json_only_where_other_programs_cannot_read_all_of_it(
    tool: AuditTool,
) -> None:
    """What the agency, the case and the audit are, its own grades, and groups of one part."""
    parts: list[Section | Question] = [*tool.sections, *tool.questions]
    for part in parts:
        said = json.dumps([to_data(one) for one in part.show_when])
        other = re.search(r'"(kinds|leads|case|grade|audits)"', said)
        alone = re.search(r'_of": \[\{[^\[\]]*(\[[^\[\]]*\][^\[\]]*)*\}\]', said)
        [line] = [one for one in lines_of(tool) if one.get("name") == part.key]
        if part.show_when and not other and not alone:
            assert "show_when" not in line
            assert line["relevant"]


@given(tools())
def test_what_has_to_be_answered_is_json_only_where_an_expression_cannot_say_it(
    tool: AuditTool,
) -> None:
    """As when a question is asked, and written alike; what is not said whole is JSON alone."""
    asked = lines_of(tool)
    needed = lines_of(
        replace(
            tool,
            sections=tuple(
                replace(
                    section,
                    required_when=section.show_when,
                    questions=tuple(
                        replace(one, required_when=one.show_when) for one in section.questions
                    ),
                )
                for section in tool.sections
            ),
        )
    )
    for before, after in zip(asked, needed, strict=True):
        whole = "show_when" not in before
        assert after.get("required", "") == (before.get("relevant", "") if whole else "")
        assert after.get("required_when") == before.get("show_when")


def test_what_has_to_be_answered_is_changed_as_forms_say_it() -> None:
    expression = "selected(${voice.asked}, 'yes')"
    tool = read_workbook(changed(put("survey", 4, "required", expression)))
    assert tool.question("voice.whom").required_when == (OneOf("voice.asked", ("yes",)),)


def test_links_are_a_line_each() -> None:
    written = "What children say | https://example.org/voices\nA|B|https://example.org/b"
    tool = read_workbook(changed(put("survey", 2, "links", written)))
    assert [(link.text, link.url) for link in tool.section("voice").links] == [
        ("What children say", "https://example.org/voices"),
        ("A|B", "https://example.org/b"),
    ]  # fmt: skip


def lines_of(tool: AuditTool) -> list[Line]:
    return sheets_of(tool_to_document(tool))["survey"][1]


def test_a_condition_is_changed_in_the_column_that_forms_have() -> None:
    tool = read_workbook(changed(put("survey", 4, "relevant", "${voice.asked} != 'no'")))
    assert tool.question("voice.whom").show_when == (Not(OneOf("voice.asked", ("no",))),)


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


NEVER = "selected(${voice.asked}, 'yes') and selected(${voice.asked}, 'no')"
YES = json.dumps([{"question": "voice.asked", "one_of": ["yes"]}])


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
        (put("survey", 1, "kinds", "agencies"), "survey, row 1, column F", "is no column"),
        (put("survey", 3, "type", "select_multiple answers_assessment"),
         "survey, row 3, column type", "use select_one"),
        (put("survey", 4, "relevant", NEVER), "survey, row 4, column relevant", "never hold"),
        (lambda book: put_at(book, 3, 90, "lost"), "survey, row 3, column CL", "no heading"),
        (lambda book: put_at(book, 1, 90, "label"), "survey, row 1, column CL", "twice"),
        (lambda book: book.create_sheet("Waits").append(["key"]), "Waits", "no such sheet"),
        (put("settings", 2, "version", "new"), "settings, row 2, column version", "whole number"),
        (lambda book: book.remove(book["survey"]), "survey", "under “sections”"),
        (put("survey", 4, "relevant", "today() > 3"), "survey, row 4, column relevant", "today()"),
        (put("survey", 4, "relevant", "${voice.no} = 'x'"), "survey, row 4, column relevant",
         "no question “voice.no”"),
        (put("survey", 4, "show_when", YES), "survey, row 4, column relevant", "something else"),
        (put("survey", 4, "required", "yes"), "survey, row 4, column required", "cannot be read"),
        (put("survey", 2, "links", "https://x.org"), "survey, row 2, column links", "Add"),
        (put("survey", 4, "show_when", "[[]]"), "survey, row 4, column show_when", "keys"),
        (put("survey", 3, "graded", "no"), "survey, row 3, column graded", "says nothing"),
        (put("survey", 2, "kinds", "police"), "survey, row 2, column kinds", "says nothing"),
        (put("survey", 5, "label", "Voice"), "survey, row 5, column label", "says nothing"),
        (put("survey", 4, "appearance", "likert"), "survey, row 4, column appearance", "nothing"),
        (put("survey", 4, "type", "begin_group"), "survey, row 4", "not ended"),
        (put("survey", 3, "type", "end_group"), "survey, row 5", "No section has begun"),
        (put("survey", 5, "type", None), "survey", "no end_group"),
        (put("choices", 10, "initial", "W"), "choices, row 10, column initial", "says nothing"),
        (put("choices", 3, "say_which", "yes"), "choices, row 3, column say_which", "nothing"),
        (put("choices", 9, "list_name", None), "choices, row 9, column list_name", "which list"),
        (put("choices", 10, "list_name", "lost"), "choices, row 10", "No question"),
        (put("choices", 5, "label", "Partially"), "choices, row 5", "the same in every tool"),
        (put("choices", 5, "hint", "Half"), "choices, row 5", "the same in every tool"),
        (put("settings", 3, "version", "2"), "settings, row 3", "one row"),
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
    with pytest.raises(Invalid, match="formulas") as refused:
        read_workbook(changed(put("survey", 3, "label", "=1+1")))
    assert [one.place for one in refused.value.problems] == ["survey, row 3, column D"]


def test_what_no_cell_can_hold_is_refused_and_not_cut() -> None:
    document = sound()
    criteria = [f"{number} {'c' * 3000}" for number in range(11)]
    document["sections"][0]["questions"][0]["criteria"] = criteria
    with pytest.raises(Invalid, match="longer than the 32,767 letters") as refused:
        write_workbook(tool_from_document(document))
    assert refused.value.place == "survey, row 3, column criteria"
    document["sections"][0]["questions"][0]["criteria"] = criteria[:10]
    tool = tool_from_document(document)
    assert read_workbook(write_workbook(tool)) == tool


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


def test_every_column_is_explained_in_the_workbook_itself() -> None:
    book = load_workbook(BytesIO(write_workbook(wide_tool())))
    said = {(row[0].value, row[1].value) for row in book["help"].iter_rows(min_row=2)}
    columns = {
        (sheet.title, cell.value) for sheet in book if sheet.title != "help" for cell in sheet[1]
    }
    of_one_kind = {one for one in columns if ": " in str(one[1]) and "counts" not in str(one[1])}
    assert columns - of_one_kind - said == set()
    assert all(cell.value for row in book["help"].iter_rows() for cell in row)


def test_a_workbook_of_300_questions_is_read_in_under_twice_the_time_that_pyxform_takes() -> None:
    """The processor's time, in turns, and the middle one of several: what else runs meanwhile says
    nothing. ``make bench`` adds the process that reads it apart."""
    file = file_of_300()
    found = compare(
        lambda: read_any_workbook(file),
        lambda: convert(BytesIO(file), file_type=".xlsx"),
        rounds=5,
    )
    assert found.ratio < GOAL, found


def test_keys_can_stand_with_commas_between() -> None:
    book = load_workbook(BytesIO(write_workbook(wide_tool())))
    survey = book["survey"]
    [kinds] = (cell.column for cell in survey[1] if cell.value == "kinds")
    for row in survey.iter_rows(min_row=2):
        cell = row[kinds - 1]
        if cell.value:
            cell.value = str(cell.value).replace(" ", ", ")
    changed = BytesIO()
    book.save(changed)
    assert ", " in str(survey.cell(3, kinds).value)
    assert read_workbook(changed.getvalue()) == wide_tool()
