"""What a return lacks, when it may be sent, and when it is locked."""

from dataclasses import replace

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.errors import Hidden, Refused
from audit_tools.library import shipped_tools
from audit_tools.places import FindingKind
from audit_tools.returns import (
    AgencyReturn,
    Progress,
    ReturnStatus,
    check_can_reopen,
    check_can_submit,
    check_can_write,
    check_has_place,
    left_in_section,
    left_to_do,
    lines,
    minutes_left,
    progress,
    says_anything,
    sections_done,
    sections_of,
    shown_questions,
    unanswered,
)
from audit_tools.tool import AnswerType

TOOL = shipped_tools()[0]
EMPTY = AgencyReturn(
    "school", AgencyKind.EDUCATION, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)


def filled(kind: AgencyKind = AgencyKind.EDUCATION, lead: bool = False) -> dict[str, str]:
    """A complete return: every choice made, every section not the agency's part."""
    entries = {
        q.key: q.options[-1].key
        for q in TOOL.questions_for(kind, lead)
        if q.type in (AnswerType.ASSESSMENT, AnswerType.SINGLE)
    }
    graded = [s.key for s in TOOL.return_sections(kind, lead) if s.graded]
    return entries | {f"{section}/grade": "not-our-part" for section in graded}


COMPLETE = replace(EMPTY, entries=filled())


def left_in_voice(**more: str) -> list[str]:
    entries = {k: v for k, v in (filled() | more).items() if v}
    section = TOOL.section("voice")
    return [left.place for left in left_in_section(TOOL, section, replace(EMPTY, entries=entries))]


def test_a_complete_return_lacks_nothing_and_can_be_sent() -> None:
    assert left_to_do(TOOL, COMPLETE) == ()
    assert minutes_left(TOOL, COMPLETE) == 0
    check_can_submit(TOOL, COMPLETE, declared=True)


def test_an_empty_return_lacks_every_choice_and_every_grade() -> None:
    left = left_to_do(TOOL, EMPTY)

    sections = TOOL.return_sections(AgencyKind.EDUCATION, lead=False)
    assert {item.section for item in left} == {section.key for section in sections}
    assert sections_done(TOOL, EMPTY) == (0, 10)
    assert minutes_left(TOOL, EMPTY) > 10


def test_a_question_that_was_not_answered_is_named_by_its_number() -> None:
    key = next(q.key for q in TOOL.section("voice").questions_for(AgencyKind.EDUCATION, False))
    assert left_in_voice(**{key: ""}) == [key]
    sentence = left_to_do(TOOL, EMPTY)[0].sentence
    assert sentence == f"Answer question {TOOL.question(key).number}"


def test_a_question_without_a_number_is_named_by_its_words() -> None:
    police = replace(EMPTY, agency="police", kind=AgencyKind.POLICE)
    named = {left.place: left.sentence for left in left_to_do(TOOL, police)}
    assert named["justice.arrested"].startswith("Answer “Was the child arrested")
    assert named["justice.arrested"].endswith("?”")


@pytest.mark.parametrize("absence", ["not-applicable", "not-known"])
def test_not_applicable_and_not_known_are_answers(absence: str) -> None:
    key = next(q.key for q in TOOL.section("voice").questions_for(AgencyKind.EDUCATION, False))
    assert left_in_voice(**{key: absence}) == []


def test_text_may_stay_empty() -> None:
    texts = [q.key for q in TOOL.questions if q.type.is_text_box]
    assert texts
    assert not {left.place for left in left_to_do(TOOL, EMPTY)} & set(texts)


# what stands in the section besides its answers, and what it still lacks
GRADES = [
    # "not our part" is a choice and no grade: no reason is asked
    ({}, []),
    ({"voice/grade": ""}, ["voice/grade"]),
    # a grade needs a reason, and a line is one
    ({"voice/grade": "good"}, ["voice/reason"]),
    ({"voice/grade": "good", "voice/strength/1": "Heard"}, []),
    ({"voice/grade": "good", "voice/reason": "We saw it"}, []),
    ({"voice/grade": "good", "voice/nothing": "yes"}, ["voice/reason"]),
    # only what could be better has a cause, and it needs one
    ({"voice/development/1": "Late"}, ["voice/development/1/cause"]),
    ({"voice/development/1": "Late", "voice/development/1/cause": "tool-or-process"}, []),
]


@pytest.mark.parametrize(("entries", "left"), GRADES)
def test_a_graded_section_is_done_with_a_grade_and_its_reason(
    entries: dict[str, str], left: list[str]
) -> None:
    assert left_in_voice(**entries) == left


def test_nothing_to_add_closes_a_section_and_a_line_takes_that_back() -> None:
    section = TOOL.section("voice")
    closed = {"voice/nothing": "yes", "voice/grade": "not-our-part"}

    assert left_in_section(TOOL, section, replace(EMPTY, entries=closed)) == ()
    assert unanswered(TOOL, section, replace(EMPTY, entries=closed)) != ()

    written = replace(EMPTY, entries=closed | {"voice/strength/1": "Heard"})
    assert [left.place for left in left_in_section(TOOL, section, written)] == ["voice.daily-life"]


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        # neither a grade nor the closing says anything of the section
        ({"voice/grade": "good", "voice/nothing": "yes"}, False),
        # what was taken back says nothing
        ({"voice.daily-life": ""}, False),
        ({"voice.daily-life": "yes"}, True),
        ({"voice.daily-life/seen": "Chronology"}, True),
        ({"voice/development/2": "Late"}, True),
    ],
)
def test_an_agency_that_answered_anything_in_a_section_has_a_part_in_it(
    entries: dict[str, str], says: bool
) -> None:
    assert says_anything(entries, "voice") is says


