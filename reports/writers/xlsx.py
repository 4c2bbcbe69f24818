"""The tables of an outline as an Excel workbook, with a sheet that says what each column means.

Every cell is a text: none is taken for a formula, a date or a number. Only in columns that a table
names as counts each is a number. Each table can be filtered. The marking and whether the data are
invented stand on top of each printed page and on the last sheet; the first row of every other sheet
has the headings, so that the sheet can be brought in again.
"""

import re
from collections.abc import Iterable
from datetime import UTC
from io import BytesIO
from textwrap import shorten

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from audit_tools.dates import format_instant
from reports.archives import EARLIEST
from reports.outline import Outline, Table
from reports.writers.paper_text import printable
from reports.writers.sheet_edges import edge

DICTIONARY = "Data dictionary"
LONGEST_NAME = 31
WIDEST = 60
_NOT_IN_A_NAME = re.compile(r"[\[\]*?/\\'\U00010000-\U0010ffff]")
_FURTHER = re.compile(r"[.(].*", re.DOTALL)


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
    strong = book.add_format({"bold": True})
    count = book.add_format({"border": 1, "valign": "top"})
    tables = _named(node for node in outline.nodes if isinstance(node, Table))
    for name, table in tables.items():
        page = _add_page(book, name, outline)
        _write(page, 0, table, head, cell, count)
        page.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    page = _add_page(book, DICTIONARY, outline)
    about = _about(outline)
    for row, text in enumerate(about):
        # It goes on over the empty cells beside it.
        page.write_string(row, 0, printable(text), strong)
    explained = Table(DICTIONARY, ("Sheet", "Column", "Meaning"), _meanings(tables), (2, 2, 5))
    _write(page, len(about) + 1, explained, head, cell, count)
    book.close()
    return out.getvalue()


def _named(tables: Iterable[Table]) -> dict[str, Table]:
    """The tables by the names of their sheets, of which there may be no two alike."""
    named: dict[str, Table] = {}
    taken = {DICTIONARY.casefold()}
    for table in tables:
        name, number = _sheet_name(table.caption), 1
        while name.casefold() in taken:
            number += 1
            name = f"{_sheet_name(table.caption)[: LONGEST_NAME - 4]} {number}"
        taken.add(name.casefold())
        named[name] = table
    return named


def _sheet_name(caption: str) -> str:
    """How a caption begins, in whole words and without what Excel refuses."""
    begins = _NOT_IN_A_NAME.sub("", _FURTHER.sub("", printable(caption)).replace(":", ","))
    whole_words = shorten(begins, LONGEST_NAME, placeholder="").strip(",")
    return whole_words or begins[:LONGEST_NAME].strip() or "Table"


def _add_page(book: Workbook, name: str, outline: Outline) -> Worksheet:
    page = book.add_worksheet(name)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    if outline.marks:
        page.set_header(edge("&C", " · ".join(outline.marks)))
    page.set_footer("&CPage &P of &N")
    return page


def _write(
    page: Worksheet, top: int, table: Table, head: Format, cell: Format, count: Format
) -> None:
    shares = table.widths or (1,) * len(table.columns)
    for place, (text, share) in enumerate(zip(table.columns, shares, strict=True)):
        page.set_column(place, place, max(8, WIDEST * share // max(shares)))
        page.write_string(top, place, printable(text), head)
    for number, texts in enumerate(table.rows, top + 1):
        for place, (column, text) in enumerate(zip(table.columns, texts, strict=True)):
            if column in table.counts:
                page.write_number(number, place, int(text), count)
            else:
                page.write_string(number, place, printable(text), cell)
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 0)


def _about(outline: Outline) -> tuple[str, ...]:
    at = f"As recorded on {format_instant(outline.at)}." if outline.at else ""
    lines = (outline.title, outline.caption, *outline.marks, at)
    return tuple(line for line in lines if line)


def _meanings(tables: dict[str, Table]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (name, column, meaning)
        for name, table in tables.items()
        for column, meaning in zip(table.columns, table.meanings, strict=True)
    )
