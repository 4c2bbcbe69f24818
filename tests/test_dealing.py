"""The tests that take longest are begun first, by all who run tests side by side."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from xdist.scheduler import WorkStealingScheduling  # type: ignore[import-untyped]

from tests.dealing import deal


class Worker:
    """One of those who run tests, with what it was given first."""

    gateway = SimpleNamespace(id="one")
    shutting_down = False

    def __init__(self) -> None:
        self.given: list[int] = []

    def send_runtest_some(self, indices: list[int]) -> None:
        self.given += indices


def shared_out(tests: list[str], workers: int) -> list[list[str]]:
    """What each worker is given first by ``--dist worksteal``."""
    config = SimpleNamespace(getvalue=lambda _: ["popen"] * workers)
    scheduler = WorkStealingScheduling(cast("pytest.Config", config))
    all_workers = [Worker() for _ in range(workers)]
    for worker in all_workers:
        scheduler.add_node(cast("Any", worker))
    for worker in all_workers:
        scheduler.add_node_collection(cast("Any", worker), tests)
    scheduler.schedule()
    return [[tests[index] for index in worker.given] for worker in all_workers]


@pytest.mark.parametrize("workers", [1, 2, 3, 5])
@pytest.mark.parametrize("others", [20, 31, 100])
def test_each_worker_begins_with_its_share_of_the_long_ones(workers: int, others: int) -> None:
    long = [f"long {number}" for number in range(10)]
    short = [f"short {number}" for number in range(others)]
    given = shared_out(deal(long, short, workers), workers)
    for number, mine in enumerate(given):
        share = long[number::workers]
        assert mine[: len(share)] == share
        assert not any(test.startswith("long") for test in mine[len(share) :])
    assert sorted(test for mine in given for test in mine) == sorted(long + short)


@pytest.mark.parametrize("short", [[], ["short"]])
def test_none_is_lost_where_there_are_few(short: list[str]) -> None:
    long = [f"long {number}" for number in range(5)]
    assert sorted(deal(long, short, 3)) == [*long, *short]


def test_one_alone_begins_with_the_long_ones_too() -> None:
    assert deal(["long"], ["short", "short too"], 1) == ["long", "short", "short too"]


def test_those_that_go_together_begin_with_one_worker_that_has_no_other_long_one() -> None:
    long, others = ["a", "b", "c", "d"], [str(number) for number in range(20)]
    dealt = deal(long, others, 3, ["x", "y"])
    assert sorted(dealt) == sorted([*long, *others, "x", "y"])
    first, second, third = dealt[:8], dealt[8:17], dealt[17:]
    assert (first[:2], second[:2], third[:2]) == (["a", "c"], ["b", "d"], ["x", "y"])
    assert deal(long, others, 1, ["x", "y"])[:6] == ["x", "y", "a", "b", "c", "d"]
