"""Somebody who has a password."""

from uuid import UUID

import pytest

from app.db.engine import Database
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.accounts.way_in import EMAIL


@pytest.fixture
def chris(database: Database, partnership: UUID) -> Person:
    """Somebody with a password."""
    return factories.make_person(
        database, partnership, Role.CHAIR, name="Chris", email=EMAIL, password=factories.PASSWORD
    )
