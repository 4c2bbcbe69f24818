"""Other: say which, and a comment for each answer that is chosen of several."""

from dataclasses import replace
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answers import beside, check_answer, first_opened
from audit_tools.cases import CaseState
from audit_tools.definition import read_tool, tool_to_document, write_tool
from audit_tools.discussions import check_record_value, left_to_agree
from audit_tools.errors import Invalid
from audit_tools.marks import is_free_text, text_places, texts_of_discussion
from audit_tools.returns import AgencyReturn, ReturnStatus, left_in_section
from audit_tools.tool import Choice
from audit_tools.tool_changes import Change, find_changes
from tests.audit_tools.definition.definitions import first_question, only_problem, sound
from tests.wide_tool import wide_tool

TOOL = wide_tool()
VOICE = TOOL.section("voice")
WHOM, WAYS = TOOL.question("voice.whom"), TOOL.question("voice.ways")
WHICH, COMMENT = "voice.whom/says/another", "voice.ways/says/alone"
SCHOOL = AgencyReturn(
    "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)
CHOSEN = {
    "voice.asked": "yes",
    "voice.whom": "another",
    "voice.whom/reason": "So.",
    "voice.plan": "green",
    "voice.safe": "n9",
    "voice.days": "3",
    "voice.heard-home": "green",
    "voice.heard-school": "red",
    "voice/grade": "not-our-part",
}


def left(entries: dict[str, str]) -> list[tuple[str, str]]:
    found = left_in_section(TOOL, VOICE, replace(SCHOOL, entries=entries))
    return [(one.place, one.sentence) for one in found]


def test_whoever_chooses_another_says_which() -> None:
    assert left(CHOSEN) == [(WHICH, "Say which: question 1.2")]
    assert left(CHOSEN | {WHICH: "The coach."}) == []
    assert left(CHOSEN | {"voice.whom": "us"}) == []


def test_a_comment_is_nobodys_duty() -> None:
    assert left(CHOSEN | {WHICH: "The coach.", "voice.ways": "alone|with-family"}) == []


def stored(place: str, value: str) -> str:
    return check_answer(TOOL, None, SCHOOL, place, value)


def test_words_are_stored_beside_the_choices_that_take_them_and_nowhere_else() -> None:
    assert stored(WHICH, " The coach. ") == "The coach."
    assert stored(COMMENT, "In May.") == "In May."
    for place in ("voice.whom/says/us", "voice.ways/says/not-known", "voice.asked/says/yes",
                  "voice.whom/says", "voice.whom/says/another/more"):  # fmt: skip
        with pytest.raises(Invalid, match="no such question"):
            stored(place, "x")


def test_words_beside_a_choice_are_read_for_names() -> None:
    assert {WHICH, COMMENT} <= set(text_places(TOOL, SCHOOL))
    assert is_free_text(TOOL, "voice.ways/says/cause")
    texts = texts_of_discussion(TOOL, {"overall.helped/says/another": "The coach"}, ())
    assert list(texts) == ["overall.helped/says/another"]


def test_what_was_said_stands_beside_the_answer_by_its_choice() -> None:
    entries = {"voice.ways": "alone", COMMENT: "In May.", "voice.ways/says/with-family": "Twice."}
    assert beside(WAYS, entries) == (("Alone", "In May."),)
    both = entries | {"voice.ways": "alone|with-family"}
    assert beside(WAYS, both) == (("Alone", "In May."), ("With the family", "Twice."))


def test_the_discussion_says_which_too() -> None:
    place = "overall.helped/says/another"
    assert check_record_value(TOOL, None, frozenset(), place, "The coach") == "The coach"
    with pytest.raises(Invalid, match="no such question"):
        check_record_value(TOOL, None, frozenset(), "overall.helped/says/family", "x")
    agreed = {"voice/why": "So.", "overall/why": "So.", "overall.helped": "another",
              "overall.plan": "amber"}  # fmt: skip
    assert left_to_agree(TOOL, None, agreed) == ((place, "Say which: Who helped most?"),)
    assert left_to_agree(TOOL, None, agreed | {place: "The coach"}) == ()


def test_what_an_answer_opens() -> None:
    assert WHOM.opened("another") == (WHICH,)
    assert WHOM.opened("us") == WHOM.opened("") == ()
    assert WAYS.opened("alone|with-family") == (COMMENT, "voice.ways/says/with-family")


def test_the_first_place_that_answers_opened_is_the_first_on_the_page() -> None:
    def opened(before: dict[str, str], after: dict[str, str], *new: str) -> str:
        return first_opened((WHOM, WAYS), new, before, after)

    another = {"voice.whom": "another"}
    assert opened({}, another, "voice.ways") == WHICH
    assert opened({}, another | {WHICH: "The coach."}, "voice.ways") == "voice.ways"
    assert opened({}, {"voice.whom": "us", "voice.ways": "alone"}, "voice.ways") == COMMENT
    assert opened(another, another) == opened({}, {"voice.whom": "us"}) == ""


def test_words_are_the_same_after_writing() -> None:
    assert read_tool(write_tool(TOOL)) == TOOL
    whom, _, ways = tool_to_document(TOOL)["sections"][0]["questions"][1:4]
    assert [choice.get("say_which") for choice in whom["choices"]] == [None, None, True]
    assert ways["comments"] is True


# what is said of the first question, the sentence
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"comments": True}, "Only where several may be chosen"),
    ({"comments": "yes"}, "true or false"),
]


@pytest.mark.parametrize(("said", "sentence"), WRONG)
def test_comments_where_one_is_chosen_are_refused(said: dict[str, Any], sentence: str) -> None:
    document = sound()
    first_question(document).update(said)
    assert sentence in only_problem(document).message


def test_other_words_beside_an_answer_leave_it_comparable() -> None:
    bare = tuple(Choice(one.key, one.label) for one in WHOM.choices)
    for key, changed in (("voice.whom", replace(WHOM, choices=bare)),
                         ("voice.ways", replace(WAYS, comments=False))):  # fmt: skip
        questions = (changed if one.key == key else one for one in VOICE.questions)
        voice = replace(VOICE, questions=tuple(questions))
        now = replace(TOOL, version=2, sections=(voice, *TOOL.sections[1:]))
        [change] = find_changes(TOOL, now).changed
        assert change.changes == {Change.WORDS_ASKED_OTHERWISE}
        assert change.comparable is True
