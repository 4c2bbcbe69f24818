"""Two ways of doing the same, measured in turns, and what comes of it.

Absolute times say more of the machine and of what else runs on it than of the program. Each round
does one after the other, and the ratio of the two is what is kept: the middle one of all rounds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import process_time

Deed = Callable[[], object]
Clock = Callable[[], float]
ROUNDS, WARM = 21, 3


@dataclass(frozen=True)
class Compared:
    """Milliseconds of ours and of what it stands beside, and their ratio: each the middle one."""

    ours: float
    theirs: float
    ratio: float


@dataclass(frozen=True)
class Line:
    """A line of the table: what was measured, beside what, and the most that it should be."""

    what: str
    beside: str
    found: Compared
    goal: float

    @property
    def is_kept(self) -> bool:
        return self.found.ratio <= self.goal


def milliseconds(deed: Deed, clock: Clock) -> float:
    began = clock()
    deed()
    return (clock() - began) * 1000


def compare(
    ours: Deed, theirs: Deed, clock: Clock = process_time, rounds: int = ROUNDS
) -> Compared:
    """Do both in turns, after a few rounds that are not counted.

    The clock is that of the processor, which other programs do not stop; what waits for the disk
    needs the one on the wall.
    """
    times = [(milliseconds(ours, clock), milliseconds(theirs, clock))
             for _ in range(rounds + WARM)][WARM:]  # fmt: skip
    return Compared(
        median(mine for mine, _ in times),
        median(other for _, other in times),
        median(mine / other for mine, other in times),
    )


def p99(times: Sequence[float]) -> float:
    """The time within which 99 of 100 were done."""
    return quantiles(times, n=100)[98]


def table(lines: Sequence[Line]) -> str:
    """The lines as people read them."""
    rows = [("", "beside", "ms", "ms", "ratio", "goal", "")]
    rows += [
        (one.what, one.beside, f"{one.found.ours:.2f}", f"{one.found.theirs:.2f}",
         f"{one.found.ratio:.2f}", f"{one.goal:g}", "" if one.is_kept else "missed")
        for one in lines
    ]  # fmt: skip
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n < 2 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
