"""The invented returns are complete, and their grades, answers and lines agree."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from app.demonstration.invented import INVENTED_AUDITS
from app.demonstration.invented.answers import PRACTICE, agree_with, draw_answers
from app.demonstration.invented.people import AGENCIES
from app.demonstration.invented.storylines import read_audit, read_steady
from audit_tools import places
from audit_tools.answers import check_answer
from audit_tools.discussions import ReturnRead, compare_all
from audit_tools.places import FindingKind
from audit_tools.returns import ReturnStatus, left_to_do, lines
from audit_tools.tool import AnswerType
from tests.app.demonstration.invented_audits import (
    SCALE,
    all_cases,
    all_returns,
    as_value,
    instant,
    invented,
    name_of,
    shipped_tool,
)


def test_every_return_that_was_sent_lacks_nothing() -> None:
    left = [
        (name_of(case, r), item.sentence)
        for case, r in all_returns("submitted")
        for item in left_to_do(shipped_tool(), as_value(case, r))
    ]
    assert left == []


def test_every_entry_stands_in_a_place_its_agency_is_asked_about_and_holds_what_fits_there() -> (
    None
):
    tool = shipped_tool()
    for case, r in all_returns():
        value = as_value(case, r)
        for place, text in r["entries"].items():
            stored = check_answer(tool, tool.scale(SCALE), value, place, text)
            assert stored == text, name_of(case, r, place)


def test_every_return_has_lines_in_two_to_four_sections() -> None:
    sections = [section.key for section in shipped_tool().sections]
    for case, r in all_returns("submitted"):
        written = sum(bool(lines(r["entries"], section)) for section in sections)
        assert 2 <= written <= 4, name_of(case, r)


def test_grades_answers_and_lines_of_a_section_tell_the_same_story() -> None:
    for case, r in all_returns("submitted"):
        for section, grade, answers, kinds in graded_sections(r["entries"]):
            where = name_of(case, r, section)
            assert agree_with(grade, answers), where
            if grade == "outstanding":
                assert kinds == {FindingKind.STRENGTH}, where
            elif grade == "good" and kinds:
                assert FindingKind.STRENGTH in kinds, where
            elif grade in ("requires-improvement", "inadequate") and kinds:
                assert FindingKind.DEVELOPMENT in kinds, where
            elif grade == places.NOT_OUR_PART:
                assert not kinds, where


def graded_sections(
    entries: dict[str, str],
) -> Iterator[tuple[str, str, list[str], set[FindingKind]]]:
    """Each graded section: its key, its grade, its answers and which kinds of line it has."""
    for section in shipped_tool().sections:
        grade = entries.get(places.grade_place(section.key))
        if grade is not None:
            asked = [q.key for q in section.questions if q.type is AnswerType.ASSESSMENT]
            answers = [entries[key] for key in asked if key in entries]
            yield section.key, grade, answers, {x.kind for x in lines(entries, section.key)}


def test_agencies_differ_about_several_sections_of_every_child() -> None:
    tool = shipped_tool()
    for case in all_cases():
        read = tuple(
            ReturnRead(r["agency"], ReturnStatus(r["status"]), r["entries"])
            for r in case["returns"]
        )
        differing = [c for c in compare_all(tool, tool.scale(SCALE), read) if c.apart]
        assert len(differing) >= 3, case["reference"]


def test_a_section_without_lines_says_nothing_to_add_and_one_with_lines_does_not() -> None:
    for case, r in all_returns("submitted"):
        for section, _, _, kinds in graded_sections(r["entries"]):
            said = places.nothing_place(section) in r["entries"]
            assert said is not bool(kinds), name_of(case, r, section)


def test_returns_are_started_and_sent_in_time_and_in_order() -> None:
    for key in INVENTED_AUDITS:
        due = date.fromisoformat(invented(key)["audit"]["returns_due"])
        for case in invented(key)["cases"]:
            for r in case["returns"]:
                if r["status"] == "submitted":
                    sent = instant(r["submitted_at"])
                    assert instant(r["started_at"]) < sent
                    assert sent.date() <= due
                    assert sent.weekday() < 5


def test_the_one_immediate_concern_was_followed_up_within_a_working_day() -> None:
    [concern] = [concern for _, r in all_returns() for concern in r["concerns"]]
    assert concern["concern"]
    assert concern["told"]
    assert concern["outcome"]
    assert concern["told_at"]
    hours = (instant(concern["outcome_at"]) - instant(concern["raised_at"])).total_seconds() / 3600
    assert 0 < hours < 24


AGREEMENT = [
    # Outstanding is without a fault; what does not apply is none.
    ("outstanding", ["yes", "not-applicable"], True),
    ("outstanding", ["yes", "partly"], False),
    # Good has room for one Partly.
    ("good", ["yes", "partly", "not-known"], True),
    ("good", ["partly", "partly"], False),
    ("good", ["yes", "no"], False),
    # What requires improvement shows in an answer, where there is one to give.
    ("requires-improvement", ["yes", "partly"], True),
    ("requires-improvement", ["yes", "yes"], False),
    ("requires-improvement", [], True),
    # Inadequate is a No, and hardly a Yes.
    ("inadequate", ["no", "yes", "partly"], True),
    ("inadequate", ["partly"], False),
    ("inadequate", ["no", "yes", "yes"], False),
    # What is not our part has not been done well or badly by us.
    ("not-our-part", ["not-applicable"], True),
    ("not-our-part", ["yes"], False),
]


@pytest.mark.parametrize(("grade", "answers", "agree"), AGREEMENT)
def test_grades_and_answers_agree_by_the_rule(grade: str, answers: list[str], agree: bool) -> None:
    assert agree_with(grade, answers) is agree


@pytest.mark.parametrize(
    "grade", ["outstanding", "good", "requires-improvement", "inadequate", "not-our-part"]
)
def test_drawn_answers_always_agree_with_the_grade(grade: str) -> None:
    for seed in range(200):
        count = seed % 6
        drawn = draw_answers(grade, (), count, Random(seed))
        assert len(drawn) == count
        assert agree_with(grade, drawn)


def test_drawn_answers_reckon_with_those_that_are_fixed() -> None:
    for seed in range(200):
        drawn = draw_answers("good", ["partly"], 3, Random(seed))
        assert drawn == ["yes", "yes", "yes"]
    assert set(PRACTICE) >= set(draw_answers("requires-improvement", ["no"], 3, Random(1)))


def test_every_kind_of_agency_can_give_a_reason_in_every_section_it_is_asked_about() -> None:
    steady = read_steady()
    for _, kind in AGENCIES.values():
        for section in shipped_tool().sections:
            if section.graded and section.questions_for(kind, lead=False):
                assert len(steady.reasons_of(kind, section.key)) >= 2, (kind, section.key)


def test_storylines_speak_only_of_questions_their_agencies_are_asked() -> None:
    tool = shipped_tool()
    for folder in INVENTED_AUDITS.values():
        for case in read_audit(folder).cases:
            story = case.storyline
            assert story.details.keys() <= {place for q in tool.questions for place in q.places}
            assert story.not_applicable <= {q.key for q in tool.questions}
            for agency, written in story.returns.items():
                asked = tool.questions_for(AGENCIES[agency][1], story.lead == agency)
                assert written.answers.keys() <= {q.key for q in asked}, (story.reference, agency)


def test_each_key_event_of_a_storyline_is_a_row_that_lacks_nothing() -> None:
    events = shipped_tool().question("details.key-events")
    for folder in INVENTED_AUDITS.values():
        for case in read_audit(folder).cases:
            details = case.storyline.details
            assert len(events.rows_in(details)) >= 2, case.storyline.reference
            assert events.lacks(details) == ()
