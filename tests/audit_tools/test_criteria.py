"""A tool is asked in its own order, however its criteria stand, and can be read by criterion."""

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.blank_returns import blank_return
from audit_tools.criteria import by_criterion
from audit_tools.definition import read_tool, tool_from_document, write_tool
from audit_tools.tool import AuditTool
from audit_tools.workbook import read_workbook, write_workbook
from tests.audit_tools.definition.definitions import sound

# Of one criterion two questions stand apart, and neither the codes nor the texts are in order.
TAGGED = [("b", ["C10"]), ("d", ["A1", "C2"]), ("a", ["C10", "Voice"]), ("c", []), ("e", ["A1"])]
ORDER = [f"voice.{name}" for name, _ in TAGGED]


@pytest.fixture(scope="module")
def tool() -> AuditTool:
    document = sound()
    document["sections"][0]["questions"] = [
        {"key": f"voice.{name}", "text": f"Was {name} so?", "type": "assessment",
         "kinds": ["police"], "criteria": criteria}
        for name, criteria in TAGGED
    ]  # fmt: skip
    return tool_from_document(document)


def test_each_criterion_has_its_questions_in_the_order_of_the_tool(tool: AuditTool) -> None:
    found = {one: [question.key for question in asked] for one, asked in by_criterion(tool)}
    assert found == {
        "A1": ["voice.d", "voice.e"],
        "C2": ["voice.d"],
        "C10": ["voice.b", "voice.a"],
        "Voice": ["voice.a"],
    }
    assert list(found) == ["A1", "C2", "C10", "Voice"]


def test_criteria_move_no_question(tool: AuditTool) -> None:
    asked = [one.key for one in tool.questions_for(AgencyKind.POLICE, lead=False)]
    on_paper = [
        one.question.key
        for section in blank_return(tool, AgencyKind.POLICE).sections
        for one in section.questions
    ]
    assert asked == on_paper == ORDER
    for brought_back in (read_tool(write_tool(tool)), read_workbook(write_workbook(tool))):
        assert [question.key for question in brought_back.questions] == ORDER


def test_a_tool_without_criteria_has_none() -> None:
    assert by_criterion(tool_from_document(sound())) == ()
