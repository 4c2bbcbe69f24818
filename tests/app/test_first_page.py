"""The first page leads on to the work of whoever has signed in."""

import pytest

from audit_tools.permissions import Role
from tests.app.conftest import SignIn


@pytest.mark.parametrize(
    ("roles", "path"),
    [
        ((Role.CHAIR, Role.NOTE_TAKER), "/discussions"),
        ((Role.BOARD_MEMBER,), "/audits"),
        ((Role.SCRUTINEER,), "/audits"),
        ((Role.LEARNING_MEMBER,), "/training-needs"),
    ],
)
def test_the_first_page_leads_on_to_the_work(
    sign_in: SignIn, roles: tuple[Role, ...], path: str
) -> None:
    assert sign_in(*roles).get("/").headers["Location"] == path


def test_somebody_with_several_kinds_of_work_chooses(sign_in: SignIn) -> None:
    answer = sign_in(Role.CHAIR, Role.LEARNING_MEMBER).get("/")
    assert answer.status_code == 200
    for path in ("/audits", "/discussions", "/training-needs"):
        assert f'href="{path}"' in answer.get_data(as_text=True)
