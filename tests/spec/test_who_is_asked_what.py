"""Nobody is asked more than they can answer about one child on one evening.

Run with `-s` to see the table: for each kind of agency, the questions and the text boxes of its
return, also as the agency leading the case.

The limits. An agency is asked 30 questions at most; education, community health (a GP among
them), ambulance, voluntary, housing and others 18. The five questions on the joint work that the
lead agency is asked besides stay within these limits. The case details, which only the lead
enters, are facts and counted apart: five at most, and with them it is 30 for whoever leads. A text
box takes as long as five clicks, so there are 6 at most; the lines on strengths and areas for
development are offered in each section and never demanded, and so are not counted.
"""

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.library import shipped_tools
from audit_tools.tool import LEAD_QUESTION_LIMIT, AuditTool, Question, SectionFor

TEXT_BOX_LIMIT = 6
CASE_DETAIL_LIMIT = 5

TOOLS = pytest.mark.parametrize("tool", shipped_tools(), ids=lambda tool: tool.key)
KINDS = pytest.mark.parametrize("kind", AgencyKind)
LEADING = pytest.mark.parametrize("lead", [False, True], ids=["involved", "leading"])


def case_details(tool: AuditTool) -> set[Question]:
    sections = [s for s in tool.sections if s.asked is SectionFor.LEAD]
    return {question for section in sections for question in section.questions}


def text_boxes(questions: tuple[Question, ...]) -> int:
    return sum(question.type.is_text_box for question in questions)


def table(tool: AuditTool) -> list[str]:
    """One line for each kind of agency: what it is asked when involved, and when leading."""
    lines = [f"{tool.title}, version {tool.version}", f"{'':26}{'involved':^24}{'leading':^24}"]
    for kind in AgencyKind:
        returns = [tool.questions_for(kind, lead) for lead in (False, True)]
        cells = [f"{len(asked):>4} questions, {text_boxes(asked)} boxes" for asked in returns]
        lines.append(f"{kind.label:26}{cells[0]:24}{cells[1]:24}")
    return lines


@TOOLS
def test_the_table_of_who_is_asked_what_has_every_kind_of_agency(tool: AuditTool) -> None:
    lines = table(tool)
    print("", *lines, sep="\n")  # noqa: T201 - the table is what this test is run for
    assert [line[:26].strip() for line in lines[2:]] == [kind.label for kind in AgencyKind]


@TOOLS
@KINDS
@LEADING
def test_an_agency_is_asked_no_more_than_its_kind_can_answer(
    tool: AuditTool, kind: AgencyKind, lead: bool
) -> None:
    asked = set(tool.questions_for(kind, lead)) - case_details(tool)
    # What an organisation is asked of itself it answers once (docs/decisions/0062).
    assert len(asked) <= kind.question_limit or tool.counts.one == "organisation"
    # A dip sample is read by two kinds of agency, and by nobody else.
    assert asked or tool.in_one_sitting


@TOOLS
@KINDS
def test_leading_a_case_with_its_details_stays_within_thirty(
    tool: AuditTool, kind: AgencyKind
) -> None:
    assert len(tool.questions_for(kind, lead=True)) <= LEAD_QUESTION_LIMIT


@TOOLS
@KINDS
def test_who_leads_enters_few_case_details_and_nobody_else_any(
    tool: AuditTool, kind: AgencyKind
) -> None:
    details = case_details(tool)
    assert len(details & set(tool.questions_for(kind, lead=True))) <= CASE_DETAIL_LIMIT
    assert not details & set(tool.questions_for(kind, lead=False))


@TOOLS
@KINDS
@LEADING
def test_an_agency_has_few_text_boxes(tool: AuditTool, kind: AgencyKind, lead: bool) -> None:
    assert text_boxes(tool.questions_for(kind, lead)) <= TEXT_BOX_LIMIT


@TOOLS
@KINDS
def test_what_an_agency_is_not_asked_it_sees_as_prompts(tool: AuditTool, kind: AgencyKind) -> None:
    for section in tool.return_sections(kind, lead=False):
        asked = section.questions_for(kind, lead=False)
        prompts = tool.prompts_for(section, kind, lead=False)
        assert asked or prompts, f"{kind.label} would find {section.title} empty"
