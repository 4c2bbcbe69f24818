"""Which things of a list were carried elsewhere in it: as few as possible."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence


def find_moved(
    before: Sequence[str], now: Sequence[str], carried: Collection[str] = ()
) -> Collection[str]:
    """The keys of what stands in another order than the most others do.

    ``carried`` are those that somebody is known to have moved: where one of two must have been, it
    is that one.
    """
    places = {key: place for place, key in enumerate(before)}
    kept = [key for key in now if key in places]
    find = _longest_without(carried) if carried else _longest_in_order
    return set(kept) - set(find(kept, places))


def _longest_without(
    carried: Collection[str],
) -> Callable[[list[str], Mapping[str, int]], list[str]]:
    """The same as ``_longest_in_order``; of those that are as long, one with the fewest of these
    keys."""

    def find(keys: list[str], places: Mapping[str, int]) -> list[str]:
        best: list[tuple[int, int, list[str]]] = []
        for key in keys:
            before = [one for one in best if places[one[2][-1]] < places[key]]
            length, others, run = max(before, key=lambda one: one[:2], default=(0, 0, []))
            best.append((length + 1, others + (key not in carried), [*run, key]))
        return max(best, key=lambda one: one[:2], default=(0, 0, []))[2]

    return find


def _longest_in_order(keys: list[str], places: Mapping[str, int]) -> list[str]:
    """The longest of the lists that can be made of the keys by leaving some out, and whose places
    only rise."""
    ends: list[int] = []
    lists: list[list[str]] = []
    for key in keys:
        at = bisect_left(ends, places[key])
        before = lists[at - 1] if at else []
        ends[at : at + 1] = [places[key]]
        lists[at : at + 1] = [[*before, key]]
    return lists[-1] if lists else []
