"""Which column is which: proposed, remembered, and every wrong row told by its number."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from audit_tools.errors import Invalid
from audit_tools.learning.columns import (
    Cells,
    Column,
    Table,
    check_chosen,
    propose,
    read_each,
    read_table,
    remember,
    write_table,
)

COLUMNS = (Column("title", "Title", ("course",), is_needed=True), Column("places", "Places"))
TABLE = read_table(b"Course,Capacity\nOne,12\n\nTwo,many\nThree,3,4\n'=Four,\n")


def test_headings_are_known_by_their_usual_words_and_by_what_they_meant_last_time() -> None:
    assert propose(["COURSE:", "Capacity"], COLUMNS, {}) == ("title", "")
    assert propose(["Course", "Capacity"], COLUMNS, {"capacity": "places"}) == ("title", "places")
    assert propose(["Course", "Title"], COLUMNS, {}) == ("title", "")
    assert propose(["Course"], COLUMNS, {"course": ""}) == ("",)
    assert propose(["Course"], COLUMNS, {"course": "gone"}) == ("",)


def test_what_was_chosen_is_remembered_beside_the_headings_of_other_files() -> None:
    before = {"event": "title", "course": "title"}
    after = remember(["Course ", "Seats"], ["", "places"], before)
    assert after == {"event": "title", "course": "", "seats": "places"}


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (("title", "title"), "Title is chosen twice. Keep one."),
        (("", "places"), "Choose which column is title."),
        (("title", "other"), "Choose from the list."),
    ],
)
def test_a_choice_that_cannot_be_is_told_before_any_row_is_read(
    chosen: tuple[str, ...], said: str
) -> None:
    assert said in [problem.message for problem in check_chosen(chosen, COLUMNS)]


def test_each_row_is_taken_or_left_out_by_itself_with_the_number_beside_it() -> None:
    reading = read_each(
        TABLE, ("title", "places"), COLUMNS, lambda c: (c.text("title"), c.number("places"))
    )
    assert [(one.number, one.value) for one in reading.taken] == [
        (2, ("One", 12)),
        (6, ("=Four", None)),
    ]
    assert [str(problem) for problem in reading.wrong] == [
        "row 4, places: Write a whole number, or nothing.",
        "row 5: It has more cells than there are headings.",
    ]
    assert reading.left_out == 2


def test_the_rows_are_carried_along_with_their_numbers() -> None:
    assert read_table(write_table(TABLE).encode()) == TABLE
    assert TABLE.examples(1) == ("12", "many", "3")


def test_a_workbook_is_read_as_the_same_table() -> None:
    book, file = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (["Course", "Capacity"], ["One", 12]):
        sheet.append(row)
    book.save(file)
    found = read_table(file.getvalue())
    assert (found.headings, [row.cells for row in found.rows]) == (
        ("Course", "Capacity"),
        [("One", "12")],
    )
    with pytest.raises(Invalid, match="nothing under them"):
        read_table(b"Course,Capacity\n")


def test_a_cell_that_cannot_be_read_says_how_it_should_be_written() -> None:
    cells = Cells({"on": "soon", "themes": "voice; ; Other", "n": "1234567"})
    assert cells.several("themes", {"voice": "The child's voice"}) == ("voice",)
    assert (cells.day("on"), cells.number("n"), cells.number("none")) == (None, None, None)
    with pytest.raises(Invalid) as wrong:
        cells.check()
    assert [problem.place for problem in wrong.value.problems] == ["themes", "on", "n"]


def test_a_table_without_rows_is_none() -> None:
    assert Table(("Course",), ()).examples(0) == ()
