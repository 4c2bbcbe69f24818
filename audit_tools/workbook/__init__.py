"""Audit tools as Excel workbooks in the layout of XLSForm, and back without a loss."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from audit_tools.codebook import Codebook
from audit_tools.definition import check_parsed, tool_from_document, tool_to_document
from audit_tools.errors import Invalid
from audit_tools.tool import AuditTool
from audit_tools.workbook.from_sheets import Reading
from audit_tools.workbook.to_sheets import Sheets, sheets_of
from audit_tools.workbook_files import read_workbook_sheets

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_WIDE = ("label", "hint", "why", "good_looks_like", "look_for", "descriptor", "about", "definition")


def write_workbook(tool: AuditTool) -> bytes:
    """The workbook of a tool, for people to change; ``read_workbook`` gives the same tool again."""
    return _file_of(sheets_of(tool_to_document(tool)))


def read_workbook(data: bytes, codebooks: Iterable[Codebook] = ()) -> AuditTool:
    """The tool that a workbook defines.

    Raises ``Invalid`` with every problem, each with its sheet, row and column.
    """
    reading = Reading(read_workbook_sheets(data))
    problems = [*reading.problems, *check_parsed(reading.parsed, codebooks)]
    if problems:
        raise Invalid.because_of(problems)
    return tool_from_document(reading.document, codebooks)


def _file_of(sheets: Sheets) -> bytes:
    # It brings numpy along, which nobody needs who writes no workbook.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (headings, lines) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "C2"
        for column, heading in enumerate(headings, 1):
            sheet.cell(1, column, heading).font = Font(bold=True)
            letter = sheet.cell(1, column).column_letter
            sheet.column_dimensions[letter].width = 50 if heading.endswith(_WIDE) else 18
            for number, line in enumerate(lines, 2):
                if heading in line:
                    cell = sheet.cell(number, column, line[heading])
                    # A text, whatever it looks like: 1.10 is no number, and nothing a formula.
                    cell.data_type = "s"
                    cell.number_format = "@"
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
    file = BytesIO()
    book.save(file)
    return file.getvalue()
