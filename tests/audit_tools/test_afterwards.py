"""Three questions that are read together, and a note that is nobody's but the writer's."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.afterwards import (
    QUESTIONS,
    Activity,
    NextTime,
    OwnNote,
    check_next_time,
    check_own_note,
    read_together,
)
from audit_tools.errors import Invalid

TODAY = date(2025, 5, 28)
REFERENCES = frozenset({"SYV25-03"})


def places_of(note: OwnNote) -> set[str]:
    _, problems = check_own_note(note, OwnNote(), TODAY, REFERENCES)
    return {problem.place for problem in problems}


def stored(note: OwnNote) -> OwnNote:
    own, problems = check_own_note(note, OwnNote(), TODAY, REFERENCES)
    assert not problems
    return own


def test_no_answer_is_read_while_fewer_than_three_people_have_answered() -> None:
    two = [NextTime(helped="The day."), NextTime(differently="Start earlier."), NextTime()]
    assert read_together(two) == ()
    assert read_together([*two, NextTime(in_the_way="Time.")]) != ()


def test_answers_are_in_the_order_of_their_letters_each_question_for_itself() -> None:
    given = [
        NextTime("zoom", "a lack of time", "more of it"),
        NextTime("An early date", "our own records", ""),
        NextTime("coffee", "", "begin at ten"),
    ]
    together = read_together(given)
    assert [one.question for one in together] == list(QUESTIONS)
    assert [one.answers for one in together] == [
        ("An early date", "coffee", "zoom"),
        ("a lack of time", "our own records"),
        ("begin at ten", "more of it"),
    ]


def test_an_answer_that_is_too_long_is_refused_at_its_place() -> None:
    with pytest.raises(Invalid) as refused:
        check_next_time(NextTime(in_the_way="x" * 20_001))
    assert refused.value.place == "in_the_way"
    assert check_next_time(NextTime(" a \r\nb ")) == NextTime("a \nb")


@pytest.mark.parametrize(("typed", "kept"), [("2.5", "2.5"), (" 2,25 ", "2.25"), ("", "")])
def test_hours_are_kept_as_people_write_them(typed: str, kept: str) -> None:
    assert stored(OwnNote(hours=typed)).hours == kept


@pytest.mark.parametrize("typed", ["two", "0", "100", "-1", "2.555", "1e3", "٢"])
def test_hours_that_are_none_are_refused(typed: str) -> None:
    assert places_of(OwnNote(hours=typed)) == {"hours"}


@pytest.mark.parametrize("text", ["SYV25-03 taught me", "see (syv25-03).", "Case SYV25-03"])
def test_a_note_that_leaves_the_application_holds_no_reference_of_its_audit(text: str) -> None:
    assert places_of(OwnNote(reflection=text)) == {"reflection"}
    other = "I read SYV25-031 and XSYV25-03."
    assert stored(OwnNote(reflection=other)).reflection == other


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wrong = OwnNote(date(2025, 5, 29), "many", Activity.RETURN, "SYV25-03")
    assert places_of(wrong) == {"day", "hours", "reflection"}
    assert stored(OwnNote(day=TODAY)).day == TODAY


def test_what_is_refused_of_a_note_leaves_what_stood_there_and_stores_the_rest() -> None:
    before = OwnNote(TODAY, "2", Activity.RETURN, "Ring first.")
    typed = replace(before, hours="two hours", reflection=" Ring, then write. ")
    own, [problem] = check_own_note(typed, before, TODAY, REFERENCES)
    assert own == replace(before, reflection="Ring, then write.")
    assert problem.place == "hours"
    long = replace(before, reflection="x" * 20_001)
    assert check_own_note(long, before, TODAY, REFERENCES)[0] == before
