"""What a condition comes to, and what of it is left for somebody who knows a part."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseField, Characteristics
from audit_tools.conditions.as_data import from_data, to_data
from audit_tools.conditions.holding import all_hold, resolve
from audit_tools.conditions.terms import (
    AllOf,
    Answered,
    AnswerTerm,
    AnyOf,
    Chosen,
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
    Ticks,
    places_of,
    terms_of,
)
from audit_tools.tool import AnswerType, AuditTool
from tests.audit_tools.conditions.generated import (
    answered,
    conditions,
    make_question,
    make_tool,
    situations,
    tools,
)

FIRST = make_question("a.first", AnswerType.SINGLE)
SECOND = make_question("a.second", AnswerType.MULTIPLE)
IS_A, IS_B = OneOf("a.first", ("a",)), OneOf("a.second", ("b", "c"))
MOVES, SEEN = make_question("b.moves", AnswerType.NUMBER), make_question("b.seen", AnswerType.DATE)
SAID = make_question("b.said", AnswerType.TEXT)
DAY = date(2025, 5, 28)
SITUATION = Situation(
    AgencyKind.POLICE, leads=True, case=Characteristics(plan_type="child protection")
)


def moves(comparison: Comparison, bound: int) -> Compared:
    return Compared("b.moves", comparison, bound)


def seen(comparison: Comparison, bound: date) -> Compared:
    return Compared("b.seen", comparison, bound)


# A condition, what was answered, and whether it holds.
CASES: list[tuple[Condition, dict[str, str], bool]] = [
    (IS_A, {"a.first": "a"}, True),
    (IS_A, {"a.first": "b"}, False),
    # An answer that was not given fulfils nothing, and so the contrary holds.
    (IS_A, {}, False),
    (Not(IS_A), {}, True),
    (Not(IS_A), {"a.first": "a"}, False),
    # Of several ticks one is enough.
    (IS_B, {"a.second": "a|b"}, True),
    (IS_B, {"a.second": "a"}, False),
    (AllOf((IS_A, IS_B)), {"a.first": "a"}, False),
    (AllOf((IS_A, IS_B)), {"a.first": "a", "a.second": "c"}, True),
    (AnyOf((IS_A, IS_B)), {"a.second": "c"}, True),
    (AnyOf((IS_A, IS_B)), {"a.first": "b", "a.second": "a"}, False),
    (Not(AnyOf((IS_A, IS_B))), {"a.first": "b"}, True),
    (AllOf((AnyOf((IS_A, IS_B)), Not(AllOf((IS_A, IS_B))))), {"a.first": "a"}, True),
    (
        AllOf((AnyOf((IS_A, IS_B)), Not(AllOf((IS_A, IS_B))))),
        {"a.first": "a", "a.second": "b"},
        False,
    ),
    (moves(Comparison.AT_LEAST, 3), {"b.moves": "3"}, True),
    (moves(Comparison.AT_LEAST, 3), {"b.moves": "2"}, False),
    # As numbers and not letter by letter.
    (moves(Comparison.AT_LEAST, 3), {"b.moves": "12"}, True),
    (moves(Comparison.AT_MOST, 3), {"b.moves": "3"}, True),
    (moves(Comparison.AT_MOST, 3), {"b.moves": "4"}, False),
    (moves(Comparison.MORE_THAN, 3), {"b.moves": "3"}, False),
    (moves(Comparison.MORE_THAN, 3), {"b.moves": "4"}, True),
    (moves(Comparison.LESS_THAN, 3), {"b.moves": "3"}, False),
    (moves(Comparison.LESS_THAN, 3), {"b.moves": "0"}, True),
    (moves(Comparison.EQUALS, 0), {"b.moves": "0"}, True),
    # A number that was not given is not nought, nor is it less than anything.
    (moves(Comparison.EQUALS, 0), {}, False),
    (moves(Comparison.LESS_THAN, 3), {}, False),
    (Not(moves(Comparison.LESS_THAN, 3)), {}, True),
    (seen(Comparison.AT_LEAST, DAY), {"b.seen": "2025-05-28"}, True),
    (seen(Comparison.MORE_THAN, DAY), {"b.seen": "2025-05-28"}, False),
    (seen(Comparison.LESS_THAN, DAY), {"b.seen": "2024-12-31"}, True),
    (seen(Comparison.AT_MOST, DAY), {"b.seen": "2025-06-01"}, False),
    (Ticks("a.second", 2), {"a.second": "a|c"}, True),
    (Ticks("a.second", 2), {"a.second": "a"}, False),
    (Answered("b.said", True), {"b.said": "Words"}, True),
    (Answered("b.said", True), {}, False),
    (Answered("b.said", False), {}, True),
    (Answered("b.said", False), {"b.said": "Words"}, False),
    (GradeOneOf("a", ("poor",)), {"a/grade": "poor"}, True),
    (GradeOneOf("a", ("poor",)), {"a/grade": "good"}, False),
    (GradeOneOf("a", ("poor",)), {}, False),
    (OfKind((AgencyKind.POLICE, AgencyKind.HOUSING)), {}, True),
    (OfKind((AgencyKind.HOUSING,)), {}, False),
    (Leads(True), {}, True),
    (Leads(False), {}, False),
    # Kinds of plan are typed freely.
    (OfCase(CaseField.PLAN_TYPE, ("Child  protection",)), {}, True),
    (OfCase(CaseField.PLAN_TYPE, ("looked after",)), {}, False),
    (OfCase(CaseField.LOCALITY, ("not recorded",)), {}, True),
]


def test_a_condition_holds_by_what_was_answered() -> None:
    for condition, entries, holds in CASES:
        hanging = make_question("c.third", AnswerType.SINGLE, (condition,))
        tool = make_tool(FIRST, SECOND, MOVES, SEEN, SAID, hanging)
        assert tool.shown(hanging, entries, SITUATION) is holds, (condition, entries)


def test_an_answer_to_a_hidden_question_counts_as_not_given() -> None:
    second = make_question("a.second", AnswerType.SINGLE, (IS_A,))
    opened = make_question("a.third", AnswerType.SINGLE, (OneOf("a.second", ("a",)),))
    closed = make_question("a.fourth", AnswerType.SINGLE, (Not(OneOf("a.second", ("a",))),))
    tool = make_tool(FIRST, second, opened, closed)
    kept = {"a.first": "b", "a.second": "a"}
    assert not tool.shown(opened, kept, SITUATION)
    assert tool.shown(closed, kept, SITUATION)


ALL = [FIRST, SECOND, MOVES, SEEN, SAID]


@given(conditions(ALL), st.data())
def test_what_is_left_of_a_condition_says_the_same_beside_what_was_told(
    condition: Condition, data: st.DataObject
) -> None:
    terms = list(dict.fromkeys(terms_of(condition)))
    holds = {term: data.draw(st.booleans()) for term in terms}
    told = {term for term in terms if data.draw(st.booleans())}
    left = resolve(condition, lambda term: holds[term] if term in told else None)
    whole = resolve(condition, holds.__getitem__)
    assert (left if isinstance(left, bool) else resolve(left, holds.__getitem__)) is whole
    assert isinstance(left, bool) or not told & set(terms_of(left))


def test_without_a_condition_a_question_is_always_asked() -> None:
    assert all_hold((), lambda term: False)


@given(conditions(ALL))
def test_a_condition_comes_back_from_its_data(condition: Condition) -> None:
    assert from_data(to_data(condition)) == condition


@given(st.data())
def test_what_the_page_decides_and_what_it_is_told_come_to_what_the_server_says(
    data: st.DataObject,
) -> None:
    tool: AuditTool = data.draw(tools())
    entries = data.draw(answered(tool))
    situation = data.draw(situations())
    on_page = {q.key for q in tool.section("page").questions}
    for question in tool.section("page").questions:
        left = tool.shown_while(question, entries, situation, on_page)
        if isinstance(left, bool):
            assert tool.shown(question, entries, situation) is left
        else:
            assert set(places_of([left])) <= on_page
            assert all(isinstance(term, AnswerTerm) for term in terms_of(left))


def test_where_the_panel_answers_there_is_no_kind_of_agency() -> None:
    hanging = make_question("a.third", AnswerType.SINGLE, (OfKind(tuple(AgencyKind)),))
    assert not make_tool(hanging).shown(hanging, {}, Situation())


def test_each_answer_is_looked_at_once_however_much_hangs_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = list[str]()
    holds = OneOf.is_fulfilled

    def look(term: OneOf, chosen: Chosen) -> bool:
        asked.append(term.place)
        return holds(term, chosen)

    monkeypatch.setattr(OneOf, "is_fulfilled", look)
    keys = [f"a.q{number}" for number in range(12)]
    before = ["", *keys]
    chain = make_tool(
        *(
            make_question(
                key,
                AnswerType.SINGLE,
                (OneOf(earlier, ("a",)), OneOf(earlier, ("a", "b"))) if earlier else (),
            )
            for key, earlier in zip(keys, before, strict=False)
        )
    )
    entries = dict.fromkeys(keys, "a")
    assert chain.shown(chain.questions[-1], entries, SITUATION)
    assert chain.counted(entries, SITUATION) == entries
    assert len(asked) == 2 * 2 * (len(keys) - 1)
