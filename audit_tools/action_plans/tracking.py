"""Where an action stands: beside its row of the plan, and never inside it.

Whether it was done and whether it helped are two things, so there are two words for it. The words
are the same everywhere, and every paper that uses one prints what it means.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from audit_tools.action_plans.plan import MOST_LETTERS, Cells, PlanTable, one_line
from audit_tools.action_plans.timescales import QuarterYear, Timing, timings
from audit_tools.dates import format_date
from audit_tools.errors import Invalid, Refused

SOON = timedelta(days=14)
"""How long before its day whoever reports on an action is asked of it."""


class Status(StrEnum):
    """How far an action is. Closed is decided by a body, and by nobody alone."""

    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    DELAYED = "delayed"
    DONE = "done"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return self.value.replace("-", " ").capitalize()

    @property
    def means(self) -> str:
        """What the word means, for the key."""
        return _MEANS[self]


_MEANS = {
    Status.NOT_STARTED: "Nobody has begun.",
    Status.UNDER_WAY: "Begun, and expected by the day that was given.",
    Status.DELAYED: "Will not be done by the day that was given.",
    Status.DONE: "Done as proposed; its evidence is still to be checked, or its closing decided.",
    Status.CLOSED: "Done, its evidence checked by somebody else, and closed by a board or group.",
}
CHOSEN = tuple(status for status in Status if status is not Status.CLOSED)
"""What can be said of an action without a board."""


class Effect(StrEnum):
    """Whether it made a difference to practice; nothing follows from its being done."""

    NOT_LOOKED_AT = "not-looked-at"
    SEEN = "seen"
    PARTLY = "partly"
    NOT_SEEN = "not-seen"

    @property
    def label(self) -> str:
        return _EFFECT_LABELS[self][0]

    @property
    def means(self) -> str:
        """What the word means, for the key."""
        return _EFFECT_LABELS[self][1]


_EFFECT_LABELS = {
    Effect.NOT_LOOKED_AT: ("Not looked at yet", "No audit or other check has asked about it."),
    Effect.SEEN: ("Seen in practice", "A check made afterwards found what was meant to change."),
    Effect.PARTLY: ("Seen in part", "A check made afterwards found some of it."),
    Effect.NOT_SEEN: ("Not seen", "A check made afterwards did not find it."),
}


class NoteKind(StrEnum):
    """What was noted of an action. Notes are added and never changed."""

    PROGRESS = "progress"
    EVIDENCE = "evidence"
    CHECK = "check"

    @property
    def label(self) -> str:
        return {"progress": "Progress", "evidence": "Evidence", "check": "Checked"}[self.value]


@dataclass(frozen=True)
class Note:
    """Something noted of an action: by whom in which role, and when."""

    kind: NoteKind
    said: str = field(repr=False)
    role: str
    at: datetime
    by: UUID


@dataclass(frozen=True)
class Closure:
    """Which board or group decided what on an action, and when."""

    body: str
    decision: str
    on: date


@dataclass(frozen=True)
class Answers:
    """What an action answers and what should move: keys, each empty where there is none.

    ``finding`` is the number of a finding of the plan's inspection. ``question`` is a question of
    ``tool``: the one that should be answered differently at the next audit.
    """

    finding: int | None = None
    theme: str = ""
    audit: UUID | None = None
    tool: str = ""
    question: str = ""


NO_ANSWERS = Answers()


@dataclass(frozen=True)
class Action:
    """One row of a plan and where it stands.

    ``met`` says of lines of the timescale on which day they were met; ``due_on`` is the day that
    was agreed where the words hold none, or another. ``agencies`` are the keys of those whose leads
    report on it.
    """

    id: UUID
    number: int
    table: PlanTable
    cells: Cells
    status: Status = Status.NOT_STARTED
    effect: Effect = Effect.NOT_LOOKED_AT
    quarter_year: QuarterYear | None = None
    review_on: date | None = None
    due_on: date | None = None
    met: Mapping[str, date] = field(default_factory=dict)
    answers: Answers = NO_ANSWERS
    agencies: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    closure: Closure | None = None

    @property
    def timings(self) -> tuple[Timing, ...]:
        """The lines of its timescale as they are read."""
        return timings(self.cells.proposed_timescale, self.quarter_year)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done by a day."""
        return self.status not in (Status.DONE, Status.CLOSED)

    @property
    def due(self) -> date | None:
        """The day by which something is next due; ``None`` where nothing is, or no day is known."""
        if not self.is_open:
            return None
        if self.due_on:
            return self.due_on
        to_come = (timing for timing in self.timings if timing.text not in self.met)
        return min((timing.last for timing in to_come if timing.last), default=None)

    def is_overdue(self, today: date) -> bool:
        """Whether the day by which it is due, or on which it was to be reviewed, has passed."""
        return any(day < today for day in (self.due, self._review) if day)

    def falls_due(self, today: date) -> bool:
        """Whether its day, or that of its review, has passed or comes within two weeks."""
        return any(day <= today + SOON for day in (self.due, self._review) if day)

    def when(self, today: date) -> str:
        """``Overdue since 31 December 2024`` or ``Due by 30 June 2025``, in one line."""
        said = []
        if self.due:
            said.append(f"{_past_or(self.due, today, 'due by')} {format_date(self.due)}")
        if self._review:
            since = _past_or(self._review, today, "to be reviewed by", "review overdue since")
            said.append(f"{since} {format_date(self._review)}")
        if not said and self.is_open:
            return "No day can be read from the timescale"
        text = "; ".join(said)
        return text[:1].upper() + text[1:]

    def noted(self, kind: NoteKind) -> tuple[Note, ...]:
        """Its notes of one kind, the earliest first."""
        return tuple(note for note in self.notes if note.kind is kind)

    @property
    def is_checked(self) -> bool:
        """Whether its evidence, the latest too, was checked by somebody else."""
        evidence, checks = self.noted(NoteKind.EVIDENCE), self.noted(NoteKind.CHECK)
        return bool(evidence and checks and checks[-1].at >= evidence[-1].at)

    @property
    def _review(self) -> date | None:
        return self.review_on if self.is_open else None


