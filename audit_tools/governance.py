"""Meetings of boards and groups: what was put before them, in which version, what was decided.

Members need not sign in: what they read is a paper. So a paper says first what they are asked,
whether it holds exempt information, and who did the audit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from audit_tools.cycles import Phase
from audit_tools.dates import format_date
from audit_tools.errors import Refused, check_nothing_wrong
from audit_tools.priorities import Priority
from audit_tools.snapshots import Snapshot

MOST_LETTERS = 2000
LONGEST_LINE = 200


class Asked(StrEnum):
    """What readers are asked to do with an item."""

    DECIDE = "decide"
    NOTE = "note"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class PaperKind(StrEnum):
    """The papers of an audit that can be put before a board or group."""

    THEME_SUMMARY = "theme-summary"
    TRAINING_NEEDS = "training-needs"
    BOARD_ASSURANCE = "board-assurance"
    BRIEFING = "seven-minute-briefing"
    NEWSLETTER = "newsletter-item"

    @property
    def label(self) -> str:
        return _PAPER_LABELS[self]


_PAPER_LABELS = {
    PaperKind.THEME_SUMMARY: "Theme summary",
    PaperKind.TRAINING_NEEDS: "Training needs",
    PaperKind.BOARD_ASSURANCE: "Board assurance",
    PaperKind.BRIEFING: "Seven-minute briefing",
    PaperKind.NEWSLETTER: "Newsletter item",
}
FOR_STAFF = (PaperKind.BRIEFING, PaperKind.NEWSLETTER)
SHORT_PAPERS = (PaperKind.BOARD_ASSURANCE, *FOR_STAFF)


@dataclass(frozen=True)
class Front:
    """What stands first on a paper: what is asked, whether it is exempt, who did the audit.

    ``exempt`` says why the paper holds exempt information; it is empty where it holds none.
    ``done_by`` has a line for each agency or part, with the names of its people.
    """

    asked: Asked
    what: str
    exempt: str = ""
    done_by: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Tabling:
    """What a paper says of itself first: its front, before whom it is put, in which version.

    ``before`` is the board or group with the day: ``Silver MACE, 12 December 2024``. ``decided``
    is what was decided already, a line for each time; ``changed`` what is said otherwise than in
    version ``since``, which is 0 where this is the first.
    """

    front: Front
    before: str
    version: int
    decided: tuple[str, ...] = field(default=(), repr=False)
    since: int = 0
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class TabledPaper:
    """Which paper of which audit an item is about, and from what it was made."""

    audit: UUID
    kind: PaperKind
    version: int
    snapshot: Snapshot


@dataclass(frozen=True)
class Decision:
    """What a body decided of an item, and who takes it on by when."""

    said: str
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class ThemeDecided:
    """How urgent the meeting said that a theme is, on the summary that was put before it."""

    theme: str
    priority: Priority
    reason: str = field(repr=False)

    @property
    def said(self) -> str:
        """``Planning: plan for. A format is being agreed.``"""
        return f"{self.theme}: {self.priority.in_a_sentence}. {self.reason}"


@dataclass(frozen=True)
class AgendaItem:
    """One item of a meeting; ``paper`` is empty for what comes without one."""

    id: UUID
    number: int
    title: str
    front: Front
    paper: TabledPaper | None = None
    decision: Decision | None = None
    decided_at: datetime | None = None
    themes: tuple[ThemeDecided, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether anything was decided of it."""
        return self.decision is not None or bool(self.themes)


@dataclass(frozen=True)
class MeetingPaper:
    """A meeting on paper: its items in their order, with what was decided so far."""

    body: str
    on: date
    items: tuple[AgendaItem, ...]
    marking: str
    invented: bool
    at: datetime


@dataclass(frozen=True)
class Put:
    """A paper of an audit that was put before a body on a day."""

    body: UUID
    on: date
    kind: PaperKind
    version: int


@dataclass(frozen=True)
class Presented:
    """What of an audit one body has had; ``awaits`` says that it is still owed it."""

    body: UUID
    name: str
    said: str
    awaits: bool


