"""What a group that reads two audits says of each theme: improving, continuing, or new.

It is the group's own judgement and nothing that is worked out: the counts of both audits stand
beside it, and who decided it when.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from audit_tools.cycles import Phase
from audit_tools.errors import Refused, check_nothing_wrong

MOST_LETTERS = 120


class Course(StrEnum):
    """What a group says of a theme, in the words that partnerships publish."""

    IMPROVING = "improving"
    CONTINUING = "continuing"
    NEW = "new"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Course.IMPROVING: "Improving",
    Course.CONTINUING: "Continuing",
    Course.NEW: "New",
}


@dataclass(frozen=True)
class Judgement:
    """What a group said on a day, theme by theme; ``themes`` has those that it judged."""

    group: str
    on: date
    themes: Mapping[str, Course]
    recorded_at: datetime


def check_can_judge(phase: Phase) -> None:
    """Raise ``Refused`` until the audit is closed: its counts can still change."""
    if phase is not Phase.CLOSED:
        raise Refused("This audit is not closed yet, so what it says of themes is not settled.")


def check_judgement(
    group: str, on: date | None, themes: Mapping[str, str], known: Collection[str], today: date
) -> dict[str, Course]:
    """The judged themes.

    Raises ``Invalid`` with everything that is wrong, its places the arguments' names.
    """
    judged = {theme: said for theme, said in themes.items() if said}
    wrong = {
        ("group", "Enter which group decided it, such as Silver MACE."): not group.strip(),
        ("group", f"Use {MOST_LETTERS} characters or fewer."): len(group.strip()) > MOST_LETTERS,
        ("on", "Enter the day on which it was decided."): on is None,
        ("on", "Enter a day that has been."): on is not None and on > today,
        ("themes", "Choose what the group said of at least one theme."): not judged,
        ("themes", "Choose from themes that both audits asked about."): not judged.keys()
        <= set(known),
        ("themes", "Choose improving, continuing or new."): not set(judged.values()) <= set(Course),
    }
    check_nothing_wrong(wrong)
    return {theme: Course(said) for theme, said in judged.items()}
