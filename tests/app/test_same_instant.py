"""Two people, or one who clicks twice, at the same instant on PostgreSQL: no text goes out unread,
and nobody meets a page that failed."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from app.db import level
from app.db.engine import Database, open_database
from app.db.findings import load_finding
from app.operations import good_practice, sorting
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.errors import AuditError, Conflict
from tests import factories, postgres
from tests.app.conftest import real_clock
from tests.world import World, make_another_audit, make_world

pytestmark = pytest.mark.postgres

Deed = Callable[[Database | Session], object]
READ = "What was read."
UNREAD = "What nobody else has read."


@pytest.fixture(scope="module")
def database(postgres_server: URL) -> Iterator[Database]:
    with postgres.create_database(postgres_server) as address:
        database = open_database(address.render_as_string(hide_password=False), real_clock)
        level.change_level(database.engine)
        yield database
        database.engine.dispose()


@pytest.fixture(scope="module")
def world(database: Database) -> World:
    return make_world(database, factories.make_partnership(database))


def at_once(database: Database, first: Deed, second: Deed) -> AuditError | None:
    """Let the second begin while the first is not committed; how the second was refused.

    What is no refusal fails the test.
    """
    ended: list[Exception | None] = []

    def run() -> None:
        try:
            second(database)
        except Exception as error:
            ended.append(error)
        else:
            ended.append(None)

    late = threading.Thread(target=run)
    with database.writing() as session:
        first(session)
        session.flush()
        late.start()
        late.join(timeout=0.5)
        session.commit()
    late.join()
    [error] = ended
    if error is not None and not isinstance(error, AuditError):
        raise error
    return error


def write_practice(world: World, who: str, case: UUID, wording: str, before: str) -> Deed:
    return partial(
        good_practice.write_practice,
        by=world.people[who],
        case_id=case,
        wording=wording,
        seen=version_of(before),
    )


def write_wording(world: World, finding: UUID, wording: str, seen: str | None = None) -> Deed:
    return partial(
        sorting.write_wording,
        by=world.people["coordinator"],
        finding_id=finding,
        wording=wording,
        seen=seen,
    )


def test_good_practice_that_is_worded_anew_is_not_agreed_unread(
    database: Database, world: World
) -> None:
    closed = make_another_audit(
        database, world, [CaseState.AGREED], key="closed", phase=Phase.CLOSED
    )
    case = closed.cases[CaseState.AGREED]
    agree = partial(
        good_practice.agree_practice, by=world.people["chair"], case_id=case, wording=READ
    )
    first = write_practice(world, "coordinator", case, READ, "")
    late = at_once(database, first, write_practice(world, "chair", case, UNREAD, ""))
    assert isinstance(late, Conflict)
    anew = write_practice(world, "coordinator", case, UNREAD, READ)
    assert isinstance(at_once(database, anew, agree), Conflict)


def test_wording_of_a_finding_that_is_written_anew_is_not_agreed_unread(
    database: Database, world: World
) -> None:
    finding = world.findings[CaseState.AGREED]
    agree = partial(
        sorting.agree_wording, by=world.people["chair"], finding_id=finding, wording=READ
    )
    write_wording(world, finding, READ)(database)
    assert isinstance(at_once(database, write_wording(world, finding, UNREAD), agree), Conflict)
    with database.reading() as session:
        seen = version_of(load_finding(session, world.partnership, finding).finding)
    late = write_wording(world, finding, "Mine.", seen)
    assert isinstance(at_once(database, write_wording(world, finding, READ), late), Conflict)
