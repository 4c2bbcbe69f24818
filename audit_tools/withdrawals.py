"""Why cases leave an audit, and what took their place: for its page and its method statement.

What is said of it names no case: how many of how many, and for which of the reasons of the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from audit_tools.cases import check_reason
from audit_tools.cycles import Counted
from audit_tools.numbers import joined


class WithdrawnFor(StrEnum):
    """The reasons for which cases leave an audit."""

    MOVED = "moved"
    TOO_FEW = "too-few-agencies"
    COURT = "court"
    REVIEW = "review"
    CONSENT = "consent"
    OUT_OF_SCOPE = "out-of-scope"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    WithdrawnFor.MOVED: "moved out of the area",
    WithdrawnFor.TOO_FEW: "not known to enough agencies",
    WithdrawnFor.COURT: "court proceedings or a criminal trial pending",
    WithdrawnFor.REVIEW: "subject of a review already",
    WithdrawnFor.CONSENT: "a matter of consent",
    WithdrawnFor.OUT_OF_SCOPE: "not what the audit is about, after all",
    WithdrawnFor.OTHER: "another reason",
}


def check_why(why: WithdrawnFor, reason: str) -> str:
    """The words beside a reason of the list, trimmed; only "other" needs some.

    Raises ``Refused`` where they are missing.
    """
    return check_reason(reason) if why is WithdrawnFor.OTHER else reason.strip()


@dataclass(frozen=True)
class Withdrawn:
    """A case that left its audit: for which reason of the list, None where that was not asked yet;
    whether another took its place, and whether it had taken the place of another itself."""

    why: WithdrawnFor | None
    is_replaced: bool
    took_a_place: bool = False


def say_withdrawn(withdrawn: Iterable[Withdrawn], counted: int, what: Counted) -> str:
    """``2 of 8 children selected were replaced: moved out of the area (1), ...``, and those without
    a replacement; empty where none left. ``counted`` are the cases that are in the audit now."""
    left = tuple(withdrawn)
    # Whatever took the place of another was not among those that were selected.
    selected = counted + len(left) - sum(one.is_replaced for one in left)
    first = [one for one in left if not one.took_a_place]
    later = [one for one in left if one.took_a_place]
    of = f"of {selected} {what.one if selected == 1 else what.many} selected"
    return " ".join((*_say(first, of), *_say(later, "of those that took their place")))


def _say(left: list[Withdrawn], of: str) -> Iterator[str]:
    for is_replaced, done in ((True, "replaced"), (False, "withdrawn and not replaced")):
        if ones := [one for one in left if one.is_replaced is is_replaced]:
            verb = "was" if len(ones) == 1 else "were"
            yield f"{len(ones)} {of} {verb} {done}: {_reasons(ones)}."


def _reasons(left: list[Withdrawn]) -> str:
    counts = Counter(one.why for one in left)
    listed = [f"{why.label} ({counts[why]})" for why in WithdrawnFor if counts[why]]
    if unsaid := counts[None]:
        listed.append(f"a reason that was not sorted ({unsaid})")
    return joined(listed)
