"""What a group that reads two audits says of each theme: improving, continuing, or new.

It is the group's own judgement and nothing that is worked out: the counts of both audits stand
beside it, and who decided it when.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from audit_tools.cycles import Phase
from audit_tools.deciders import wrong_of_decider
from audit_tools.errors import Refused, check_nothing_wrong


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
    group: str,
    on: date | None,
    themes: Mapping[str, str],
    known: Collection[str],
    today: date,
    *,
    in_meeting: bool = False,
) -> dict[str, Course]:
    """The judged themes.

    Where it is to be ``in_meeting``, group and day are those of the meeting that was chosen.
    Raises ``Invalid`` with everything that is wrong, its places the arguments' names.
    """
    judged = {theme: said for theme, said in themes.items() if said}
    wrong = {
        **wrong_of_decider(group, on, today, in_meeting=in_meeting),
        ("themes", "Choose what the group said of at least one theme."): not judged,
        ("themes", "Choose from themes that both audits asked about."): not judged.keys()
        <= set(known),
        ("themes", "Choose improving, continuing or new."): not set(judged.values()) <= set(Course),
    }
    check_nothing_wrong(wrong)
    return {theme: Course(said) for theme, said in judged.items()}
