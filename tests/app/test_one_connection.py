"""A page looks with one connection at a time.

A second one beside the first would have to wait for somebody who saves and who waits for the first:
on SQLite both would stand still until one of them gives up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.app.test_numbers_of_statements import TABLE, pages_of
from tests.app.walk import Walk
from tests.spec.who_may_do_what import Expected


@pytest.fixture
def walk(empty_database: Path, tmp_path: Path) -> Iterator[Walk]:
    walk = Walk(empty_database, tmp_path)
    yield walk
    walk.close()


@contextmanager
def watched(walk: Walk) -> Iterator[list[int]]:
    """How many connections were out whenever one was taken."""
    out, seen = [0], list[int]()

    def take(*_: object) -> None:
        out[0] += 1
        seen.append(out[0])

    def give_back(*_: object) -> None:
        out[0] -= 1

    event.listen(walk.database.engine, "checkout", take)
    event.listen(walk.database.engine, "checkin", give_back)
    yield seen
    event.remove(walk.database.engine, "checkout", take)
    event.remove(walk.database.engine, "checkin", give_back)


def test_a_second_connection_beside_the_first_would_be_seen(walk: Walk) -> None:
    with watched(walk) as seen, walk.database.reading() as session:
        session.connection()
        with walk.database.reading() as another:
            another.connection()
    assert seen == [1, 2]


@pytest.mark.parametrize("who", ["coordinator", "chair", "police lead", "learning member"])
def test_no_page_takes_a_second_connection_beside_the_first(who: str, walk: Walk) -> None:
    crowded = set[str]()
    for group in (group for group in TABLE.groups if who in group.who):
        for column, values in walk.world.subjects(group.about, who, TABLE.own_agency.get(who)):
            if group.expected(who, column) is Expected.YES:
                for rule in pages_of(walk, group):
                    with watched(walk) as seen:
                        walk.ask(who, "GET", rule, values)
                    assert seen, rule
                    crowded |= {rule.rule} if max(seen) > 1 else set()
    assert crowded == set()
