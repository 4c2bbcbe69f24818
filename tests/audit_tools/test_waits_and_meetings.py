"""Waits and standing meetings as an audit tool lists them."""

from typing import Any

import pytest

from audit_tools.definition import tool_from_document, tool_to_document
from audit_tools.errors import Invalid
from tests.audit_tools.disclosure.waiting import TOOL, changed


def test_a_tool_keeps_its_waits_and_meetings_when_it_is_written_and_read() -> None:
    again = tool_from_document(tool_to_document(TOOL))
    assert (again.waits, again.meetings) == (TOOL.waits, TOOL.meetings)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        # a wait is a number of days
        (changed("waits", question="help.while-waiting"), "type “number”"),
        (changed("waits", question="help.unheard-of"), "type “number”"),
        # nobody of this kind is asked
        (changed("waits", kinds=["police"]), "None of these answers"),
        (changed("waits", meanwhile="help.unheard-of"), "no such question"),
        # words without days, days without words
        (changed("waits", standard=""), "both in words and in days"),
        (changed("waits", standard_days=None), "both in words and in days"),
        # a meeting is ticked by the discussion
        (changed("meetings", question="overall.safer"), "type “multiple”"),
        (changed("meetings", question="details.needs"), "type “multiple”"),
        # twice the same
        (changed("waits", key="mental-health"), "already used"),
    ],
)
def test_a_wait_or_a_meeting_that_cannot_be_counted_is_refused(
    document: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        tool_from_document(document)


def test_the_shipped_standards_are_those_that_the_services_gave() -> None:
    standards = {one.key: one.standard_days for one in TOOL.waits if one.standard}
    assert standards == {"navigator": 1, "exploitation-service": 42}
