"""A condition is said so that nobody has to know the language to read it."""

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.conditions.in_words import say, say_all
from audit_tools.conditions.terms import AllOf, AnyOf, Condition, Not, OneOf
from audit_tools.tool import AnswerType, ToolNames, Variant
from tests.audit_tools.conditions.generated import make_question, make_tool

TOOL = make_tool(
    make_question("a.first", AnswerType.SINGLE), make_question("a.second", AnswerType.ASSESSMENT)
)
ONE, TWO = OneOf("a.first", ("a", "b")), OneOf("a.second", ("no",))

SAID: list[tuple[Condition, str]] = [
    (ONE, "“a.first?” is answered A or B"),
    (Not(ONE), "“a.first?” is not answered A or B"),
    (Not(Not(ONE)), "“a.first?” is answered A or B"),
    (AllOf((ONE, TWO)), "“a.first?” is answered A or B and “a.second?” is answered No"),
    (AnyOf((ONE, TWO)), "“a.first?” is answered A or B or “a.second?” is answered No"),
    (
        AllOf((TWO, AnyOf((ONE, TWO)))),
        "“a.second?” is answered No and (“a.first?” is answered A or B or “a.second?” is answered "
        "No)",
    ),
    # Not both is: not this, or not that.
    (
        Not(AllOf((ONE, TWO))),
        "“a.first?” is not answered A or B or “a.second?” is not answered No",
    ),
]


@pytest.mark.parametrize(("condition", "said"), SAID)
def test_a_condition_is_said_in_plain_words(condition: Condition, said: str) -> None:
    assert say(condition, ToolNames(TOOL)) == said


def test_several_conditions_must_all_hold() -> None:
    said = say_all((TWO, TWO), ToolNames(TOOL))
    assert said == "“a.second?” is answered No; and “a.second?” is answered No"


def test_a_question_is_named_as_its_reader_is_asked_it() -> None:
    question = make_question("a.first", AnswerType.SINGLE)
    question.variants[AgencyKind.POLICE] = Variant(text="Arrested?")  # type: ignore[index]
    named = ToolNames(make_tool(question), AgencyKind.POLICE)
    assert say(ONE, named) == "“Arrested?” is answered A or B"
