"""Which of the seven steps are done, and what is left of the others."""

from dataclasses import replace
from typing import Any

import pytest

from audit_tools.first_steps import FirstStep, SetUp, first_steps, is_live
from audit_tools.permissions import Permission

NOTHING = SetUp(
    has_front_door=False,
    agencies=0,
    unled=(),
    has_coordinator=False,
    has_chair=False,
    bodies=0,
    has_retention=False,
    tools=0,
    audits=0,
    audits_started=0,
)
LIVE = SetUp(
    has_front_door=True,
    agencies=2,
    unled=(),
    has_coordinator=True,
    has_chair=True,
    bodies=1,
    has_retention=True,
    tools=1,
    audits=1,
    audits_started=1,
)


def to_do(set_up: SetUp) -> dict[FirstStep, tuple[str, ...]]:
    return {state.step: state.left for state in first_steps(set_up) if not state.is_done}


def test_of_a_new_partnership_every_step_is_to_do() -> None:
    assert list(to_do(NOTHING)) == list(FirstStep)
    assert len(FirstStep) == 7
    assert not is_live(first_steps(NOTHING))


def test_a_partnership_is_live_when_nothing_is_left() -> None:
    assert to_do(LIVE) == {}
    assert is_live(first_steps(LIVE))


@pytest.mark.parametrize(
    ("undone", "step", "sentence"),
    [
        ({"has_front_door": False}, FirstStep.PARTNERSHIP, "whom to tell"),
        # One agency has nobody to be compared with.
        ({"agencies": 1}, FirstStep.AGENCIES, "two agencies or more"),
        ({"has_coordinator": False}, FirstStep.PEOPLE, "of the Business Unit"),
        ({"has_chair": False}, FirstStep.PEOPLE, "Add a chair"),
        ({"unled": ("Police", "School")}, FirstStep.PEOPLE, "a lead for: Police, School."),
        ({"bodies": 0}, FirstStep.BODIES, "read the summaries"),
        ({"has_retention": False}, FirstStep.RETENTION, "how long audits are kept"),
        ({"tools": 0}, FirstStep.TOOL, "Publish an audit tool"),
        ({"audits": 0, "audits_started": 0}, FirstStep.FIRST_AUDIT, "Set up an audit."),
        ({"audits_started": 0}, FirstStep.FIRST_AUDIT, "Start the audit"),
    ],
)
def test_what_comes_undone_is_to_do_again(
    undone: dict[str, Any], step: FirstStep, sentence: str
) -> None:
    left = to_do(replace(LIVE, **undone))
    assert list(left) == [step]
    assert sentence in " ".join(left[step])


def test_only_the_tool_and_the_first_audit_are_the_business_units_alone() -> None:
    """The administrator sees no case, and so chooses neither how nor of whom one is made."""
    alone = {step for step in FirstStep if step.permission is Permission.RUN_AUDITS}
    assert alone == {FirstStep.TOOL, FirstStep.FIRST_AUDIT}
    assert {step.permission for step in FirstStep} - {Permission.RUN_AUDITS} == {Permission.SET_UP}
