"""A CSV file as it comes out of a spreadsheet, read whole or refused whole."""

import csv
from dataclasses import dataclass, field
from io import StringIO

from audit_tools.errors import Invalid

MAX_BYTES = 1_000_000
MAX_ROWS = 2_000

_SAVE_AGAIN = "In the spreadsheet choose Save as, then CSV UTF-8 (comma delimited)."


@dataclass(frozen=True)
class Row:
    """One row that is not empty, with the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...] = field(repr=False)


def read_rows(data: bytes) -> tuple[Row, ...]:
    """The rows of a CSV file in UTF-8, headings included, cells without spaces around them.

    A byte order mark is allowed; rows and trailing cells without content are left out.
    Raises ``Invalid`` for a file of more than ``MAX_BYTES`` or of more than ``MAX_ROWS`` rows under
    its headings, in another encoding, with unbalanced quotation marks, or with nothing in it.
    """
    if len(data) > MAX_BYTES:
        raise Invalid("The file is larger than 1 MB. Take out what is not needed, or split it.")
    try:
        records = list(csv.reader(StringIO(_decode(data), newline=""), strict=True))
    except csv.Error as error:
        raise Invalid(
            f"The file cannot be read as CSV: a quotation mark is missing. {_SAVE_AGAIN}"
        ) from error
    rows = tuple(
        Row(number, cells) for number, record in enumerate(records, 1) if (cells := _cells(record))
    )
    if not rows:
        raise Invalid("The file is empty.")
    if len(rows) > MAX_ROWS + 1:
        raise Invalid(f"The file has more than {MAX_ROWS:,} rows. Split it.")
    return rows


def _decode(data: bytes) -> str:
    """UTF-8 only: a guess between older encodings would garble names of places silently."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(f"The file is not in UTF-8. {_SAVE_AGAIN}") from error
    # UTF-16 without a mark decodes as UTF-8 with a NUL in every other place.
    if "\0" in text:
        raise Invalid(f"The file is not in UTF-8. {_SAVE_AGAIN}")
    return text


def _cells(record: list[str]) -> tuple[str, ...]:
    cells = [" ".join(cell.split()) for cell in record]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
