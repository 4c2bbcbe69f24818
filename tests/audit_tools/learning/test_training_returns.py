"""The yearly training return: what can be answered, and shares only of what was counted."""

import pytest

from audit_tools.errors import Invalid
from audit_tools.learning.training_returns import QUESTIONS, TrainingReturn, all_trained
from audit_tools.numbers import Share


def given(**answers: str) -> TrainingReturn:
    return TrainingReturn("police", 2024, answers)


def test_answers_are_put_in_order_and_empty_ones_are_none() -> None:
    checked = given(staff=" 1,640 ", trained="412", given=" Two\nbriefings ", asks=" ").checked()
    assert checked.answers == {"staff": "1640", "trained": "412", "given": "Two\nbriefings"}
    assert checked.trained == Share(412, 1640)
    assert given(staff="640").checked().trained is None
    assert given(analysis="Plan, part 1").checked().answers["analysis"] == "Plan, part 1"


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({}, "staff"),
        ({"staff": "many"}, "staff"),
        ({"staff": "10", "trained": "11"}, "trained"),
        ({"found": "They need to know more."}, "analysis"),
        ({"analysis": "x" * 201}, "analysis"),
        ({"given": "x" * 5_001}, "given"),
    ],
)
def test_what_cannot_be_is_told_at_its_question(answers: dict[str, str], place: str) -> None:
    with pytest.raises(Invalid) as wrong:
        given(**answers).checked()
    assert wrong.value.place == place


def test_trained_staff_are_told_out_of_the_staff_of_the_agencies_that_gave_both_numbers() -> None:
    returns = [
        given(staff="640", trained="412"),
        given(staff="360", trained="360"),
        given(staff="900"),
    ]
    assert all_trained(returns, 8) == (
        "772 of 1,000 staff had the training that their role needs, in 2 of 8 agencies: those that "
        "gave both numbers."
    )
    assert all_trained([given(staff="900")], 8) == ""


def test_each_question_is_asked_once_and_says_how_to_answer() -> None:
    assert len({question.key for question in QUESTIONS}) == len(QUESTIONS)
    assert all(question.hint for question in QUESTIONS)
