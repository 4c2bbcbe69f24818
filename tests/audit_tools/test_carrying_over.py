"""A question that stands in another section keeps its key, and everything asks the tool where."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answers import check_answer, check_on_page
from audit_tools.cases import CaseState
from audit_tools.confirming import (
    Confirmation,
    Standing,
    check_can_confirm,
    seen_of,
    standing_of,
    versions_in,
)
from audit_tools.definition import find_wrong, tool_to_document
from audit_tools.entries import Edit, Entry
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.library import shipped_tools
from audit_tools.marks import texts_of_discussion
from audit_tools.returns import AgencyReturn, ReturnStatus, check_has_place, left_in_section
from audit_tools.tool_changes import Change, find_changes
from tests.audit_tools.carrying_over import carried_over

BEFORE = shipped_tools()[0]
ASKED = "voice.daily-life"
BESIDE = f"{ASKED}/seen"
TOOL = carried_over(BEFORE, ASKED, "family")
SCHOOL = AgencyReturn(
    "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)


def test_a_question_need_not_bear_the_name_of_its_section() -> None:
    assert find_wrong(tool_to_document(TOOL)) == []


def test_what_stands_at_a_question_stands_where_its_tool_says() -> None:
    for place in (ASKED, BESIDE):
        assert (BEFORE.section_at(place), TOOL.section_at(place)) == ("voice", "family")
    assert TOOL.section_at("voice/strength/1") == "voice"
    assert TOOL.section_at("voice.no-such") == ""


def test_its_answer_is_one_of_the_other_section() -> None:
    assert check_answer(TOOL, None, SCHOOL, ASKED, "yes") == "yes"
    check_on_page(TOOL, [Edit(ASKED, "yes", 0, "key")], "family")
    with pytest.raises(Invalid, match="not part of the section"):
        check_on_page(TOOL, [Edit(BESIDE, "The log", 0, "key")], "voice")


def test_who_was_given_the_other_section_has_it_and_who_was_given_its_own_has_not() -> None:
    check_has_place(TOOL, replace(SCHOOL, given=frozenset({"family"})), BESIDE)
    with pytest.raises(Hidden):
        check_has_place(TOOL, replace(SCHOOL, given=frozenset({"voice"})), BESIDE)
    heads = TOOL.heads_of({"voice"})
    assert {"voice", "voice.feel-safer"} <= heads
    assert ASKED not in heads
    assert ASKED in TOOL.heads_of({"family"})


@pytest.mark.parametrize("twofold", [False, True])
def test_what_is_left_of_it_is_left_in_the_other_section(twofold: bool) -> None:
    held = replace(SCHOOL, clashes=frozenset({BESIDE}) if twofold else frozenset())
    place = BESIDE if twofold else ASKED
    assert place in [left.place for left in left_in_section(TOOL, TOOL.section("family"), held)]
    assert place not in [left.place for left in left_in_section(TOOL, TOOL.section("voice"), held)]


def test_the_chair_confirms_it_with_the_other_section() -> None:
    panel = "overall.safer"
    tool = carried_over(BEFORE, panel, "family")
    entries = {panel: Entry("safer", 2), "overall/why": Entry("Seen.", 1)}
    seen = {key: seen_of(versions_in(tool, key, entries)) for key in ("family", "overall")}
    confirmed = {
        key: Confirmation(one, datetime(2025, 5, 28, tzinfo=UTC)) for key, one in seen.items()
    }
    later = entries | {panel: Entry("not-safer", 3)}
    assert standing_of(tool, "family", later, confirmed) is Standing.CHANGED
    assert standing_of(tool, "overall", later, confirmed) is Standing.CONFIRMED
    check_can_confirm(tool, entries, {panel}, {"overall": seen["overall"]})
    with pytest.raises(Refused, match=tool.section("family").title):
        check_can_confirm(tool, entries, {panel}, {"family": seen["family"]})


def test_its_text_is_gone_through_with_the_other_section() -> None:
    written = {"family/why": "They were asked.", "overall.safer/reason": "He said so."}
    assert list(texts_of_discussion(BEFORE, written, ())) == list(written)
    tool = carried_over(BEFORE, "overall.safer", "voice")
    assert list(texts_of_discussion(tool, written, ())) == [*reversed(written)]


@pytest.mark.parametrize(
    ("key", "section"),
    [
        (ASKED, "family"),
        # from the end of a section to the end of the next: the order of others tells nothing
        ("equity.cause", "overall"),
    ],
)
def test_it_is_called_moved_and_stays_comparable(key: str, section: str) -> None:
    home = BEFORE.section_at(key)
    [moved] = find_changes(BEFORE, carried_over(BEFORE, key, section)).changed
    assert (moved.key, set(moved.changes)) == (key, {Change.MOVED})
    assert moved.comparable is not False
    [told] = moved.rewordings
    titles = BEFORE.section(home).title, BEFORE.section(section).title
    assert (told.label, told.before, told.now) == ("In the section", *titles)


def test_from_the_end_of_a_section_to_the_beginning_of_the_next_it_is_moved_too() -> None:
    voice, following = BEFORE.section("voice"), BEFORE.section("identification")
    *others, last = voice.questions
    changed = {
        "voice": replace(voice, questions=tuple(others)),
        "identification": replace(following, questions=(last, *following.questions)),
    }
    sections = tuple(changed.get(one.key, one) for one in BEFORE.sections)
    [moved] = find_changes(BEFORE, replace(BEFORE, sections=sections)).changed
    assert moved.key == last.key
    assert set(moved.changes) == {Change.MOVED}
