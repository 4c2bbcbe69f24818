"""Work grows with what is on the page, and never with what is stored beside it.

The statements of every page are counted, for people of every kind of work. Then audits, cases and
agencies are added of which the page shows nothing, or which it shows in a list; counted again, no
page needs one statement more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from werkzeug.routing import Rule

from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from tests import factories
from tests.app.walk import Walk
from tests.spec.who_may_do_what import Expected, Group, read_table
from tests.world import add_cases, make_another_audit

TABLE = read_table()
WHO = ("coordinator", "police lead", "police practitioner", "chair", "core group", "board member",
       "learning member", "administrator")  # fmt: skip


@pytest.fixture
def walk(empty_database: Path, tmp_path: Path) -> Iterator[Walk]:
    walk = Walk(empty_database, tmp_path)
    yield walk
    walk.close()


@contextmanager
def counted(walk: Walk) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(walk.database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(walk.database.engine, "before_cursor_execute", note)


def count(walk: Walk, who: str) -> dict[str, int]:
    """How many statements each page takes that this person may see."""
    found = dict[str, int]()
    for group in (group for group in TABLE.groups if who in group.who):
        for column, values in walk.world.subjects(group.about, who, TABLE.own_agency.get(who)):
            if group.expected(who, column) is Expected.YES:
                for rule in pages_of(walk, group):
                    with counted(walk) as statements:
                        walk.ask(who, "GET", rule, values)
                    found[f"{rule.rule}, {column}"] = len(statements)
    return found


def pages_of(walk: Walk, group: Group) -> Iterator[Rule]:
    for endpoint in group.endpoints:
        yield from (rule for method, rule in walk.rules[endpoint] if method == "GET")


def grow(walk: Walk) -> None:
    """Three more audits of each kind, twelve more cases in the first, three more agencies."""
    main, database = walk.world.main, walk.database
    for number in range(3):
        factories.make_agency(database, main.partnership, f"agency-{number}")
        make_another_audit(
            database, main, CaseState, key=f"more-{number}", phase=Phase.COLLECTING, interim=True
        )
        make_another_audit(
            database, main, [CaseState.AGREED], key=f"past-{number}", phase=Phase.CLOSED
        )
        make_another_audit(
            database, main, [CaseState.WAITING], key=f"to-come-{number}", phase=Phase.PREPARING
        )
    add_cases(database, main, [*CaseState, *CaseState])
    walk.keep()


@pytest.mark.parametrize("who", WHO)
def test_no_page_takes_more_statements_when_there_is_more(who: str, walk: Walk) -> None:
    before = count(walk, who)
    grow(walk)
    after = count(walk, who)
    more = {page: (before[page], now) for page, now in after.items() if now != before[page]}
    assert all(before.values())
    assert more == {}
