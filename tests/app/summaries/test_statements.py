"""A page costs the database the same however many cases and audits there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.db.engine import Database
from app.operations.exchange import import_audit
from audit_tools.permissions import Role
from tests import exchange_documents, factories
from tests.app.conftest import SignIn
from tests.app.summaries.worlds import closed_audit

PAGES = ("summary", "summary.json", "training-needs", "training-needs/voice")


@pytest.fixture
def audits(database: Database, partnership: UUID) -> dict[str, UUID]:
    by = factories.make_person(database, partnership, Role.COORDINATOR)
    return {
        key: import_audit(
            database, by=by, document=exchange_documents.read(closed_audit(key, cases))
        )
        for key, cases in (("one", 1), ("six", 6))
    }


@contextmanager
def counted(statements: list[str]) -> Iterator[list[int]]:
    before, found = len(statements), [0]
    yield found
    found[0] = len(statements) - before


def cost(client: FlaskClient, statements: list[str], page: str) -> int:
    client.get(page)  # the session's first page also notes when it was seen
    with counted(statements) as found:
        assert client.get(page).status_code == 200
    return found[0]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.COORDINATOR])
def test_six_cases_cost_what_one_costs(
    page: str, role: Role, audits: dict[str, UUID], sign_in: SignIn, statements: list[str]
) -> None:
    client = sign_in(role)
    one, six = (cost(client, statements, f"/audits/{audits[key]}/{page}") for key in audits)
    assert one == six


def test_the_list_of_needs_costs_the_same_with_another_audit(
    database: Database,
    partnership: UUID,
    audits: dict[str, UUID],
    sign_in: SignIn,
    statements: list[str],
) -> None:
    client = sign_in(Role.LEARNING_MEMBER)
    two = cost(client, statements, "/training-needs")
    by = factories.make_person(database, partnership, Role.COORDINATOR)
    third = exchange_documents.read(closed_audit("third", 2))
    import_audit(database, by=by, document=third)
    assert cost(client, statements, "/training-needs") == two
