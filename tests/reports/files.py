"""Reading the papers as the programs do that people open them with."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def word(data: bytes) -> Word:
    return Document(BytesIO(data))


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
    return bool(marked["/Marked"]) and b"pdfuaid" in about.get_data()


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
