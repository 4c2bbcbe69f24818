"""A group: a row to each brother, sister or friend, named by the tool and saved cell by cell."""

from dataclasses import replace
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answers import beside, check_answer, in_full, said
from audit_tools.cases import CaseState
from audit_tools.definition import read_tool, tool_from_document, tool_to_document, write_tool
from audit_tools.discussions import check_record_value, left_to_agree
from audit_tools.errors import Invalid
from audit_tools.marks import is_free_text, text_places, texts_of_discussion
from audit_tools.parts import MOST_ROWS, Numbered
from audit_tools.returns import AgencyReturn, ReturnStatus, left_in_section, says_anything
from audit_tools.tool import Needed
from tests.audit_tools.definition.definitions import first_question, only_problem, problems, sound
from tests.wide_tool import wide_tool

TOOL = wide_tool()
SIBLINGS, FRIENDS = TOOL.question("voice.siblings"), TOOL.question("overall.friends")
AGE, LIVES, THOUGHT, TIMES, LAST = (
    f"voice.siblings/row/1/{part}" for part in ("age", "lives", "thought", "times", "last")
)
AGE_3 = "voice.siblings/row/3/age"
SCHOOL = AgencyReturn(
    "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)


def left(entries: dict[str, str], needed: Needed = Needed.OPTIONAL) -> list[tuple[str, str]]:
    asked = replace(SIBLINGS, answer=needed)
    section = replace(TOOL.section("voice"), questions=(asked,), graded=False)
    tool = replace(TOOL, sections=(section,))
    found = left_in_section(tool, section, replace(SCHOOL, entries=entries))
    return [(one.place, one.sentence) for one in found]


def stored(place: str, value: str) -> str:
    return check_answer(TOOL, None, SCHOOL, place, value)


def test_the_tool_names_the_rows() -> None:
    assert [SIBLINGS.row_name(row) for row in (1, 2, 3)] == ["Sibling 1", "Sibling 2", "Sibling 3"]
    assert [FRIENDS.row_name(row) for row in (1, 2)] == ["Peer A", "Peer B"]
    assert Numbered.LETTERS.sign(MOST_ROWS) == "T"


def test_a_row_keeps_its_number_when_one_before_it_is_emptied() -> None:
    entries = {AGE: "younger", AGE_3: "older"}
    assert SIBLINGS.rows_in(entries) == (1, 3)
    assert SIBLINGS.rows_in({AGE: "", AGE_3: "older"}) == (3,)
    assert beside(SIBLINGS, {AGE_3: "older"}) == (("Sibling 3", "Age: 10 or over"),)


def test_rows_are_read_in_words_by_what_they_are_called() -> None:
    entries = {AGE: "younger", LAST: "2025-05-28", LIVES: "With an aunt"}
    row = "Age: Under 10 · Lives where: With an aunt · Last seen: 28 May 2025"
    assert beside(SIBLINGS, entries) == (("Sibling 1", row),)
    assert said(SIBLINGS, entries) == ""
    assert in_full(SIBLINGS, entries) == f"Sibling 1: {row}"
    assert said(SIBLINGS, {}) == in_full(SIBLINGS, {}) == "Not answered"
    assert said(SIBLINGS, {"voice.siblings": "not-known"}) == "Not known"


def test_each_part_takes_what_it_is_for_and_nothing_else() -> None:
    assert stored(AGE, "older") == "older"
    assert stored(TIMES, "007") == "7"
    assert stored(LIVES, " At home ") == "At home"
    assert stored(LAST, "2025-05-28") == "2025-05-28"
    assert stored(AGE, "") == ""
    for place, value in ((AGE, "grown"), (TIMES, "often"), (LAST, "in May")):
        with pytest.raises(Invalid) as refused:
            stored(place, value)
        assert refused.value.place == place


@pytest.mark.parametrize("place", [
    "voice.siblings/row/4/age",  # the tool has room for three
    "voice.siblings/row/0/age",
    "voice.siblings/row/01/age",
    "voice.siblings/row/1/name",  # no such part
    "voice.siblings/row/1",
    "voice.whom/row/1/age",  # no group
])  # fmt: skip
def test_there_is_no_place_but_those_of_the_rows(place: str) -> None:
    with pytest.raises(Invalid):
        stored(place, "older")


def test_the_group_itself_holds_only_why_there_is_nothing_to_say() -> None:
    assert stored("voice.siblings", "not-known") == "not-known"
    with pytest.raises(Invalid, match="Write in the rows"):
        stored("voice.siblings", "two brothers")


def test_a_row_with_something_in_it_has_what_is_required() -> None:
    assert left({}) == []
    assert left({LIVES: "At home"}) == [(AGE, "Fill in “Age” of Sibling 1: question 1.10")]
    assert left({LIVES: "At home", AGE: "younger", AGE_3: "older"}) == []


def test_a_group_that_has_to_be_answered_takes_a_row_or_why_there_is_none() -> None:
    assert left({}, Needed.REQUIRED) == [("voice.siblings", "Answer question 1.10")]
    assert left({AGE_3: "older"}, Needed.REQUIRED) == []
    assert left({"voice.siblings": "not-known"}, Needed.REQUIRED) == []


def test_rows_and_why_there_are_none_do_not_stand_together() -> None:
    [(place, sentence)] = left({"voice.siblings": "not-known", AGE: "younger"})
    assert place == "voice.siblings"
    assert sentence.startswith("Take back “Not known”, or empty what stands in the rows")


def test_whoever_filled_in_a_row_said_something_of_the_section() -> None:
    assert says_anything({AGE: "younger"}, "voice")


def test_names_are_looked_for_in_the_texts_of_rows_alone() -> None:
    assert is_free_text(TOOL, LIVES)
    assert is_free_text(TOOL, THOUGHT)
    assert not any(is_free_text(TOOL, place) for place in (AGE, TIMES, LAST, "voice.siblings"))
    places = text_places(TOOL, replace(SCHOOL, entries={AGE: "younger"}))
    assert {LIVES, THOUGHT, "voice.siblings/row/3/lives"} <= set(places)
    assert AGE not in places


def test_the_panel_fills_in_rows_of_its_own() -> None:
    what, by = "overall.friends/row/1/what", "overall.friends/row/1/by"
    assert check_record_value(TOOL, None, frozenset(), what, "Help") == "Help"
    with pytest.raises(Invalid):
        check_record_value(TOOL, None, frozenset(), by, "soon")
    entries = {by: "2025-05-28"}
    assert (what, "Fill in “What for” of Peer A: Which friends should be thought of?") in (
        left_to_agree(TOOL, None, entries)
    )
    assert by not in texts_of_discussion(TOOL, entries, ())
    assert what in texts_of_discussion(TOOL, {what: "Help"}, ())


def test_what_a_place_is_called_names_the_row() -> None:
    assert SIBLINGS.beside_label(AGE_3) == "Sibling 3: Age"


def test_a_tool_with_groups_is_written_and_read_without_a_loss() -> None:
    assert read_tool(write_tool(TOOL)) == TOOL
    assert tool_from_document(tool_to_document(TOOL)) == TOOL
    assert tool_to_document(TOOL)["sections"][1]["questions"][3] == {
        "key": "overall.friends",
        "text": "Which friends should be thought of?",
        "type": "group",
        "asked": "panel",
        "class": "scored",
        "called": "Peer",
        "numbered": "letters",
        "most": 2,
        "parts": [
            {"key": "what", "label": "What for", "type": "text", "required": True},
            {"key": "by", "label": "By", "type": "date"},
            {
                "key": "how",
                "label": "How",
                "type": "single",
                "choices": [
                    {"key": "alone", "label": "Alone"},
                    {"key": "together", "label": "Together"},
                ],
            },
        ],
    }


PART = {"key": "what", "label": "What", "type": "text"}
CHOICES = [{"key": "one", "label": "One"}, {"key": "two", "label": "Two"}]


def grouped(**more: Any) -> dict[str, Any]:
    """A sound definition whose first question is a group, which no other question hangs on."""
    document = sound()
    del document["sections"][0]["questions"][1:]
    first_question(document).update(
        {"type": "group", "called": "Peer", "parts": [PART], "class": "descriptive"} | more
    )
    return document


def test_a_sound_group_has_no_problem() -> None:
    assert problems(grouped()) == []


@pytest.mark.parametrize(("more", "sentence"), [
    ({"parts": []}, "List what is asked in each row under “parts”."),
    ({"called": ""}, "Say what one row is called: “called: Sibling”."),
    ({"parts": [{**PART, "type": "single"}]}, "List at least two choices"),
    ({"parts": [{**PART, "choices": CHOICES}]}, "A part of type “text” has no choices"),
    ({"parts": [{**PART, "type": "single",
                 "choices": [CHOICES[0], {**CHOICES[1], "say_which": True}]}]},
     "“say_which” is not known here."),
    ({"parts": [PART, PART]}, "“what” is already used above"),
    ({"parts": [{**PART, "type": "single", "choices": [CHOICES[0], CHOICES[0]]}]},
     "“one” is already used above"),
    ({"parts": [{**PART, "type": "group"}]}, "Use one of: text, long-text, number, date, single."),
    ({"parts": [{**PART, "key": f"part{n}"} for n in range(13)]},
     "List at most 12 under “parts”."),
    ({"most": 21}, "Write 20 or less."),
    ({"most": 0}, "Write 1 or more."),
    ({"reason": "optional"}, "A reason is a part of each row."),
    ({"choices": CHOICES}, "An answer of type “group” has no choices of its own."),
    ({"type": "text"}, "Only a question of type “group” has rows."),
])  # fmt: skip
def test_what_is_wrong_with_a_group_is_said(more: dict[str, Any], sentence: str) -> None:
    assert sentence in only_problem(grouped(**more)).message


def test_no_condition_reads_rows() -> None:
    document = sound()
    question = first_question(document)
    question.update({"type": "group", "called": "Peer", "parts": [PART]})
    assert "which no condition reads" in only_problem(document).message
