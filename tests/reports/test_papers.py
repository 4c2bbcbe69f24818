"""Papers on one case as files: what each page bears, and that no text in them does anything."""

from dataclasses import replace
from itertools import pairwise

import pytest

import reports
from audit_tools.cases import CaseState
from audit_tools.errors import Invalid
from reports.outline import Outline, Term, Terms
from reports.writers.docx import write_docx
from tests.reports import papers
from tests.reports.files import headings, is_marked_and_says_ua, pdf, pdf_text, tags, word
from tests.reports.made_papers import STATES, read, record_as
from tests.reports.summaries import six_children

TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
MARKUP = (
    '#strong[x] *a* _b_ $x^2$ \\ `code` <label> @ref = Title #import "x" {{ 1 }} <b>&amp;</b> '
    '=HYPERLINK("x") +1 -1 {PAGE} "quoted" // not a comment /* nor this */ #panic("no")'
)


def record_text(text: str, paper: str = "pdf") -> str:
    """What a record says in which everybody wrote this text."""
    data = reports.build("case-record", papers.with_text(text), paper).data
    return read(paper, data)


# What each page bears


@pytest.mark.parametrize("state", STATES)
def test_each_page_bears_the_protective_marking(state: CaseState) -> None:
    marked = replace(papers.record(state), head=replace(papers.HEAD, marking="CLUB COLOURS"))
    pages = pdf(reports.build("case-record", marked, "pdf").data).pages
    assert all(page.extract_text().count("CLUB COLOURS") == 2 for page in pages)
    section = word(reports.build("case-record", marked, "docx").data).sections[0]
    for where in (section.header, section.footer):
        assert "CLUB COLOURS" in where.paragraphs[0].text


def test_the_foot_of_a_word_file_says_the_marking_and_nothing_else_of_the_head() -> None:
    unmarked = replace(papers.record(), head=replace(papers.HEAD, marking="", invented=True))
    foot = word(reports.build("case-record", unmarked, "docx").data).sections[0].footer
    assert foot.paragraphs[0].text.startswith("Case 3 of 6")


def test_a_question_is_not_followed_by_a_colon() -> None:
    outline = Outline("A", "B", (Terms((Term("Safer?", ("Yes",)), Term("Why", ("So",)))),))
    said = [p.text for p in word(write_docx("A", outline)).paragraphs]
    assert "Safer? Yes" in said
    assert "Why: So" in said


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
        for page in pdf(data).pages:
            assert "Rehearsal." in page.extract_text()
            assert "REHEARSAL" in page.extract_text()
        assert is_marked_and_says_ua(pdf(data))
    for data in (
        reports.build("case-record", record, "docx").data,
        reports.build("return-copy", copy, "docx").data,
    ):
        assert "Rehearsal." in word(data).sections[0].header.paragraphs[0].text
        assert watermark(data) == "REHEARSAL"


def test_no_other_paper_has_a_watermark() -> None:
    assert "REHEARSAL" not in pdf_text(pdf(record_as("pdf")))
    assert watermark(record_as("docx")) == ""


def watermark(data: bytes) -> str:
    """What lies under each page of a Word file."""
    header = word(data).sections[0].header._element
    return next((path.get("string") for path in header.iter(TEXT_PATH) if path.get("string")), "")


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
