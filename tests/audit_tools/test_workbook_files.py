"""An Excel workbook is read like the same list as CSV, and what nobody sees in it is refused."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from audit_tools import office_files
from audit_tools.candidates import candidates_of, read_candidates
from audit_tools.csv_files import MAX_BYTES, MAX_ROWS
from audit_tools.errors import Invalid
from audit_tools.workbook_files import is_workbook, read_workbook_rows

HEADINGS = ("reference", "age band", "sex", "ethnicity group", "plan type", "locality")
ROW = ("SYV25-01", "13-15", "male", "Asian", "child in need", "East")
Write = Callable[[Workbook, Worksheet], object]


def nothing(_book: Workbook, _sheet: Worksheet) -> None:
    """Nothing but the rows."""


def workbook(*rows: tuple[object, ...], also: Write = nothing) -> bytes:
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    also(book, sheet)
    book.close()
    return out.getvalue()


def changed(data: bytes, part: str, text: str) -> bytes:
    """The same package with one part replaced or added."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for one in old.infolist():
            if one.filename != part:
                new.writestr(one, old.read(one))
        new.writestr(part, text)
    return out.getvalue()


def refusal_of(data: bytes) -> Invalid:
    with pytest.raises(Invalid) as refused:
        candidates_of(read_workbook_rows(data))
    return refused.value


def test_a_workbook_is_read_as_the_same_list_in_csv_is() -> None:
    csv = "\n".join((",".join(HEADINGS), ",".join(ROW))).encode()
    assert candidates_of(read_workbook_rows(workbook(HEADINGS, ROW))) == read_candidates(csv)


def test_a_workbook_is_known_by_its_first_bytes() -> None:
    assert is_workbook(workbook(HEADINGS))
    assert not is_workbook(b"reference,age band")


def test_only_the_first_sheet_is_read() -> None:
    def add(book: Workbook, _: Worksheet) -> None:
        book.add_worksheet().write(0, 0, "Names")

    assert len(read_workbook_rows(workbook(HEADINGS, ROW, also=add))) == 2


def test_rows_have_the_numbers_of_the_spreadsheet() -> None:
    data = workbook(HEADINGS, ROW, (), (), ("SYV25-02", "19", "male"))
    assert [p.place for p in refusal_of(data).problems] == ["row 5, age band"]


def test_numbers_are_read_as_they_are_shown() -> None:
    rows = read_workbook_rows(workbook(HEADINGS, (100234, "13-15", "male", 7.5)))
    assert rows[1].cells == ("100234", "13-15", "male", "7.5")


@pytest.mark.parametrize("day", ["2025-12-10", "2025-10-12"])
def test_an_age_band_survives_a_spreadsheet_that_makes_it_a_day(day: str) -> None:
    def put(book: Workbook, sheet: Worksheet) -> None:
        year, month, day_ = (int(part) for part in day.split("-"))
        format = book.add_format({"num_format": "d-mmm"})
        sheet.write_number(1, 1, _serial(year, month, day_), format)

    (candidate,) = candidates_of(read_workbook_rows(workbook(HEADINGS, ROW, also=put)))
    assert candidate.characteristics.age_band == "10-12"


def _serial(year: int, month: int, day: int) -> int:
    return (date(year, month, day) - date(1899, 12, 30)).days


def test_a_date_of_birth_stops_the_import() -> None:
    def put(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_number(
            1, 4, _serial(2010, 4, 12), book.add_format({"num_format": "d mmm yyyy"})
        )

    error = refusal_of(workbook(HEADINGS, ROW, also=put))
    assert [p.place for p in error.problems] == ["row 2, plan type"]
    assert "2010" not in str(error.problems)


def test_a_formula_is_refused_by_its_row_and_column() -> None:
    def put(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_formula(1, 5, '=WEBSERVICE("http://x")')

    error = refusal_of(workbook(HEADINGS, ROW, also=put))
    assert [(p.place, p.message) for p in error.problems] == [
        ("row 2, column F", "This is a formula. Put its value in.")
    ]


def test_a_hidden_sheet_is_refused() -> None:
    def hide(book: Workbook, _: Worksheet) -> None:
        book.add_worksheet("Names").hide()

    assert "hidden sheet" in refusal_of(workbook(HEADINGS, ROW, also=hide)).message


def test_a_very_hidden_sheet_is_refused_too() -> None:
    def hide(book: Workbook, _: Worksheet) -> None:
        book.add_worksheet("Names").very_hidden()

    assert "hidden sheet" in refusal_of(workbook(HEADINGS, ROW, also=hide)).message


def test_macros_are_refused() -> None:
    data = changed(workbook(HEADINGS, ROW), "xl/vbaProject.bin", "x")
    assert "macros" in refusal_of(data).message


def test_what_unpacks_to_too_much_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = changed(workbook(HEADINGS, ROW), "xl/media/a.bin", "0" * (office_files.MAX_UNPACKED))
    assert len(data) < MAX_BYTES
    monkeypatch.setattr(office_files, "_Part", lambda *_: pytest.fail("It was read."))
    assert "too large" in refusal_of(data).message


def test_a_document_type_is_refused() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<sheetData><row><c t='inlineStr'><is><t>&b;</t></is></c></row></sheetData></worksheet>"
    )
    data = changed(workbook(HEADINGS, ROW), "xl/worksheets/sheet1.xml", bomb)
    assert "cannot be read" in refusal_of(data).message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04" + b"0" * MAX_BYTES, "larger than 1 MB"),
        (b"PK\x03\x04 and nothing more", "cannot be read"),
        (b"\xd0\xcf\x11\xe0 an old one", "old Excel file, or one with a password"),
        (workbook(), "first sheet is empty"),
        (workbook(HEADINGS, *[ROW] * (MAX_ROWS + 1)), "more than 2,000 rows"),
        # a zip that is no workbook
        (changed(workbook(HEADINGS), "[Content_Types].xml", "<Types/>"), "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    assert words in refusal_of(data).message


def test_a_sheet_that_formatting_makes_endless_is_left() -> None:
    def put(_: Workbook, sheet: Worksheet) -> None:
        sheet.write(1_000_000, 0, "SYV25-99")

    assert "more than 2,000 rows" in refusal_of(workbook(HEADINGS, ROW, also=put)).message
