"""What is not one's own to read is not there."""

import re

import pytest

from audit_tools.cases import CaseState
from audit_tools.permissions import Role
from tests.app.conftest import SignIn
from tests.app.returns.conftest import Visit
from tests.scenes import Scene


@pytest.mark.parametrize("rest", ["", "/sections/voice", "/check", "/copy", "/concern", "/sent"])
def test_another_agency_s_return_reads_as_an_absent_one(
    visit: Visit, scene: Scene, rest: str
) -> None:
    visitor = visit(agency="police")
    bodies = []
    for return_id in (scene.returns["SYV30-01", "school"], scene.audit):
        answer = visitor.client.get(f"/returns/{return_id}{rest}")
        assert answer.status_code == 404
        body = answer.get_data(as_text=True).split("Reference")[0]
        bodies.append(re.sub(r'(nonce|value)="[^"]+"', "", body))
    assert bodies[0] == bodies[1]


def test_another_agency_s_return_stays_another_s_when_the_case_is_open(
    visit: Visit, scene: Scene
) -> None:
    scene.change_case("SYV30-01", CaseState.OPEN)
    visitor = visit(scene.practitioners["police"], agency="school")
    assert visitor.get("/copy").status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR, Role.BOARD_MEMBER])
def test_returns_are_for_agencies(sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).get("/returns").status_code == 403
