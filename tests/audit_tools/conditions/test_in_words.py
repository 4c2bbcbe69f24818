"""A condition is said so that nobody has to know the language to read it."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseField
from audit_tools.conditions.in_words import say, say_all
from audit_tools.conditions.terms import (
    AllOf,
    Answered,
    AnyOf,
    Compared,
    Comparison,
    Condition,
    GradeOneOf,
    Leads,
    Not,
    OfCase,
    OfKind,
    OneOf,
    Ticks,
)
from audit_tools.tool import AnswerType, Grade, Scale, ToolNames, Variant
from tests.audit_tools.conditions.generated import make_question, make_tool

POOR = Grade("poor", "Poor", "P", "Not good", meets_standard=False)
TOOL = replace(
    make_tool(
        make_question("a.first", AnswerType.SINGLE),
        make_question("a.second", AnswerType.ASSESSMENT),
        make_question("a.moves", AnswerType.NUMBER),
        make_question("a.seen", AnswerType.DATE),
    ),
    scales=(Scale("one", "One", (POOR,)),),
)
DAY = date(2025, 5, 28)
PLANNED = OfCase(CaseField.PLAN_TYPE, ("child protection", "looked after"))
MOVES = Compared("a.moves", Comparison.AT_LEAST, 3)
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
    (MOVES, "“a.moves?” is at least 3"),
    (Not(MOVES), "“a.moves?” is not at least 3"),
    (Compared("a.moves", Comparison.EQUALS, 0), "“a.moves?” is exactly 0"),
    (Compared("a.seen", Comparison.MORE_THAN, DAY), "“a.seen?” is after 28 May 2025"),
    (Not(Compared("a.seen", Comparison.AT_MOST, DAY)), "“a.seen?” is not on or before 28 May 2025"),
    (Ticks("a.first", 1), "“a.first?” has at least 1 tick"),
    (Not(Ticks("a.first", 2)), "“a.first?” has not at least 2 ticks"),
    (Answered("a.first", True), "“a.first?” is answered"),
    (Answered("a.first", False), "“a.first?” is not answered"),
    (Not(Answered("a.first", False)), "“a.first?” is answered"),
    (GradeOneOf("a", ("poor",)), "the agency's own part in “a” is graded Poor"),
    (
        Not(GradeOneOf("a", ("not-our-part", "poor"))),
        "the agency's own part in “a” is not graded Not our part or Poor",
    ),
    (OfKind((AgencyKind.POLICE, AgencyKind.EDUCATION)), "the agency is Police or Education"),
    (Not(OfKind((AgencyKind.POLICE,))), "the agency is not Police"),
    (Leads(True), "the agency leads the case"),
    (Not(Leads(True)), "the agency does not lead the case"),
    (Leads(False), "the agency does not lead the case"),
    (PLANNED, "the case's kind of plan is child protection or looked after"),
    (Not(PLANNED), "the case's kind of plan is not child protection or looked after"),
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
