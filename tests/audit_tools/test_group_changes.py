"""What the next version of a tool changes in a group, and which rows go on with it."""

from dataclasses import replace

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.errors import Invalid
from audit_tools.moving import KeptAnswer, set_aside
from audit_tools.returns import AgencyReturn, ReturnStatus
from audit_tools.tool import AuditTool, Choice, Numbered, Part, PartType
from audit_tools.tool_changes import Change, QuestionChange, find_changes
from audit_tools.tool_keys import check_keys
from tests.wide_tool import wide_tool

TOOL = wide_tool()
SIBLINGS = TOOL.question("voice.siblings")
AGE, LIVES, *OTHERS = SIBLINGS.parts
SCHOOL = "Goes to school"
ROW = "voice.siblings/row/3"
RETURN = AgencyReturn(
    "school",
    AgencyKind.EDUCATION,
    False,
    ReturnStatus.DUE,
    CaseState.WAITING,
    {f"{ROW}/age": "younger", f"{ROW}/lives": "At home"},
)


def later(**changed: object) -> AuditTool:
    """The next version, with something of the group changed in it."""
    first, *others = TOOL.sections
    asked = tuple(
        replace(q, **changed) if q.key == SIBLINGS.key else q  # type: ignore[arg-type]
        for q in first.questions
    )
    return replace(TOOL, version=2, sections=(replace(first, questions=asked), *others))


def change_of(now: AuditTool) -> QuestionChange:
    [change] = find_changes(TOOL, now).changed
    return change


@pytest.mark.parametrize(
    "changed",
    [
        {"parts": (AGE, LIVES)},
        {"parts": (*SIBLINGS.parts, Part("school", SCHOOL, PartType.TEXT))},
        {"parts": (AGE, replace(LIVES, required=True), *OTHERS)},
        {"most": 2},
    ],
)
def test_other_rows_are_for_the_author_to_judge(changed: dict[str, object]) -> None:
    change = change_of(later(**changed))
    assert Change.OTHER_ROWS in change.changes
    assert (change.comparable, change.asks_author) == (True, True)


@pytest.mark.parametrize(
    "part",
    [
        replace(AGE, type=PartType.TEXT, choices=()),
        replace(AGE, choices=(*AGE.choices, Choice("unborn", "Not born"))),
    ],
)
def test_a_part_that_is_answered_otherwise_ends_what_can_be_compared(part: Part) -> None:
    change = change_of(later(parts=(part, LIVES, *OTHERS)))
    assert Change.ANSWERED_OTHERWISE in change.changes
    assert (change.comparable, change.asks_author) == (False, False)


def test_a_part_that_is_reworded_and_how_rows_are_called_is_told() -> None:
    change = change_of(later(called="Child", parts=(replace(AGE, label="How old"), *OTHERS, LIVES)))
    told = {one.label: (one.before, one.now) for one in change.rewordings}
    assert change.changes == {Change.REWORDED}
    assert told["Rows are called"] == ("Sibling 1, Sibling 2", "Child 1, Child 2")
    assert told["Part “age”"] == ("Age", "How old")
    named = change_of(later(numbered=Numbered.LETTERS)).rewordings
    assert [one.now for one in named] == ["Sibling A, Sibling B"]


def test_rows_go_on_with_a_version_that_asks_one_part_less_but_for_that_part() -> None:
    then = later(parts=(AGE, *OTHERS))
    assert set_aside(TOOL, then, None, RETURN) == {f"{ROW}/lives": "At home"}
    kept = KeptAnswer(f"{ROW}/lives", "At home", TOOL)
    assert kept.words == "Sibling 3: Lives where: At home"
    answer = KeptAnswer(f"{ROW}/age", "younger", TOOL)
    assert answer.words == "Sibling 3: Age: Under 10"


def test_a_row_for_which_there_is_no_room_any_more_is_set_aside() -> None:
    assert set_aside(TOOL, later(most=2), None, RETURN) == RETURN.entries


def test_the_key_of_a_dropped_part_is_never_taken_again() -> None:
    """A return stores the key of a part: under an old key a new one would read as the old."""
    second = later(parts=(replace(AGE, choices=AGE.choices[:1]), *OTHERS))
    with pytest.raises(Invalid) as refused:
        check_keys(replace(TOOL, version=3), [TOOL, second])
    assert {problem.place for problem in refused.value.problems} == {
        "voice.siblings/lives",
        "voice.siblings/age/older",
    }


def test_of_a_dropped_part_its_key_is_said_and_not_those_of_its_answers() -> None:
    with pytest.raises(Invalid) as refused:
        check_keys(replace(TOOL, version=3), [TOOL, later(parts=(LIVES, *OTHERS))])
    assert [problem.place for problem in refused.value.problems] == ["voice.siblings/age"]
