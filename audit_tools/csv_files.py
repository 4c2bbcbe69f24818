"""A CSV file as it comes out of a spreadsheet, read whole or refused whole."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO

from audit_tools.errors import Invalid

MAX_BYTES = 1_000_000
MAX_ROWS = 2_000

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001, wide signs
_SHOWN = "'"

_SAVE_AGAIN = "In the spreadsheet choose Save as, then CSV UTF-8 (comma delimited)."


@dataclass(frozen=True)
class Row:
    """One row that is not empty, with the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...] = field(repr=False)


def on_one_line(cell: str) -> str:
    """A cell without spaces around it and with single ones within, as most lists want it."""
    return " ".join(cell.split())


def safe_cell(text: str) -> str:
    """The text so that a spreadsheet shows it and does not calculate it."""
    return f"{_SHOWN}{text}" if _is_calculated(text) else text


def unsafe_cell(cell: str) -> str:
    """The text that ``safe_cell`` made the cell of."""
    return cell[1:] if cell.startswith(_SHOWN) and _is_calculated(cell[1:]) else cell


def _is_calculated(text: str) -> bool:
    """A text that looks as if it had been made safe already counts too, so that it comes back."""
    return text.lstrip(_SHOWN).startswith(STARTS_A_FORMULA)


def read_rows(data: bytes, tidy: Callable[[str], str] = on_one_line) -> tuple[Row, ...]:
    """The rows of a CSV file in UTF-8, headings included, each cell made ``tidy``.

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
        Row(number, cells)
        for number, record in enumerate(records, 1)
        if (cells := _cells(record, tidy))
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


def _cells(record: list[str], tidy: Callable[[str], str]) -> tuple[str, ...]:
    cells = [tidy(cell) for cell in record]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
