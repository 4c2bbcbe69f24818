"""What can go wrong in an audit, said in sentences that a person can act on.

A message never repeats case text: it may be logged, and it may be read by somebody who was not
meant to see the text that caused it.
"""

# The errors are named for what a person meets, so they do not end in "Error".
# ruff: noqa: N818

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

CHOOSE = "Choose from the list."
"""What is said where something is named that was not offered."""


class Kind(StrEnum):
    """The four ways in which a request fails; the shell turns each into one kind of answer."""

    HIDDEN = "hidden"
    REFUSED = "refused"
    CONFLICT = "conflict"
    INVALID = "invalid"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `place` says where, `message` says what and how to mend it."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class AuditError(Exception):
    """Something that was asked for and is not done; nothing has been stored.

    `message` is one or more plain sentences; `place` names the field or entry it belongs to, and
    is empty when it belongs to the whole request.
    """

    kind: ClassVar[Kind]

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place


class Hidden(AuditError):
    """What was asked for is absent or out of reach; the person is not told which of the two."""

    kind = Kind.HIDDEN

    def __init__(self, message: str = "There is nothing here that you can see.") -> None:
        super().__init__(message)


class Refused(AuditError):
    """The person may see it but may not do this to it."""

    kind = Kind.REFUSED


class Conflict(AuditError):
    """The request was right when it was prepared, but somebody has changed something since."""

    kind = Kind.CONFLICT


class Invalid(AuditError):
    """What was given cannot be used; `problems` lists every reason that was found."""

    kind = Kind.INVALID

    def __init__(self, message: str, place: str = "", problems: Iterable[Problem] = ()) -> None:
        super().__init__(message, place)
        self.problems = tuple(problems) or (Problem(place, message),)

    def message_at(self, place: str) -> str:
        """What is wrong at a place; empty where nothing is."""
        return next((one.message for one in self.problems if one.place == place), "")

    @classmethod
    def because_of(cls, problems: Iterable[Problem]) -> Invalid:
        """Make one error of one or more problems.

        Raises ValueError when there is no problem, since then there is no error either.
        """
        found = tuple(problems)
        if not found:
            raise ValueError("An error needs at least one problem.")
        if len(found) == 1:
            return cls(found[0].message, found[0].place)
        listed = "\n".join(str(problem) for problem in found)
        return cls(f"There are {len(found)} problems.\n{listed}", problems=found)


def check_nothing_wrong(wrong: Mapping[tuple[str, str], bool]) -> None:
    """Raise ``Invalid`` with all that holds of what could be wrong, each by place and message."""
    if problems := [Problem(*one) for one, holds in wrong.items() if holds]:
        raise Invalid.because_of(problems)
