"""Files of returns as they come back from whoever filled them in."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from audit_tools.return_files.workbook import RETURN


def filled_workbook(data: bytes, texts: Mapping[str, str | int]) -> bytes:
    """The workbook after somebody typed these into its boxes, which are named by their keys."""
    book = load_workbook(BytesIO(data))
    sheet = book[RETURN]
    for row in sheet.iter_rows():
        for pair in str(row[5].value or "").split():
            letter, _, box = pair.partition("=")
            if box in texts:
                cell = sheet[f"{letter}{row[0].row}"]
                cell.value = texts[box]
                if isinstance(texts[box], str):
                    # A cell that is a text in Excel stays one, whatever is typed into it.
                    cell.data_type = "s"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def controls(document: Any) -> dict[str, Any]:
    """The content controls of a Word file, by the keys of their boxes."""
    rows = [row for table in document.element.iter(qn("w:tbl")) for row in table.iter(qn("w:tr"))]
    found = dict[str, Any]()
    for row in rows:
        for control in row.iter(qn("w:sdt")):
            key = "".join(text.text or "" for text in list(row)[-1].iter(qn("w:t")))
            found[key] = control
    return found


def filled_word(data: bytes, texts: Mapping[str, str]) -> bytes:
    """The Word file after somebody chose these from its lists or wrote them, as Word stores it."""
    document = Document(BytesIO(data))
    found = controls(document)
    for box, text in texts.items():
        properties = found[box].find(qn("w:sdtPr"))
        placeholder = properties.find(qn("w:showingPlcHdr"))
        if placeholder is not None:
            properties.remove(placeholder)
        found[box].find(qn("w:sdtContent")).find(qn("w:r")).text = text
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()