def _past_or(day: date, today: date, coming: str, past: str = "overdue since") -> str:
    return past if day < today else coming


def check_note(said: str, role: str) -> tuple[str, str]:
    """A note and the role of whom it comes from. Raises ``Invalid`` ("said" or "role")."""
    said = said.strip()
    if not said or len(said) > MOST_LETTERS:
        raise Invalid(f"Write something, of at most {MOST_LETTERS:,} characters.", place="said")
    return said, one_line(role, "role", "Say in which role, such as police lead")


def check_is_open(action: Action) -> None:
    """Raise ``Refused`` for an action that is closed."""
    if action.closure:
        raise Refused("This action is closed. Open it again first, with the reason.")


def check_may_check(action: Action, person: UUID) -> None:
    """Raise ``Refused`` where there is nothing to check, or the person gave it themselves."""
    evidence = action.noted(NoteKind.EVIDENCE)
    if not evidence:
        raise Refused("There is no evidence to check yet.")
    if any(note.by == person for note in evidence):
        raise Refused("You entered evidence for this action. Somebody else has to check it.")


def check_closing(
    action: Action, *, body: str, decision: str, on: date | None, today: date
) -> Closure:
    """The closing of an action, as a board or group decided it.

    Raises ``Refused`` where its evidence was not checked by somebody else, and ``Invalid`` (its
    places the arguments' names).
    """
    check_is_open(action)
    if not action.is_checked:
        raise Refused(
            "Somebody who did not enter the evidence has to check it before the action is closed."
        )
    body = one_line(body, "body", "Say which board or group closed it")
    if not decision.strip():
        raise Invalid("Say what it decided.", place="decision")
    if on is None:
        raise Invalid("Say on which day it decided.", place="on")
    if on > today:
        raise Invalid("This day is still to come.", place="on")
    return Closure(body, decision.strip(), on)


def overdue(actions: Iterable[Action], today: date) -> tuple[Action, ...]:
    """Those that are overdue, in the order of the plan."""
    return tuple(action for action in actions if action.is_overdue(today))
