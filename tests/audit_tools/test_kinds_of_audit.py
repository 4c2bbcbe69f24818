"""What of a tool a kind of audit asks."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audit_tools.conditions.terms import (
    Answered,
    Condition,
    Not,
    OfAudit,
    OfKind,
    OneOf,
    terms_of,
)
from audit_tools.cycles import AuditKind
from audit_tools.kinds_of_audit import asked_in, tells_kinds_apart
from audit_tools.library import shipped_tools
from audit_tools.questions import AnswerType, AskedOf, Question
from audit_tools.tool import AuditTool
from audit_tools.waits_and_meetings import StandingMeeting, Wait
from tests.audit_tools.conditions.generated import (
    answered,
    make_question,
    make_tool,
    situations,
    tools,
)

FULL, RAPID = OfAudit((AuditKind.FULL,)), OfAudit((AuditKind.RAPID,))


def keys(tool: AuditTool) -> list[str]:
    return [question.key for question in tool.questions]


@given(st.data())
def test_it_asks_what_the_whole_tool_would_show(data: st.DataObject) -> None:
    tool = data.draw(tools())
    entries, situation = data.draw(answered(tool)), data.draw(situations())
    narrowed = asked_in(tool, situation.audit)
    asked = keys(narrowed)
    for question in tool.questions:
        shown = tool.shown(question, entries, situation)
        assert shown is (
            question.key in asked
            and narrowed.shown(narrowed.question(question.key), entries, situation)
        )
    assert not tells_kinds_apart(narrowed)


def test_a_kind_of_audit_can_look_back_on_another_time() -> None:
    tool = replace(make_tool(question("one")), look_back="12 months", look_back_rapid="6 months")
    assert tells_kinds_apart(tool)
    assert [asked_in(tool, kind).look_back for kind in AuditKind] == [
        "12 months",
        "6 months",
        "12 months",
    ]
    again = replace(tool, look_back_rapid="", look_back_re_audit="Since the first audit")
    assert asked_in(again, AuditKind.RE_AUDIT).look_back == "Since the first audit"
    assert asked_in(again, AuditKind.RAPID).look_back == "12 months"
    assert not tells_kinds_apart(asked_in(again, AuditKind.FULL))


def question(name: str, *show_when: Condition, type: AnswerType = AnswerType.SINGLE) -> Question:
    return make_question(f"s.{name}", type, show_when)


def test_a_question_of_another_kind_of_audit_is_gone_and_what_hung_on_it_too() -> None:
    tool = make_tool(
        question("one", FULL),
        question("two", OneOf("s.one", ("a",))),
        question("three", Not(OneOf("s.one", ("a",)))),
        question("four", Answered("s.one", answered=False), OfKind(())),
    )
    rapid = asked_in(tool, AuditKind.RAPID)
    assert keys(rapid) == ["s.three", "s.four"]
    assert rapid.question("s.three").show_when == ()
    assert rapid.question("s.four").show_when == (OfKind(()),)
    assert keys(asked_in(tool, AuditKind.FULL)) == ["s.one", "s.two", "s.three", "s.four"]


def test_a_section_of_another_kind_of_audit_takes_all_of_it_with_it() -> None:
    of_panel = replace(question("said"), asked=AskedOf.PANEL)
    tool = make_tool(question("one"), of_panel, make_question("t.two", AnswerType.SINGLE))
    first, second = tool.sections
    tool = replace(tool, sections=(replace(first, show_when=(RAPID,)), second))
    assert keys(asked_in(tool, AuditKind.FULL)) == ["t.two"]
    assert [s.show_when for s in asked_in(tool, AuditKind.RAPID).sections] == [(), ()]


def test_a_section_that_keeps_no_question_stays_only_where_it_is_graded() -> None:
    tool = make_tool(question("one", FULL), make_question("t.two", AnswerType.SINGLE))
    assert [s.key for s in asked_in(tool, AuditKind.RAPID).sections] == ["t"]
    graded = replace(tool, sections=(replace(tool.sections[0], graded=True), tool.sections[1]))
    assert [s.key for s in asked_in(graded, AuditKind.RAPID).sections] == ["s", "t"]


def test_a_section_left_out_is_as_if_it_were_of_another_kind_of_audit() -> None:
    tool = make_tool(question("one"), make_question("t.two", AnswerType.SINGLE, (
        Answered("s.one", answered=True),
    )), make_question("t.three", AnswerType.SINGLE))  # fmt: skip
    assert keys(asked_in(tool, AuditKind.FULL, ["s"])) == ["t.three"]


def test_waits_and_meetings_of_what_is_not_asked_are_not_mapped() -> None:
    tool = replace(
        make_tool(
            question("days", type=AnswerType.NUMBER),
            question("meanwhile", FULL, type=AnswerType.TEXT),
            question("later", FULL, type=AnswerType.NUMBER),
            question("sat", FULL),
        ),
        waits=(
            Wait("one", "One", "s.days", meanwhile="s.meanwhile"),
            Wait("two", "Two", "s.later"),
        ),
        meetings=(StandingMeeting("daily", "Daily", "s.sat"),),
    )
    rapid = asked_in(tool, AuditKind.RAPID)
    assert rapid.waits == (Wait("one", "One", "s.days"),)
    assert rapid.meetings == ()
    full = asked_in(tool, AuditKind.FULL)
    assert (full.waits, full.meetings) == (tool.waits, tool.meetings)


def test_a_tool_that_tells_none_apart_is_asked_as_it_is() -> None:
    for tool in shipped_tools():
        hangs = any(
            isinstance(term, OfAudit)
            for question in tool.questions
            for condition in question.show_when
            for term in terms_of(condition)
        )
        assert tells_kinds_apart(tool) is hangs
        if not hangs:
            assert asked_in(tool, AuditKind.RAPID) is tool
