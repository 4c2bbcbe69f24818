"""An Excel workbook as rows of texts: its first sheet, values only, or refused whole.

A workbook can hold what nobody sees: hidden sheets, formulas that fetch things, macros. None of
it is wanted here, so each is refused with a sentence. Its size, packed and unpacked, is looked at
before anything of it is read.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from io import BytesIO
from typing import Any, TypeVar

from audit_tools.csv_files import MAX_BYTES, MAX_ROWS, Row, on_one_line
from audit_tools.errors import Invalid, Problem
from audit_tools.office_files import OLD_OFFICE, ZIP, check_package

Found = TypeVar("Found")

MAX_COLUMNS = 100
# Formatting alone can make a sheet a million rows long.
MAX_SCANNED = 10_000
MAX_ROWS_OF_ALL = 8_000
"""On the sheets of a tool together: 300 questions with some answers each are 3,000."""
MOST_FORMULAS = 50

_HIDDEN = "The workbook has a hidden sheet. Show it, and delete it if nobody needs it."
_FORMULA = "This is a formula. Put its value in."
_SAVE_AGAIN = "In the spreadsheet choose Save as, then Excel workbook (.xlsx), or CSV UTF-8."


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook by its first bytes, whatever its name says."""
    return data.startswith((ZIP, OLD_OFFICE))


def read_workbook_rows(data: bytes, tidy: Callable[[str], str] = on_one_line) -> tuple[Row, ...]:
    """The rows of the first sheet, headings included, numbered as the spreadsheet shows them.

    Each text is made ``tidy``. Raises ``Invalid`` for a file of more than ``MAX_BYTES`` or of more
    than ``MAX_ROWS`` rows under its headings; for what ``office_files`` refuses; for one that is no
    workbook or locked by a password; for hidden sheets and formulas; and for a first sheet with
    nothing in it.
    """
    return _read(data, lambda book: _read_first_sheet(book, tidy))


def read_workbook_sheets(data: bytes) -> dict[str, tuple[Row, ...]]:
    """The rows of every sheet that has any, by its name; texts keep their lines.

    Raises ``Invalid`` as ``read_workbook_rows`` does, for more than ``MAX_ROWS_OF_ALL`` rows.
    """
    return _read(data, _read_all_sheets)


def _read(data: bytes, read: Callable[[Any], Found]) -> Found:
    if len(data) > MAX_BYTES:
        raise Invalid("The file is larger than 1 MB. Take out what is not needed, or split it.")
    if data.startswith(OLD_OFFICE):
        raise Invalid(f"This is an old Excel file, or one with a password. {_SAVE_AGAIN}")
    check_package(data, "workbook", _SAVE_AGAIN)
    try:
        # It brings numpy along, which nobody needs who reads no workbook.
        from openpyxl import load_workbook  # noqa: PLC0415

        with closing(load_workbook(BytesIO(data), read_only=True, data_only=False)) as book:
            if any(sheet.sheet_state != "visible" for sheet in book.worksheets):
                raise Invalid(_HIDDEN)
            return read(book)
    except Invalid:
        raise
    # Whatever a broken or forged file makes the library stumble over, the person is told the same.
    except Exception as error:
        raise Invalid(f"The file cannot be read as an Excel workbook. {_SAVE_AGAIN}") from error


def _read_first_sheet(book: Any, tidy: Callable[[str], str]) -> tuple[Row, ...]:
    if not book.worksheets:
        raise Invalid("The workbook has no sheet.")
    rows = tuple(_rows(book.worksheets[0], tidy))
    if not rows:
        raise Invalid("The first sheet is empty. Put the list on the first sheet.")
    return rows


def _read_all_sheets(book: Any) -> dict[str, tuple[Row, ...]]:
    sheets, found = dict[str, tuple[Row, ...]](), 0
    for sheet in book.worksheets:
        try:
            rows = tuple(_rows(sheet, str.strip, MAX_ROWS_OF_ALL, found))
        except Invalid as wrong:
            listed = [Problem(f"{sheet.title}, {p.place}", p.message) for p in wrong.problems
                      if p.place]  # fmt: skip
            raise Invalid(wrong.message, problems=listed) from None
        if rows:
            sheets[sheet.title] = rows
        found += len(rows)
    return sheets


def _rows(
    sheet: Any, tidy: Callable[[str], str], most: int = MAX_ROWS, before: int = -1
) -> Iterator[Row]:
    """The rows of a sheet with something in them; ``before`` it so many were found already."""
    formulas, found = list[Problem](), before
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), 1):
        cells = _begun(row)
        formulas += [
            Problem(f"row {number}, column {cell.column_letter}", _FORMULA)
            for cell in cells
            if cell.data_type == "f"
        ]
        if len(formulas) > MOST_FORMULAS:
            break
        texts = _texts(cells, tidy)
        found += bool(texts)
        if found > most or number > MAX_SCANNED:
            raise Invalid(f"The file has more than {most:,} rows. Split it.")
        if len(texts) > MAX_COLUMNS:
            raise Invalid(f"The sheet has more than {MAX_COLUMNS} columns. Take some out.")
        if texts:
            yield Row(number, texts)
    if formulas:
        problems = formulas[:MOST_FORMULAS]
        raise Invalid("Nothing was imported: the sheet has formulas.", problems=problems)


def _begun(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The cells of a row up to the last that holds anything: it is filled up to the widest."""
    end = len(row)
    while end and row[end - 1].value is None:
        end -= 1
    return row[:end]


def _texts(cells: tuple[Any, ...], tidy: Callable[[str], str]) -> tuple[str, ...]:
    texts = [tidy(_text(cell.value)) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _text(value: object) -> str:
    """A value as a spreadsheet shows it; a date as 2025-12-10, since nothing says how it looked."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
