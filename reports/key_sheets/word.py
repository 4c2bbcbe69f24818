"""A key sheet as a Word file: a page across, one row a child."""

from datetime import datetime, time
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Row

from audit_tools.key_sheets import COLUMNS, EMPTY_COLUMNS, KeySheet
from reports.key_sheets.heading import lines_of, notes_of, title_of

FONT = "Arial"
WIDTHS = (2.4, 2.8, 2.0, 2.4, 3.4, 5.6, 3.0, 3.4)
ROW_HEIGHT = Cm(1.1)


def write(sheet: KeySheet) -> bytes:
    """The file, whole."""
    document = docx.Document()
    _set_page(document, sheet)
    for note in notes_of(sheet):
        document.add_paragraph().add_run(note).bold = True
    document.add_heading(title_of(sheet), level=1)
    for line in lines_of(sheet):
        document.add_paragraph(line).paragraph_format.space_after = Pt(0)
    document.add_paragraph()
    _add_table(document, sheet)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: WordDocument, sheet: KeySheet) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2))
    document.styles["Normal"].font.name = FONT
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Heading 1"].font.name = FONT
    facts = document.core_properties
    facts.author, facts.title = sheet.partnership, title_of(sheet)
    facts.created = facts.modified = datetime.combine(sheet.made, time())
    facts.language = "en-GB"
    facts.comments = ""


def _add_table(document: WordDocument, sheet: KeySheet) -> None:
    headings = (*COLUMNS, *EMPTY_COLUMNS)
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0], headings, bold=True)
    _repeat(table.rows[0])
    for line in sheet.lines:
        row = table.add_row()
        row.height = ROW_HEIGHT
        _fill(row, (*line.cells, *("" for _ in EMPTY_COLUMNS)))
    _set_widths(table)


def _fill(row: _Row, texts: tuple[str, ...], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.paragraphs[0].add_run(text).bold = bold


def _repeat(row: _Row) -> None:
    """Let the headings stand on every page, and be read as headings."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _set_widths(table: Table) -> None:
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
