"""The record of a case discussion on paper: what the panel is asked, and room for the rest."""

from audit_tools.blank_returns import blank_discussion
from audit_tools.cycles import AuditKind
from audit_tools.kinds_of_audit import asked_in
from audit_tools.library import shipped_tools
from audit_tools.tool import AuditTool
from reports.kinds.blank_discussion import blank_record
from reports.outline import Heading, Table
from reports.outline_texts import texts_of
from tests.wide_tool import wide_tool

SYV = asked_in(shipped_tools()[0], AuditKind.FULL)
ABOUT_AND_CAME = 2
FINDINGS = ("What went well", "What could be better")


def rows_of(tool: AuditTool) -> dict[str, dict[str, str]]:
    """What stands beside each line, by section."""
    outline = blank_record(blank_discussion(tool))
    tables = [node for node in outline.nodes if isinstance(node, Table)][ABOUT_AND_CAME:]
    return {one.caption: {row[0]: row[1] for row in one.rows} for one in tables}


def test_it_asks_what_the_panel_is_asked_and_nothing_else() -> None:
    for tool in (*shipped_tools(), wide_tool()):
        asked = [line for rows in rows_of(tool).values() for line in rows]
        for question in tool.questions:
            is_there = any(question.text in line for line in asked)
            assert is_there is (question in tool.panel_questions), question.key


def test_each_graded_section_has_its_grades_its_reason_and_room_for_a_different_view() -> None:
    rows = rows_of(SYV)
    assert [s.title for s in SYV.sections if s.graded] == list(rows)
    for section in SYV.sections:
        if section.graded:
            lines = rows[section.title]
            agreed = [text for line, text in lines.items() if line.startswith("Agreed grade")]
            assert [text.count("□") for text in agreed] == [4, 4]
            assert not lines["Why, in a sentence"].strip()
            of_agencies = section.asked == "agencies"
            views = [line for line in lines if line.startswith("A different view")]
            assert len(views) == of_agencies
            for kind in FINDINGS:
                assert sum(line.startswith(kind) for line in lines) == of_agencies
            assert any(line.startswith("Action, by whom") for line in lines)


def test_the_overall_grade_is_that_of_the_discussion_s_own_section() -> None:
    assert SYV.panel_section
    lines = rows_of(SYV)[SYV.panel_section.title]
    assert any("Is the child safer" in line for line in lines)
    assert any(line.startswith("Agreed grade") for line in lines)


def test_a_question_of_the_panel_says_when_it_is_asked_and_has_room_for_its_reason() -> None:
    lines = rows_of(wide_tool())["Overall"]
    assert any("Only where “Who helped most?” is answered Another." in line for line in lines)
    assert "Why? Needed beside every answer." in lines["Is the child safer?"]


def test_a_rapid_audit_has_only_what_it_asks() -> None:
    rapid = rows_of(asked_in(shipped_tools()[0], AuditKind.RAPID))
    assert not any("daily meeting" in line for rows in rapid.values() for line in rows)
    assert any("daily meeting" in line for rows in rows_of(SYV).values() for line in rows)


def test_it_says_what_each_grade_means_and_that_no_names_are_written() -> None:
    outline = blank_record(blank_discussion(SYV))
    texts = "\n".join(texts_of(outline))
    assert "Write no names" in texts
    headings = [node.text for node in outline.nodes if isinstance(node, Heading)]
    for scale in SYV.grading_scales:
        assert scale.title in headings
        assert all(grade.descriptor in texts for grade in scale.grades)
