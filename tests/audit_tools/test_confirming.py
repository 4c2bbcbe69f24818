"""What the chair confirmed stands until somebody writes in the section again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audit_tools.confirming import (
    Confirmation,
    Standing,
    check_can_confirm,
    seen_of,
    standing_of,
    unconfirmed,
    versions_in,
)
from audit_tools.entries import Entry
from audit_tools.errors import Conflict, Refused
from audit_tools.library import shipped_tools

TOOL = shipped_tools()[0]
AT = datetime(2025, 5, 20, 9, 0, tzinfo=UTC)
ENTRIES = {
    "voice/agreed": Entry("good", 1),
    "voice/why": Entry("Seen.", 2),
    "family/why": Entry("Late.", 1),
    "justice/why": Entry("", 3),
}


def confirmed(section: str, entries: dict[str, Entry]) -> dict[str, Confirmation]:
    return {section: Confirmation(seen_of(versions_in(TOOL, section, entries)), AT)}


def test_a_section_waits_until_the_chair_confirms_it_as_it_stands() -> None:
    assert standing_of(TOOL, "voice", ENTRIES, {}) is Standing.NOT_YET
    assert standing_of(TOOL, "voice", ENTRIES, confirmed("voice", ENTRIES)) is Standing.CONFIRMED


# what is written after the confirmation
LATER = [
    # another text in the same place
    {"voice/why": Entry("Heard.", 3)},
    # the same text again, after another: somebody has written, so it is read again
    {"voice/why": Entry("Seen.", 4)},
    # a place in which nothing stood
    {"voice/action": Entry("Ask her.", 1)},
    # a place that was emptied
    {"voice/agreed": Entry("", 2)},
]


@pytest.mark.parametrize("later", LATER)
def test_whatever_is_written_afterwards_takes_the_confirmation_back(
    later: dict[str, Entry],
) -> None:
    before = confirmed("voice", ENTRIES)
    assert standing_of(TOOL, "voice", ENTRIES | later, before) is Standing.CHANGED


def test_what_is_written_in_another_section_takes_nothing_back() -> None:
    later = ENTRIES | {"family/why": Entry("Early.", 2)}
    assert standing_of(TOOL, "voice", later, confirmed("voice", ENTRIES)) is Standing.CONFIRMED


def test_sections_that_hold_nothing_need_no_confirming() -> None:
    assert standing_of(TOOL, "justice", ENTRIES, {}) is Standing.EMPTY
    assert unconfirmed(TOOL, ENTRIES, {}) == ("voice", "family")
    assert unconfirmed(TOOL, ENTRIES, confirmed("voice", ENTRIES)) == ("family",)


def test_in_one_sitting_nothing_is_confirmed_apart() -> None:
    assert unconfirmed(replace(TOOL, in_one_sitting=True), ENTRIES, {}) == ()


def test_only_what_was_seen_is_confirmed() -> None:
    seen = {"voice": seen_of({"voice/agreed": 1, "voice/why": 2, "voice/check": 0})}
    check_can_confirm(TOOL, ENTRIES, (), seen)
    with pytest.raises(Conflict):
        check_can_confirm(TOOL, ENTRIES, (), {"voice": seen_of({"voice/agreed": 1})})
    with pytest.raises(Refused, match="Voice") as refused:
        check_can_confirm(TOOL, ENTRIES, {"voice/why"}, seen)
    assert refused.value.place == "voice/why"
    check_can_confirm(TOOL, ENTRIES, {"family/why"}, seen)
