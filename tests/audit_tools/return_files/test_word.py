"""What is filled in in Word comes back as it was written, and placeholders are nobody's words."""

import copy
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings

from audit_tools.errors import Invalid
from audit_tools.return_files.in_words import box_of
from audit_tools.return_files.reading import check_identity
from audit_tools.return_files.word import CHOOSE, EMPTY, WRITE, read_form, write_form
from tests.audit_tools.return_files.any_answers import answers
from tests.audit_tools.return_files.forms import ID, POLICE, form_of, read, values
from tests.filled_files import controls, filled_word
from tests.wide_tool import wide_tool

TOOL = wide_tool()
ANSWERS = answers(TOOL, TOOL.grading_scales[0], POLICE)


@given(ANSWERS)
@settings(max_examples=15, deadline=None)
def test_whatever_is_filled_in_is_read_back(texts: dict[str, str]) -> None:
    file = read_form(write_form(form_of(TOOL, texts)))
    written = read(TOOL, replace(file, bases={}))
    assert (values(written), written.refused) == (texts, ())
    untouched = read(TOOL, file, texts)
    assert (untouched.brought, untouched.refused) == ((), ())


def changed(texts: dict[str, str]) -> bytes:
    """A blank file after somebody filled these in."""
    return filled_word(write_form(form_of(TOOL, {})), texts)


def test_what_is_chosen_and_written_is_read() -> None:
    texts = {"voice.asked": "No", "voice.asked/reason": "One line\nand another"}
    texts |= {box_of("voice.ways", "alone"): "Yes"}
    reading = read(TOOL, read_form(changed(texts)))
    assert values(reading) == {
        "voice.asked": "no",
        "voice.asked/reason": "One line\nand another",
        "voice.ways": "alone",
    }


@pytest.mark.parametrize("text", [EMPTY, CHOOSE, WRITE])
def test_what_says_what_to_do_is_no_answer(text: str) -> None:
    assert not read(TOOL, read_form(changed({"voice.asked": text}))).brought


def test_what_word_itself_puts_into_a_control_that_was_emptied_is_no_answer() -> None:
    document = Document(BytesIO(write_form(form_of(TOOL, {}))))
    control = controls(document)["voice.asked/reason"]
    control.find(qn("w:sdtContent")).find(qn("w:r")).text = "Click or tap here to enter text."
    kept = BytesIO()
    document.save(kept)
    assert not read(TOOL, read_form(kept.getvalue())).brought


def test_lists_offer_the_words_of_the_scale() -> None:
    control = controls(Document(BytesIO(write_form(form_of(TOOL, {})))))["voice.plan"]
    items = [item.get(qn("w:value")) for item in control.iter(qn("w:listItem"))]
    assert items == [EMPTY, "Green", "Amber", "Red", "Not known"]


def test_every_box_of_the_form_has_a_control() -> None:
    form = form_of(TOOL, {})
    assert [*controls(Document(BytesIO(write_form(form))))] == [box.key for box in form.boxes]


def test_a_file_says_which_return_it_is_of() -> None:
    check_identity(read_form(write_form(form_of(TOOL, {}))).identity, ID)


def test_another_word_file_is_refused() -> None:
    kept = BytesIO()
    Document().save(kept)
    with pytest.raises(Invalid, match="no return"):
        read_form(kept.getvalue())


def test_a_refusal_names_the_row() -> None:
    (wrong,) = read(TOOL, read_form(changed({"voice.days": "many"}))).refused
    assert wrong.where.startswith("table 1, row ")


def spoilt(table: int, change: Callable[[Any], object]) -> bytes:
    """The file after somebody did something to the third row of one of its tables."""
    document = Document(BytesIO(write_form(form_of(TOOL, {}))))
    change(document.tables[table].rows[2]._tr)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def take_out(row: Any) -> None:
    row.remove(row.tc_lst[-1])


def add(row: Any) -> None:
    row.append(copy.deepcopy(row.tc_lst[-1]))


@pytest.mark.parametrize(
    ("table", "change", "words"),
    [
        (0, take_out, "Table 1, row 2: cells were added to this row or taken out"),
        (0, add, "Table 1, row 2: cells were added to this row or taken out"),
        (-1, take_out, "identification of this file is damaged"),
    ],
)
def test_a_row_with_other_cells_is_refused_in_a_sentence(
    table: int, change: Callable[[Any], object], words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        read_form(spoilt(table, change))
