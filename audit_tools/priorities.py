"""How urgent a theme is: three words, suggested by one visible rule and decided by people.

The rule looks at two things and keeps them apart. *How many*: how likely it is that a third of all
or more could be better, from the count by Bayes' theorem with Jeffreys' prior (see ``statistics``).
From 4 chances in 5 it suggests to act now, from 1 in 2 to plan. *What followed*: where somebody
came to harm it suggests to act now, and where somebody was left at risk at least to plan, however
few they were. A third, 4 in 5 and 1 in 2 are a choice and no finding: partnerships publish no
formula, and with so few cases an exact order is mostly chance (of 15 themes the three foremost come
out right in 12 of 100 simulated audits of six cases). So there are three words, nothing within them
is ranked, and one case more or fewer is looked at too.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from audit_tools.consequences import Consequence
from audit_tools.cycles import Phase
from audit_tools.deciders import wrong_of_decider
from audit_tools.errors import Refused, check_nothing_wrong
from audit_tools.numbers import Share
from audit_tools.statistics.jeffreys import chance_at_least

A_THIRD = 1 / 3
LIKELY, AS_LIKELY_AS_NOT = 0.8, 0.5
LONGEST = 1_000


class Priority(StrEnum):
    """How urgent, the most urgent first."""

    ACT_NOW = "act-now"
    PLAN_FOR = "plan-for"
    KEEP_WATCHING = "keep-watching"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def in_a_sentence(self) -> str:
        return self.label.lower()


_LABELS = {
    Priority.ACT_NOW: "Act now",
    Priority.PLAN_FOR: "Plan for",
    Priority.KEEP_WATCHING: "Keep watching",
}
_URGENT_FIRST = list(Priority)
_AT_LEAST = {Consequence.HARM: Priority.ACT_NOW, Consequence.AT_RISK: Priority.PLAN_FOR}


@dataclass(frozen=True)
class Suggestion:
    """What the rule says of a theme; ``one_fewer`` and ``one_more`` are what it would say then.

    ``for_what_followed`` says that what followed made it more urgent than the count alone.
    """

    priority: Priority
    one_fewer: Priority
    one_more: Priority
    for_what_followed: bool


def by_count(could_be_better: Share) -> Priority:
    """What the count alone suggests."""
    chance = chance_at_least(could_be_better, A_THIRD)
    if chance >= LIKELY:
        return Priority.ACT_NOW
    return Priority.PLAN_FOR if chance >= AS_LIKELY_AS_NOT else Priority.KEEP_WATCHING


def smallest_count(of: int, priority: Priority) -> int | None:
    """From how many of ``of`` the count alone suggests it; ``None`` where it never does."""
    counts = range(1, of + 1)
    return next((k for k in counts if by_count(Share(k, of)) is priority), None)


def suggest(could_be_better: Share, worst: Consequence | None) -> Suggestion:
    """What the rule suggests of a theme that could be better in some of the cases."""
    count, of = could_be_better.count, could_be_better.of
    counted = by_count(could_be_better)
    least = _AT_LEAST.get(worst, Priority.KEEP_WATCHING) if worst else Priority.KEEP_WATCHING
    suggested, fewer, more = (
        min(one, least, key=_URGENT_FIRST.index)
        for one in (
            counted,
            by_count(Share(max(count - 1, 0), of)),
            by_count(Share(min(count + 1, of), of)),
        )
    )
    return Suggestion(suggested, fewer, more, suggested is not counted)


@dataclass(frozen=True)
class Decision:
    """What a group decided of a theme, why, and who saw it differently.

    ``suggested`` is what the rule said on that day. ``views`` are the different views, each with
    whose it is.
    """

    priority: Priority
    group: str
    on: date
    reason: str = field(repr=False)
    views: tuple[str, ...] = field(repr=False)
    suggested: Priority


def check_can_decide(phase: Phase) -> None:
    """Raise ``Refused`` until the audit is closed: its counts can still change."""
    if phase is not Phase.CLOSED:
        raise Refused("This audit is not closed yet. Its themes get their priority when it is.")


def check_decision(
    priority: str,
    group: str,
    on: date | None,
    reason: str,
    views: str,
    today: date,
    *,
    in_meeting: bool = False,
) -> None:
    """Raise ``Invalid`` with everything that is wrong, its places the arguments' names.

    Where it is to be ``in_meeting``, group and day are those of the meeting that was chosen.
    """
    wrong = {
        ("priority", "Choose act now, plan for or keep watching."): priority not in list(Priority),
        **wrong_of_decider(group, on, today, in_meeting=in_meeting),
        ("reason", "Say why the group decided so."): not reason.strip(),
        ("reason", f"Shorten it to {LONGEST:,} characters."): len(reason.strip()) > LONGEST,
        ("views", f"Shorten them to {LONGEST:,} characters."): len(views.strip()) > LONGEST,
    }
    check_nothing_wrong(wrong)


def read_views(typed: str) -> tuple[str, ...]:
    """Different views, one a line."""
    return tuple(" ".join(line.split()) for line in typed.splitlines() if line.strip())
