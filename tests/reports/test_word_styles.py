"""Word papers in a partnership's own styles: its look, and nothing else of its file."""

from typing import Any

from docx.shared import Pt

from audit_tools.word_styles import check_styles
from reports.documents import kept
from reports.outline import Heading, Outline, Paragraph, Table
from reports.word_styles import in_styles, styles_file
from reports.writers.docx import write_docx
from tests.reports.files import headings, own_styles, word

OUTLINE = Outline(
    "A title", "", (Heading("A part"), Paragraph("Text"), Table("Rows", ("A", "B"), (("1", "2"),)))
)
PAPER = kept("paper.docx", "docx", write_docx("A title", OUTLINE))


def test_the_shipped_file_can_be_changed_and_brought_in() -> None:
    check_styles(styles_file(None).data)
    check_styles(own_styles())
    assert styles_file(b"own").data == b"own"


def test_a_paper_has_their_look_and_its_own_words() -> None:
    made = word(in_styles(PAPER, own_styles()).data)

    title: Any = made.paragraphs[1]
    assert (title.text, title.style.font.name, title.style.font.size) == (
        "A title",
        "Georgia",
        Pt(23),
    )
    assert headings(made) == [(1, "A title"), (2, "A part")]
    assert made.tables[0].style is not None
    assert made.tables[0].style.name == "Table Grid"
    assert "Text of the file of styles" not in [one.text for one in made.paragraphs]
    # Lists of the other file are not in the paper, so nothing may number by them.
    assert title.style.element.xpath(".//w:numPr") == []


def test_the_same_paper_and_styles_give_the_same_bytes() -> None:
    styles = own_styles()
    assert in_styles(PAPER, styles).data == in_styles(PAPER, styles).data


def test_without_own_styles_and_in_other_forms_a_document_stays_as_it_is() -> None:
    pdf = kept("paper.pdf", "pdf", b"%PDF")
    assert in_styles(PAPER, None) is PAPER
    assert in_styles(pdf, own_styles()) is pdf
