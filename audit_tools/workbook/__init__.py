"""Audit tools as Excel workbooks in the layout of XLSForm, and back without a loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from audit_tools.codebook import Codebook
from audit_tools.csv_files import Row
from audit_tools.definition import tool_from_parsed, tool_to_document
from audit_tools.errors import Invalid, Problem
from audit_tools.left_out import LeftOut
from audit_tools.tool import AuditTool
from audit_tools.workbook.explained import HEADINGS, HELP, explained
from audit_tools.workbook.from_sheets import Reading
from audit_tools.workbook.ordinary import is_ordinary, read_ordinary
from audit_tools.workbook.to_sheets import Sheets, sheets_of
from audit_tools.workbook_files import read_workbook_sheets

EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001, a file has no time zone
WIDE, NARROW = 50, 18
LONGEST_CELL = 32_767
"""What Excel allows, in units of UTF-16."""
_NO_ROOM = (
    f"This is longer than the {LONGEST_CELL:,} letters that a cell of a workbook can hold. Take "
    "the tool as a text (YAML) instead."
)
_LONG = (
    "label",
    "hint",
    "why",
    "good_looks_like",
    "look_for",
    "descriptor",
    "about",
    "definition",
    "what it says",
    "how it is written",
)


def write_workbook(tool: AuditTool) -> bytes:
    """The workbook of a tool, for people to change; ``read_workbook`` gives the same tool again.

    Raises ``Invalid`` for texts that no cell can hold.
    """
    sheets = sheets_of(tool_to_document(tool))
    if too_long := list(_too_long(sheets)):
        raise Invalid.because_of(too_long)
    lines = [dict(zip(HEADINGS, row, strict=True)) for row in explained()]
    return _file_of({**sheets, HELP: (HEADINGS, lines)})


def read_workbook(data: bytes, codebooks: Iterable[Codebook] = ()) -> AuditTool:
    """The tool that a workbook defines.

    Raises ``Invalid`` with every problem, each with its sheet, row and column.
    """
    return _tool_of(read_workbook_sheets(data), codebooks)


def _tool_of(sheets: Mapping[str, tuple[Row, ...]], codebooks: Iterable[Codebook]) -> AuditTool:
    reading = Reading(sheets)
    return tool_from_parsed(reading.parsed, codebooks, reading.problems)


def read_any_workbook(
    data: bytes, codebooks: Sequence[Codebook] = ()
) -> tuple[AuditTool, tuple[LeftOut, ...]]:
    """The tool of a workbook, and what of an ordinary XLSForm could not be carried into it.

    Raises ``Invalid`` as ``read_workbook`` and ``read_ordinary`` do.
    """
    sheets = read_workbook_sheets(data)
    if is_ordinary(sheets):
        return read_ordinary(sheets, codebooks)
    return _tool_of(sheets, codebooks), ()


def _too_long(sheets: Sheets) -> Iterator[Problem]:
    for name, (_, lines) in sheets.items():
        for row, line in enumerate(lines, 2):
            for heading, text in line.items():
                if len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_CELL:
                    yield Problem(f"{name}, row {row}, column {heading}", _NO_ROOM)


def _file_of(sheets: Sheets) -> bytes:
    """The same sheets give the same bytes. Every cell is a text, whatever it looks like: 1.10 is
    no number, and nothing a formula."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": EARLIEST})
        head = book.add_format({"bold": True})
        cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for name, (headings, lines) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 2)
            for column, heading in enumerate(headings):
                sheet.set_column(column, column, WIDE if heading.endswith(_LONG) else NARROW, cell)
                sheet.write_string(0, column, heading, head)
            for row, line in enumerate(lines, 1):
                for column, heading in enumerate(headings):
                    if heading in line:
                        sheet.write_string(row, column, line[heading], cell)
    return file.getvalue()
