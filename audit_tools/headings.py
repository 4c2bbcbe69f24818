"""The headings of the list of candidates: six that are wanted, and those that stop the import."""

import re
from collections.abc import Iterator

from audit_tools.errors import Invalid, Problem

BANDS = ("age_band", "sex", "ethnicity_group", "plan_type", "locality")
COLUMNS = ("reference", *BANDS)

_PERSONAL = {
    "name": "a name",
    "initials": "initials",
    "birth": "a date of birth",
    "dob": "a date of birth",
    "nhs": "an NHS number",
    "address": "an address",
    "street": "an address",
    "postcode": "a postcode",
    "upn": "a unique pupil number",
    "school": "a school",
    "phone": "a telephone number",
    "mobile": "a telephone number",
    "mail": "an e-mail address",
    "parent": "a parent",
    "carer": "a carer",
}


def label(column: str) -> str:
    """A column as people read it: "age band" for ``age_band``."""
    return column.replace("_", " ")


EXPECTED = ", ".join(label(column) for column in COLUMNS)


def read_headings(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The columns in the order of the file, whatever the capitals, spaces and underscores.

    Raises ``Invalid`` for a heading that asks for details of a child, for a column that is missing,
    unknown or there twice, and for a first row that is no headings at all. An unknown heading is
    named by its number only: in a file without headings it is a child's data.
    """
    columns = tuple(_column(cell) for cell in cells)
    if personal := tuple(_personal(columns)):
        raise Invalid(
            "The import was stopped: a heading names details that could identify a child. Take the"
            " whole column out of the file.",
            problems=personal,
        )
    if not set(columns) & set(COLUMNS):
        raise Invalid(f"The first row has to be the headings, separated by commas: {EXPECTED}.")
    if odd := (*_odd(columns), *_missing(columns)):
        raise Invalid(f"Nothing was imported. The headings have to be: {EXPECTED}.", problems=odd)
    return columns


def _column(cell: str) -> str:
    key = re.sub(r"[\s_-]+", "_", cell.casefold()).strip("_")
    return "reference" if key == "case_reference" else key


def _personal(columns: tuple[str, ...]) -> Iterator[Problem]:
    for number, column in enumerate(columns, 1):
        letters = re.sub(r"[^a-z]", "", column)
        meanings = (meaning for word, meaning in _PERSONAL.items() if word in letters)
        if meaning := next(meanings, None):
            yield Problem(f"column {number}", f"This is headed as {meaning}.")


def _odd(columns: tuple[str, ...]) -> Iterator[Problem]:
    for number, column in enumerate(columns, 1):
        if column not in COLUMNS:
            message = "This is none of the columns of the list. Take it out."
        elif column in columns[: number - 1]:
            message = f"This is headed {label(column)}, as another column is. Keep one."
        else:
            continue
        yield Problem(f"column {number}", message)


def _missing(columns: tuple[str, ...]) -> Iterator[Problem]:
    for column in COLUMNS:
        if column not in columns:
            yield Problem("row 1", f"There is no column headed {label(column)}. Add it.")
