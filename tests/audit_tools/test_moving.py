"""An audit under way goes on with a later version of its tool, and no answer is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answers import check_answer
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.errors import Refused
from audit_tools.moving import (
    CaseToMove,
    KeptAnswer,
    check_can_move,
    check_phase,
    for_version,
    newest_version,
    not_alike,
    set_aside,
)
from audit_tools.places import read_place
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AnswerType, AuditTool, SectionFor
from tests import facts
from tests.audit_tools.versions_of_a_tool import ANSWERS, TOOL, next_versions

SCALE = TOOL.scale("ofsted")
POLICE = AgencyReturn(
    "police", AgencyKind.POLICE, False, ReturnStatus.DUE, CaseState.WAITING, entries={}
)


def with_questions(tool: AuditTool, **changed: object) -> AuditTool:
    """The next version, with parts of its first question changed."""
    first, *rest = tool.sections[0].questions
    section = replace(tool.sections[0], questions=(replace(first, **changed), *rest))  # type: ignore[arg-type]
    return replace(tool, version=tool.version + 1, sections=(section, *tool.sections[1:]))


def aside(now: AuditTool, then: AuditTool, texts: dict[str, str]) -> dict[str, str]:
    return set_aside(now, then, SCALE, replace(POLICE, entries=texts))


@given(st.data())
def test_every_answer_stands_once_under_the_question_that_it_answered(data: st.DataObject) -> None:
    """Over three versions in a row: what stands is an answer to the version in which it stands, and
    all else is kept with the version that it answered."""
    tool, standing = TOOL, data.draw(ANSWERS)
    answered = dict.fromkeys(standing.items(), tool)
    kept: list[tuple[str, str, AuditTool]] = []
    for _ in range(2):
        then = data.draw(next_versions(tool))
        gone = aside(tool, then, standing)
        kept += [(place, value, tool) for place, value in gone.items()]
        standing = {place: value for place, value in standing.items() if place not in gone}
        for place, value in standing.items():
            assert check_answer(then, SCALE, POLICE, place, value)
            assert read_place(place).part not in not_alike(tool, then)
        tool = then
    found = [(p, v) for p, v, _ in kept] + list(standing.items())
    assert sorted(found) == sorted(answered)
    for place, _, version in kept:
        assert version.question(read_place(place).part).key in place


# what the next version says of the first question, and whether its answer goes on
GOES_ON = [
    ({"number": "9.9"}, True),
    ({"themes": ("voice",)}, True),
    ({"kinds": frozenset(AgencyKind)}, True),
    # its author said that other words ask the same
    ({"text": "Did anybody ask?"}, True),
    # its author said that they do not
    ({"text": "Did anybody ask?", "comparable_from": 2}, False),
    ({"type": AnswerType.TEXT}, False),
    # an agency of this kind is not asked any more
    ({"kinds": frozenset({AgencyKind.HOUSING})}, False),
    # the answer is not offered any more
    ({"absences": ()}, False),
]


@pytest.mark.parametrize(("changed", "goes_on"), GOES_ON)
def test_an_answer_goes_on_where_its_question_is_the_same(
    changed: dict[str, object], goes_on: bool
) -> None:
    texts = {"voice.asked": "not-known", "voice.asked/seen": "The log"}
    gone = aside(TOOL, with_questions(TOOL, **changed), texts)
    assert ("voice.asked" not in gone) is goes_on


def test_what_stands_beside_an_answer_goes_with_it() -> None:
    texts = {"voice.asked": "no", "voice.asked/seen": "The log", "voice/strength/1": "Heard."}
    then = with_questions(TOOL, type=AnswerType.TEXT)
    assert aside(TOOL, then, texts) == {"voice.asked": "no", "voice.asked/seen": "The log"}


def test_choices_in_another_order_take_the_same_answers() -> None:
    question = TOOL.question("voice.whom")
    turned = replace(question, choices=tuple(reversed(question.choices)))
    sections = tuple(
        replace(s, questions=tuple(turned if q.key == turned.key else q for q in s.questions))
        for s in TOOL.sections
    )
    then = replace(TOOL, version=2, sections=sections)
    assert not aside(TOOL, then, {"voice.whom": "us|them"})


# state, statuses of the returns, why the case stays
STAY = [
    (CaseState.WAITING, (ReturnStatus.DUE, ReturnStatus.REOPENED), ""),
    (CaseState.WAITING, (ReturnStatus.NOT_KNOWN, ReturnStatus.DUE), ""),
    (CaseState.WAITING, (ReturnStatus.SUBMITTED, ReturnStatus.DUE), "1 of 2 returns is sent."),
    (CaseState.PREPARED, (ReturnStatus.MISSING,), "Its returns are closed."),
    (CaseState.AGREED, (), "Its returns are closed."),
    (CaseState.WITHDRAWN, (), "It is withdrawn."),
]


@pytest.mark.parametrize(("state", "statuses", "why"), STAY)
def test_a_case_moves_whole_while_nothing_was_sent(
    state: CaseState, statuses: tuple[ReturnStatus, ...], why: str
) -> None:
    assert CaseToMove(state, statuses).stays == why


LATER = replace(TOOL, version=2)


def of_sections(**changed: object) -> AuditTool:
    section = replace(TOOL.sections[1], **changed)  # type: ignore[arg-type]
    return replace(LATER, sections=(TOOL.sections[0], section))


# the later version, why the audit cannot go on with it
IN_THE_WAY = [
    (TOOL, "a later version of its own tool"),
    (replace(LATER, key="other"), "a later version of its own tool"),
    (replace(LATER, sections=TOOL.sections[:1]), "no section “Home”"),
    (of_sections(graded=False), "the section “Home” otherwise"),
    (of_sections(asked=SectionFor.LEAD), "the section “Home” otherwise"),
    (replace(LATER, scales=(replace(SCALE, grades=SCALE.grades[:1]),)), "other grades"),
    (replace(LATER, theme_list="other"), "another theme list"),
]


@pytest.mark.parametrize(("then", "why"), IN_THE_WAY)
def test_what_findings_and_grades_hang_on_stays(then: AuditTool, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_can_move(TOOL, then, "ofsted", all_move=True)


def test_an_audit_goes_on_with_what_keeps_its_sections_and_grades() -> None:
    check_can_move(TOOL, LATER, "ofsted", all_move=False)
    check_can_move(TOOL, replace(LATER, scales=()), None, all_move=False)


def test_cases_that_are_agreed_in_one_sitting_move_together() -> None:
    sitting = replace(LATER, in_one_sitting=True)
    check_can_move(TOOL, sitting, "ofsted", all_move=True)
    with pytest.raises(Refused, match="in one sitting"):
        check_can_move(TOOL, sitting, "ofsted", all_move=False)


def test_only_an_audit_under_way_moves() -> None:
    check_phase(Phase.COLLECTING)
    for phase, why in ((Phase.PREPARING, "has not started"), (Phase.CLOSED, "is closed")):
        with pytest.raises(Refused, match=why):
            check_phase(phase)


def test_the_newest_version_is_of_the_same_tool() -> None:
    published = [LATER, TOOL, replace(TOOL, version=3), replace(TOOL, key="other", version=9)]
    assert newest_version(TOOL, published).version == 3
    assert newest_version(TOOL, [TOOL]) is TOOL


def test_what_is_asked_otherwise_is_in_no_count() -> None:
    others = not_alike(TOOL, with_questions(TOOL, type=AnswerType.TEXT))
    case = replace(facts.case("SYV30-01"), panel={"voice.asked": "yes", "home.seen": "no"})
    counted = for_version(case, others)
    assert counted.panel == {"home.seen": "no"}
    assert counted.not_asked == {"voice.asked"}
    assert for_version(case, frozenset()) is case


def test_a_kept_answer_reads_as_it_was_answered() -> None:
    assert KeptAnswer("voice.whom", "us|them", TOOL).words == "We; They"
    assert KeptAnswer("voice.whom/says/us", "The officer", TOOL).words == "We: The officer"
    assert KeptAnswer("voice.asked/seen", "The log", TOOL).words == "Seen: The log"
