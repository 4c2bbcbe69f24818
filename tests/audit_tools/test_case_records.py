"""What follows from a case's record, and what a case sheet takes from the returns."""

import pytest

from audit_tools import case_records
from audit_tools.answers import in_words
from audit_tools.case_sheets import strongest_lines, the_child, widest
from audit_tools.cases import CaseState
from audit_tools.tool import AnswerType
from tests.reports import papers


def test_actions_and_checks_come_in_the_order_of_the_tool() -> None:
    more = {"voice/action": "Ask him", "overall/action": "Tell the board"}
    actions = case_records.actions(papers.record(more=more))
    assert [one.section for one in actions] == ["voice", "identification", "overall"]
    assert (actions[1].by, actions[1].when) == ("Police", "By September")
    (check,) = case_records.checks(papers.record())
    assert (check.section, check.text, check.by) == ("voice", "Who rang the parents", "School")


def test_a_different_view_and_what_was_said_belong_to_their_agency() -> None:
    record = papers.record()
    (view,) = case_records.views(record, "identification")
    assert (view.agency, view.grade, view.reason) == (
        "school",
        "inadequate",
        "Nobody told the school.",
    )
    assert case_records.said(record, "identification") == (
        ("probation", "We were told on the second day."),
    )
    assert not case_records.views(record, "voice")
    assert not case_records.said(record, "voice")


@pytest.mark.parametrize("state", list(CaseState))
def test_a_record_is_a_draft_until_the_chair_has_signed_it_off(state: CaseState) -> None:
    assert papers.record(state).is_draft is (state is not CaseState.AGREED)


def test_a_record_says_nothing_of_the_child_when_it_is_printed_by_mistake() -> None:
    shown = repr(papers.record()) + repr(papers.sheet()) + repr(papers.copy())
    for text in ("16-17", "heard of the arrest", "Nobody told", "second one"):
        assert text not in shown


def test_the_widest_difference_comes_first_with_a_line_from_each_side() -> None:
    first, second = widest(papers.returns())
    assert first.section.key == "identification"
    assert (first.high.word, first.high.agencies) == ("Good", ("Police",))
    assert first.high.line == "The notification was sent the same night."
    assert (first.low.word, first.low.agencies) == ("Inadequate", ("School",))
    assert first.low.line == "We heard of the arrest from a parent."
    assert second.question is not None
    assert second.question.key == "information.given"
    assert (second.high.word, second.low.word) == ("Yes", "Partly")


def test_at_most_three_differences_are_on_a_sheet() -> None:
    keys = [s.key for s in papers.TOOL.sections if s.graded and s.asked == "agencies"]
    given = {
        "police": {f"{key}/grade": "good" for key in keys},
        "school": {f"{key}/grade": "inadequate" for key in keys},
    }
    assert [one.section.key for one in widest(papers.returns(given))] == keys[:3]


def test_the_strongest_lines_repeat_no_difference_and_give_everybody_a_turn() -> None:
    lines = strongest_lines(papers.returns())
    assert [(one.agency, one.line.text) for one in lines] == [
        # inadequate is an end of the scale
        ("school", "Our own worry was never written down."),
        ("police", "He was spoken to alone."),
        # each a second time
        ("police", "The officer rang back."),
        ("school", "What he hopes for stands in the plan."),
    ]


def test_a_line_weighs_more_where_it_was_seen_on_a_record() -> None:
    given = {"police": {
        "voice/grade": "good", "voice/strength/1": "said",
        "information/grade": "good", "information/strength/1": "seen",
        "information.given": "yes", "information.given/seen": "the log",
    }}  # fmt: skip
    assert [one.line.text for one in strongest_lines(papers.returns(given))] == ["seen", "said"]


def test_the_child_is_told_by_the_agencies() -> None:
    assert dict(the_child(papers.sheet())) == {
        "Lives": "He was spoken to alone. (Police)",
        "Trusts": "The tutor of the workshop. (School)",
    }
    assert the_child(papers.sheet({"police": {}})) == ()


def test_an_answer_is_said_in_words() -> None:
    questions = {q.type: q for q in papers.TOOL.questions}
    assert in_words(questions[AnswerType.ASSESSMENT], "not-known") == "Not known"
    assert in_words(questions[AnswerType.TEXT], "As it is") == "As it is"
    assert in_words(questions[AnswerType.TEXT], "") == "Not answered"
    several = questions[AnswerType.MULTIPLE]
    first, second = several.options[:2]
    # What can be chosen may hold a comma itself.
    assert in_words(several, f"{first.key}|{second.key}") == f"{first.label}; {second.label}"
