"""The agency's own copy of its return."""

import pytest

from audit_tools.cases import CaseState
from tests.app.returns.conftest import Visit
from tests.scenes import Scene

LINE = "voice/strength/1"


def test_the_own_copy_holds_every_answer_line_and_grade(visit: Visit, scene: Scene) -> None:
    scene.answer("SYV30-01", "school", {
        "voice.daily-life": "partly",
        "voice.daily-life/seen": "Pastoral log",
        LINE: "The tutor listened.",
        "voice/development/1": "Nobody rang back.",
        "voice/development/1/cause": "capacity-or-waiting",
        "voice/grade": "good",
    })  # fmt: skip

    body = visit().read("/copy")

    for text in ("Partly", "Pastoral log", "The tutor listened.", "Nobody rang back.",
                 "capacity or waiting time", "Good", "Not answered"):  # fmt: skip
        assert text in body


@pytest.mark.parametrize("state", [CaseState.PREPARED, CaseState.OPEN, CaseState.AGREED])
def test_once_the_returns_are_closed_the_copy_promises_no_reopening(
    visit: Visit, scene: Scene, state: CaseState
) -> None:
    scene.send("SYV30-01", "school")
    scene.change_case("SYV30-01", state)

    body = visit().read("/copy")

    assert "The returns of this child are closed" in body
    assert "undo" not in body.lower()
    assert ("Read the discussion of this child" in body) is state.is_revealed


def test_once_the_returns_are_closed_not_known_cannot_be_undone(visit: Visit, scene: Scene) -> None:
    visit().post("/not-known")
    scene.change_case("SYV30-01", CaseState.PREPARED)

    body = visit().read("/copy")

    assert "You said that this child was not known to you. The returns of this child are" in body
    assert "reopen" not in body


def test_somebody_who_did_not_know_the_child_is_led_to_no_discussion(
    visit: Visit, scene: Scene
) -> None:
    visit().post("/not-known")
    scene.change_case("SYV30-01", CaseState.OPEN)

    assert "Read the discussion" not in visit().read("/copy")
