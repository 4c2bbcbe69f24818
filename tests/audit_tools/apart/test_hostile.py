"""A corpus of hostile files: each is refused with a sentence, within the limits."""

import pytest

from audit_tools.action_plans.reading import read_plan
from audit_tools.apart import read_apart
from audit_tools.definition import read_tool
from audit_tools.errors import Invalid
from audit_tools.workbook import read_any_workbook
from tests.audit_tools.apart.hostile import WORD, WORKBOOKS, YAML, many_parts, rels, with_part, word


@pytest.mark.parametrize(("data", "words"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_hostile_workbook_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read_apart(read_any_workbook, data, [])


@pytest.mark.parametrize(("data", "words"), WORD.values(), ids=WORD)
def test_a_hostile_word_file_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read_apart(read_plan, data)


@pytest.mark.parametrize(("text", "words"), YAML.values(), ids=YAML)
def test_a_hostile_text_is_refused(text: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_apart(read_tool, text)
    assert any(words in one.message for one in refused.value.problems)


def test_a_file_of_thousands_of_parts_is_refused() -> None:
    with pytest.raises(Invalid, match="too large"):
        read_apart(read_any_workbook, many_parts(), [])


def test_no_more_problems_are_said_than_anybody_reads() -> None:
    data, _ = WORKBOOKS["thousands of formulas"]
    with pytest.raises(Invalid) as refused:
        read_apart(read_any_workbook, data, [])
    assert len(refused.value.problems) == 50


def test_a_template_on_somebody_s_own_disk_is_not_looked_for_and_no_reason_to_refuse() -> None:
    settings = with_part(word(), "word/_rels/settings.xml.rels", rels("attachedTemplate"))
    with pytest.raises(Invalid) as refused:
        read_apart(read_plan, settings)
    assert "elsewhere" not in refused.value.message
