"""How much the pages of discussions ask of the database, whatever is behind them."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.db.engine import Database
from app.operations import discussions
from audit_tools.cases import CaseState
from tests.app.discussions.cases import GIVEN, make_case
from tests.app.discussions.conftest import SignInAs
from tests.world import World


def count(client: FlaskClient, statements: list[str], path: str) -> int:
    client.get(path)
    statements.clear()
    assert client.get(path).status_code == 200
    return len(statements)


def test_the_list_asks_the_same_however_many_cases_there_are(
    sign_in_as: SignInAs, database: Database, world: World, statements: list[str]
) -> None:
    client = sign_in_as("chair")
    before = count(client, statements, "/discussions")
    for number in range(5):
        make_case(database, world, CaseState.WAITING, reference=f"SYV25-5{number}")
    assert count(client, statements, "/discussions") == before


@pytest.mark.parametrize("path", ["", "/sections/voice", "/findings", "/attendance"])
def test_a_discussion_asks_the_same_however_much_was_written(
    path: str, sign_in_as: SignInAs, database: Database, world: World, statements: list[str]
) -> None:
    client = sign_in_as("chair")
    few = make_case(database, world, given={"police": {}}, reference="SYV25-60")
    many = make_case(database, world, given=GIVEN, reference="SYV25-61")
    counts = []
    for case in (few, many):
        discussions.open_discussion(database, by=world.people["chair"], case_id=case)
        counts.append(count(client, statements, f"/discussions/{case}{path}"))
    assert counts[0] == counts[1]


def test_following_asks_little(sign_in_as: SignInAs, opened: UUID, statements: list[str]) -> None:
    client = sign_in_as("chair")
    address = f"/discussions/{opened}/changes?section=voice&seen=0"
    client.get(address)
    statements.clear()
    assert client.get(address).status_code == 204
    assert len(statements) <= 12, statements
    assert not any("FROM entry" in statement for statement in statements)
