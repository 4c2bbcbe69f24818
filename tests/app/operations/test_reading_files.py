"""While a file from outside is read, nobody is kept from writing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.db.engine import Database
from app.operations import action_plans, candidates, tool_drafts, word_styles
from audit_tools.errors import Invalid
from audit_tools.permissions import Role
from tests import factories

READ = "It was read."
OPERATIONS: dict[Any, Callable[..., object]] = {
    action_plans: lambda database, by: action_plans.import_plan(
        database, by=by, title="Plan", inspection=None, data=b"x"
    ),
    candidates: lambda database, by: candidates.import_candidates(
        database, by=by, audit_id=uuid4(), data=b"x"
    ),
    tool_drafts: lambda database, by: tool_drafts.bring_in(database, by=by, data=b"x"),
    word_styles: lambda database, by: word_styles.replace_styles(database, by=by, data=b"x"),
}


@pytest.mark.parametrize("module", OPERATIONS, ids=lambda module: module.__name__)
def test_somebody_else_can_write_meanwhile(
    module: Any, database: Database, partnership: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = factories.make_person(database, partnership, Role.COORDINATOR, Role.ADMINISTRATOR)

    def read(*_: object) -> None:
        with database.writing() as session:
            session.execute(text("PRAGMA busy_timeout = 0"))
            session.execute(text("DELETE FROM tool_draft"))
            session.commit()
        raise Invalid(READ)

    monkeypatch.setattr(module, "read_apart", read)
    with pytest.raises(Invalid, match=READ):
        OPERATIONS[module](database, by)
