"""An agency takes its own return as a Word file, before and after it was sent."""

import pytest

from audit_tools.cases import CaseState
from tests.app.returns.conftest import Visit
from tests.app.visitors import text_of
from tests.scenes import Scene


def test_a_draft_can_be_taken_and_says_that_it_is_one(visit: Visit, scene: Scene) -> None:
    scene.answer("SYV30-01", "school", {"voice/strength/1": "The tutor listened."})
    visitor = visit()
    assert visitor.address("/copy.docx") in visitor.read("/copy")
    answer = visitor.client.get(visitor.address("/copy.docx"))
    text = text_of(answer)
    assert "The tutor listened." in text
    assert "Draft" in text
    assert "OFFICIAL-SENSITIVE" in text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "filename=case-1-of-2-return.docx" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("state", [CaseState.WAITING, CaseState.PREPARED, CaseState.OPEN])
def test_what_was_sent_can_be_taken_and_is_no_draft(
    visit: Visit, scene: Scene, state: CaseState
) -> None:
    scene.send("SYV30-01", "school")
    scene.change_case("SYV30-01", state)
    visitor = visit()
    text = text_of(visitor.client.get(visitor.address("/copy.docx")))
    assert "Sent " in text
    assert "Draft" not in text


def test_a_draft_is_dated_by_its_first_answer_and_by_no_clock(visit: Visit, scene: Scene) -> None:
    scene.answer("SYV30-01", "school", {"voice/strength/1": "The tutor listened."})
    visitor = visit()
    first, second = (visitor.client.get(visitor.address("/copy.docx")).data for _ in range(2))
    assert first == second
