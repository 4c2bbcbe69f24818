"""An agency's own return: every answer, line and grade, and a draft until it is sent."""

import pytest

import reports
from audit_tools.returns import ReturnStatus
from tests.reports import papers
from tests.reports.files import word, word_text


def copy_text(status: ReturnStatus) -> str:
    return word_text(word(reports.build("return-copy", papers.copy(status), "docx").data))


@pytest.mark.parametrize("status", [ReturnStatus.DUE, ReturnStatus.REOPENED])
def test_a_return_that_was_not_sent_is_a_draft_on_each_page(status: ReturnStatus) -> None:
    file = word(reports.build("return-copy", papers.copy(status), "docx").data)
    assert "Draft" in file.sections[0].header.paragraphs[0].text
    assert "has not been sent" in word_text(file)


def test_a_return_holds_every_answer_line_and_grade() -> None:
    text = copy_text(ReturnStatus.SUBMITTED)
    for said in ("Sent 23 May 2025, 11:00", "The tutor of the workshop.", "Inadequate",
                 "We heard of the arrest from a parent. Why: tool or process.",
                 "Partly", "Not answered"):  # fmt: skip
        assert said in text
    assert "Draft" not in text


def test_a_child_that_was_not_known_has_a_short_return() -> None:
    text = copy_text(ReturnStatus.NOT_KNOWN)
    assert "not known to us" in text
    assert "Not answered" not in text
