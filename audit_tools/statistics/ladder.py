"""The fixed words for a difference between two audits. There are three, and no others; where the
rule cannot be applied, a difference is not judged, which is no word for a change.

"Likely" is said only where the counts make it likely and nothing else could have: the same was
asked, of the same kind of case, and every expected return is there.
"""

from dataclasses import dataclass
from enum import StrEnum

LIKELY = 0.95


class Change(StrEnum):
    """What may be said of a difference, or that nothing may be said of it so far."""

    LIKELY_BETTER = "likely better"
    LIKELY_WORSE = "likely worse"
    NO_CLEAR_CHANGE = "no clear change"
    NOT_JUDGED_YET = "not judged yet"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True)
class Grounds:
    """What two counts have to have in common before their difference is judged.

    ``complete`` says that in both audits every case is agreed and every expected return was
    received; ``closed``, whether it is so or not, that both are closed.
    """

    comparable: bool
    same_unit: bool
    complete: bool
    closed: bool

    @property
    def hold(self) -> bool:
        return self.comparable and self.same_unit and self.complete


def word(chance_better: float, grounds: Grounds) -> Change:
    """What may be said, given how likely it is that it is better now."""
    if not grounds.hold:
        return Change.NOT_JUDGED if grounds.closed else Change.NOT_JUDGED_YET
    if chance_better >= LIKELY:
        return Change.LIKELY_BETTER
    return Change.LIKELY_WORSE if chance_better <= 1 - LIKELY else Change.NO_CLEAR_CHANGE
