"""The record of a case: all that was answered and agreed, in the order of the audit tool."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

import reports
from audit_tools.agency_kinds import AgencyKind
from audit_tools.case_records import CaseRecord
from audit_tools.cases import CaseState, Known
from audit_tools.corrections import Correction
from audit_tools.facts import Agency
from audit_tools.words.shipped import shipped_words
from reports.kinds.case_record import case_record
from reports.outline import Heading, Node, Note, Paragraph, Table, Terms
from tests.reports import papers
from tests.reports.files import headings, pdf, pdf_text, word, word_text
from tests.reports.made_papers import STATES, read, record_as, sheet_pages

SAID = (
    "SYV25-03",
    "1 January 2025 to 31 March 2025",
    "16-17, male, plan: child in need",
    # agreed, why, self-grades and lines
    "Requires improvement",
    "It depended on who was on duty.",
    "Inadequate",
    "The notification was sent the same night.",
    "We heard of the arrest from a parent. Why: tool or process.",
    "The record carries what he said.",
    # answers, where they were seen, and who was silent
    "Log of the neighbourhood team",
    "The tutor of the workshop.",
    "Wrote nothing here: Probation (no return); Social care (not our part).",
    # what only the discussion knows
    "Nobody told the school.",
    "We were told on the second day.",
    "sent apologies",
    "Their own service gave a return too: Social care.",
    # what follows
    "The second one never came.",
    "Would help: process",
    "One form for all notifications",
    "By September",
    "Who rang the parents",
)


@pytest.mark.parametrize("text", SAID)
@pytest.mark.parametrize("paper", ["html", "docx", "pdf"])
def test_a_record_says_all_that_was_answered_and_agreed(paper: str, text: str) -> None:
    assert text in read(paper, record_as(paper))


def test_a_record_follows_the_order_of_the_tool() -> None:
    titles = [text for level, text in headings(word(record_as("docx"))) if level == 2]
    wanted = [f"{s.number} {s.title}" for s in papers.TOOL.sections]
    assert [title for title in titles if title in wanted] == [t for t in wanted if t in titles]
    assert [titles[0], *titles[-2:]] == ["Who was there", "Findings", "Actions and things to check"]
    assert "2 Identification and first response" in titles


def test_a_record_says_what_an_agency_said_that_was_asked_and_owes_no_return() -> None:
    made = papers.record()
    agencies = dict(made.given.agencies) | {
        "youth": Agency("youth", "Youth justice", AgencyKind.OTHER),
        "housing": Agency("housing", "Housing", AgencyKind.OTHER),
    }
    given = replace(made.given, agencies=agencies)
    made = replace(made, given=given, known={"youth": Known.NOT_IN_PERIOD})
    [there] = [
        n for n in case_record(made).nodes if isinstance(n, Table) and n.caption == "Agencies"
    ]
    assert ("Youth justice", "not expected", "known, but not in this period") in there.rows
    assert ("Housing", "not noted", "not asked for a return") in there.rows


def test_a_record_has_no_empty_column_and_no_empty_table() -> None:
    """Where nothing is graded there is no column for grades."""
    graded = papers.record()
    without = replace(graded, given=replace(graded.given, scale=None))
    assert {"Agreed grade", "Own grade"} <= columns(graded)
    assert "Own grade" not in columns(without)
    assert "What it wrote" in columns(without)


def columns(record: CaseRecord) -> set[str]:
    """What stands above the columns of all tables of a record, each of which holds something."""
    found = set[str]()
    for table in word(reports.build("case-record", record, "docx").data).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert len(rows) > 1
        assert all(any(row[n] for row in rows[1:]) for n in range(len(rows[0]))), rows[0]
        found.update(rows[0])
    return found


@pytest.mark.parametrize("state", STATES)
def test_each_page_says_draft_until_the_record_is_signed_off(state: CaseState) -> None:
    is_draft = state is not CaseState.AGREED
    pages = [page.extract_text() for page in pdf(record_as("pdf", state)).pages]
    assert len(pages) > 2
    assert all(("Draft" in page) is is_draft for page in pages)
    file = word(record_as("docx", state))
    assert ("Draft" in file.sections[0].header.paragraphs[0].text) is is_draft
    assert ("not signed off" in record_as("html", state).decode()) is is_draft


def test_where_two_people_wrote_at_once_the_record_says_so() -> None:
    twofold = replace(papers.record(CaseState.OPEN), twofold=frozenset({"voice/why"}))
    assert "two people wrote at once" in reports.build("case-record", twofold, "html").data.decode()


def test_a_correction_after_the_signing_off_marks_the_paper_and_keeps_what_stood_there() -> None:
    at = papers.SIGNED + timedelta(days=9)
    changed = Correction("voice/agreed", "outstanding", "good", "The wrong box was ticked.", at)
    record = replace(papers.record(), corrections=(changed,))
    text = word_text(word(reports.build("case-record", record, "docx").data))
    assert "Corrected after it was signed off, in 1 place." in text
    assert "Voice and lived experience: agreed grade" in text
    assert all(said in text for said in ("Outstanding", "1 June 2025", changed.reason))
    assert "Corrected" not in word_text(word(record_as("docx")))


def test_where_nobody_was_asked_for_a_return_none_is_missing() -> None:
    whole = papers.record()
    asked = replace(whole, given=replace(whole.given, asks_returns=False))
    text = reports.build("case-record", asked, "html").data.decode()
    assert "no return" not in text.lower()
    for said in ("gave a return", "Wrote nothing here", "graded their own part"):
        assert said not in text
    assert "Their own service had a part too: Social care." in text
    (page,) = sheet_pages(replace(papers.sheet(), given=asked.given))
    assert "(no return)" not in page


def test_an_audit_without_grades_has_a_record_without_them() -> None:
    whole = papers.record()
    plain = replace(whole, given=replace(whole.given, scale=None))
    text = reports.build("case-record", plain, "html").data.decode()
    assert "Own grade" not in text
    assert "The child was heard." in text


def test_the_file_of_a_record_says_what_an_acronym_stands_for() -> None:
    made = papers.with_text("The CSE worker rang, and CSE was noted.")
    words = shipped_words()
    text = pdf_text(pdf(reports.build("case-record", made, "pdf", words=words).data))
    assert "CSE (child sexual exploitation)" in " ".join(text.split())


@pytest.mark.parametrize("paper", ["html", "docx", "pdf"])
def test_a_record_says_the_whole_outline_in_every_form(paper: str) -> None:
    text = unescape(" ".join(read(paper, record_as(paper)).split()))
    said = list(said_by(case_record(papers.record()).nodes))
    assert len(said) > 100
    assert [one for one in said if one not in text] == []


def said_by(nodes: Iterable[Node]) -> Iterator[str]:
    """Every sentence of an outline: headings, paragraphs, terms and the lines of cells."""
    for node in nodes:
        if isinstance(node, Table):
            yield from node.columns
            yield from (line for row in node.rows for cell in row for line in cell.splitlines())
        elif isinstance(node, Terms):
            yield from (row.label for row in node.rows)
            yield from (str(one) for row in node.rows for one in row.details)
        else:
            assert isinstance(node, Heading | Paragraph | Note)
            yield node.text
