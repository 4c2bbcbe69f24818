"""The candidates that a sample is drawn from: case references and broad bands, read from CSV.

A case that is chosen by hand passes the same checks of its bands.

The file is the first place where a child's details could slip into the application, so each step
refuses it as a whole: are its headings the six expected, does anything in it look like a name, date
of birth, NHS number or postcode, and last, is every row right. Nothing is half imported, and no
message repeats anything that the file holds.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from audit_tools.cases import NOT_RECORDED, Characteristics
from audit_tools.csv_files import Row, read_rows
from audit_tools.errors import Invalid, Problem
from audit_tools.headings import BANDS, COLUMNS, label, read_headings
from audit_tools.numbers import joined
from audit_tools.references import identifies, refusal
from audit_tools.wording import looks_like
from audit_tools.workbook_files import is_workbook, read_workbook_rows

MAX_BAND = 60

# At the start of the period under review. There is none from 18 on: a young person who has turned
# 18 since is in the band they were in at that start. Audits of other themes, such as neglect, are
# about small children too.
AGE_BANDS = ("0-4", "5-9", "10-12", "13-15", "16-17")
SEXES = ("male", "female", "other", NOT_RECORDED)

# At the end of a value, so that "St Johns" and "Lane End" stay what they are: parts of a town.
_STREET = re.compile(
    r"\b(?:street|road|rd|lane|avenue|ave|close|drive|crescent|terrace)\.?$", re.IGNORECASE
)
_IS_STREET = "This looks like a street. Give a broad part of the area."

_FREE_BANDS = ("ethnicity_group", "plan_type", "locality")
_ENOUGH_ROWS_TO_COMPARE = 10

# A spreadsheet reads 5-9 and 10-12 as a day, British or American, and saves it so.
_SAME_AGE_BAND = {
    "10-dec": "10-12", "12-oct": "10-12", "12-10": "10-12",
    "5-sep": "5-9", "05-sep": "5-9", "9-may": "5-9", "09-may": "5-9", "05-09": "5-9",
    "09-05": "5-9",
}  # fmt: skip
# The same day out of a workbook, whose cells hold dates and not what is shown of them.
_DAY_OF_A_BAND = re.compile(r"^20\d\d-(10-12|12-10|05-09|09-05)$")
_SAME_SEX = {"m": "male", "f": "female"}
_SAME_AS_NOT_RECORDED = ("", NOT_RECORDED, "not known", "unknown")

_Values = dict[str, str]


@dataclass(frozen=True)
class Candidate:
    """One case in scope, by its reference. Every band has a value, if only "not recorded"."""

    reference: str
    characteristics: Characteristics = field(default=Characteristics(), repr=False)


def fingerprint(data: bytes) -> str:
    """SHA-256 of a file as lower-case hex, to record which list was brought in."""
    return hashlib.sha256(data).hexdigest()


def read_list(data: bytes) -> tuple[Candidate, ...]:
    """The children in scope from a workbook or a CSV file. Raises ``Invalid`` for every problem."""
    return candidates_of(read_workbook_rows(data)) if is_workbook(data) else read_candidates(data)


def read_candidates(data: bytes) -> tuple[Candidate, ...]:
    """Read a CSV file in UTF-8 with the columns of ``COLUMNS``, in any order.

    An empty band is read as "not recorded", except the age band, which has to be one of
    ``AGE_BANDS``. Spellings of a band that differ only in capitals become one.

    Raises ``Invalid`` with a ``Problem`` for every row and column that is wrong, placed by the
    numbers of a spreadsheet ("row 3, sex"); the headings are row 1.
    """
    return candidates_of(read_rows(data))


def candidates_of(listed: tuple[Row, ...]) -> tuple[Candidate, ...]:
    """The candidates on a list, however it came: the first row has the headings.

    Raises ``Invalid`` as ``read_candidates`` does.
    """
    headings, *records = listed
    columns = read_headings(headings.cells)
    if not records:
        raise Invalid("The file has headings and no candidates under them. Add a row for each.")
    _refuse("Nothing was imported: some rows do not fit the headings.", _too_long(records, columns))
    rows = {record.number: _values(record, columns) for record in records}
    _refuse("The import was stopped: take out what could identify a child.", _identifying(rows))
    _refuse("Nothing was imported: some rows have to be put right first.", _wrong(rows))
    return _candidates(list(rows.values()))


def bands_in_words(bands: Characteristics) -> str:
    """The child in bands: ``16-17, male, plan: child in need``, without what is not recorded."""
    plan = f"plan: {bands.plan_type}" if bands.plan_type not in ("", NOT_RECORDED) else ""
    said = (bands.age_band, bands.sex, plan)
    return ", ".join(part for part in said if part not in ("", NOT_RECORDED))


def check_bands(chosen: Characteristics) -> Characteristics:
    """The bands of a case that is chosen by hand, spelt as a list would have them.

    No stratum is made of them, so the age band too may be "not recorded". Raises ``Invalid`` with
    all that ``wrong_bands`` finds.
    """
    if wrong := wrong_bands(chosen):
        raise Invalid.because_of(wrong)
    return Characteristics(**_chosen(chosen))


def wrong_bands(chosen: Characteristics) -> tuple[Problem, ...]:
    """A ``Problem`` for every band of a case chosen by hand that is none, or that looks like a
    child's own details (its places)."""
    values = _chosen(chosen)
    marked = ((band, _first_mark(band, value)) for band, value in values.items())
    wrong = dict(_wrong_bands(values, (*AGE_BANDS, NOT_RECORDED)))
    wrong |= {band: message for band, message in marked if message}
    return tuple(Problem(band, wrong[band]) for band in BANDS if band in wrong)


