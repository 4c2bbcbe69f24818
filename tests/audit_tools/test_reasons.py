"""Why a question was answered so: asked for always, or beside some answers, as the tool says."""

from dataclasses import replace
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answers import beside, check_answer
from audit_tools.cases import CaseState
from audit_tools.definition import read_tool, write_tool
from audit_tools.discussions import check_record_value, left_to_agree
from audit_tools.errors import Invalid
from audit_tools.marks import text_places, texts_of_discussion
from audit_tools.needed import say_reason
from audit_tools.returns import AgencyReturn, ReturnStatus, left_in_section, minutes_left
from audit_tools.tool import Needed
from audit_tools.tool_changes import Change, find_changes
from tests.audit_tools.definition.definitions import (
    first_question,
    only_problem,
    problems,
    second_question,
    sound,
)
from tests.wide_tool import wide_tool

TOOL = wide_tool()
VOICE = TOOL.section("voice")
SCHOOL = AgencyReturn(
    "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)
CHOSEN = {
    "voice.asked": "yes",
    "voice.whom": "us",
    "voice.whom/reason": "The log says so.",
    "voice.plan": "green",
    "voice.safe": "n9",
    "voice.days": "3",
    "voice.heard-home": "green",
    "voice.heard-school": "red",
}


def left(**changed: str) -> list[str]:
    entries = {k: v for k, v in (CHOSEN | changed).items() if v} | {"voice/grade": "not-our-part"}
    return [one.place for one in left_in_section(TOOL, VOICE, replace(SCHOOL, entries=entries))]


# what is answered, and the reasons that are left
REASONS = [
    # asked for beside some answers: yes is not among them
    ({}, []),
    ({"voice.asked": "no"}, ["voice.asked/reason"]),
    ({"voice.asked": "partly"}, ["voice.asked/reason"]),
    ({"voice.asked": "no", "voice.asked/reason": "Nobody was there."}, []),
    ({"voice.asked": "not-known"}, []),
    # required always: beside every answer, but an open question asks for its answer first
    ({"voice.whom/reason": ""}, ["voice.whom/reason"]),
    ({"voice.whom": "", "voice.whom/reason": ""}, ["voice.whom"]),
    # optional
    ({"voice.days": "3"}, []),
    # nothing to add leaves questions open; what was answered still needs its reason
    ({"voice/nothing": "yes", "voice.asked": "no"}, ["voice.asked/reason"]),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "wanted"), REASONS)
def test_an_answer_lacks_its_reason_where_the_tool_asks_for_one(
    changed: dict[str, str], wanted: list[str]
) -> None:
    assert left(**changed) == wanted


def test_a_reason_is_named_by_its_question_and_takes_as_long_as_a_grade() -> None:
    answered = replace(SCHOOL, entries=CHOSEN | {"voice.asked": "no"})
    one = left_in_section(TOOL, VOICE, answered)[0]
    assert one.sentence == "Say why: question 1.1"
    assert minutes_left(TOOL, answered) == 2


def stored(place: str, value: str) -> str:
    return check_answer(TOOL, TOOL.scale("ofsted"), SCHOOL, place, value)


def test_a_reason_is_stored_as_a_text() -> None:
    assert stored("voice.asked/reason", " It was late.\r\nNobody came. ") == (
        "It was late.\nNobody came."
    )


def test_a_question_that_asks_for_no_reason_has_no_place_for_one() -> None:
    shut = replace(VOICE.questions[0], reason_when=())
    tool = replace(TOOL, sections=(replace(VOICE, questions=(shut,)),))
    with pytest.raises(Invalid, match="no such question"):
        check_answer(tool, None, SCHOOL, "voice.asked/reason", "Because")


def test_a_reason_is_read_for_names_as_every_text() -> None:
    assert "voice.asked/reason" in text_places(TOOL, SCHOOL)
    texts = texts_of_discussion(TOOL, {"overall.safer": "safer", "overall.safer/reason": "So"}, ())
    assert list(texts) == ["overall.safer/reason"]


def test_what_stands_beside_an_answer_is_named() -> None:
    entries = {"voice.asked/reason": "It was late.", "voice.asked/seen": "Log"}
    asked = TOOL.question("voice.asked")
    assert beside(asked, entries | {"voice.asked": "no"}) == (
        ("Why", "It was late."),
        ("Seen", "Log"),
    )
    # It was said of a No, and is kept in case it is one again.
    assert beside(asked, entries | {"voice.asked": "yes"}) == (("Seen", "Log"),)


