"""A condition that can never hold is refused; one that can never is."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseField, Characteristics
from audit_tools.conditions.possible import Alternative, Steps, may_hold
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
    Situation,
    Term,
    Ticks,
)
from audit_tools.cycles import AuditKind
from audit_tools.definition import check, tool_from_document, tool_to_document, write_tool
from audit_tools.definition.impossible import MOST_TERMS, find_impossible
from audit_tools.scales import Grade, Scale
from audit_tools.tool import AnswerType, AskedOf, AuditTool, Choice, Question
from tests.audit_tools.conditions.generated import (
    answered,
    conditions,
    make_question,
    make_tool,
    situations,
    tools,
)

ONE = make_question("a.one", AnswerType.SINGLE)
SEVERAL = make_question("a.several", AnswerType.MULTIPLE)
MOVES, SEEN = make_question("a.moves", AnswerType.NUMBER), make_question("a.seen", AnswerType.DATE)
SAID = make_question("a.said", AnswerType.TEXT)
ALONE = replace(make_question("a.alone", AnswerType.MULTIPLE), alone=("c",))
UNASKED = replace(make_question("a.unasked", AnswerType.SINGLE), kinds=frozenset())
HANGS = make_question("a.hangs", AnswerType.SINGLE, (OneOf("a.one", ("a",)),))
ALL = (ONE, SEVERAL, MOVES, SEEN, SAID, ALONE, UNASKED, HANGS)
IS_A, IS_B = OneOf("a.one", ("a",)), OneOf("a.one", ("b",))
DAY = date(2025, 5, 28)
POLICE = OfKind((AgencyKind.POLICE,))
PLANNED = OfCase(CaseField.PLAN_TYPE, ("child protection",))
SCALE = Scale("two", "Two", tuple(Grade(k, k, k[0], k, k == "good") for k in ("good", "poor")))


def moves(comparison: Comparison, bound: int) -> Condition:
    return Compared("a.moves", comparison, bound)


def seen(comparison: Comparison, bound: date) -> Condition:
    return Compared("a.seen", comparison, bound)


NEVER: list[tuple[Condition, ...]] = [
    (IS_A, IS_B),
    (IS_A, Not(IS_A)),
    (AllOf((AnyOf((IS_A, IS_B)), OneOf("a.one", ("c",)))),),
    (IS_A, Answered("a.one", False)),
    (Not(AnyOf((IS_A, Not(IS_A)))),),
    (moves(Comparison.MORE_THAN, 2), moves(Comparison.LESS_THAN, 3)),
    (moves(Comparison.LESS_THAN, 0),),
    (moves(Comparison.MORE_THAN, 999_999),),
    (moves(Comparison.EQUALS, 3), moves(Comparison.AT_LEAST, 4)),
    (seen(Comparison.MORE_THAN, DAY), seen(Comparison.AT_MOST, DAY)),
    (Ticks("a.several", 4),),
    (Ticks("a.several", 3), Not(OneOf("a.several", ("b",)))),
    # What stands alone is ticked with nothing else.
    (OneOf("a.alone", ("c",)), Ticks("a.alone", 2)),
    (Ticks("a.alone", 3),),
    (OneOf("a.unasked", ("a",)),),
    # An answer counts only where its question is asked.
    (OneOf("a.hangs", ("a",)), IS_B),
    (GradeOneOf("a", ("good",)), GradeOneOf("a", ("poor",))),
    (POLICE, OfKind((AgencyKind.HOUSING,))),
    (Leads(True), Leads(False)),
    (PLANNED, OfCase(CaseField.PLAN_TYPE, ("looked after",))),
]
SOMETIMES: list[tuple[Condition, ...]] = [
    (Not(IS_A), Not(IS_B)),
    (moves(Comparison.MORE_THAN, 2), moves(Comparison.LESS_THAN, 4)),
    (moves(Comparison.AT_LEAST, 999_999),),
    (seen(Comparison.AT_LEAST, DAY), seen(Comparison.AT_MOST, DAY)),
    (seen(Comparison.AT_LEAST, date.max),),
    (Ticks("a.several", 3), OneOf("a.several", ("b",))),
    (OneOf("a.several", ("a",)), OneOf("a.several", ("b",))),
    (Ticks("a.alone", 2), Not(OneOf("a.alone", ("c",)))),
    (OneOf("a.alone", ("c",)),),
    (Not(OneOf("a.unasked", ("a",))),),
    (OneOf("a.hangs", ("a",)), Not(IS_B)),
    (Not(OneOf("a.hangs", ("a",))), IS_B),
    (Answered("a.said", True), Leads(False), POLICE),
    (GradeOneOf("a", ("good", "not-our-part")), Not(GradeOneOf("a", ("good",)))),
    # A band of which no condition speaks.
    (Not(PLANNED), Not(OfCase(CaseField.PLAN_TYPE, ("looked after", "not recorded")))),
]


def is_refused(*show_when: Condition) -> bool:
    tool = make_tool(*ALL, make_question("b.hanging", AnswerType.SINGLE, show_when))
    found = list(find_impossible(replace(tool, scales=(SCALE,))))
    assert {path for path, _ in found} <= {("sections", 1, "questions", 0, "show_when")}
    return bool(found)


@pytest.mark.parametrize("show_when", NEVER)
def test_what_can_never_hold_is_refused(show_when: tuple[Condition, ...]) -> None:
    assert is_refused(*show_when)


@pytest.mark.parametrize("show_when", SOMETIMES)
def test_what_can_hold_is_not(show_when: tuple[Condition, ...]) -> None:
    assert not is_refused(*show_when)


@given(st.data())
def test_nothing_that_somebody_was_shown_is_called_impossible(data: st.DataObject) -> None:
    tool: AuditTool = replace(data.draw(tools()), scales=(SCALE,))
    entries, who = data.draw(answered(tool)), data.draw(situations())
    refused = {path for path, _ in find_impossible(tool)}
    for number, question in enumerate(tool.section("page").questions):
        if tool.shown(question, entries, who):
            assert ("sections", 1, "show_when") not in refused
            assert ("sections", 1, "questions", number, "show_when") not in refused


CHOSEN = [ONE, make_question("a.two", AnswerType.SINGLE)]


@given(conditions(CHOSEN))
def test_of_choices_exactly_what_never_holds_is_refused(condition: Condition) -> None:
    hanging = make_question("b.hanging", AnswerType.SINGLE, (condition,))
    tool = make_tool(*CHOSEN, hanging)
    plans = [Characteristics(plan_type=plan) for plan in ("", "child protection", "looked after")]
    holds = any(
        tool.shown(hanging, {"a.one": one, "a.two": two}, Situation(kind, leads, plan, audit))
        for one, two in product(("", "a", "b", "c"), repeat=2)
        for kind, leads, plan, audit in product(AgencyKind, (True, False), plans, AuditKind)
    )
    assert bool(list(find_impossible(tool))) is not holds


def of_panel(key: str, *show_when: Condition) -> Question:
    question = make_question(key, AnswerType.SINGLE, show_when)
    return replace(question, asked=AskedOf.PANEL, kinds=frozenset())


def test_the_panel_s_own_questions_are_tried_as_the_panel_answers_them() -> None:
    hanging = of_panel("a.two", IS_A)
    assert list(find_impossible(make_tool(of_panel("a.one"), hanging))) == []
    assert len(list(find_impossible(make_tool(ONE, hanging)))) == 1


def test_a_section_that_nobody_can_open_is_refused_once() -> None:
    tool = make_tool(ONE, make_question("b.hanging", AnswerType.SINGLE, (IS_A,)))
    first, last = tool.sections
    tool = replace(tool, sections=(first, replace(last, show_when=(IS_A, IS_B))))
    assert [path for path, _ in find_impossible(tool)] == [("sections", 1, "show_when")]


def test_where_too_much_would_have_to_be_tried_nothing_is_called_impossible() -> None:
    many = tuple(Choice(f"c{number}", f"C {number}") for number in range(40))
    terms = tuple(OneOf("a.several", (choice.key,)) for choice in many)
    wide = replace(SEVERAL, choices=many)
    never = (AllOf(terms), Not(terms[0]))
    tool = make_tool(wide, make_question("b.hanging", AnswerType.SINGLE, never))
    assert list(find_impossible(tool)) == []


@pytest.mark.parametrize(("steps", "may"), [(0, True), (100, False)])
def test_what_was_not_tried_is_taken_for_possible(steps: int, may: bool) -> None:
    def either(term: Term) -> list[Alternative]:
        return [{IS_A: True, IS_B: False}, {IS_A: False, IS_B: True}]

    assert may_hold(AllOf((IS_A, IS_B)), either, Steps(steps)) is may


@pytest.mark.parametrize(("others", "refused"), [(MOST_TERMS - 2, True), (MOST_TERMS - 1, False)])
def test_what_hangs_on_too_much_is_not_called_impossible(others: int, refused: bool) -> None:
    more = [make_question(f"a.q{number}", AnswerType.TEXT) for number in range(others)]
    never: tuple[Condition, ...] = (
        IS_A, IS_B, *(Answered(question.key, True) for question in more),
    )  # fmt: skip
    hanging = make_question("b.hanging", AnswerType.SINGLE, never)
    assert bool(list(find_impossible(make_tool(ONE, *more, hanging)))) is refused


def test_it_is_said_with_its_line_of_a_tool_that_is_brought_in_and_not_of_a_published_one() -> None:
    tool = make_tool(ONE, make_question("b.hanging", AnswerType.SINGLE, (IS_A, IS_B)))
    [problem] = check(write_tool(tool))
    assert problem.place.startswith("line ")
    assert "sections.b.questions.1.show_when" in problem.place
    assert "This can never hold" in problem.message
    assert tool_from_document(tool_to_document(tool)) == tool