def _chosen(chosen: Characteristics) -> _Values:
    return _tidy({band: " ".join(getattr(chosen, band).split()) for band in BANDS})


def _refuse(message: str, problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise Invalid(message, problems=found)


def _too_long(records: Iterable[Row], columns: tuple[str, ...]) -> Iterator[Problem]:
    for record in records:
        if len(record.cells) > len(columns):
            yield Problem(
                f"row {record.number}",
                "This row has more cells than there are headings. Put a value that holds a comma in"
                " quotation marks.",
            )


def _values(record: Row, columns: tuple[str, ...]) -> _Values:
    return _tidy(dict.fromkeys(COLUMNS, "") | dict(zip(columns, record.cells, strict=False)))


def _tidy(values: _Values) -> _Values:
    age_band = _DAY_OF_A_BAND.sub(r"\1", values["age_band"])
    age_band = re.sub(r"\s?(?:-|\u2013|\bto\b)\s?", "-", age_band.casefold())
    sex = values["sex"].casefold()
    values["age_band"] = _SAME_AGE_BAND.get(age_band, age_band)
    values["sex"] = _SAME_SEX.get(sex, sex)
    for column in ("sex", *_FREE_BANDS):
        if values[column].casefold() in _SAME_AS_NOT_RECORDED:
            values[column] = NOT_RECORDED
    return values


def _identifying(rows: Mapping[int, _Values]) -> Iterator[Problem]:
    for number, values in rows.items():
        for column, value in values.items():
            if message := _first_mark(column, value):
                yield Problem(f"row {number}, {label(column)}", message)
    for column in _FREE_BANDS:
        if _has_a_value_for_each([values[column] for values in rows.values()]):
            yield Problem(
                f"column {label(column)}",
                "Nearly every row has a value of its own here, as names and addresses have. Use a"
                " few broad groups.",
            )


def _first_mark(column: str, value: str) -> str | None:
    if column == "reference":
        return identifies(value)
    if column in _FREE_BANDS and _STREET.search(value):
        return _IS_STREET
    return next((mark.message for mark in looks_like(value)), None)


def _has_a_value_for_each(values: list[str]) -> bool:
    """Four in five different: a name cannot be told from a place, but a group repeats itself."""
    filled = [value.casefold() for value in values if value != NOT_RECORDED]
    return len(filled) >= _ENOUGH_ROWS_TO_COMPARE and len(set(filled)) * 5 >= len(filled) * 4


def _wrong(rows: Mapping[int, _Values]) -> Iterator[Problem]:
    first_rows: dict[str, int] = {}
    for number, values in rows.items():
        reference = values["reference"]
        first = first_rows.setdefault(reference.casefold(), number)
        if message := refusal(reference):
            yield Problem(f"row {number}, reference", message)
        elif first != number:
            yield Problem(
                f"row {number}, reference",
                f"This is the reference of row {first} too. Each case has one of its own.",
            )
        for column, message in _wrong_bands(values):
            yield Problem(f"row {number}, {label(column)}", message)


def _wrong_bands(values: _Values, ages: tuple[str, ...] = AGE_BANDS) -> Iterator[tuple[str, str]]:
    if values["age_band"] not in ages:
        yield (
            "age_band",
            f"This has to be {joined(AGE_BANDS, 'or')}: the age at the start of the period under"
            " review.",
        )
    if values["sex"] not in SEXES:
        yield "sex", "This has to be male, female, other or not recorded."
    for column in _FREE_BANDS:
        if not _is_plain(values[column]):
            yield column, f"This has to be a few plain words, at most {MAX_BAND} characters."


def _is_plain(value: str) -> bool:
    """A spreadsheet would run a value that begins with a sign such as = as a formula."""
    return len(value) <= MAX_BAND and value.isprintable() and value[0].isalnum()


def _candidates(rows: list[_Values]) -> tuple[Candidate, ...]:
    spellings = {column: _one_spelling(values[column] for values in rows) for column in _FREE_BANDS}
    for values in rows:
        for column, same in spellings.items():
            values[column] = same[values[column].casefold()]
    return tuple(
        Candidate(
            reference=values["reference"],
            characteristics=Characteristics(
                age_band=values["age_band"],
                sex=values["sex"],
                ethnicity_group=values["ethnicity_group"],
                plan_type=values["plan_type"],
                locality=values["locality"],
            ),
        )
        for values in rows
    )


def _one_spelling(values: Iterable[str]) -> dict[str, str]:
    """For each value its first spelling by character code, whatever the order of the rows."""
    return {value.casefold(): value for value in sorted(values, reverse=True)}
