"""What a discussion still lacks before its day."""

from dataclasses import replace

import pytest

from audit_tools.cases import CaseState
from audit_tools.days import About, Readiness, lacks_of
from audit_tools.invitations import Invited, Reply

READY = Readiness(
    CaseState.PREPARED,
    returns=2,
    to_come=0,
    has_chair=True,
    has_note_taker=True,
    has_place=True,
    agencies={
        "Police": (Invited("Ann Green", Reply.COMING),),
        "School": (Invited("Sue Head", Reply.STAND_IN, "Tom Deputy"),),
    },
)


def said(ready: Readiness) -> list[str]:
    return [lack.sentence for lack in lacks_of(ready)]


def test_a_discussion_that_has_everything_lacks_nothing() -> None:
    assert said(READY) == []


@pytest.mark.parametrize(
    ("ready", "sentence"),
    [
        (
            replace(READY, state=CaseState.WAITING, to_come=1),
            "1 of 2 returns is still to come.",
        ),
        # in, but nobody has said that it is enough
        (replace(READY, state=CaseState.WAITING), "All returns are in, and not closed yet."),
        (replace(READY, has_chair=False), "Nobody chairs it."),
        (replace(READY, has_note_taker=False), "Nobody takes notes."),
        (replace(READY, has_place=False), "It has no room or link."),
        (replace(READY, agencies={"Police": ()}), "Nobody is expected from Police."),
        (
            replace(READY, agencies={"Police": (Invited("Ann", Reply.APOLOGIES),)}),
            "Apologies from Police, and no stand-in.",
        ),
        (
            replace(READY, agencies={"Police": (Invited("Ann"),), "School": (Invited("Sue"),)}),
            "No reply yet from Police and School.",
        ),
    ],
)
def test_each_thing_that_is_missing_is_one_sentence(ready: Readiness, sentence: str) -> None:
    assert said(ready) == [sentence]


def test_agencies_that_have_not_said_whether_they_know_the_child_come_first() -> None:
    waiting = replace(READY, state=CaseState.WAITING, to_come=2, unsaid=("Housing", "Probation"))
    assert said(waiting) == [
        "Housing and Probation have not said whether they know the child.",
        "2 of 2 returns are still to come.",
    ]
    assert {lack.about for lack in lacks_of(waiting)} == {About.RETURNS}


@pytest.mark.parametrize("state", [CaseState.WRITTEN_UP, CaseState.AGREED, CaseState.WITHDRAWN])
def test_what_is_over_lacks_nothing(state: CaseState) -> None:
    assert said(replace(READY, state=state, has_chair=False, agencies={"Police": ()})) == []
