"""What a kind of agency is asked, on paper: each of its questions, with room to answer."""

from audit_tools.agency_kinds import AgencyKind
from audit_tools.blank_returns import blank_return
from audit_tools.cycles import AuditKind
from audit_tools.kinds_of_audit import asked_in
from audit_tools.library import shipped_tools
from audit_tools.tool import AnswerType
from reports.kinds.blank_return import blank
from reports.outline import Box, Paragraph, Table

TOOL = asked_in(shipped_tools()[0], AuditKind.FULL)


def tables(kind: AgencyKind) -> list[Table]:
    return [node for node in blank(blank_return(TOOL, kind)).nodes if isinstance(node, Table)]


def test_each_kind_of_agency_has_its_own_questions_and_no_other() -> None:
    for kind in AgencyKind:
        asked = [row[0] for table in tables(kind)[1:] for row in table.rows]
        wanted = TOOL.questions_for(kind, lead=True)
        assert len(asked) == len(wanted)
        for question in wanted:
            assert any(question.text_for(kind) in text for text in asked)


def test_an_answer_that_is_chosen_has_a_box_for_each_choice_and_a_text_has_lines() -> None:
    answers = {
        row[0].split("\n")[0]: row[1]
        for table in tables(AgencyKind.POLICE)[1:]
        for row in table.rows
    }
    for question in TOOL.questions_for(AgencyKind.POLICE, lead=True):
        answer = answers[f"{question.number} {question.text_for(AgencyKind.POLICE)}".strip()]
        assert answer.count("□") == len(question.options)
        said = answer.replace("\N{NO-BREAK SPACE}", " ")
        assert all(f"□ {one.label}" in said for one in question.options)
        assert answer.startswith("Tick all that apply") is (question.type is AnswerType.MULTIPLE)
        assert question.options or question.parts or not answer.strip()


def test_a_question_with_a_condition_says_when_it_is_asked() -> None:
    said = [row[0] for table in tables(AgencyKind.POLICE)[1:] for row in table.rows]
    conditional = [q for q in TOOL.questions_for(AgencyKind.POLICE, lead=True) if q.show_when]
    assert conditional
    assert sum("Only where “" in text for text in said) == len(conditional)


def test_each_graded_section_has_room_for_lines_and_for_its_grade() -> None:
    nodes = blank(blank_return(TOOL, AgencyKind.POLICE)).nodes
    graded = [s for s in TOOL.return_sections(AgencyKind.POLICE, lead=False) if s.graded]
    assert sum(isinstance(node, Box) for node in nodes) == 2 * len(graded)
    grades = [n.text for n in nodes if isinstance(n, Paragraph) and n.text.startswith("Our own")]
    assert len(grades) == len(graded) * len(TOOL.scales)
    assert all("□ Not our part".replace(" ", "\N{NO-BREAK SPACE}") in text for text in grades)


def test_a_paper_says_what_good_looks_like_and_speaks_of_what_is_counted() -> None:
    """What stands on the page of a return stands on its paper too."""
    for tool in shipped_tools():
        said = [
            node.text
            for node in blank(blank_return(tool, AgencyKind.POLICE)).nodes
            if isinstance(node, Paragraph)
        ]
        assert any(f"the {tool.counts.one} has a reference" in text for text in said)
        for section in tool.return_sections(AgencyKind.POLICE, lead=False):
            good = f"What good looks like: {section.good_looks_like}"
            assert (good in said) is bool(section.good_looks_like)
