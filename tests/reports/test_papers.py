"""Papers on one case: what they say, how they are made, and that no text in them does anything."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from itertools import pairwise

import pytest

import reports
from audit_tools.case_records import CaseRecord
from audit_tools.cases import CaseState, Known
from audit_tools.corrections import Correction
from audit_tools.discussions import ReturnRead
from audit_tools.errors import Invalid
from audit_tools.facts import Agency
from audit_tools.returns import ReturnStatus
from audit_tools.tool import AgencyKind
from audit_tools.words.shipped import shipped_words
from reports.kinds.case_record import case_record
from reports.outline import Heading, Node, Note, Paragraph, Table, Terms
from tests.reports import papers
from tests.reports.files import (
    headings,
    is_marked_and_says_ua,
    pdf,
    pdf_text,
    tags,
    word,
    word_text,
)
from tests.reports.summaries import six_children

MARKUP = (
    '#strong[x] *a* _b_ $x^2$ \\ `code` <label> @ref = Title #import "x" {{ 1 }} <b>&amp;</b> '
    '=HYPERLINK("x") +1 -1 {PAGE} "quoted" // not a comment /* nor this */ #panic("no")'
)
STATES = (CaseState.OPEN, CaseState.WRITTEN_UP, CaseState.AGREED)


def copy_text(status: ReturnStatus) -> str:
    return word_text(word(reports.build("return-copy", papers.copy(status), "docx").data))


def record_text(text: str, paper: str = "pdf") -> str:
    """What a record says in which everybody wrote this text."""
    data = reports.build("case-record", papers.with_text(text), paper).data
    return read(paper, data)


def record_as(paper: str, state: CaseState = CaseState.AGREED) -> bytes:
    return reports.build("case-record", papers.record(state), paper).data


def test_the_file_of_a_record_says_what_an_acronym_stands_for() -> None:
    made = papers.with_text("The CSE worker rang, and CSE was noted.")
    words = shipped_words()
    text = pdf_text(pdf(reports.build("case-record", made, "pdf", words=words).data))
    assert "CSE (child sexual exploitation)" in " ".join(text.split())


# What a record says


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
    "Wrote nothing here: Probation (no return) and Social care (leads) (not our part).",
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


def read(paper: str, data: bytes) -> str:
    if paper == "html":
        return data.decode()
    return word_text(word(data)) if paper == "docx" else pdf_text(pdf(data))


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


@pytest.mark.parametrize("state", STATES)
def test_each_page_bears_the_protective_marking(state: CaseState) -> None:
    marked = replace(papers.record(state), head=replace(papers.HEAD, marking="CLUB COLOURS"))
    pages = pdf(reports.build("case-record", marked, "pdf").data).pages
    assert all(page.extract_text().count("CLUB COLOURS") == 2 for page in pages)
    section = word(reports.build("case-record", marked, "docx").data).sections[0]
    for where in (section.header, section.footer):
        assert "CLUB COLOURS" in where.paragraphs[0].text


def test_invented_data_say_so_on_each_page() -> None:
    invented = replace(papers.record(), head=replace(papers.HEAD, invented=True))
    pages = pdf(reports.build("case-record", invented, "pdf").data).pages
    assert all("Invented data." in page.extract_text() for page in pages)
    head = word(reports.build("case-record", invented, "docx").data).sections[0].header
    assert "Invented data." in head.paragraphs[0].text
    assert "Invented data." not in pdf_text(pdf(record_as("pdf")))


def test_a_rehearsal_says_so_on_each_page_of_each_paper() -> None:
    head = replace(papers.HEAD, rehearsal=True)
    record = replace(papers.record(), head=head)
    sheets, copy = (replace(papers.sheet(), head=head),), replace(papers.copy(), head=head)
    for data in (
        reports.build("case-record", record, "pdf").data,
        reports.build("case-sheet", sheets, "pdf").data,
        reports.build("return-copy", copy, "pdf").data,
    ):
        assert all("Rehearsal." in page.extract_text() for page in pdf(data).pages)
    for data in (
        reports.build("case-record", record, "docx").data,
        reports.build("return-copy", copy, "docx").data,
    ):
        assert "Rehearsal." in word(data).sections[0].header.paragraphs[0].text


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
    (page,) = sheet_pages(replace(papers.sheet(), given=asked.given))
    assert "(no return)" not in page


def test_an_audit_without_grades_has_a_record_without_them() -> None:
    whole = papers.record()
    plain = replace(whole, given=replace(whole.given, scale=None))
    text = reports.build("case-record", plain, "html").data.decode()
    assert "Own grade" not in text
    assert "The child was heard." in text


# How the files are made


def test_a_word_file_has_real_headings_and_tables_with_heads() -> None:
    file = word(record_as("docx"))
    levels = [level for level, _ in headings(file)]
    assert levels[0] == 1
    assert all(next_ - level <= 1 for level, next_ in pairwise(levels))
    for table in file.tables:
        properties = table.rows[0]._tr.trPr
        assert properties is not None
        assert properties.xpath("./w:tblHeader")
        assert table._tbl.tblPr.xpath("./w:tblCaption/@w:val")


def test_a_pdf_is_tagged_and_has_a_title_and_a_language() -> None:
    file = pdf(record_as("pdf"))
    assert file.metadata is not None
    assert file.metadata.title == "Case record: Case 3 of 6"
    assert str(file.root_object["/Lang"]) == "en-GB"
    assert is_marked_and_says_ua(file)
    found = tags(file)
    assert found.count("H1") == 1
    assert {"H2", "Table", "TR", "TH", "TD"} <= set(found)
    assert found.index("H1") < found.index("H2")


@pytest.mark.parametrize("paper", ["docx", "pdf"])
def test_the_same_record_makes_the_same_bytes(paper: str) -> None:
    assert record_as(paper) == record_as(paper)


@pytest.mark.parametrize("state", [CaseState.OPEN, CaseState.AGREED])
def test_a_file_says_when_it_was_agreed_and_nothing_of_the_machine(state: CaseState) -> None:
    at = papers.SIGNED if state is CaseState.AGREED else papers.AT
    about = word(record_as("docx", state)).core_properties
    assert about.created == about.modified == at
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert (about.title, about.language) == ("Case record: Case 3 of 6", "en-GB")
    made = pdf(record_as("pdf", state)).metadata
    assert made is not None
    assert made.creation_date is not None
    assert made.creation_date.strftime("%d %B %Y") == at.strftime("%d %B %Y")
    assert made.author is None


@pytest.mark.parametrize("paper", ["docx", "pdf"])
@pytest.mark.parametrize("text", [MARKUP, '"', "\\", "#", "]]>", "${x}", "=1+1", "@SUM(A1)"])
def test_text_that_looks_like_markup_or_a_formula_stays_text(paper: str, text: str) -> None:
    assert " ".join(text.split()) in record_text(text, paper)
    data = reports.build("case-record", papers.with_text(text), paper).data
    if paper == "pdf":
        assert not any("/Annots" in page for page in pdf(data).pages)
    else:
        body, foot = word(data).element, word(data).sections[0].footer._element
        assert not body.xpath("//w:hyperlink | //w:fldSimple | //w:instrText")
        assert foot.xpath("//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("text", ["A smile \N{GRINNING FACE} and \N{CJK UNIFIED IDEOGRAPH-4E2D}",
                                  "a\x00b\x01c\x0bd\ufffe", "tab\there", "line\r\nline",
                                  "\u202eback\u202c", "a\u200db", "\ue000"])  # fmt: skip
def test_no_character_stops_a_paper(text: str) -> None:
    for paper in ("docx", "pdf"):
        assert "Case record" in record_text(text, paper)


def test_a_character_that_the_font_lacks_is_shown_as_one_and_nothing_else_is_lost() -> None:
    shown = record_text("a \N{CJK UNIFIED IDEOGRAPH-4E2D} b")
    assert "a \N{REPLACEMENT CHARACTER} b" in shown


@pytest.mark.parametrize(("text", "part"), [("w" * 3000, "w"), ("word " * 3000, "word")])
def test_a_long_text_is_there_to_its_last_word(text: str, part: str) -> None:
    long = papers.record(more={"voice/why": f"{text} last words"})
    written = pdf_text(pdf(reports.build("case-record", long, "pdf").data))
    assert "last words" in written
    assert written.count(part) >= 3000


def test_nothing_runs_off_the_paper() -> None:
    """A word without an end is broken: every letter stands between the margins."""
    seen: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], *_rest: object) -> None:
        if text.strip():
            seen.append(tm[4] * cm[0] + cm[4])

    for page in pdf(reports.build("case-record", papers.with_text("w" * 400), "pdf").data).pages:
        page.extract_text(visitor_text=note)
    assert min(seen) > 0
    assert max(seen) < 595


# Case sheets


def sheet_pages(*sheets: object) -> list[str]:
    data = reports.build("case-sheet", sheets, "pdf").data  # type: ignore[arg-type]
    return [" ".join(page.extract_text().split()) for page in pdf(data).pages]


def test_a_sheet_has_the_case_the_child_and_where_agencies_differ() -> None:
    (page,) = sheet_pages(papers.sheet())
    assert "Rules: Golden Thread " in page
    for text in (
        "SYV25-03",
        "Police, Probation (no return), School and Social care (leads)",
        "16-17, male",
        "The tutor of the workshop. (School)",
        "The notification was sent the same night.",
        "We heard of the arrest from a parent.",
        "OFFICIAL-SENSITIVE",
        "O outstanding; G good; R requires improvement; I inadequate",
        "What we agree, and why",
    ):
        assert text in page


def test_a_sheet_fits_on_one_side_however_much_was_written() -> None:
    given = {
        f"agency-{n}": {
            f"{section.key}/{part}": value
            for section in papers.TOOL.sections
            if section.graded
            for part, value in (
                ("grade", "good" if n % 2 else "inadequate"),
                ("strength/1", f"{n} {section.key} " + "A long line about this child. " * 40),
                ("development/1", "w" * 900),
                ("reason", "Because. " * 100),
            )
        }
        for n in range(10)
    }
    pages = sheet_pages(*(papers.sheet(given) for _ in range(6)))
    assert len(pages) == 6
    assert all("What we agree, and why" in page for page in pages)


def test_a_sheet_of_nothing_written_is_a_sheet() -> None:
    (page,) = sheet_pages(papers.sheet({"police": {}, "school": {}}))
    assert "Nowhere do the agencies differ" in page


def test_who_does_not_know_the_child_has_no_column() -> None:
    given = papers.returns()
    stranger = ReturnRead("probation", ReturnStatus.NOT_KNOWN, {})
    without = replace(given, returns=(*given.returns[:-1], stranger))
    (page,) = sheet_pages(replace(papers.sheet(), given=without))
    assert "Not known to Probation." in page
    assert "nr" not in page.split("Where they differ most")[0].split()


# An agency's own return


@pytest.mark.parametrize("status", [ReturnStatus.DUE, ReturnStatus.REOPENED])
def test_a_return_that_was_not_sent_is_a_draft_on_each_page(status: ReturnStatus) -> None:
    file = word(reports.build("return-copy", papers.copy(status), "docx").data)
    assert "Draft" in file.sections[0].header.paragraphs[0].text
    assert "has not been sent" in word_text(file)


def test_a_return_holds_every_answer_line_and_grade() -> None:
    text = copy_text(ReturnStatus.SUBMITTED)
    for said in ("Sent 23 May 2025, 11:00", "The tutor of the workshop.", "Inadequate",
                 "We heard of the arrest from a parent. Why: tool or process.",
                 "Partly", "Not answered"):  # fmt: skip
        assert said in text
    assert "Draft" not in text


def test_a_child_that_was_not_known_has_a_short_return() -> None:
    text = copy_text(ReturnStatus.NOT_KNOWN)
    assert "not known to them" in text
    assert "Not answered" not in text


# The door


@pytest.mark.parametrize(
    ("kind", "facts", "paper", "name"),
    [
        ("case-record", papers.record(), "docx", "case-3-of-6-record.docx"),
        ("case-record", papers.record(), "pdf", "case-3-of-6-record.pdf"),
        ("return-copy", papers.copy(), "docx", "case-3-of-6-return.docx"),
        ("case-sheet", (papers.sheet(),), "pdf", "case-3-of-6-sheet.pdf"),
        ("case-sheet", (papers.sheet(), papers.sheet()), "pdf", "case-sheets.pdf"),
    ],
)
def test_a_files_name_can_be_said_aloud(
    kind: str, facts: reports.CasePaper, paper: str, name: str
) -> None:
    assert reports.build(kind, facts, paper).name == name


@pytest.mark.parametrize(
    ("kind", "facts", "paper"),
    [
        ("case-record", papers.record(), "csv"),
        ("case-sheet", papers.record(), "pdf"),
        ("case-sheet", (), "pdf"),
        ("case-sheet", (papers.sheet(),), "docx"),
        ("case-record", six_children(), "pdf"),
        ("theme-summary", papers.record(), "html"),
    ],
)
def test_a_paper_that_there_is_not_is_refused(
    kind: str, facts: reports.CasePaper, paper: str
) -> None:
    with pytest.raises(Invalid):
        reports.build(kind, facts, paper)


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
