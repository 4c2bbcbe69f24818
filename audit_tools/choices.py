"""What can be chosen as an answer, and what can be chosen where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen; `key` is permanent, `label` may be reworded.

    ``hint`` says what is meant by it, where it is chosen. Whoever chooses one of ``say_which`` has
    to say which: "Other". ``points`` are what it is worth; None where the tool has none.
    """

    key: str
    label: str
    hint: str = ""
    say_which: bool = False
    points: int | None = None


class Absence(StrEnum):
    """Why an answer says nothing of practice.

    The question does not apply to the child, nobody knows, or the record was looked at and holds
    nothing of it. None of them is a No, and all of them stand outside every denominator.
    """

    NOT_APPLICABLE = "not-applicable"
    NOT_KNOWN = "not-known"
    NO_EVIDENCE = "no-evidence"

    @property
    def label(self) -> str:
        return {
            Absence.NOT_APPLICABLE: "Not applicable",
            Absence.NOT_KNOWN: "Not known",
            Absence.NO_EVIDENCE: "No evidence on record",
        }[self]


USUAL_ABSENCES = (Absence.NOT_APPLICABLE, Absence.NOT_KNOWN)
"""What an assessment offers besides Yes, Partly and No where the tool says nothing of it."""
