"""Which texts of a return are gone through before it is sent."""

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.errors import Refused
from audit_tools.findings import Finding
from audit_tools.library import shipped_tools
from audit_tools.marks import (
    check_gone_through,
    is_free_text,
    marked_in,
    marked_places,
    row_called,
    texts_of_discussion,
    with_names_hidden,
)
from audit_tools.places import FindingKind
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.words.shipped import shipped_words
from tests.wide_tool import wide_tool

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
        check_gone_through(marked_places(TOOL, written, WORDS), ["voice/strength/1"])

    assert refused.value.place == "voice/reason"
    check_gone_through(marked_places(TOOL, written, WORDS), ["voice/strength/1", "voice/reason"])


def test_a_return_without_marks_is_through() -> None:
    plain = school(**{"voice/strength/1": "The tutor listened."})
    check_gone_through(marked_places(TOOL, plain, WORDS))


def test_every_text_of_a_discussion_is_looked_at_and_nothing_that_is_chosen() -> None:
    texts = {
        "overall.good-practice": "Jayden's nurse rang.",
        "voice/why": "Jayden was asked.",
        "voice/view/school/reason": "Jayden was not.",
        "voice/said/police": "DS Karen Hill rang.",
        "voice/action-by": "Karen Hill",
    }
    chosen = {"voice/agreed": "good", "voice/view/school/grade": "good", "overall.safer": "safer"}
    asked = {"voice/action-when": "3 April 2025"}
    finding = Finding(3, "SYV25-01", "voice", FindingKind.STRENGTH, "Jayden was seen.", (), ())
    looked_at = texts_of_discussion(TOOL, chosen | asked | texts, [finding])
    assert set(looked_at) == {*texts, "voice/finding/3"}
    assert set(marked_in(looked_at, WORDS)) == set(looked_at)
    assert list(looked_at)[-1].startswith("overall")


def test_what_is_marked_is_left_out_of_what_stands_on_a_wall() -> None:
    said = "DS Karen Hill drove Jayden home, and Jayden thanked her."
    shown = "[a name] drove [a name] home, and [a name] thanked her."
    assert with_names_hidden(said, WORDS) == shown
    assert with_names_hidden("The tutor listened.", WORDS) == "The tutor listened."


def test_a_place_in_a_group_is_called_as_its_row_is() -> None:
    tool = wide_tool()
    assert row_called(tool, "voice.siblings/row/2/lives") == "Sibling 2"
    assert row_called(tool, "overall.friends/row/1/what") == "Peer A"
    for place in ("voice.siblings", "voice.asked/reason", "voice/strength/1"):
        assert row_called(tool, place) == ""
