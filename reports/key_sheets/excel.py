"""A key sheet as an Excel file. Every cell is a text, and none is taken for a formula or a date."""

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from audit_tools.key_sheets import COLUMNS, EMPTY_COLUMNS, KeySheet
from reports.key_sheets.heading import foot_of, lines_of, marks_of, title_of
from reports.writers.sheet_edges import edge

WIDTHS = (14, 16, 12, 14, 20, 34, 16, 20)
ROW_HEIGHT = 30


def write(sheet: KeySheet) -> bytes:
    """The file, whole."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({
        "title": title_of(sheet),
        "author": sheet.partnership,
        "created": datetime.combine(sheet.made, time()),
    })  # fmt: skip
    page = book.add_worksheet("Key sheet")
    _set_page(page, sheet)
    row = _write_heading(page, sheet, book.add_format({"bold": True}))
    _write_table(page, sheet, row, book)
    book.close()
    return out.getvalue()


def _set_page(page: Worksheet, sheet: KeySheet) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    # What is printed bears its marking on each sheet of paper.
    page.set_header(edge("&C&B", sheet.marking))
    page.set_footer(edge("&C", foot_of(sheet), " · Page &P of &N"))
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)


def _write_heading(page: Worksheet, sheet: KeySheet, bold: Format) -> int:
    """Everything above the table; gives the row at which the table begins."""
    strong, plain = (*marks_of(sheet), title_of(sheet)), lines_of(sheet)
    for row, text in enumerate((*strong, *plain)):
        page.write_string(row, 0, text, bold if row < len(strong) else None)
    return len(strong) + len(plain) + 1


def _write_table(page: Worksheet, sheet: KeySheet, top: int, book: Workbook) -> None:
    heading = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    # Typed as text, so that a date of birth stays as it is typed and a number keeps its zeros.
    cell = book.add_format({"border": 1, "num_format": "@", "valign": "vcenter"})
    for column, text in enumerate((*COLUMNS, *EMPTY_COLUMNS)):
        page.write_string(top, column, text, heading)
    for row, line in enumerate(sheet.lines, top + 1):
        page.set_row(row, ROW_HEIGHT)
        for column, text in enumerate(line.cells):
            page.write_string(row, column, text, cell)
        for column in range(len(COLUMNS), len(WIDTHS)):
            page.write_blank(row, column, None, cell)
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 2)
