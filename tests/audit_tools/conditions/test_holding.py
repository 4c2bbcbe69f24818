"""What a condition comes to, and what of it is left for somebody who knows a part."""

from hypothesis import given
from hypothesis import strategies as st

from audit_tools.conditions.as_data import from_data, to_data
from audit_tools.conditions.holding import all_hold, resolve
from audit_tools.conditions.terms import AllOf, AnyOf, Condition, Not, OneOf, terms_of
from audit_tools.tool import AnswerType, AuditTool
from tests.audit_tools.conditions.generated import (
    answered,
    conditions,
    make_question,
    make_tool,
    tools,
)

FIRST = make_question("a.first", AnswerType.SINGLE)
SECOND = make_question("a.second", AnswerType.MULTIPLE)
IS_A, IS_B = OneOf("a.first", ("a",)), OneOf("a.second", ("b", "c"))

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
]


def test_a_condition_holds_by_what_was_answered() -> None:
    for condition, entries, holds in CASES:
        hanging = make_question("a.third", AnswerType.SINGLE, (condition,))
        tool = make_tool(FIRST, SECOND, hanging)
        assert tool.shown(hanging, entries) is holds, (condition, entries)


def test_an_answer_to_a_hidden_question_counts_as_not_given() -> None:
    second = make_question("a.second", AnswerType.SINGLE, (IS_A,))
    opened = make_question("a.third", AnswerType.SINGLE, (OneOf("a.second", ("a",)),))
    closed = make_question("a.fourth", AnswerType.SINGLE, (Not(OneOf("a.second", ("a",))),))
    tool = make_tool(FIRST, second, opened, closed)
    kept = {"a.first": "b", "a.second": "a"}
    assert (tool.shown(opened, kept), tool.shown(closed, kept)) == (False, True)


@given(conditions([FIRST, SECOND]), st.data())
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


@given(conditions([FIRST, SECOND]))
def test_a_condition_comes_back_from_its_data(condition: Condition) -> None:
    assert from_data(to_data(condition)) == condition


@given(st.data())
def test_what_the_page_decides_and_what_it_is_told_come_to_what_the_server_says(
    data: st.DataObject,
) -> None:
    tool: AuditTool = data.draw(tools())
    entries = data.draw(answered(tool))
    on_page = {q.key for q in tool.section("page").questions}
    for question in tool.section("page").questions:
        left = tool.shown_while(question, entries, on_page)
        if isinstance(left, bool):
            assert tool.shown(question, entries) is left
        else:
            assert {term.question for term in terms_of(left)} <= on_page
