"""Two audits beside each other: counts of both, ranges, three words, and nothing of one child."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from audit_tools.audience import Audience
from audit_tools.cases import CaseState
from audit_tools.comparable import Why
from audit_tools.cycles import Counted, Phase
from audit_tools.disclosure import for_audience_beside
from audit_tools.facts import CaseFacts, CycleFacts, EarlierVersion
from audit_tools.numbers import Share
from audit_tools.side_by_side import Again, SideBySide
from audit_tools.statistics.change import Moved
from audit_tools.statistics.ladder import Change
from audit_tools.tool import AnswerType, AuditTool, Choice, QuestionClass
from tests.facts import (
    TOOL,
    agency_return,
    case,
    cycle,
    cycle_facts,
    question,
    section,
)
from tests.two_audits import LACKING, LINKED, NOW, THEN

BETTER, WORSE, UNCLEAR, NOT_YET, NOT = Change


def both(
    then: CycleFacts = THEN,
    now: CycleFacts = NOW,
    linked: Mapping[str, str] | None = None,
    *,
    interim: bool = False,
) -> SideBySide:
    found = for_audience_beside(then, now, linked or {}, Audience.GOVERNANCE, interim=interim)
    assert found
    return found


def all_of(facts: CycleFacts, **changed: object) -> CycleFacts:
    return replace(facts, **changed)  # type: ignore[arg-type]


def test_each_count_stands_beside_that_of_before_with_its_range_and_its_word() -> None:
    voice, _ = both().sections
    assert (voice.met.then, voice.met.now) == (Share(3, 6), Share(6, 6))
    assert round(voice.met.difference.low, 2) == 0
    assert round(voice.met.difference.high, 2) == 0.81
    assert voice.met.change is BETTER


def test_more_to_learn_from_is_worse_and_more_strengths_are_better() -> None:
    here = {row.key: row for row in both().themes}
    assert (here["voice"].better.then, here["voice"].better.now) == (Share(6, 6), Share(0, 6))
    assert here["voice"].better.change is BETTER
    back = {row.key: row for row in both(NOW, THEN).themes}
    assert back["voice"].better.change is WORSE
    assert back["voice"].well.change is UNCLEAR


def test_a_theme_that_was_not_seen_was_seen_in_none_and_themes_stand_by_title() -> None:
    rows = both().themes
    assert [row.title for row in rows] == ["Planning and purposeful meetings", "Voice of the child"]
    assert (rows[0].better.then, rows[0].better.now) == (Share(1, 6), Share(0, 6))


def test_every_grade_and_every_pair_of_grades_is_counted_in_their_order() -> None:
    voice, _ = both().sections
    assert [(one.grade.key, one.count) for one in voice.then] == [
        ("outstanding", 0), ("good", 3), ("requires-improvement", 0), ("inadequate", 3),
    ]  # fmt: skip
    assert voice.each == Moved(higher=18, lower=0, same=18)


def test_the_outcome_is_compared_of_those_for_whom_it_was_answered() -> None:
    unanswered = [replace(NOW.cases[0], panel={}), *NOW.cases[1:]]
    safer = both(now=all_of(NOW, cases=tuple(unanswered))).safer
    assert safer
    assert (safer.then, safer.now) == (Share(3, 6), Share(5, 5))


# Only what was asked alike is compared


def test_a_section_with_another_question_is_not_compared_and_is_named() -> None:
    first, *rest = TOOL.sections
    asked = section(
        "voice", "1", first.title, *first.questions, question("voice.new", "1.9", "New?")
    )
    found = both(now=all_of(NOW, tool=replace(TOOL, version=2, sections=(asked, *rest))))
    assert [row.title for row in found.sections] == ["Identification and first response"]
    assert found.otherwise == ("Voice and lived experience",)
    # A question on no theme changes nothing of the themes.
    assert "voice" in {row.key for row in found.themes}


def test_a_theme_is_not_compared_where_a_question_on_it_came_went_or_has_other_answers() -> None:
    first, *rest = TOOL.sections
    other = replace(first.questions[0], key="voice.other")
    for questions in ((other, *first.questions[1:]), first.questions[1:]):
        tool = replace(TOOL, sections=(replace(first, questions=questions), *rest))
        found = both(now=all_of(NOW, tool=tool))
        assert "voice" not in {row.key for row in found.themes}
        assert "Voice of the child" in found.otherwise


def test_a_new_wording_changes_nothing_unless_its_author_says_so_and_a_new_answer_does() -> None:
    *sections, panel = TOOL.sections
    asked, *more = panel.questions
    reworded = replace(asked, text="Is this child safer now?")
    fifth = replace(asked, choices=(*asked.choices, Choice("much-safer", "Much safer")))
    another = replace(reworded, comparable_from=2, comparable_why="It asks of the future.")
    for changed, is_compared in ((reworded, True), (another, False), (fifth, False)):
        tool = replace(TOOL, sections=(*sections, replace(panel, questions=(changed, *more))))
        assert bool(both(now=all_of(NOW, tool=tool)).safer) is is_compared


def test_grades_of_another_scale_are_not_compared() -> None:
    (scale,) = TOOL.scales
    best, good, *rest = scale.grades
    stricter = replace(scale, grades=(best, replace(good, meets_standard=False), *rest))
    found = both(now=all_of(NOW, tool=replace(TOOL, scales=(stricter,))))
    assert found.sections == ()
    assert found.otherwise[:1] == ("Voice and lived experience",)
    assert found.themes


def test_a_theme_that_one_list_does_not_have_is_not_compared() -> None:
    shorter = replace(NOW.codebook, themes=NOW.codebook.themes[:2])
    found = both(now=all_of(NOW, codebook=shorter))
    assert "Planning and purposeful meetings" in found.otherwise


# Nothing is judged where something else differs or is missing


def waiting(name: str) -> CaseFacts:
    return case(name, agency_return("police"), state=CaseState.OPEN)


@pytest.mark.parametrize(
    ("then", "now", "interim", "why"),
    [
        # an expected return is missing, now or then
        (THEN, all_of(NOW, cases=(*NOW.cases, LACKING)), False,
         "1 of 7 expected returns was not received"),
        (all_of(THEN, cases=(*THEN.cases, replace(LACKING, reference="C7"))), NOW, False,
         "1 of 7 expected returns was not received in the audit before"),
        # a case is not agreed, or the audit can still change
        (THEN, all_of(NOW, cases=(*NOW.cases, waiting("D7"))), False,
         "1 of 7 cases is not agreed"),
        (THEN, all_of(NOW, cycle=cycle(phase=Phase.COLLECTING)), True,
         "the later audit is not closed"),
        (THEN, all_of(NOW, cases=(*NOW.cases, LACKING, waiting("D8"), waiting("D9"))), True,
         "2 of 9 cases are not agreed and 1 of 9 expected returns was not received"),
    ],
)  # fmt: skip
def test_nothing_is_judged_while_something_is_missing_and_it_says_what(
    then: CycleFacts, now: CycleFacts, interim: bool, why: str
) -> None:
    found = both(then, now, interim=interim)
    assert found.why_not_judged == why
    assert set(found.changes) == {NOT_YET if interim else NOT}


def test_what_is_judged_has_no_reason_against_it() -> None:
    assert not both().why_not_judged


def test_nothing_is_judged_of_another_unit() -> None:
    other = Counted("notification", "notifications")
    found = both(now=all_of(NOW, cycle=cycle(counted=other)))
    assert set(found.changes) == {NOT}
    assert found.why_not_judged == "the audit before counts children, the later one notifications"


def test_nothing_is_compared_while_nothing_is_agreed() -> None:
    nothing = cycle_facts(cases=[waiting("D1")], cycle=cycle(phase=Phase.COLLECTING))
    for_board = Audience.GOVERNANCE
    assert for_audience_beside(THEN, nothing, {}, for_board, interim=True) is None
    closed = all_of(nothing, cycle=cycle())
    assert for_audience_beside(closed, NOW, {}, for_board) is None


# The same child in both


def test_children_in_both_are_counted_as_pairs() -> None:
    found = both(linked=LINKED)
    assert found.again == 3
    voice, _ = found.sections
    # The first was good before and is, the other two were inadequate.
    assert voice.met.again == Again(Moved(higher=2, lower=0, same=1), UNCLEAR)
    theme = next(row for row in found.themes if row.key == "voice")
    assert theme.better.again == Again(Moved(higher=0, lower=3, same=0), BETTER)
    assert theme.well.again == Again(Moved(higher=1, lower=0, same=2), UNCLEAR)


def test_of_one_or_two_children_in_both_only_their_number_is_said() -> None:
    found = both(linked={"D1": "C1", "D4": "C4"})
    assert found.again == 2
    assert all(row.met.again is None for row in found.sections)
    assert all(row.better.again is None and row.well.again is None for row in found.themes)


def test_a_link_to_a_case_that_is_not_counted_in_both_is_no_pair() -> None:
    withdrawn = replace(THEN.cases[0], state=CaseState.WITHDRAWN)
    then = all_of(THEN, cases=(withdrawn, *THEN.cases[1:]))
    assert both(then, linked=LINKED).again == 2
    assert both(linked={"D1": "C9", "D9": "C1"}).again == 0


def test_where_all_are_different_children_there_is_nothing_of_pairs() -> None:
    found = both()
    assert found.again == 0
    assert all(row.met.again is None for row in found.sections)


def test_no_reference_is_in_what_is_given_of_the_pairs() -> None:
    said = repr(both(linked=LINKED))
    assert not any(f"'{reference}'" in said for pair in LINKED.items() for reference in pair)


def with_first(**changed: Any) -> AuditTool:
    """The next version, in which something of the first question is otherwise."""
    voice, *rest = TOOL.sections
    first, *more = voice.questions
    questions = (replace(first, **changed), *more)
    return replace(TOOL, version=2, sections=(replace(voice, questions=questions), *rest))


def left_out(tool: AuditTool, **changed: Any) -> list[tuple[str, str, str]]:
    found = both(now=all_of(NOW, tool=tool, **changed)).left_out
    return [(one.number, one.why, one.said) for one in found]


# what the next version says of its first question, and why that is left out
LEFT_OUT = [
    ({"text": "Is it known?"}, []),
    ({"themes": ()}, []),
    ({"type": AnswerType.NUMBER}, [("1.1", Why.OTHER_ANSWERS, "")]),
    ({"text": "Is it known?", "comparable_from": 2, "comparable_why": "It asks of today."},
     [("1.1", Why.OTHER_QUESTION, "It asks of today.")]),
    ({"type": AnswerType.NUMBER, "comparable_from": 2}, [("1.1", Why.OTHER_ANSWERS, "")]),
    # Another key is another question.
    ({"key": "voice.other", "number": "1.9"},
     [("1.9", Why.NEW, ""), ("1.1", Why.DROPPED, "")]),
    # What nobody judges by is not compared in any audit.
    ({"key": "voice.other", "question_class": QuestionClass.DESCRIPTIVE},
     [("1.1", Why.DROPPED, "")]),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "found"), LEFT_OUT)
def test_each_question_that_was_not_asked_alike_is_named_with_why(
    changed: dict[str, Any], found: list[tuple[str, str, str]]
) -> None:
    assert left_out(with_first(**changed)) == found


def test_what_changed_while_an_audit_was_under_way_is_left_out_too() -> None:
    asked_first = with_first(type=AnswerType.NUMBER)
    earlier = EarlierVersion(replace(asked_first, version=1), ("D1",))
    now = replace(TOOL, version=2)
    assert left_out(now, earlier=(earlier,)) == [("1.1", Why.ON_THE_WAY, "")]


def test_a_question_of_the_discussion_is_named_too() -> None:
    *sections, panel = TOOL.sections
    fewer = replace(panel, questions=panel.questions[1:])
    found = left_out(replace(TOOL, version=2, sections=(*sections, fewer)))
    assert [why for _, why, _ in found] == [Why.DROPPED]
