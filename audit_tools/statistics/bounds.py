"""What a count could have been, had every expected return come.

Returns are not missing at random, so nothing is put in their place. What can be said are the two
ends: every missing return had told of it, and none had.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """A count lies between ``lowest`` and ``highest``, of ``of`` cases."""

    lowest: int
    highest: int
    of: int

    @property
    def is_settled(self) -> bool:
        """Whether no missing return could have changed the count."""
        return self.lowest == self.highest


def of_what_was_seen(seen: Sequence[bool], incomplete: Sequence[bool]) -> Bounds:
    """Bounds of the number of cases in which something was seen.

    Another return could have told of it where nobody did, and could not have unsaid it.
    """
    count = sum(seen)
    unseen = sum(lacks and not was for was, lacks in zip(seen, incomplete, strict=True))
    return Bounds(count, count + unseen, len(seen))


def of_what_was_judged(judged: Sequence[bool], incomplete: Sequence[bool]) -> Bounds:
    """Bounds of the number of cases in which a judgement was favourable.

    Another return could have turned it either way.
    """
    each = tuple(zip(judged, incomplete, strict=True))
    return Bounds(
        sum(holds and not lacks for holds, lacks in each),
        sum(holds or lacks for holds, lacks in each),
        len(each),
    )
