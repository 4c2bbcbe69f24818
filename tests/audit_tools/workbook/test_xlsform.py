"""Programs that collect by XLSForm read the workbook of a tool: held against pyxform."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from audit_tools.definition import tool_from_document
from audit_tools.library import shipped_tools
from audit_tools.tool import AuditTool
from audit_tools.workbook import write_workbook
from audit_tools.workbook.relevant import relevant_of
from tests.audit_tools.conditions.generated import tools
from tests.audit_tools.definition.definitions import second_question, sound
from tests.wide_tool import wide_tool


def converted(workbook: bytes) -> Any:
    """What pyxform makes of a workbook. Raises ``PyXFormError`` where it does not read it."""
    return convert(BytesIO(workbook), file_type=".xlsx")


@pytest.mark.parametrize("tool", shipped_tools(), ids=lambda tool: tool.key)
def test_a_shipped_tool_is_a_form_without_an_error_or_a_warning(tool: AuditTool) -> None:
    form = converted(write_workbook(tool))
    assert form.warnings == []
    for question in tool.questions:
        assert f"/{question.key}" in form.xform
    assert tool.title in form.xform


def test_a_group_is_a_repeat_with_a_question_to_each_part() -> None:
    form = converted(write_workbook(wide_tool()))
    assert form.warnings == []
    for part in ("age", "lives", "thought", "times", "last"):
        assert f"/voice/voice.siblings/{part}" in form.xform
    assert form.xform.count("<repeat ") == 2


@settings(max_examples=25)
@given(tools())
def test_any_conditions_are_read(tool: AuditTool) -> None:
    hanging = sum(bool(question.show_when) for question in tool.questions)
    form = converted(write_workbook(tool))
    assert form.xform.count(" relevant=") >= hanging


ASKED = "${voice.asked}"
YES = {"question": "voice.asked", "one_of": ["yes"]}
CHOSEN = f"(selected({ASKED}, 'yes'))"
SCHOOL = {"kinds": ["education"]}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (YES, CHOSEN),
        (YES | {"one_of": ["yes", "no"]}, f"(selected({ASKED}, 'yes') or selected({ASKED}, 'no'))"),
        ({"question": "voice.asked", "at_least": 3}, f"{ASKED} >= 3"),
        ({"question": "voice.asked", "at_most": 3}, f"{ASKED} <= 3"),
        ({"question": "voice.asked", "more_than": 3}, f"{ASKED} > 3"),
        ({"question": "voice.asked", "less_than": 3}, f"{ASKED} < 3"),
        ({"question": "voice.asked", "equals": "2025-05-28"}, f"{ASKED} = date('2025-05-28')"),
        ({"question": "voice.asked", "ticks_at_least": 2}, f"count-selected({ASKED}) >= 2"),
        ({"question": "voice.asked", "answered": True}, f"{ASKED} != ''"),
        ({"question": "voice.asked", "answered": False}, f"{ASKED} = ''"),
        ({"all_of": [YES, SCHOOL]}, f"({CHOSEN} and true())"),
        ({"any_of": [YES, YES]}, f"({CHOSEN} or {CHOSEN})"),
        ({"not": YES}, f"not({CHOSEN})"),
        ({"not": SCHOOL}, "not(false())"),
        ({"not": {"not": SCHOOL}}, "not(not(true()))"),
    ],
)
def test_a_condition_is_written_as_other_programs_read_it(
    condition: dict[str, Any], expected: str
) -> None:
    """What they cannot know hides no question from them."""
    assert relevant_of([condition]) == expected


def test_what_is_wrong_is_found_by_it() -> None:
    book = load_workbook(BytesIO(write_workbook(shipped_tools()[0])))
    sheet = book["survey"]
    relevant = [cell.value for cell in sheet[1]].index("relevant") + 1
    sheet.cell(3, relevant).value = "${nobody.asked} = 'yes'"
    file = BytesIO()
    book.save(file)
    with pytest.raises(Exception, match=r"nobody\.asked"):
        converted(file.getvalue())


def test_what_has_to_be_answered_is_read_of_questions_and_of_sections() -> None:
    document = sound()
    needed = [{"question": "voice.asked", "one_of": ["yes"]}]
    second_question(document)["required_when"] = needed
    [voice] = document["sections"]
    question = {"key": "home.seen", "text": "Seen?", "type": "text", "kinds": ["police"]}
    home = {"key": "home", "title": "Home", "required_when": needed, "questions": [question]}
    document["sections"] = [voice, home]
    form = converted(write_workbook(tool_from_document(document)))
    assert form.warnings == []
    assert form.xform.count(" required=") == 2
