"""Which texts of a return are gone through before it is sent."""

import pytest

from audit_tools.cases import CaseState
from audit_tools.errors import Refused
from audit_tools.library import shipped_tools
from audit_tools.marks import check_gone_through, is_free_text, marked_places
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AgencyKind
from audit_tools.words.shipped import shipped_words

TOOL = shipped_tools()[0]
WORDS = shipped_words()
MARKED = "Born 3 April 2011"


def school(**entries: str) -> AgencyReturn:
    return AgencyReturn(
        "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries
    )


@pytest.mark.parametrize(
    ("place", "free"),
    [
        ("voice.trusted-person", True),  # a text question
        ("voice.daily-life", False),  # yes, partly or no
        ("voice.daily-life/seen", True),
        ("voice/strength/1", True),
        ("voice/development/1", True),
        ("voice/development/1/cause", False),
        ("voice/reason", True),
        ("voice/grade", False),
        ("voice/nothing", False),
    ],
)
def test_only_own_words_are_looked_at(place: str, free: bool) -> None:
    assert is_free_text(TOOL, place) is free


def test_marked_texts_come_in_the_order_of_the_tool() -> None:
    entries = {
        "family/reason": MARKED,
        "voice/development/1": MARKED,
        "voice/strength/2": MARKED,
        "voice.daily-life/seen": MARKED,
        "voice/strength/1": "The tutor listened.",
    }
    assert marked_places(TOOL, school(**entries), WORDS) == (
        "voice.daily-life/seen",
        "voice/strength/2",
        "voice/development/1",
        "family/reason",
    )


def test_a_date_that_a_question_asks_for_is_no_mark() -> None:
    assert marked_places(TOOL, school(**{"voice.daily-life": "yes"}), WORDS) == ()


def test_every_marked_text_is_kept_knowingly_or_stands_in_the_way() -> None:
    written = school(**{"voice/strength/1": MARKED, "voice/reason": MARKED})

    with pytest.raises(Refused, match="could identify somebody") as refused:
        check_gone_through(TOOL, written, WORDS, ["voice/strength/1"])

    assert refused.value.place == "voice/reason"
    check_gone_through(TOOL, written, WORDS, ["voice/strength/1", "voice/reason"])


def test_a_return_without_marks_is_through() -> None:
    check_gone_through(TOOL, school(**{"voice/strength/1": "The tutor listened."}), WORDS)
