"""How wide the columns of a table are on paper, so that no word in them is broken or runs out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.writers.fonts import width_of

LONGEST_WORD = 24
"""A word with more letters than this may be broken: it is an address or no word at all."""


@dataclass(frozen=True)
class Room:
    """What a table has: centimetres from side to side, of which each column keeps some free at its
    sides, and the sizes of the letters of its heads and of its cells in points."""

    width: float
    sides: float
    head: float
    cells: float


def fitting(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    shares: Sequence[float],
    room: Room,
    *,
    is_named: bool,
) -> list[float]:
    """The widths in centimetres: by the ``shares``, but none narrower than its longest word.

    Where there is not room for all words there is at least for the heads; where not even for these,
    the shares stand. ``is_named`` says that the first cell of each row is in bold.
    """
    heads = [_longest(head, room.head, bold=True) + room.sides for head in columns]
    cells = [0.0] * len(columns)
    for row in rows:
        for place, text in enumerate(row):
            wide = _longest(text, room.cells, bold=is_named and not place) + room.sides
            cells[place] = max(cells[place], wide)
    both = [max(pair) for pair in zip(heads, cells, strict=True)]
    least = next((one for one in (both, heads) if sum(one) <= room.width), [0.0] * len(columns))
    return _at_least(least, shares, room.width)


def _longest(text: str, points: float, *, bold: bool) -> float:
    """How wide its widest word is; a line may end after a hyphen too."""
    words = text.replace("-", "- ").split()
    return max(
        (width_of(word, points, bold=bold) for word in words if len(word) <= LONGEST_WORD),
        default=0.0,
    )


def _at_least(least: Sequence[float], shares: Sequence[float], width: float) -> list[float]:
    """The width by shares, what the narrow ones lack taken from the others."""
    held: dict[int, float] = {}
    while True:
        free = width - sum(held.values())
        total = sum(share for place, share in enumerate(shares) if place not in held)
        widths = [
            held.get(p, free * share / total if total else 0) for p, share in enumerate(shares)
        ]
        short = {p: need for p, need in enumerate(least) if p not in held and widths[p] < need}
        if not short:
            return widths
        held |= short
