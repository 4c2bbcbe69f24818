"""The partnership's grades beside those of inspectors or of a second moderator.

That inspectors raised no discrepancy is something else than that their grades matched: then no
grades were compared, and it is said in these words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from audit_tools.errors import Invalid, Problem
from audit_tools.numbers import Share
from audit_tools.statistics.intervals import lower_bound
from audit_tools.tool import Scale

MOST_LETTERS = 500


class Moderator(StrEnum):
    """Who looked at the cases after they were agreed."""

    INSPECTORS = "inspectors"
    SECOND = "second-moderator"

    @property
    def label(self) -> str:
        return {"inspectors": "Inspectors", "second-moderator": "A second moderator"}[self.value]


class Compared(StrEnum):
    """What there is to compare."""

    GRADES = "grades"
    NOTHING_RAISED = "nothing-raised"

    @property
    def label(self) -> str:
        return {
            "grades": "They graded cases",
            "nothing-raised": "They raised no discrepancy, and gave no grades",
        }[self.value]


@dataclass(frozen=True)
class ModerationDetails:
    """Who it was, on which day, what they gave, and a note for the Business Unit."""

    moderator: Moderator
    on: date
    compared: Compared
    note: str = ""


@dataclass(frozen=True)
class Moderation:
    """What somebody outside said of agreed cases: their grades by case and section."""

    details: ModerationDetails
    grades: Mapping[UUID, Mapping[str, str]]


@dataclass(frozen=True)
class Matches:
    """In how many cases the agreed grade was the same, and in which direction it was not."""

    higher: int
    same: int
    lower: int

    @property
    def share(self) -> Share:
        return Share(self.same, self.higher + self.same + self.lower)

    @property
    def at_least(self) -> float:
        """The true share of matches is at least this, with 95% confidence on one side."""
        return lower_bound(self.share)


def match(pairs: Iterable[tuple[int, int]]) -> Matches:
    """Count (agreed, theirs): both are ranks of one scale, 1 for its lowest grade."""
    apart = [agreed - theirs for agreed, theirs in pairs]
    return Matches(
        sum(steps > 0 for steps in apart),
        sum(steps == 0 for steps in apart),
        sum(steps < 0 for steps in apart),
    )


def check_moderation(
    moderator: str, on: date | None, compared: str, note: str, today: date
) -> ModerationDetails:
    """What was entered. Raises ``Invalid`` with all that is wrong, its places the arguments."""
    written = " ".join(note.split())
    wrong = {
        "moderator": "" if moderator in set(Moderator) else "Choose who graded the cases.",
        "on": _wrong_day(on, today),
        "compared": "" if compared in set(Compared) else "Choose what they gave.",
        "note": f"Use {MOST_LETTERS} characters or fewer." if len(written) > MOST_LETTERS else "",
    }
    problems = [Problem(place, why) for place, why in wrong.items() if why]
    if problems or on is None:
        raise Invalid.because_of(problems)
    return ModerationDetails(Moderator(moderator), on, Compared(compared), written)


def _wrong_day(on: date | None, today: date) -> str:
    if on is None:
        return "Enter the day on which they did."
    return "This day is still to come." if on > today else ""


def check_grades(given: Mapping[str, str], sections: Iterable[str], scale: Scale) -> dict[str, str]:
    """The grades that were chosen, by section. Raises ``Invalid`` for one that is not there."""
    known = set(sections)
    chosen = {section: grade for section, grade in given.items() if grade}
    wrong = [s for s, grade in chosen.items() if s not in known or grade not in scale]
    if wrong:
        raise Invalid.because_of([Problem(s, "Choose a grade of this audit.") for s in wrong])
    return chosen
