"""A second person sorts findings without seeing how they were sorted, all of them or every fifth.

It is a look at how far two people read the theme list alike, and nothing waits for it. What is
told is a count and the list of differences: with so few findings a coefficient says more of its own
assumptions than of the two (see ``statistics``). The finding stays as it was first sorted until
somebody sorts it anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.numbers import Share
from audit_tools.training_needs import Cause

EVERY_FIFTH = 5


@dataclass(frozen=True)
class SortedTwice:
    """How one finding was sorted first, and how a second person sorted it on the same day.

    ``finding`` is its number within the audit.
    """

    finding: int
    themes: frozenset[str]
    cause: Cause | None
    second_themes: frozenset[str]
    second_cause: Cause | None

    @property
    def same_themes(self) -> bool:
        return self.themes == self.second_themes

    @property
    def same_cause(self) -> bool:
        return self.cause is self.second_cause

    @property
    def is_alike(self) -> bool:
        """Whether both chose exactly the same themes, and the same cause."""
        return self.same_themes and self.same_cause


def alike(twice: Iterable[SortedTwice]) -> Share:
    """How many were sorted exactly alike, of those that were sorted twice."""
    listed = list(twice)
    return Share(sum(one.is_alike for one in listed), len(listed))


def is_asked(finding: int, every: int) -> bool:
    """Whether a finding is among every so many of the audit, by its number."""
    return finding % every == 0


def why_not_second(
    phase: Phase, state: CaseState, is_sorted: bool, *, sorted_it: bool, is_done: bool
) -> str:
    """Why a finding does not wait for this person as the second; empty where it does.

    ``sorted_it`` says that they wrote or sorted it themselves, ``is_done`` that a second person
    already has.
    """
    reasons = {
        "This audit is closed, so nothing more is sorted a second time.": phase is Phase.CLOSED,
        "A finding is sorted a second time once its discussion is signed off.": state
        is not CaseState.AGREED,
        "You wrote or sorted this finding yourself. Somebody else must be second.": sorted_it,
        "This finding is not sorted yet, so nobody can be second.": not is_sorted,
        "A second person has sorted this finding already.": is_done,
    }
    return next((sentence for sentence, holds in reasons.items() if holds), "")
