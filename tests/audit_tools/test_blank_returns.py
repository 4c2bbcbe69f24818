"""A kind of agency reads what it may be asked, with what of the conditions hangs on the child."""

from dataclasses import replace

from audit_tools.agency_kinds import AgencyKind
from audit_tools.blank_returns import blank_return
from audit_tools.cases import CaseField
from audit_tools.conditions.terms import AllOf, AnyOf, Condition, Leads, Not, OfCase, OfKind, OneOf
from audit_tools.tool import AnswerType, AuditTool
from tests.audit_tools.conditions.generated import make_question, make_tool

FIRST = make_question("a.first", AnswerType.SINGLE)
OF_POLICE, IS_A = OfKind((AgencyKind.POLICE,)), OneOf("a.first", ("a",))
OF_PLAN = OfCase(CaseField.PLAN_TYPE, ("child protection",))


def hanging(*show_when: Condition) -> AuditTool:
    return make_tool(FIRST, make_question("a.second", AnswerType.SINGLE, show_when))


def told(tool: AuditTool, kind: AgencyKind) -> tuple[list[str], list[str]]:
    """When the second question is asked: of the agency, and besides where it leads."""
    page = blank_return(tool, kind)
    asked = [one for section in page.sections for one in section.questions]
    return (
        [one.only for one in asked if one.question.key == "a.second"],
        [one.only for one in page.besides],
    )


def test_a_kind_that_is_never_asked_does_not_read_the_question() -> None:
    tool = hanging(OF_POLICE)
    assert told(tool, AgencyKind.POLICE) == ([""], [])
    assert told(tool, AgencyKind.HOUSING) == ([], [])


def test_what_hangs_on_the_child_is_said_and_what_the_reader_is_is_not() -> None:
    tool = hanging(AnyOf((AllOf((OF_POLICE, IS_A)), OF_PLAN)))
    of_plan = "the case's kind of plan is child protection"
    assert told(tool, AgencyKind.POLICE) == ([f"“a.first?” is answered A or {of_plan}"], [])
    assert told(tool, AgencyKind.HOUSING) == ([of_plan], [])
    several = hanging(IS_A, OF_PLAN, Not(OF_POLICE))
    assert told(several, AgencyKind.HOUSING) == ([f"“a.first?” is answered A; and {of_plan}"], [])


def test_a_section_says_when_it_is_there_and_another_kind_does_not_read_it() -> None:
    tool = make_tool(FIRST, make_question("b.second", AnswerType.SINGLE))
    first, second = tool.sections
    tool = replace(tool, sections=(first, replace(second, show_when=(OF_POLICE, IS_A))))
    police, housing = (blank_return(tool, kind) for kind in (AgencyKind.POLICE, AgencyKind.HOUSING))
    assert [one.only for one in police.sections] == ["", "“a.first?” is answered A"]
    assert [one.section.key for one in housing.sections] == ["a"]
    assert housing.besides == ()


def test_what_only_the_lead_is_asked_stands_besides() -> None:
    assert told(hanging(Leads(True)), AgencyKind.POLICE) == ([], [""])
    assert told(hanging(Leads(False)), AgencyKind.POLICE) == ([""], [])
