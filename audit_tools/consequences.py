"""What followed where something could be better: an ordered scale, said when a finding is sorted.

It says what was seen afterwards, and of no finding that it was the cause. It stands beside the
count and is never multiplied with it: one serious case can make a theme urgent.
"""

from collections.abc import Iterable
from enum import StrEnum


class Consequence(StrEnum):
    """What followed, from the least to the worst."""

    NONE_SEEN = "none-seen"
    LATE_HELP = "late-help"
    AT_RISK = "at-risk"
    HARM = "harm"

    @property
    def label(self) -> str:
        return _SAID[self][0]

    @property
    def meaning(self) -> str:
        """By what it is recognised."""
        return _SAID[self][1]

    @property
    def in_a_sentence(self) -> str:
        """The label as it stands within a sentence."""
        return self.label[:1].lower() + self.label[1:]


_SAID = {
    Consequence.NONE_SEEN: (
        "Nothing seen to follow",
        "practice fell short, and nothing came of it",
    ),
    Consequence.LATE_HELP: ("Help came late or not at all", "somebody waited, or was not heard"),
    Consequence.AT_RISK: (
        "Somebody was left at risk",
        "a risk that could have been lessened stayed",
    ),
    Consequence.HARM: ("Somebody came to harm afterwards", "whether or not this was the cause"),
}


def worst(seen: Iterable[Consequence | None]) -> Consequence | None:
    """The worst that was said; ``None`` where nothing was."""
    said = [one for one in seen if one is not None]
    return max(said, key=list(Consequence).index, default=None)
