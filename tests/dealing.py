"""Which tests are begun first where several processes run them side by side."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeVar

One = TypeVar("One")


def deal(
    long: Sequence[One], others: Iterable[One], workers: int, together: Sequence[One] = ()
) -> list[One]:
    """All of them, so that each worker begins with its share of the long ones.

    Those that go ``together`` all need something large that the first of them makes for all: one
    worker begins with them, so that no other waits while it is made.

    ``--dist worksteal`` cuts what there is into one piece for each worker, as equal as can be, and
    whoever is done takes from the end of another's piece. So the long ones stand at the beginning
    of each piece, in turn, and what is left at the end of the run is short and shared out evenly.
    """
    rest, dealt = list(others), list[One]()
    all_of_them, remaining = len(long) + len(together) + len(rest), iter(rest)
    sharing = workers - 1 if together and workers > 1 else workers
    for worker in range(workers):
        piece = (all_of_them - len(dealt)) // (workers - worker)
        mine = long[worker::sharing] if worker < sharing else []
        if worker == workers - 1:
            mine = [*together, *mine]
        dealt += [*mine, *islice(remaining, max(0, piece - len(mine)))]
    return dealt