def test_an_audit_without_grades_asks_for_none() -> None:
    answered = {place: value for place, value in filled().items() if not place.endswith("/grade")}

    assert left_to_do(TOOL, replace(EMPTY, entries=answered, gives_grades=False)) == ()
    assert left_to_do(TOOL, replace(EMPTY, entries=answered)) != ()


def test_two_texts_in_one_place_must_be_settled_first() -> None:
    clashed = replace(COMPLETE, clashes=frozenset({"voice/strength/1"}))

    assert [left.place for left in left_to_do(TOOL, clashed)] == ["voice/strength/1"]
    with pytest.raises(Refused, match="1 thing is still to do"):
        check_can_submit(TOOL, clashed, declared=True)


def test_an_incomplete_return_is_refused_with_the_place_to_go_to() -> None:
    with pytest.raises(Refused) as refusal:
        check_can_submit(TOOL, EMPTY, declared=True)
    assert refusal.value.place == left_to_do(TOOL, EMPTY)[0].place


def test_a_return_is_not_sent_without_its_declaration() -> None:
    with pytest.raises(Refused, match="Confirm"):
        check_can_submit(TOOL, COMPLETE, declared=False)


@pytest.mark.parametrize("status", [s for s in ReturnStatus if not s.can_be_written])
def test_a_return_that_was_sent_takes_no_answer(status: ReturnStatus) -> None:
    with pytest.raises(Refused, match="locked"):
        check_can_write(replace(COMPLETE, status=status))


@pytest.mark.parametrize("state", [s for s in CaseState if s is not CaseState.WAITING])
def test_no_return_takes_an_answer_once_its_case_is_closed(state: CaseState) -> None:
    with pytest.raises(Refused, match="closed"):
        check_can_write(replace(EMPTY, case_state=state))


def test_only_a_sent_return_of_a_waiting_case_is_reopened() -> None:
    check_can_reopen(ReturnStatus.SUBMITTED, CaseState.WAITING)
    check_can_reopen(ReturnStatus.NOT_KNOWN, CaseState.WAITING)
    with pytest.raises(Refused, match="closed"):
        check_can_reopen(ReturnStatus.SUBMITTED, CaseState.PREPARED)
    with pytest.raises(Refused, match="has been sent"):
        check_can_reopen(ReturnStatus.DUE, CaseState.WAITING)


def test_lines_come_strengths_first_and_empty_ones_are_no_lines() -> None:
    entries = {
        "voice/development/1": "Late",
        "voice/development/1/cause": "capacity-or-waiting",
        "voice/strength/1": "",
        "voice/strength/2": "Heard",
    }
    found = lines(entries, "voice")

    assert [(line.kind, line.text, line.cause) for line in found] == [
        (FindingKind.STRENGTH, "Heard", ""),
        (FindingKind.DEVELOPMENT, "Late", "capacity-or-waiting"),
    ]


def test_a_question_hidden_by_a_condition_is_not_asked() -> None:
    police = replace(EMPTY, kind=AgencyKind.POLICE)
    justice = TOOL.section("justice")
    arrested = replace(police, entries={"justice.arrested": "yes"})

    assert "justice.custody" not in {q.key for q in shown_questions(TOOL, justice, police)}
    assert "justice.custody" in {q.key for q in shown_questions(TOOL, justice, arrested)}


# status, started, overdue -> the one word
WORDS = [
    (ReturnStatus.DUE, False, False, Progress.NOT_OPENED),
    (ReturnStatus.DUE, True, False, Progress.STARTED),
    # overdue outweighs started: it is what the coordinator must act on
    (ReturnStatus.DUE, True, True, Progress.OVERDUE),
    (ReturnStatus.REOPENED, True, False, Progress.STARTED),
    # what is settled is never overdue
    (ReturnStatus.SUBMITTED, True, True, Progress.SUBMITTED),
    (ReturnStatus.NOT_KNOWN, False, True, Progress.NOT_KNOWN),
    (ReturnStatus.MISSING, True, True, Progress.MISSING),
    (ReturnStatus.GIVEN_IN_DISCUSSION, False, True, Progress.GIVEN),
]


@pytest.mark.parametrize(("status", "started", "overdue", "word"), WORDS)
def test_one_word_says_where_a_return_stands(
    status: ReturnStatus, started: bool, overdue: bool, word: Progress
) -> None:
    assert progress(status, started, overdue) is word


def test_who_was_given_sections_has_only_these_to_do() -> None:
    given = replace(EMPTY, given=frozenset({"voice", "family"}))
    assert [section.key for section in sections_of(TOOL, given)] == ["voice", "family"]
    assert {left.section for left in left_to_do(TOOL, given)} == {"voice", "family"}
    assert sections_done(TOOL, replace(given, entries=filled())) == (2, 2)
    check_has_place(TOOL, given, "voice.daily-life")
    check_has_place(TOOL, EMPTY, "justice/grade")
    for place in ("justice/grade", "justice.custody", "justice/strength/1/cause", "nowhere"):
        with pytest.raises(Hidden):
            check_has_place(TOOL, given, place)


def test_what_an_agency_says_in_the_room_is_written_down_where_it_sent_nothing() -> None:
    assert {status for status in ReturnStatus if status.speaks_in_discussion} == {
        ReturnStatus.MISSING,
        ReturnStatus.GIVEN_IN_DISCUSSION,
    }
    assert {status for status in ReturnStatus if status.is_received} == {
        ReturnStatus.SUBMITTED,
        ReturnStatus.NOT_KNOWN,
    }
