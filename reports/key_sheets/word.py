"""A key sheet as a Word file: a page across, one row a child."""

from datetime import datetime, time
from io import BytesIO

from docx.document import Document as Word
from docx.shared import Cm

from audit_tools.key_sheets import COLUMNS, EMPTY_COLUMNS, KeySheet
from reports.key_sheets.heading import foot_of, lines_of, marks_of, title_of
from reports.writers import docx_parts as parts

SHARES = (10, 12, 10, 9, 14, 26, 14, 15)
ROW_HEIGHT = Cm(1.1)


def write(sheet: KeySheet) -> bytes:
    """The file, whole."""
    word = parts.new_document(landscape=True)
    _describe(word, sheet)
    parts.write_head_and_foot(word, marks_of(sheet), sheet.marking, foot_of(sheet))
    word.add_heading(title_of(sheet), level=1)
    for line in lines_of(sheet):
        parts.paragraph(word, line)
    _add_table(word, sheet)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _describe(word: Word, sheet: KeySheet) -> None:
    about = word.core_properties
    about.author, about.title = sheet.partnership, title_of(sheet)
    about.created = about.modified = datetime.combine(sheet.made, time())
    about.language = "en-GB"
    about.comments = ""


def _add_table(word: Word, sheet: KeySheet) -> None:
    empty = ("",) * len(EMPTY_COLUMNS)
    rows = [(*line.cells, *empty) for line in sheet.lines]
    columns = (*COLUMNS, *EMPTY_COLUMNS)
    parts.table(word, columns, rows, SHARES, title_of(sheet), whole=False)
    for row in word.tables[0].rows[1:]:
        row.height = ROW_HEIGHT
