"""Reading the papers as the programs do that people open them with."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.shared import Pt
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from reports.word_styles import styles_file


def word(data: bytes) -> Word:
    return Document(BytesIO(data))


def own_styles() -> bytes:
    """The shipped file as Word keeps it in another language, with a font and a text of its own."""
    file = word(styles_file(None).data)
    file.add_paragraph("Text of the file of styles")
    heading: Any = file.styles["Heading 1"]
    heading.font.name, heading.font.size = "Georgia", Pt(23)
    heading.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 1
    heading.element.styleId = "Titel1"
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def title_font(data: bytes) -> str:
    """The font of the titles of a Word file."""
    return str(word(data).styles["Heading 1"].font.name)


def headings(file: Word) -> list[tuple[int, str]]:
    """The levels and texts of the headings of a Word file."""
    return [
        (int(str(p.style.name)[-1]), p.text)
        for p in file.paragraphs
        if p.style and str(p.style.name).startswith("Heading")
    ]


def word_text(file: Word) -> str:
    """All that a Word file says between head and foot."""
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in file.paragraphs), *cells])


def pdf(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def pdf_text(file: PdfReader) -> str:
    """All that a PDF says, on one line and without the places where long words may break."""
    text = " ".join(page.extract_text() for page in file.pages)
    return " ".join(text.replace("\u200b", "").split())


def is_marked_and_says_ua(file: PdfReader) -> bool:
    """Whether a PDF says of itself that it is tagged, and that it holds to PDF/UA."""
    marked: Any = file.root_object["/MarkInfo"]
    about: Any = file.root_object["/Metadata"].get_object()
    return marked["/Marked"].value and b"pdfuaid" in about.get_data()


def tags(file: PdfReader) -> list[str]:
    """The kinds of the tagged elements of a PDF, in reading order: ``H1``, ``Table``, ``TH``."""
    found: list[str] = []
    waiting = [file.root_object["/StructTreeRoot"].get_object()]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, DictionaryObject):
            continue
        if "/S" in one:
            found.append(str(one["/S"]).lstrip("/"))
        kids = one.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        listed = kids if isinstance(kids, list) else [kids]
        waiting += [kid.get_object() for kid in reversed(listed) if hasattr(kid, "get_object")]
    return found
