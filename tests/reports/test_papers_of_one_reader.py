"""A CPD note, good practice and a method statement on paper: what they say and have no room for."""

from dataclasses import replace

import pytest

import reports
from audit_tools.afterwards import OwnNote
from audit_tools.cycles import Working
from audit_tools.errors import Invalid
from audit_tools.method_statements import MethodStatement
from reports.documents import Format
from reports.kinds.method_statement import method_statement
from reports.outline import Heading
from tests.reports.files import is_marked_and_says_ua, pdf, pdf_text, word, word_text
from tests.reports.of_one_reader import NOTE, PRACTICE, STATEMENT, approved
from tests.reports.outlines import paragraphs, table, terms


@pytest.mark.parametrize(
    ("kind", "facts"),
    [("cpd-note", NOTE), ("good-practice", PRACTICE), ("method-statement", STATEMENT)],
)
def test_each_is_word_and_pdf_and_the_same_facts_give_the_same_bytes(
    kind: str, facts: reports.Paper
) -> None:
    for form in (Format.DOCX, Format.PDF):
        first, again = (reports.build(kind, facts, form) for _ in range(2))
        assert first == again
        assert first.name == f"{kind}.{form}"
    file = pdf(reports.build(kind, facts, "pdf").data)
    assert is_marked_and_says_ua(file)
    assert "Rules: Golden Thread " in pdf_text(file)


@pytest.mark.parametrize(
    ("kind", "facts", "form"),
    [
        ("cpd-note", NOTE, "html"),
        ("good-practice", NOTE, "pdf"),
        ("method-statement", PRACTICE, "docx"),
        ("case-record", STATEMENT, "pdf"),
        ("cpd-note", NOTE, "csv"),
        ("good-practice", PRACTICE, "json"),
    ],
)
def test_no_kind_is_made_of_the_facts_of_another(
    kind: str, facts: reports.Paper, form: str
) -> None:
    with pytest.raises(Invalid, match="no such paper"):
        reports.build(kind, facts, form)


def test_a_note_keeps_its_paragraphs_and_leaves_room_for_what_is_not_written() -> None:
    text = word_text(word(reports.build("cpd-note", NOTE, "docx").data))
    assert "I ring first.\nThen I write." in text
    assert "OFFICIAL" not in text
    empty = replace(NOTE, note=OwnNote())
    assert "My reflection" in pdf_text(pdf(reports.build("cpd-note", empty, "pdf").data))


def test_a_head_s_paper_is_marked_and_says_that_nothing_is_agreed_yet() -> None:
    data = reports.build("good-practice", PRACTICE, "docx").data
    assert "OFFICIAL" in word(data).sections[0].header.paragraphs[0].text
    assert "Staying with a child." in word_text(word(data))
    none = word(reports.build("good-practice", replace(PRACTICE, practices=()), "docx").data)
    assert "No wording of the good practice has been agreed yet." in word_text(none)


@pytest.mark.parametrize("statement", [STATEMENT, approved()])
def test_a_method_statement_fits_on_two_sides(statement: MethodStatement) -> None:
    assert len(pdf(reports.build("method-statement", statement, "pdf").data).pages) == 2


def test_a_method_statement_is_a_draft_until_it_is_approved_as_it_stands() -> None:
    changed = replace(approved(), cases=5)
    for statement, is_draft in ((STATEMENT, True), (approved(), False), (changed, True)):
        head = word(reports.build("method-statement", statement, "docx").data).sections[0].header
        assert ("Draft" in head.paragraphs[0].text) is is_draft
    text = pdf_text(pdf(reports.build("method-statement", changed, "pdf").data))
    assert "Changed since it was approved on 24 April 2025: how the children are chosen." in text


def test_a_method_statement_says_how_information_is_handled_and_who_reads_what() -> None:
    outline = method_statement(approved())
    chapters = [node.text for node in outline.nodes if isinstance(node, Heading)]
    assert chapters == [
        "What is audited, and how", "How information is handled", "Who reads what", "Approval",
    ]  # fmt: skip
    handled = " ".join(paragraphs(outline))
    for said in (
        "known by a reference and never by a name",
        "Nobody reads another agency's part before the discussion is opened",
        "A worry about a child now leaves the audit at once",
        "told in wording that somebody who did not write it has agreed",
        "Nothing is split by who they are",
    ):
        assert said in handled
    # Everybody who signs in reads something, or it is said that they never do.
    readers = table(outline, "Who reads what")
    assert [row[0] for row in readers.rows] == [
        "Practitioners and leads of agencies",
        "Chair, co-chair and note-taker of the child; Business Unit",
        "Core group",
        "Boards, learning and development group, scrutineer",
        "Heads of agencies",
        "Administrator",
    ]
    assert all(all(row) for row in readers.rows)
    assert [term.label for term in terms(outline)] == [
        "Purpose",
        "Lines of enquiry",
        "Scope and definition",
        "How the children are chosen",
        "Agencies",
        "Timetable",
        "Audit tool",
        "Grades",
        "What comes first",
    ]


def test_where_the_discussion_comes_first_a_method_statement_speaks_of_no_returns() -> None:
    cycle = replace(approved().cycle, working=Working.DISCUSSION_FIRST)
    outline = method_statement(replace(approved(), cycle=cycle))
    readers = [" ".join(row) for row in table(outline, "Who reads what").rows]
    assert not [said for said in (*paragraphs(outline), *readers) if "return" in said.lower()]
    assert "written down under its name" in " ".join(paragraphs(outline))
    assert readers[0].endswith("of a child they know Once the discussion is opened")


def test_the_tables_of_a_method_statement_are_named_once_by_the_heading_above() -> None:
    page = reports.build("method-statement", approved(), "html").data.decode()
    assert page.count('aria-label="Who reads what"') == page.count('aria-label="Approval"') == 1
    text = word_text(word(reports.build("method-statement", approved(), "docx").data))
    assert text.count("Who reads what") == text.count("Approval") == 1
