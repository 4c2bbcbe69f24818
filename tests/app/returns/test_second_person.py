"""A return that one person of the agency confirms and another signs off."""

import pytest

from app.operations import returns as operations
from audit_tools.definition import tool_to_document
from audit_tools.permissions import Grant, Role
from tests import factories
from tests.app.returns.conftest import Visit, Visitor
from tests.scenes import TOOL, Scene

CASE = "SYV30-01"


@pytest.fixture
def first(scene: Scene, visit: Visit) -> Visitor:
    """Whoever was given the return, which is complete."""
    scene.use_tool(tool_to_document(TOOL) | {"second_person": True})
    scene.complete(CASE, "school")
    return visit()


@pytest.fixture
def lead(scene: Scene, visit: Visit) -> Visitor:
    return visit(
        factories.make_person(
            scene.database, scene.partnership, Grant(Role.AGENCY_LEAD, "school"), name="Lea Head"
        )
    )


def test_it_is_sent_once_another_signs_off_what_one_confirmed(
    first: Visitor, lead: Visitor, scene: Scene
) -> None:
    assert "<button" in first.read("/check")
    assert "Confirm it" in first.read("/check")
    assert first.post("/check", declared="yes").location.endswith("/check")
    page = first.read("/check")
    assert "You confirmed it on" in page
    assert 'name="declared"' not in page
    assert "Confirmed by you; it waits for a second person" in first.read_list()
    assert "Confirmed. Read it, and sign it off" in lead.read_list()
    assert "confirmed it on" in lead.read("/check")
    assert lead.post("/check", declared="yes").location.endswith("/sent")
    assert scene.told(first.return_id)[-2:] == ["return.confirmed", "return.submitted"]


def test_whoever_confirmed_it_does_not_sign_it_off(first: Visitor) -> None:
    first.post("/check", declared="yes")
    again = first.post("/check", declared="yes")
    assert again.status_code == 422
    assert "Somebody else of your agency signs it off" in again.text


def test_nobody_confirms_what_is_not_complete_or_not_declared(first: Visitor, visit: Visit) -> None:
    assert first.post("/check").status_code == 422
    other = visit(reference="SYV30-02")
    assert other.post("/check", declared="yes").status_code == 422


def test_an_answer_that_is_changed_takes_the_confirmation_back(
    first: Visitor, lead: Visitor
) -> None:
    first.post("/check", declared="yes")
    form = lead.open("voice")
    lead.save("voice", form)
    assert "Sign it off" in lead.read("/check")
    lead.save("voice", form, {"voice/strength/1": "Somebody stayed."})
    assert "Confirm it" in lead.read("/check")
    # Then the lead has confirmed it, and the first is the second.
    assert lead.post("/check", declared="yes").location.endswith("/check")
    assert first.post("/check", declared="yes").location.endswith("/sent")


def test_a_return_that_is_reopened_is_confirmed_anew(
    first: Visitor, lead: Visitor, scene: Scene
) -> None:
    first.post("/check", declared="yes")
    lead.post("/check", declared="yes")
    unit = scene.coordinator
    assert unit is not None
    operations.reopen_return(
        scene.database, by=unit, return_id=first.return_id, reason="A line is missing."
    )
    assert "Confirm it" in lead.read("/check")
