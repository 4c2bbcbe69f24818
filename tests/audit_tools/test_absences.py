"""Not applicable, not known and no evidence on record: answers of their own, and never a No."""

from dataclasses import replace
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answers import check_answer, check_told, in_words
from audit_tools.cases import CaseState
from audit_tools.comparable import find_alike
from audit_tools.definition import json_schema, read_tool, write_tool
from audit_tools.discussions import ReturnRead, compare
from audit_tools.errors import Invalid
from audit_tools.places import FindingKind
from audit_tools.returns import AgencyReturn, ReturnStatus, left_in_section
from audit_tools.sittings import says
from audit_tools.tool import Absence, AuditTool, Question
from audit_tools.tool_changes import Change, Said, declare, find_changes
from tests.audit_tools.definition.definitions import (
    first_question,
    only_problem,
    problems,
    second_question,
    sound,
)
from tests.facts import cycle, cycle_facts
from tests.wide_tool import wide_tool

TOOL = wide_tool()
VOICE = TOOL.section("voice")
ASKED, WHOM, WAYS = (TOOL.question(f"voice.{key}") for key in ("asked", "whom", "ways"))
SCHOOL = AgencyReturn(
    "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)


def stored(place: str, value: str) -> str:
    return check_answer(TOOL, None, SCHOOL, place, value)


def test_what_is_offered_besides_comes_after_the_answers_of_the_question() -> None:
    assert [one.label for one in ASKED.options] == [
        "Yes", "Partly", "No", "Not applicable", "Not known", "No evidence on record",
    ]  # fmt: skip
    assert [one.key for one in WHOM.options] == ["us", "them", "another", "no-evidence"]


def test_an_assessment_can_offer_fewer_or_none() -> None:
    bare = replace(ASKED, absences=(), reason_when=("no",))
    assert [one.key for one in bare.options] == ["yes", "partly", "no"]
    tool = with_asked(bare)
    assert read_tool(write_tool(tool)) == tool
    with pytest.raises(Invalid, match="Choose Yes, Partly or No for"):
        check_answer(tool, None, SCHOOL, "voice.asked", "not-known")


def test_no_evidence_is_stored_read_and_answers_the_question() -> None:
    assert stored("voice.asked", "no-evidence") == "no-evidence"
    assert in_words(ASKED, "no-evidence") == "No evidence on record"
    given = {"voice.asked": "no-evidence", "voice.asked/reason": "The log ends in May."}
    left = left_in_section(TOOL, VOICE, replace(SCHOOL, entries=given))
    assert "voice.asked" not in [one.place for one in left]


def test_what_a_question_does_not_offer_is_no_answer_to_it() -> None:
    with pytest.raises(Invalid, match="answers offered"):
        stored("voice.whom", "not-known")


def test_several_answers_stand_beside_no_absence() -> None:
    assert stored("voice.ways", "not-known") == "not-known"
    with pytest.raises(Invalid, match="either “Not known” or others"):
        stored("voice.ways", "alone|not-known")
    with pytest.raises(Invalid, match="either “Not known” or others"):
        check_told(WAYS, "voice.ways", "not-known|with-family")


@pytest.mark.parametrize("absence", Absence)
def test_an_absence_is_no_difference_from_a_yes_and_no_finding(absence: Absence) -> None:
    returns = tuple(
        ReturnRead(agency, ReturnStatus.SUBMITTED, {"voice.asked": answer})
        for agency, answer in (("police", "yes"), ("school", absence.value))
    )
    assert compare(VOICE, None, returns).questions == ()
    assert says(ASKED, returns) is FindingKind.STRENGTH
    assert says(ASKED, returns[1:]) is None


# --- Definitions ---


def test_absences_are_the_same_after_writing_and_stand_in_the_schema() -> None:
    assert read_tool(write_tool(TOOL)) == TOOL
    assert json_schema()["$defs"]["Absence"]["enum"] == list(Absence)


def test_an_assessment_that_does_not_say_offers_what_all_had() -> None:
    document = sound()
    assert "absences" not in first_question(document)
    first_question(document)["reason_when"] = ["not-known"]
    assert problems(document) == []
    first_question(document)["reason_when"] = ["no-evidence"]
    assert "“no-evidence” is no answer" in only_problem(document).message


# what is said of absences, of which question, the sentence
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"absences": ["unsure"]}, "Use one of: not-applicable, not-known, no-evidence"),
    ({"absences": ["not-known", "not-known"]}, "listed twice"),
    ({"type": "number", "choices": [], "absences": ["not-known"]}, "is not chosen"),
    (
        {
            "absences": ["not-known"],
            "choices": [{"key": "not-known", "label": "?"}, {"key": "us", "label": "We"}],
        },
        "one of the choices already",
    ),
    # two answers are needed, and why nothing can be said is none
    ({"absences": ["not-known"], "choices": [{"key": "us", "label": "We"}]}, "at least two"),
]


@pytest.mark.parametrize(("said", "sentence"), WRONG)
def test_absences_that_cannot_be_offered_are_refused(said: dict[str, Any], sentence: str) -> None:
    document = sound()
    second_question(document).update(said)
    assert sentence in only_problem(document).message


# --- The next version ---


def with_asked(question: Question, version: int = 2) -> AuditTool:
    section = replace(VOICE, questions=(question, *VOICE.questions[1:]))
    return replace(TOOL, version=version, sections=(section, *TOOL.sections[1:]))


def test_other_absences_are_for_the_author_to_judge() -> None:
    now = with_asked(replace(ASKED, absences=(Absence.NOT_KNOWN,)))
    [change] = find_changes(TOOL, now).changed
    assert change.changes == {Change.OTHER_ABSENCES}
    assert (change.comparable, change.asks_author) == (True, True)
    [words] = change.rewordings
    assert (words.label, words.now) == ("Offered besides", "Not known")
    said = declare(now, {"voice.asked": Said(False, "What was a No is no evidence now.")})
    assert find_changes(TOOL, said).changed[0].comparable is False


def test_the_same_absences_in_another_order_change_nothing() -> None:
    turned = replace(ASKED, absences=tuple(reversed(ASKED.absences or ())))
    assert find_changes(TOOL, with_asked(turned)).is_empty


def test_audits_are_compared_where_the_author_said_that_other_absences_change_nothing() -> None:
    now = with_asked(replace(ASKED, absences=(Absence.NOT_KNOWN,)))
    of_both = cycle(scale="ofsted")
    for changed, is_compared in (
        (now, True),
        (with_asked(replace(ASKED, comparable_from=2)), False),
    ):
        alike = find_alike(
            cycle_facts(tool=TOOL, cycle=of_both), cycle_facts(tool=changed, cycle=of_both)
        )
        assert ("voice" in alike.sections) is is_compared
