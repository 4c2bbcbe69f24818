"""The tables of an outline as an Excel workbook, with a sheet that says what each column means.

Every cell is a text: none is taken for a formula, a date or a number. The marking and whether the
data are invented stand on top of each printed page and on the last sheet; the first row of every
other sheet has the headings, so that the sheet can be brought in again.
"""

import re
from datetime import UTC
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from audit_tools.dates import format_instant
from reports.archives import EARLIEST
from reports.outline import Outline, Table
from reports.writers.paper_text import printable

DICTIONARY = "Data dictionary"
LONGEST_NAME = 31
WIDEST = 60
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def write_xlsx(outline: Outline) -> bytes:
    """One sheet for each table, and the data dictionary. The same outline gives the same bytes."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    at = outline.at or EARLIEST
    book.set_properties(
        {"title": outline.title, "created": at.astimezone(UTC).replace(tzinfo=None)}
    )
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"border": 1, "num_format": "@", "text_wrap": True, "valign": "top"})
    tables = [node for node in outline.nodes if isinstance(node, Table)]
    for table in tables:
        page = _add_page(book, _NOT_IN_A_NAME.sub("", table.caption)[:LONGEST_NAME], outline)
        _write(page, 0, table.columns, table.rows, table.widths, head, cell)
    page = _add_page(book, DICTIONARY, outline)
    about = _about(outline)
    for row, text in enumerate(about):
        page.write_string(row, 0, printable(text), head)
    _write(page, len(about) + 1, ("Sheet", "Column", "Meaning"), _meanings(tables), (2, 2, 5),
           head, cell)  # fmt: skip
    book.close()
    return out.getvalue()


def _add_page(book: Workbook, name: str, outline: Outline) -> Worksheet:
    page = book.add_worksheet(name)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    # An ampersand begins a command of the header.
    above = " · ".join(part for part in (outline.marking, *outline.warnings) if part)
    page.set_header(f"&C{above.replace('&', '&&')}"[:255])
    page.set_footer("&CPage &P of &N")
    return page


def _write(
    page: Worksheet,
    top: int,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    widths: tuple[int, ...],
    head: Format,
    cell: Format,
) -> None:
    shares = widths or (1,) * len(columns)
    for place, (text, share) in enumerate(zip(columns, shares, strict=True)):
        page.set_column(place, place, max(8, WIDEST * share // max(shares)))
        page.write_string(top, place, printable(text), head)
    for number, texts in enumerate(rows, top + 1):
        for place, text in enumerate(texts):
            page.write_string(number, place, printable(text), cell)
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 0)


def _about(outline: Outline) -> tuple[str, ...]:
    at = f"As recorded on {format_instant(outline.at)}." if outline.at else ""
    lines = (outline.title, outline.caption, outline.marking, *outline.warnings, at)
    return tuple(line for line in lines if line)


def _meanings(tables: list[Table]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (table.caption, column, meaning)
        for table in tables
        for column, meaning in zip(table.columns, table.meanings, strict=True)
    )
