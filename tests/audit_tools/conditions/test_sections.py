"""A section that is left out is left out whole, and nothing in it counts."""

from dataclasses import replace

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import Case, CaseState
from audit_tools.conditions.terms import AnyOf, Condition, GradeOneOf, OfKind, OneOf, Situation
from audit_tools.discussions import ReturnRead, counted_returns
from audit_tools.marks import text_places
from audit_tools.returns import AgencyReturn, ReturnStatus, left_to_do, sections_given, sections_of
from audit_tools.tool import AnswerType, AskedOf, AuditTool, SectionFor
from tests.audit_tools.conditions.generated import make_question, make_tool

FIRST = make_question("first.known", AnswerType.SINGLE)
INSIDE = make_question("middle.asked", AnswerType.ASSESSMENT)
IS_A = OneOf("first.known", ("a",))
OPEN, CLOSED = {"first.known": "a"}, {"first.known": "b"}
WHO = Situation(AgencyKind.POLICE)


def tool_where(last: Condition, middle: tuple[Condition, ...] = (IS_A,)) -> AuditTool:
    """Three graded sections, of which the second hangs on the first and the third on ``last``."""
    tool = make_tool(FIRST, INSIDE, make_question("last.asked", AnswerType.ASSESSMENT, (last,)))
    graded = [replace(section, graded=True) for section in tool.sections]
    return replace(tool, sections=(graded[0], replace(graded[1], show_when=middle), graded[2]))


TOOL = tool_where(AnyOf((OneOf("middle.asked", ("yes",)), GradeOneOf("middle", ("poor",)))))


def given(entries: dict[str, str], sections: frozenset[str] | None = None) -> AgencyReturn:
    return AgencyReturn(
        "one", AgencyKind.POLICE, False, ReturnStatus.DUE, CaseState.WAITING, entries,
        gives_grades=False, given=sections,
    )  # fmt: skip


def keys(entries: dict[str, str], tool: AuditTool = TOOL) -> list[str]:
    return [section.key for section in sections_of(tool, given(entries))]


def test_a_section_is_there_only_where_its_conditions_hold() -> None:
    assert keys(OPEN) == ["first", "middle", "last"]
    assert keys(CLOSED) == ["first", "last"]
    assert [s.key for s in sections_given(TOOL, given(CLOSED))] == ["first", "middle", "last"]


def test_nothing_of_a_section_that_is_left_out_is_left_to_do_or_gone_through() -> None:
    assert "middle.asked" in {left.place for left in left_to_do(TOOL, given(OPEN))}
    assert "middle.asked" not in {left.place for left in left_to_do(TOOL, given(CLOSED))}
    kept = {"middle/strength/1": "Words"}
    assert "middle/strength/1" in text_places(TOOL, given(OPEN | kept))
    assert "middle/strength/1" not in text_places(TOOL, given(CLOSED | kept))


def test_neither_an_answer_nor_a_grade_of_a_section_that_is_left_out_opens_anything() -> None:
    [hanging] = TOOL.section("last").questions
    for kept in ({"middle.asked": "yes"}, {"middle/grade": "poor"}):
        assert TOOL.shown(hanging, OPEN | kept, WHO)
        assert not TOOL.shown(hanging, CLOSED | kept, WHO)


def test_what_decides_over_a_section_that_hangs_on_another_is_found_all_the_way() -> None:
    assert TOOL.deciding({"last"}) == {"middle.asked", "middle/grade", "first.known"}
    # Whether the section is there at all, though it asks nothing.
    first, middle, last = TOOL.sections
    empty = replace(TOOL, sections=(first, replace(middle, questions=()), last))
    assert empty.deciding({"middle"}) == {"first.known"}


def test_the_panel_s_question_in_a_section_for_agencies_stays() -> None:
    question = replace(INSIDE, asked=AskedOf.PANEL, kinds=frozenset())
    tool = make_tool(FIRST, question)
    first, middle = tool.sections
    graded = replace(middle, show_when=(IS_A,), graded=True)
    assert replace(tool, sections=(first, graded)).shown(question, {}, Situation())
    of_panel = replace(middle, show_when=(IS_A,), asked=SectionFor.PANEL)
    assert not replace(tool, sections=(first, of_panel)).shown(question, {}, Situation())


def test_a_section_of_the_panel_s_questions_alone_hangs_as_a_whole() -> None:
    known, inside = (replace(q, asked=AskedOf.PANEL, kinds=frozenset()) for q in (FIRST, INSIDE))
    tool = make_tool(known, inside)
    first, middle = tool.sections
    hanging = replace(middle, show_when=(IS_A,), graded=False)
    tool = replace(tool, sections=(first, hanging))
    assert tool.shown(inside, OPEN, Situation())
    assert not tool.shown(inside, CLOSED, Situation())
    # A question of agencies beside it, and it is theirs.
    beside = make_question("middle.beside", AnswerType.TEXT)
    mixed = replace(hanging, questions=(inside, beside))
    assert replace(tool, sections=(first, mixed)).shown(inside, CLOSED, Situation())


def test_what_counts_leaves_out_what_stands_where_conditions_hide_it() -> None:
    kept = {
        "middle.asked": "yes",
        "middle.asked/seen": "On the system",
        "middle/grade": "poor",
        "middle/strength/1": "Words",
        "last.asked": "no",
        "last/grade": "good",
    }
    assert TOOL.counted(OPEN | kept, WHO) == OPEN | kept
    # The question of the last section hung on the one before it; its own grade did not.
    assert TOOL.counted(CLOSED | kept, WHO) == CLOSED | {"last/grade": "good"}


def test_a_discussion_reads_of_each_return_what_counts_for_its_agency() -> None:
    police = OfKind((AgencyKind.POLICE,))
    tool = tool_where(police, middle=(police,))
    entries = {"middle.asked": "yes", "last.asked": "no", "first.known": "a"}
    given = [ReturnRead(key, ReturnStatus.SUBMITTED, entries) for key in ("met", "home", "gone")]
    kinds = {"met": AgencyKind.POLICE, "home": AgencyKind.HOUSING}
    read = counted_returns(tool, Case("SYV-01", CaseState.OPEN), kinds, given)
    assert [set(one.entries) for one in read] == [set(entries), {"first.known"}, set(entries)]
