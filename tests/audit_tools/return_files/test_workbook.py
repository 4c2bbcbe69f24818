"""What is filled in comes back as it was written, and what was not touched is not changed."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from audit_tools.errors import Invalid
from audit_tools.return_files.in_words import box_of
from audit_tools.return_files.reading import FilledForm, check_identity
from audit_tools.return_files.workbook import IDENTITY, RETURN, read_form, write_form
from tests.audit_tools.return_files.any_answers import answers
from tests.audit_tools.return_files.forms import ID, POLICE, form_of, read, values
from tests.filled_files import filled_workbook
from tests.wide_tool import wide_tool

TOOL = wide_tool()
ANSWERS = answers(TOOL, TOOL.grading_scales[0], POLICE)


def with_bases_of_blank(file: FilledForm) -> FilledForm:
    """As if all of it had been written into a blank form."""
    return FilledForm(file.identity, {}, file.boxes)


@given(ANSWERS)
@settings(max_examples=25, deadline=None)
def test_whatever_is_filled_in_is_read_back(texts: dict[str, str]) -> None:
    file = read_form(write_form(form_of(TOOL, texts)))
    reading = read(TOOL, with_bases_of_blank(file))
    assert values(reading) == texts
    assert not reading.refused


@given(ANSWERS)
@settings(max_examples=25, deadline=None)
def test_what_nobody_touched_is_not_changed(texts: dict[str, str]) -> None:
    file = read_form(write_form(form_of(TOOL, texts)))
    reading = read(TOOL, file, texts)
    assert (reading.brought, reading.refused, reading.untouched) == ((), (), len(texts))


@pytest.mark.parametrize("text", ["a\x0bb", "a\rb", "a_x005F_b", "\ufffe"])
def test_what_no_file_can_hold_stays_as_it_is_saved(text: str) -> None:
    texts = {"voice.asked/seen": text}
    assert not values(read(TOOL, read_form(write_form(form_of(TOOL, texts))), texts))


def test_a_file_says_which_return_it_is_of() -> None:
    check_identity(read_form(write_form(form_of(TOOL, {}))).identity, ID)


def test_only_the_boxes_can_be_typed_in() -> None:
    form = form_of(TOOL, {})
    sheet = load_workbook(BytesIO(write_form(form)))[RETURN]
    open_cells = [c for row in sheet.iter_rows() for c in row if not c.protection.locked]
    assert sheet.protection.sheet
    assert len(open_cells) == len(form.boxes)


def test_why_a_section_is_asked_and_what_good_looks_like_stand_at_its_head_whole() -> None:
    sheet = load_workbook(BytesIO(write_form(form_of(TOOL, {}))))[RETURN]
    rows = {str(cell.value): cell.row for cell in sheet["B"]}
    why, good = "A child who was asked has said something.", "The child was asked:"
    looks = next(text for text in rows if text.startswith(good))
    assert (rows[why], rows[looks]) == (rows["1 Voice"] + 1, rows["1 Voice"] + 2)
    assert sheet.row_dimensions[rows[looks]].height == 3 * 15


def test_lists_offer_the_words_of_the_scale() -> None:
    book = load_workbook(BytesIO(write_form(form_of(TOOL, {}))))
    lists = [v for v in book[RETURN].data_validations.dataValidation if v.type == "list"]
    found = set()
    for one in lists:
        sheet, _, cells = one.formula1.strip("=").replace("$", "").rpartition("!")
        if ":" in cells:
            found.add(tuple(c.value for row in book[sheet.strip("'")][cells] for c in row))
    assert ("Green", "Amber", "Red", "Not known") in found
    assert ("Yes", "Partly", "No", "Not applicable", "Not known", "No evidence on record") in found


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    form = form_of(TOOL, {"voice.asked/seen": "=1+1"})
    sheet = load_workbook(BytesIO(write_form(form)))[RETURN]
    assert "s" in {c.data_type for row in sheet.iter_rows() for c in row if c.value == "=1+1"}


def changed(box: str, typed: str | int) -> bytes:
    """The file after somebody typed into a box."""
    return filled_workbook(write_form(form_of(TOOL, {})), {box: typed})


def test_words_are_read_however_they_are_written() -> None:
    reading = read(TOOL, read_form(changed("voice.asked", "no evidence  on RECORD")))
    assert values(reading) == {"voice.asked": "no-evidence"}


def test_a_number_typed_as_a_number_is_one() -> None:
    assert values(read(TOOL, read_form(changed("voice.days", 12)))) == {"voice.days": "12"}


def test_a_tick_is_read_from_the_row_of_its_choice() -> None:
    file = read_form(changed(box_of("voice.ways", "alone"), "Yes"))
    assert values(read(TOOL, file)) == {"voice.ways": "alone"}


def test_a_refusal_names_the_cell() -> None:
    (wrong,) = read(TOOL, read_form(changed("voice.asked", "Perhaps"))).refused
    assert wrong.where.startswith("row ")
    assert wrong.where.endswith(", column C")
    assert "Choose Yes, Partly" in wrong.why


def test_a_formula_is_refused() -> None:
    book = load_workbook(BytesIO(write_form(form_of(TOOL, {}))))
    book[RETURN]["C20"] = "=1+1"
    kept = BytesIO()
    book.save(kept)
    with pytest.raises(Invalid, match="formulas"):
        read_form(kept.getvalue())


def test_another_workbook_is_refused() -> None:
    book, kept = Workbook(), BytesIO()
    book.create_sheet(IDENTITY)["A1"] = "something"
    book.save(kept)
    with pytest.raises(Invalid, match="no return"):
        read_form(kept.getvalue())
