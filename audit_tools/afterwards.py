"""What everybody gets who answered or came: three questions to them, and a note for their own CPD.

The answers are read together and without names, from three people on; the note is nobody's but the
writer's, and nothing of a child is in it.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from audit_tools.answers import check_length
from audit_tools.errors import Invalid, Problem
from audit_tools.references import is_named

FEWEST_ANSWERS = 3
"""From so few people on, answers say nothing of who gave them to somebody who knows who came."""
MOST_HOURS = 99


@dataclass(frozen=True)
class Asked:
    """One of the three questions. ``place`` is the field that holds its answer."""

    place: str
    text: str
    hint: str


QUESTIONS = (
    Asked("helped", "What helped you to take part?", "Keep doing this."),
    Asked("in_the_way", "What got in the way?", "Time, records, the questions, the day itself."),
    Asked(
        "differently",
        "What should we do differently next time?",
        "One thing that would have made it better for you, or for the family.",
    ),
)


@dataclass(frozen=True)
class NextTime:
    """What one person answered; each may be empty."""

    helped: str = field(default="", repr=False)
    in_the_way: str = field(default="", repr=False)
    differently: str = field(default="", repr=False)

    @property
    def is_given(self) -> bool:
        """Whether anything is answered."""
        return bool(self.helped or self.in_the_way or self.differently)


class Activity(StrEnum):
    """What somebody did, as a record of continuing professional development names it."""

    RETURN_AND_DISCUSSION = "return-and-discussion"
    RETURN = "return"
    DISCUSSION = "discussion"
    HOLDING = "holding"

    @property
    def label(self) -> str:
        return _ACTIVITIES[self]

    @property
    def is_of_return(self) -> bool:
        """Whether a return was part of it, of which there is none where the discussion comes
        first."""
        return self in (Activity.RETURN_AND_DISCUSSION, Activity.RETURN)


_ACTIVITIES = {
    Activity.RETURN_AND_DISCUSSION: "Multi-agency case audit: my agency's return, and the "
    "case discussion",
    Activity.RETURN: "Multi-agency case audit: my agency's return",
    Activity.DISCUSSION: "Multi-agency case discussion",
    Activity.HOLDING: "Multi-agency case discussion: chairing or taking the notes",
}


@dataclass(frozen=True)
class OwnNote:
    """What somebody wrote down for their own CPD record. ``hours`` are as typed, such as 2.5."""

    day: date | None = None
    hours: str = ""
    activity: Activity | None = None
    reflection: str = field(default="", repr=False)


@dataclass(frozen=True)
class CpdNote:
    """The note as a paper: who, when, how long, what, and the person's own reflection.

    It has no room for a case: neither its reference nor which agencies were there.
    """

    name: str = field(repr=False)
    partnership: str
    audit: str
    invented: bool
    note: OwnNote
    rehearsal: bool = False


@dataclass(frozen=True)
class ReadTogether:
    """What was answered to one question, by its letters: its order says nothing of who answered."""

    question: Asked
    answers: tuple[str, ...] = field(repr=False)


def read_together(given: Iterable[NextTime]) -> tuple[ReadTogether, ...]:
    """The answers to each question, none of them while fewer than three people have answered.

    Each question is sorted for itself, so that no two answers can be seen to be one person's.
    """
    answered = [one for one in given if one.is_given]
    if len(answered) < FEWEST_ANSWERS:
        return ()
    return tuple(ReadTogether(asked, _sorted(asked, answered)) for asked in QUESTIONS)


def _sorted(asked: Asked, given: Iterable[NextTime]) -> tuple[str, ...]:
    texts = (getattr(one, asked.place) for one in given)
    return tuple(sorted((text for text in texts if text), key=str.casefold))


def check_next_time(said: NextTime) -> NextTime:
    """The answers without spaces around them. Raises ``Invalid``, its places the fields."""
    return NextTime(*(check_length(a.place, getattr(said, a.place)) for a in QUESTIONS))


def check_own_note(
    note: OwnNote, standing: OwnNote, today: date, references: Collection[str]
) -> tuple[OwnNote, tuple[Problem, ...]]:
    """The note as it can be stored, and what of it cannot: there what is ``standing`` stays.

    ``references`` are those of the audit: the note leaves it. The places of the problems are
    ``day``, ``hours`` and ``reflection``.
    """
    hours, reflection = note.hours.strip().replace(",", "."), note.reflection
    problems = list[Problem]()
    if hours and not (re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})?", hours) and float(hours) > 0):
        problems.append(
            Problem("hours", f"Enter hours up to {MOST_HOURS} in figures, such as 2.5.")
        )
    if note.day and note.day > today:
        problems.append(Problem("day", "Enter a day that has been: that of the discussion."))
    try:
        reflection = check_length("reflection", reflection)
    except Invalid as wrong:
        problems += wrong.problems
    if is_named(reflection, references):
        problems.append(
            Problem("reflection", "Leave out the reference of the case: this note goes elsewhere.")
        )
    stays = {problem.place: getattr(standing, problem.place) for problem in problems}
    return replace(note, **{"hours": hours, "reflection": reflection} | stays), tuple(problems)
