"""A corpus of hostile files: each is refused with a sentence, within limits, whoever reads it."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from audit_tools.action_plans.reading import read_plan
from audit_tools.apart import read_apart
from audit_tools.definition import read_tool
from audit_tools.errors import Invalid
from audit_tools.return_files import word as returns_in_word
from audit_tools.return_files import workbook as returns_in_excel
from audit_tools.return_files.files import read_file
from audit_tools.workbook import read_any_workbook
from tests.audit_tools.apart.hostile import (
    ROW,
    WORD,
    WORKBOOKS,
    YAML,
    Spoil,
    rels,
    with_part,
    word,
    workbook,
)
from tests.audit_tools.return_files.forms import form_of
from tests.wide_tool import wide_tool

Read = Callable[[bytes], Any]


@cache
def sound(of: str) -> bytes:
    """A file as it is downloaded, or as somebody makes one."""
    if of == "return.xlsx":
        return returns_in_excel.write_form(form_of(wide_tool(), {}))
    if of == "return.docx":
        return returns_in_word.write_form(form_of(wide_tool(), {}))
    return workbook(ROW) if of == "tool.xlsx" else word()


def read(of: str, data: bytes) -> Any:
    """Read a file by whoever reads it."""
    if of.startswith("return"):
        return read_apart(read_file, data)
    if of == "tool.xlsx":
        return read_apart(read_any_workbook, data, [])
    return read_apart(read_plan, data)


@pytest.mark.parametrize("of", ["tool.xlsx", "return.xlsx"])
@pytest.mark.parametrize(("spoil", "words"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_hostile_workbook_is_refused(spoil: Spoil, words: str, of: str) -> None:
    with pytest.raises(Invalid, match=words):
        read(of, spoil(sound(of)))


@pytest.mark.parametrize("of", ["plan.docx", "return.docx"])
@pytest.mark.parametrize(("spoil", "words"), WORD.values(), ids=WORD)
def test_a_hostile_word_file_is_refused(spoil: Spoil, words: str, of: str) -> None:
    with pytest.raises(Invalid, match=words):
        read(of, spoil(sound(of)))


@pytest.mark.parametrize("of", ["return.xlsx", "return.docx"])
def test_the_same_files_are_read_where_nothing_was_done_to_them(of: str) -> None:
    assert {one.box for one in read(of, sound(of)).boxes} >= {"voice.asked", "voice/grade"}


@pytest.mark.parametrize(("text", "words"), YAML.values(), ids=YAML)
def test_a_hostile_text_is_refused(text: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_apart(read_tool, text)
    assert any(words in one.message for one in refused.value.problems)


def test_no_more_problems_are_said_than_anybody_reads() -> None:
    spoil, _ = WORKBOOKS["thousands of formulas"]
    with pytest.raises(Invalid) as refused:
        read("tool.xlsx", spoil(sound("tool.xlsx")))
    assert len(refused.value.problems) == 50


def test_a_template_on_somebody_s_own_disk_is_not_looked_for_and_no_reason_to_refuse() -> None:
    settings = with_part(word(), "word/_rels/settings.xml.rels", rels("attachedTemplate"))
    with pytest.raises(Invalid) as refused:
        read("plan.docx", settings)
    assert "elsewhere" not in refused.value.message