def presented(
    bodies: Iterable[tuple[UUID, str, bool]], put: Sequence[Put], today: date
) -> tuple[Presented, ...]:
    """For each body what it has had of an audit, in words; ``bodies`` say whether each audit goes
    to them. One to which it does not go is named only if it has had something."""
    found = []
    for body, name, is_owed in bodies:
        had = sorted((one for one in put if one.body == body), key=lambda one: one.on)
        before = [one for one in had if one.on <= today]
        if had or is_owed:
            found.append(Presented(body, name, _said(before, had), is_owed and not before))
    return tuple(found)


def _said(before: Sequence[Put], had: Sequence[Put]) -> str:
    if not had:
        return "not yet"
    last, planned = had[-1], len(had) > len(before)
    said = [f"presented {_words(before[-1])}"] if before else []
    if planned:
        said.append(f"on the agenda of {_words(last)}")
    return "; ".join(said)


def _words(one: Put) -> str:
    return f"{format_date(one.on)}, {one.kind.label.lower()} version {one.version}"


def next_version(earlier: Sequence[tuple[int, str]], digest: str) -> int:
    """The number of a paper: that of the last one while the facts are the same, or the next.

    ``earlier`` has number and digest of those made before, in the order of their numbers.
    """
    if not earlier:
        return 1
    number, last = earlier[-1]
    return number if last == digest else number + 1


def check_can_table(phase: Phase, *, interim_issued: bool, rehearsal: bool) -> None:
    """Raise ``Refused`` for an audit of which boards may read nothing yet, or ever."""
    if rehearsal:
        raise Refused("A rehearsal is put before nobody.")
    if phase is not Phase.CLOSED and not interim_issued:
        raise Refused(
            "This audit is not closed. Close it, or issue an interim summary on its page first: "
            "then its papers can be put before a board."
        )


def check_can_brief(*, interim: bool) -> None:
    """Raise ``Refused`` before the audit is closed: what staff are told is not taken back."""
    if interim:
        raise Refused("What staff are told is made once the audit is closed.")


def check_item(title: str, front: Front, *, has_paper: bool, is_exempt: bool | None) -> None:
    """Raise ``Invalid`` with everything that is wrong, its places the fields' names.

    ``is_exempt`` is what was ticked, ``None`` where nothing was: nobody says it by default.
    """
    check_nothing_wrong(
        {
            ("title", f"Enter a title of at most {LONGEST_LINE} characters."): not has_paper
            and not 0 < len(title) <= LONGEST_LINE,
            ("what", "Say what the readers are asked to decide or to note."): not front.what,
            ("what", f"Use {MOST_LETTERS} characters or fewer."): len(front.what) > MOST_LETTERS,
            ("is_exempt", "Say whether it contains exempt information."): is_exempt is None,
            ("exempt", "Say by which rule it is exempt."): is_exempt is True and not front.exempt,
            ("exempt", "Take this out, or say that it contains exempt information."): is_exempt
            is False
            and bool(front.exempt),
            ("exempt", f"Use {LONGEST_LINE} characters or fewer."): len(front.exempt)
            > LONGEST_LINE,
            ("done_by", "Name who did the audit."): has_paper and not front.done_by,
            ("done_by", f"Use {MOST_LETTERS} characters or fewer."): len("\n".join(front.done_by))
            > MOST_LETTERS,
        }
    )


def check_decision(decision: Decision) -> None:
    """Raise ``Invalid`` with everything that is wrong, its places the fields' names."""
    check_nothing_wrong(
        {
            ("said", "Write what was decided."): not decision.said,
            ("said", f"Use {MOST_LETTERS} characters or fewer."): len(decision.said) > MOST_LETTERS,
            ("owner", f"Use {LONGEST_LINE} characters or fewer."): len(decision.owner)
            > LONGEST_LINE,
        }
    )


def check_takes_items(on: date, today: date) -> None:
    """Raise ``Refused`` for a meeting that is past: what was put before it is what was read."""
    if on < today:
        raise Refused("This meeting is past, so its agenda stays as it was.")