# --- The discussion's own answers ---


def recorded(place: str, value: str) -> str:
    return check_record_value(TOOL, None, frozenset({"school"}), place, value)


def test_the_discussion_says_why_it_answered_so() -> None:
    assert recorded("overall.safer/reason", " He says so. ") == "He says so."
    for place in ("overall.safer/seen", "overall.safer/reason/again", "voice.asked/reason"):
        with pytest.raises(Invalid, match="no such question"):
            recorded(place, "x")


def test_signing_off_waits_for_the_reason_of_an_answer() -> None:
    agreed = {"voice/why": "So.", "overall/why": "So."}
    assert left_to_agree(TOOL, None, agreed) == ()
    answered = agreed | {"overall.safer": "safer"}
    wanted = (("overall.safer/reason", "Say why: Is the child safer?"),)
    assert left_to_agree(TOOL, None, answered) == wanted
    assert left_to_agree(TOOL, None, answered | {"overall.safer/reason": "So."}) == ()


# --- Definitions ---


def test_what_is_said_of_reasons_is_the_same_after_writing() -> None:
    assert read_tool(write_tool(TOOL)) == TOOL
    asked, whom = (TOOL.question(key) for key in ("voice.asked", "voice.whom"))
    assert (asked.reason, asked.reason_when) == (None, ("partly", "no", "no-evidence"))
    assert whom.reason is Needed.REQUIRED
    assert asked.reason_text == "What stood in the way?"
    assert asked.reason_needed == "Needed where the answer is Partly, No or No evidence on record."


# what is said of a reason, the place of the problem within the question, the sentence
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"reason_when": ["never"]}, ".reason_when", "“never” is no answer to this question"),
    ({"reason": "required", "reason_when": ["no"]}, ".reason_when", "required beside every answer"),
    ({"reason_prompt": "Why?"}, ".reason_prompt", "Nothing is asked for here"),
    ({"reason": "sometimes"}, ".reason", "Use one of: optional, required."),
    ({"type": "text", "reason": "optional"}, "", "A text is its own reason"),
    ({"asked": "beside-lines", "kinds": [], "reason": "optional"}, "", "reason in the line"),
    ({"type": "number", "reason_when": ["3"]}, ".reason_when", "none, since it is not a choice"),
]


@pytest.mark.parametrize(("said", "place", "sentence"), WRONG)
def test_what_cannot_be_asked_is_refused_with_its_place(
    said: dict[str, Any], place: str, sentence: str
) -> None:
    document = sound()
    second_question(document)["show_when"] = []
    first_question(document).update(said)
    if said.get("asked"):
        document["sections"][0]["questions"].pop()
    found = [p for p in problems(document) if "small letters" not in p.message]
    assert [p.place for p in found] == [f"sections.voice.questions.1{place}"], found
    assert sentence in found[0].message


def test_a_sound_reason_has_no_problem() -> None:
    document = sound()
    first_question(document).update(reason="optional", reason_when=["no"], reason_prompt="Why not?")
    assert problems(document) == []
    first_question(document)["reason_when"] = ["maybe"]
    assert "yes, partly, no" in only_problem(document).message


# --- The next version ---


def test_asking_for_a_reason_otherwise_is_told_and_leaves_answers_comparable() -> None:
    asked = replace(VOICE.questions[0], reason_when=("no",))
    now = replace(
        TOOL,
        version=2,
        sections=(replace(VOICE, questions=(asked, *VOICE.questions[1:])), *TOOL.sections[1:]),
    )
    [change] = find_changes(TOOL, now).changed
    assert change.changes == {Change.WORDS_ASKED_OTHERWISE}
    assert (change.comparable, change.asks_author) == (True, False)
    assert change.told == "Other words asked for beside it"


def test_what_is_asked_for_and_when_are_two_sentences() -> None:
    whom = TOOL.question("voice.whom")
    assert say_reason(whom) == "Why? Needed beside every answer."
    evidence = replace(whom, reason_prompt="Evidence")
    assert say_reason(evidence) == "Evidence. Needed beside every answer."
    assert say_reason(replace(evidence, reason=Needed.OPTIONAL)) == "Evidence"
