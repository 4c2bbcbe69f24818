"""What a page asks of the database: no more when there is more, and one connection at a time.

Work grows with what is on the page, and never with what is stored beside it. The statements of
every page are counted, for people of every kind of work. Then audits, cases and agencies are added
of which the page shows nothing, or which it shows in a list; counted again, no page needs one more.

A second connection beside the first would have to wait for somebody who saves and who waits for
the first: on SQLite both would stand still until one of them gives up.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import event
from werkzeug.routing import Rule

from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from tests import factories
from tests.app.walk import Walk
from tests.app.walked_world import Column
from tests.spec.who_may_do_what import Expected, Group, read_table
from tests.world import add_cases, make_another_audit

TABLE = read_table()
# Who sees most stands first, since what grows for anybody grows for them.
WHO = ("coordinator", "police lead", "police practitioner", "chair", "core group", "board member",
       "learning member", "administrator")  # fmt: skip


@pytest.fixture
def walk(empty_database: Path, tmp_path: Path) -> Iterator[Walk]:
    walk = Walk(empty_database, tmp_path, papers=False)
    yield walk
    walk.close()


@dataclass
class Asked:
    """How many statements reached the database, and how many connections were out at most."""

    statements: int = 0
    connections: int = 0
    said: list[str] = field(default_factory=list, compare=False, repr=False)


@contextmanager
def watched(walk: Walk) -> Iterator[Asked]:
    seen, out = Asked(), 0

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.statements += 1
        seen.said.append(statement)

    def take(*_: object) -> None:
        nonlocal out
        out += 1
        seen.connections = max(seen.connections, out)

    def give_back(*_: object) -> None:
        nonlocal out
        out -= 1

    heard: dict[str, Callable[..., None]] = {
        "before_cursor_execute": note,
        "checkout": take,
        "checkin": give_back,
    }
    for name, hear in heard.items():
        event.listen(walk.database.engine, name, hear)
    yield seen
    for name, hear in heard.items():
        event.remove(walk.database.engine, name, hear)


@dataclass(frozen=True)
class One:
    """A page about something in a state, for one of those who may see it."""

    page: str
    column: str
    who: str


def ask(walk: Walk, wanted: Container[One] | None = None) -> dict[One, Asked]:
    """What each page asks for each of those who may see it, in the first state and the last; of
    all, or of those that are wanted."""
    found = dict[One, Asked]()
    for who in WHO:
        for group in (group for group in TABLE.groups if who in group.who):
            for column, values in ends(walk, who, group):
                for rule in pages_of(walk, group):
                    one = One(rule.rule, column, who)
                    if wanted is None or one in wanted:
                        with watched(walk) as asked:
                            walk.ask(who, "GET", rule, values)
                        found[one] = asked
    return found


def each_way(asked: Mapping[One, Asked]) -> set[One]:
    """Of those for whom a page asks the very same, the first: who sees most stands first."""
    firsts = dict[tuple[object, ...], One]()
    for one, what in asked.items():
        firsts.setdefault((one.page, one.column, *what.said), one)
    return set(firsts.values())


def ends(walk: Walk, who: str, group: Group) -> tuple[Column, ...]:
    """The first and the last of what the person may see of a kind."""
    subjects = walk.world.subjects(group.about, who, TABLE.own_agency.get(who))
    open_to = [one for one in subjects if group.expected(who, one[0]) is Expected.YES]
    return tuple(dict([*open_to[:1], *open_to[-1:]]).items())


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


def test_a_second_connection_beside_the_first_would_be_seen(walk: Walk) -> None:
    with watched(walk) as asked, walk.database.reading() as session:
        session.connection()
        with walk.database.reading() as another:
            another.connection()
    assert asked.connections == 2


@pytest.mark.long
def test_no_page_asks_more_when_there_is_more_or_over_two_connections(walk: Walk) -> None:
    before = ask(walk)
    assert all(asked.statements for asked in before.values())
    assert {page for page, asked in before.items() if asked.connections != 1} == set()
    grow(walk)
    after = ask(walk, each_way(before))
    assert {one.page for one in after} == {one.page for one in before}
    more = {one: (before[one], now) for one, now in after.items() if now != before[one]}
    assert more == {}
