"""Keys are given once: made of words, never typed, and never given again."""

import pytest

from audit_tools.editing.changes import add, drop, mark_of
from audit_tools.editing.keys import new_key
from audit_tools.editing.places import QUESTIONS, Document, Part, find
from audit_tools.editing.starting import new_tool, next_version, tool_like
from audit_tools.editing.steps import Spot, take
from audit_tools.errors import Conflict, Hidden, Invalid
from tests.audit_tools.editing.edited import WHOLE

[WIDE] = (one for one in WHOLE if one["key"] == "wide")
VOICE = Part((("sections", "voice"),))
ASKED = Part(((QUESTIONS, "voice.asked"),))


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Was the child asked?", "child-asked"),
        ("What is it?", "what-is-it"),  # nothing but words that say nothing
        ("10 days", "n10-days"),  # a key begins with a letter
        ("Siân's café", "sians-cafe"),
        ("Did agencies share what they knew of the child in time?",
         "agencies-share-they-knew-child"),
        ("???", "question"),
        ("x" * 90, "x" * 40),
    ],
)  # fmt: skip
def test_a_key_is_made_of_the_words_that_tell(words: str, key: str) -> None:
    assert new_key(words, set(), "question") == key


def test_a_key_that_is_taken_gets_a_number() -> None:
    assert new_key("Child asked", {"child-asked", "child-asked-2"}, "x") == "child-asked-3"


def test_a_question_begins_with_the_key_of_its_section_and_says_what_its_section_asks() -> None:
    new = add(WIDE, Spot(VOICE, QUESTIONS), "Asked?", [], [])
    assert new.content == {"key": "voice.asked-2", "text": "Asked?", "type": "assessment",
                           "asked": "each"}  # fmt: skip
    panel = Part((("sections", "overall"),))
    assert add(WIDE, Spot(panel, QUESTIONS), "Safer?", [], []).content["asked"] == "panel"


def test_a_question_like_another_is_answered_and_asked_as_that_and_says_its_own_words() -> None:
    plan = find(WIDE, Part(((QUESTIONS, "voice.plan"),))) or {}
    spot = Spot(VOICE, QUESTIONS, "voice.plan")
    new = add(WIDE, spot, "How does the safety plan go?", [], [], is_alike=True).content
    assert new["key"] == "voice.safety-plan-go"
    assert new["text"] == "How does the safety plan go?"
    same = ("type", "asked", "scale", "kinds", "absences", "reason_when")
    assert [new[name] for name in same] == [plan[name] for name in same]
    assert not {"number", "guidance", "comparable_from"} & set(new)
    # One more row of a table is called what it was added as.
    spot = Spot(VOICE, QUESTIONS, "voice.heard-school")
    row = add(WIDE, spot, "In the street", [], [], is_alike=True).content
    assert (row["matrix"], row["row"]) == ("How well was the child heard?", "In the street")


def test_only_a_question_that_is_there_has_another_like_it() -> None:
    with pytest.raises(Conflict):
        add(WIDE, Spot(VOICE, QUESTIONS, "voice.gone"), "Another?", [], [], is_alike=True)
    with pytest.raises(Hidden):
        add(WIDE, Spot(Part(), "sections", "voice"), "Another", [], [], is_alike=True)


def without_asked() -> Document:
    return take(WIDE, drop(WIDE, ASKED, mark_of(find(WIDE, ASKED) or {})))


def test_the_key_of_a_question_that_an_earlier_version_had_is_used_no_more() -> None:
    gone = without_asked()
    assert add(gone, Spot(VOICE, QUESTIONS), "Asked?", [], []).content["key"] == "voice.asked"
    kept = add(gone, Spot(VOICE, QUESTIONS), "Asked?", [WIDE], [])
    assert kept.content["key"] == "voice.asked-2"


def test_the_key_of_a_question_that_was_taken_out_of_the_draft_is_used_no_more() -> None:
    steps = [drop(WIDE, ASKED, mark_of(find(WIDE, ASKED) or {}))]
    kept = add(without_asked(), Spot(VOICE, QUESTIONS), "Asked?", [], steps)
    assert kept.content["key"] == "voice.asked-2"
    section = drop(WIDE, VOICE, mark_of(find(WIDE, VOICE) or {}))
    empty = take(WIDE, section)
    again = add(empty, Spot(Part(), "sections"), "Voice", [], [section])
    assert again.content["key"] == "voice-2"


def test_the_key_of_an_answer_that_was_taken_out_is_used_no_more() -> None:
    whom = Part(((QUESTIONS, "voice.whom"),))
    them = whom.within("choices", "them")
    step = drop(WIDE, them, mark_of(find(WIDE, them) or {}))
    gone = take(WIDE, step)
    for earlier, steps in (([WIDE], []), ([], [step])):
        new = add(gone, Spot(whom, "choices"), "Them", earlier, steps)
        assert new.content["key"] == "them-2"
    elsewhere = Part(((QUESTIONS, "voice.ways"),))
    assert add(gone, Spot(elsewhere, "choices"), "Them", [WIDE], []).content["key"] == "them"


def test_a_grade_gets_an_initial_that_no_other_has() -> None:
    lights = Part((("scales", "lights"),))
    assert add(WIDE, Spot(lights, "grades"), "Gold", [], []).content["initial"] == "GO"
    assert add(WIDE, Spot(lights, "grades"), "Blue", [], []).content["initial"] == "B"


def test_what_has_no_words_is_not_added_and_nothing_where_nothing_is_listed() -> None:
    with pytest.raises(Invalid, match="what the question is called"):
        add(WIDE, Spot(VOICE, QUESTIONS), "  ", [], [])
    for spot in (Spot(VOICE, "links"), Spot(VOICE, "nothing"), Spot(ASKED, "variants")):
        with pytest.raises(Hidden):
            add(WIDE, spot, "Something", [], [])


def test_the_next_version_says_what_the_newest_does_under_the_next_number() -> None:
    assert next_version(WIDE) == WIDE | {"version": 2}


def test_a_tool_like_another_has_a_key_of_its_own_and_nothing_to_be_compared_with() -> None:
    other = next_version(WIDE)
    other["sections"][0][QUESTIONS][0] |= {"comparable_from": 2, "comparable_why": "Because"}
    made = tool_like(other, "Wide", {"wide"})
    assert (made["key"], made["version"], made["title"]) == ("wide-2", 1, "Wide")
    assert made["sections"] == WIDE["sections"]


def test_a_tool_from_nothing_is_called_something() -> None:
    made = new_tool("Neglect audit", "themes", [], set())
    assert (made["key"], made["version"], made["theme_list"]) == ("neglect-audit", 1, "themes")
    assert "scales" not in made


def test_a_new_tool_gives_no_points_for_grades_that_another_gives_them_for() -> None:
    scale = {
        "key": "two",
        "title": "Two",
        "grades": [{"key": "well", "label": "Well", "points": 4}],
    }
    [kept] = new_tool("Neglect audit", "themes", [scale], set())["scales"]
    assert kept["grades"] == [{"key": "well", "label": "Well"}]
    assert scale["grades"] == [{"key": "well", "label": "Well", "points": 4}]
