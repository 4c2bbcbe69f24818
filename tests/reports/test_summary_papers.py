"""The summary and the training needs on paper: what the page says, fit to be tabled."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest
from docx.enum.section import WD_SECTION
from docx.text.paragraph import Paragraph

import reports
from audit_tools.audience import AudienceFacts, Worded
from reports.kinds.pictures import grades_chart, themes_chart
from reports.kinds.theme_summary import theme_summary
from reports.kinds.waits import waits_chart
from reports.outline import Fold, Outline, Term, Terms
from reports.writers.docx import write_docx
from reports.writers.pdf import write_pdf
from tests.reports.files import headings, is_marked_and_says_ua, pdf, pdf_text, tags, word
from tests.reports.files import word_text as text_of_word
from tests.reports.summaries import many, nothing_yet, six_areas, six_children

AT = datetime(2025, 5, 20, 9, 30, tzinfo=UTC)
KINDS = ("theme-summary", "training-needs")
PAPERS = ("docx", "pdf")
TAG = re.compile(r"<[^>]*>")
LABEL = re.compile(r"could be better \d+ of \d+$")
FOLDED = re.compile(r"<summary.*?</summary>|<nav.*?</nav>", re.DOTALL)


def made(facts: AudienceFacts, paper: str, kind: str = "theme-summary") -> bytes:
    return reports.build(kind, facts, paper, at=AT).data


def text_of(data: bytes, paper: str) -> str:
    text = text_of_word(word(data)) if paper == "docx" else pdf_text(pdf(data))
    return " ".join(text.split())


def sentences_of_page(facts: AudienceFacts, kind: str) -> list[str]:
    """What the page says, piece by piece, but for what is clicked."""
    page = FOLDED.sub("", reports.build(kind, facts, "html").data.decode())
    pieces = (" ".join(unescape(piece).split()) for piece in TAG.split(page))
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("facts", [six_children(), six_areas(), nothing_yet()])
def test_a_paper_says_all_that_the_page_says(kind: str, paper: str, facts: AudienceFacts) -> None:
    text = text_of(made(facts, paper, kind), paper)
    missing = [said for said in sentences_of_page(facts, kind) if said not in text]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_on_paper_asks_to_be_opened(kind: str, paper: str) -> None:
    assert "Show the" not in text_of(made(six_children(), paper, kind), paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_says_when_its_numbers_were_read(paper: str) -> None:
    assert "As recorded on 20 May 2025, 10:30." in text_of(made(six_children(), paper), paper)


def test_all_pictures_are_drawn_with_their_alternatives_and_their_tables() -> None:
    facts = six_children()
    charts = (themes_chart(facts), grades_chart(facts), waits_chart(facts))
    file = word(made(facts, "docx"))
    described = file.element.xpath("//wp:docPr/@descr")
    assert described == [chart.alternative for chart in charts]
    captions = file.element.xpath("//w:tblCaption/@w:val")
    assert {chart.numbers.caption for chart in charts} <= set(captions)

    paper = pdf(made(facts, "pdf"))
    assert tags(paper).count("Figure") == 3
    assert alternatives(paper.root_object) == [chart.alternative for chart in charts]


def alternatives(root: object) -> list[str]:
    """The texts that stand for pictures in a PDF, in reading order."""
    found, waiting = [], [root["/StructTreeRoot"].get_object()]  # type: ignore[index]
    while waiting:
        one = waiting.pop()
        if not hasattr(one, "get") or "/K" not in one:
            continue
        found += [str(one["/Alt"])] if "/Alt" in one else []
        kids = one["/K"].get_object()
        listed = kids if isinstance(kids, list) else [kids]
        waiting += [kid.get_object() for kid in reversed(listed) if hasattr(kid, "get_object")]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_each_page_bears_the_marking_and_says_that_data_are_invented(kind: str) -> None:
    facts = replace(six_children(), marking="CLUB COLOURS", invented=True)
    pages = [page.extract_text() for page in pdf(made(facts, "pdf", kind)).pages]
    assert all(page.count("CLUB COLOURS") == 2 and "Invented data." in page for page in pages)
    section = word(made(facts, "docx", kind)).sections[0]
    head = section.header.paragraphs[0].text
    assert "CLUB COLOURS" in head
    assert "Invented data." in head
    assert "CLUB COLOURS" in section.footer.paragraphs[0].text


@pytest.mark.parametrize("kind", KINDS)
def test_real_data_are_not_called_invented(kind: str) -> None:
    facts = replace(six_children(), invented=False)
    assert "Invented" not in pdf_text(pdf(made(facts, "pdf", kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_tagged_and_its_headings_are_in_order(kind: str) -> None:
    file = pdf(made(six_children(), "pdf", kind))
    assert is_marked_and_says_ua(file)
    levels = [level for level, _ in headings(word(made(six_children(), "docx", kind)))]
    assert levels[0] == 1
    assert levels.count(1) == 1


# How it stands on the page


def with_wordings(facts: AudienceFacts) -> AudienceFacts:
    """The same, the themes with more and with less to say."""
    agreed = tuple(Worded(f"Wording {n} that was agreed for sharing.", 1) for n in range(23))
    themes = (
        replace(row, developments=replace(row.developments, worded=agreed[: place * 5 % 23]))
        for place, row in enumerate(facts.themes)
    )
    return replace(facts, themes=tuple(themes))


def test_no_label_stands_alone_at_the_foot_of_a_page() -> None:
    file = pdf(made(with_wordings(many(6, 26)), "pdf"))
    for number, page in enumerate(file.pages, start=1):
        lines = [line for line in page.extract_text().splitlines() if line.strip()]
        last = " ".join(lines[1:-2][-2:])
        assert not LABEL.search(last), f"page {number}: {last}"


def test_on_paper_the_themes_stand_in_two_columns_and_what_follows_in_one() -> None:
    file = word(made(six_children(), "docx"))
    columns = [section._sectPr.xpath("./w:cols/@w:num") for section in file.sections]
    assert columns[1:] == [["2"], ["1"]]
    for section in file.sections[1:]:
        assert not section._sectPr.xpath("./w:docGrid/following-sibling::w:cols")
    assert {section.start_type for section in file.sections[1:]} == {WD_SECTION.CONTINUOUS}
    assert all(section.header.is_linked_to_previous for section in file.sections[1:])
    within = file.sections[1].iter_inner_content()
    said = "\n".join(block.text for block in within if isinstance(block, Paragraph))
    for row in six_children().themes:
        assert f"{row.title}: went well " in said
    assert "What is counted" not in said


def test_in_two_columns_the_themes_take_fewer_pages_than_in_one() -> None:
    facts = with_wordings(many(6, 26))
    nodes = theme_summary(facts).nodes
    wide = (replace(node, in_columns=False) if isinstance(node, Fold) else node for node in nodes)
    close, whole = (
        len(pdf(write_pdf("A", [Outline("A", "B", tuple(of))])).pages) for of in (nodes, wide)
    )
    assert close < whole - 2


def test_the_first_page_has_the_picture_of_the_themes() -> None:
    """It would leave most of that page empty, were it as large as on a screen."""
    facts = many(6, 26)
    themes = (replace(row, title="Assessment and professional curiosity") for row in facts.themes)
    file = pdf(made(replace(facts, themes=tuple(themes)), "pdf"))
    assert "One square is one child" in " ".join(file.pages[0].extract_text().split())


def test_a_short_table_stands_whole_on_one_page() -> None:
    """Its head stands once: it would stand again on the next page."""
    for themes in (8, 12, 20):
        text = pdf_text(pdf(made(many(6, themes), "pdf")))
        assert text.count("Agencies differed") == 1


def test_in_word_a_label_keeps_to_what_it_names_and_a_short_table_together() -> None:
    file = word(made(six_children(), "docx"))
    kept = {p.text: p.paragraph_format.keep_with_next for p in file.paragraphs}
    named = [text for text in kept if ": went well " in text and "could be better" in text]
    assert named
    assert all(kept[text] for text in named)
    for table in file.tables:
        rows = [[p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs]
                for row in table.rows]  # fmt: skip
        assert all(all(row) for row in rows[:-1])
        assert not any(rows[-1])


def test_in_word_the_head_of_a_long_table_stands_at_no_foot() -> None:
    tables = word(made(many(6, 26), "docx")).tables
    long = [table for table in tables if len(table.rows) == 27]
    assert long
    for table in long:
        head, first, *_ = (row.cells[0].paragraphs[0].paragraph_format for row in table.rows)
        assert head.keep_with_next
        assert not first.keep_with_next


@pytest.mark.parametrize("facts", [many(20, 29, long=True), many(60, 29, long=True)])
def test_a_picture_of_many_themes_stays_on_its_page(facts: AudienceFacts) -> None:
    file = word(made(facts, "docx"))
    for shape in file.inline_shapes:
        assert shape.height.cm <= 21.01
        assert shape.width.cm <= 17.41
    pages = [page.extract_text() for page in pdf(made(facts, "pdf")).pages]
    (drawn,) = [page for page in pages if "In which children each theme" in page]
    assert facts.themes[-1].title.split()[0] in drawn


@pytest.mark.parametrize(("said", "together"), [("Short.", True), ("Long. " * 40, False)])
def test_in_word_only_a_few_terms_are_kept_on_one_page(said: str, together: bool) -> None:
    terms = Terms(tuple(Term(f"Term {n}", (said,)) for n in range(6)))
    written = word(write_docx("Terms", Outline("Terms", "", (terms,))))
    first = next(p for p in written.paragraphs if p.text.startswith("Term 0"))
    assert bool(first.paragraph_format.keep_with_next) is together
