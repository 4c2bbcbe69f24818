"""Passing on what was learned: who passed what to whom, how many it reached, how it was used.

Sending is not reading: inspectors have asked staff, and found briefings unread. So what was passed
on stands beside what teams say they did with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from audit_tools.errors import Hidden, Invalid, Problem
from audit_tools.numbers import plural

LONGEST_LINE, LONGEST_TEXT = 200, 2_000


class PassedKind(StrEnum):
    """In which form something is passed on."""

    BRIEFING = "briefing"
    NEWSLETTER = "newsletter"
    MEETING = "meeting"
    WEB = "web"
    TRAINING = "training"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    PassedKind.BRIEFING: "Seven-minute briefing",
    PassedKind.NEWSLETTER: "Newsletter item",
    PassedKind.MEETING: "Said in a meeting or network",
    PassedKind.WEB: "Web page or intranet",
    PassedKind.TRAINING: "Taken into training",
    PassedKind.OTHER: "In another way",
}


@dataclass(frozen=True)
class PassedOn:
    """What was passed on: by whom in which role, to which network, on which day.

    ``reached`` is how many people it is known to have reached; ``None`` while nobody has said.
    """

    kind: PassedKind
    what: str
    passed_by: str
    network: str
    on: date | None
    reached: int | None = None
    audit: UUID | None = None

    def checked(self, today: date) -> Self:
        """The same without spaces around its texts. Raises ``Invalid``, its places the fields."""
        tidied = replace(
            self,
            what=" ".join(self.what.split()),
            passed_by=" ".join(self.passed_by.split()),
            network=" ".join(self.network.split()),
        )
        if problems := tuple(tidied._wrong(today)):
            raise Invalid.because_of(problems)
        return tidied

    def _wrong(self, today: date) -> Iterator[Problem]:
        for name, asked in _ASKED.items():
            if not getattr(self, name):
                yield Problem(name, asked)
            if len(getattr(self, name)) > LONGEST_LINE:
                yield Problem(name, f"Enter at most {LONGEST_LINE} characters.")
        yield from _wrong_day(self.on, today)


_ASKED = {
    "what": "Say what was passed on.",
    "passed_by": "Say who passed it on, by their role.",
    "network": "Say to whom: a network, a team, a group.",
}


@dataclass(frozen=True)
class TeamUse:
    """What a team says it did with something: how it was used, and what is different after it."""

    agency: str
    team: str
    said: str
    on: date | None

    def checked(self, today: date) -> Self:
        """The same without spaces around its texts. Raises ``Invalid``, its places the fields."""
        tidied = replace(self, team=" ".join(self.team.split()), said=self.said.strip())
        if problems := tuple(tidied._wrong(today)):
            raise Invalid.because_of(problems)
        return tidied

    def _wrong(self, today: date) -> Iterator[Problem]:
        if not self.team or len(self.team) > LONGEST_LINE:
            yield Problem("team", f"Name the team, in at most {LONGEST_LINE} characters.")
        if not self.said or len(self.said) > LONGEST_TEXT:
            yield Problem(
                "said", f"Say how your team used it, in at most {LONGEST_TEXT:,} characters."
            )
        yield from _wrong_day(self.on, today)


def _wrong_day(on: date | None, today: date) -> Iterator[Problem]:
    if on is None:
        yield Problem("on", "Say on which day.")
    elif on > today:
        yield Problem("on", "This day is still to come.")


@dataclass(frozen=True)
class Passing:
    """Something that was passed on, as it is kept, with what teams say of it."""

    id: UUID
    passed: PassedOn
    uses: tuple[TeamUse, ...] = ()
    invented: bool = False

    @property
    def reached(self) -> str:
        """``Reached 120 people`` or that nobody has said."""
        if self.passed.reached is None:
            return "Nobody has said how many it reached"
        return f"Reached {plural(self.passed.reached, 'person', 'people')}"

    @property
    def used(self) -> str:
        """How many teams have said how they used it."""
        if not self.uses:
            return "No team has said yet how it used it"
        verb = "has" if len(self.uses) == 1 else "have"
        return f"{plural(len(self.uses), 'team')} {verb} said how they used it"


def find_passing(passings: Iterable[Passing], passing_id: UUID) -> Passing:
    """One of them. Raises ``Hidden`` where there is no such."""
    for passing in passings:
        if passing.id == passing_id:
            return passing
    raise Hidden("There is nothing of this that was passed on.")
