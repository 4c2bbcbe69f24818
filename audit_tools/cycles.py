"""An audit cycle: what it counts, when it runs, and the phases it passes through."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from audit_tools.errors import Invalid, Refused
from audit_tools.numbers import plural
from audit_tools.shown_draws import ShownDraws


class Phase(StrEnum):
    """Where an audit stands. It only ever moves forward."""

    PREPARING = "preparing"
    COLLECTING = "collecting"
    CLOSED = "closed"


class AuditKind(StrEnum):
    """How much an audit asks, where its tool tells the kinds apart."""

    FULL = "full"
    RAPID = "rapid"
    RE_AUDIT = "re-audit"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    AuditKind.FULL: "a full audit",
    AuditKind.RAPID: "a rapid audit",
    AuditKind.RE_AUDIT: "a re-audit",
}


class Selection(StrEnum):
    """How the cases were chosen; printed with every summary."""

    RANDOM = "random"
    NOMINATED = "nominated"
    INSPECTORS = "inspectors"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _SELECTION_LABELS[self]


_SELECTION_LABELS = {
    Selection.RANDOM: "drawn at random",
    Selection.NOMINATED: "nominated",
    Selection.INSPECTORS: "chosen by inspectors",
    Selection.OTHER: "chosen in another way",
}


class Working(StrEnum):
    """What comes first: the agencies' returns, or the discussion in which each says its part."""

    RETURNS_FIRST = "returns-first"
    DISCUSSION_FIRST = "discussion-first"


NEXT_PHASES: dict[Phase, tuple[Phase, ...]] = {
    Phase.PREPARING: (Phase.COLLECTING,),
    Phase.COLLECTING: (Phase.CLOSED,),
    Phase.CLOSED: (),
}

_REFUSALS = {
    Phase.PREPARING: "This audit has started; it cannot go back to being prepared.",
    Phase.COLLECTING: "Only an audit that is being prepared can be started.",
    Phase.CLOSED: "Only an audit that is under way can be closed.",
}


FEW_CASES = 3
"""Below this many children those who know them may recognise each in a summary."""


@dataclass(frozen=True)
class Counted:
    """What an audit counts: ``Counted("child", "children")``, ``Counted("area", "areas")``."""

    one: str
    many: str

    @property
    def a(self) -> str:
        """``a child``, ``an organisation``."""
        return f"{'an' if self.one[:1].casefold() in tuple('aeiou') else 'a'} {self.one}"

    def of(self, seen: int, total: int) -> str:
        """``4 of 6 children``; the noun follows the total."""
        return f"{seen} of {total} {self.one if total == 1 else self.many}"

    def number(self, count: int) -> str:
        """``6 children``, ``1 child``."""
        return plural(count, self.one, self.many)


CHILDREN = Counted("child", "children")


@dataclass(frozen=True)
class AuditCycle:
    """One audit. Dates are calendar dates in Europe/London; a due date ends at its midnight."""

    key: str
    title: str
    theme: str
    purpose: str
    counted: Counted
    phase: Phase
    selection: Selection
    selection_note: str = ""
    scale: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    returns_due: date | None = None
    discussions_from: date | None = None
    discussions_to: date | None = None
    invented: bool = False
    attribution: str = ""
    cases_sentence: str = ""
    working: Working = Working.RETURNS_FIRST
    draws_shown: ShownDraws = field(default_factory=ShownDraws)
    rehearsal: bool = False
    """Whether it only tries out how an audit goes: it is in no figure, and its papers say so."""
    mails: bool = True
    """Whether its messages go to the mail server, where there is one."""
    notified_on: date | None = None
    """The day on which a joint inspection was notified, where the audit is part of one."""
    kind: AuditKind = AuditKind.FULL
    left_out: tuple[str, ...] = ()
    """The keys of the tool's sections that it does not ask."""

    @property
    def asks_returns(self) -> bool:
        """Whether agencies answer separately before the discussion."""
        return self.working is Working.RETURNS_FIRST

    @property
    def counts_children(self) -> bool:
        """Whether its cases are children, and not places, organisations or notifications."""
        return self.counted == CHILDREN

    @property
    def how_chosen(self) -> str:
        """How the cases were chosen, as it is told to others.

        Nobody can leave out that several draws were looked at, whatever they write beside it.
        """
        said, choice = self.selection_note.rstrip(". "), self.draws_shown.choice
        if not choice:
            return self.selection_note
        return f"{said or self.selection.label.capitalize()}; {choice}"


def check_can_move(phase: Phase, to: Phase) -> None:
    """Raise ``Refused`` unless an audit in this phase may move on to the other."""
    if to not in NEXT_PHASES[phase]:
        raise Refused(_REFUSALS[to])


def check_enough_to_issue(agreed: int, counted: Counted) -> None:
    """Raise ``Invalid`` while fewer cases are agreed than a summary can tell of together."""
    if agreed < FEW_CASES:
        raise Invalid(
            f"So far the discussions of {counted.number(agreed)} are agreed, and whoever knows "
            f"them would recognise each in a summary. Wait until {FEW_CASES} are."
        )


def check_can_close(phase: Phase, unfinished: int, counted: Counted) -> None:
    """An audit closes when every case is agreed or withdrawn.

    Raises ``Refused``, saying how many cases are unfinished.
    """
    check_can_move(phase, Phase.CLOSED)
    if unfinished:
        raise Refused(
            f"{counted.number(unfinished)} still to be agreed or withdrawn. "
            "Sign off each discussion, or withdraw the case with a reason, then close the audit."
        )


def check_all_sorted(unsorted: int) -> None:
    """An audit closes with every finding sorted, as a summary counts only what is.

    Raises ``Refused``, saying how many findings are left.
    """
    if unsorted:
        left = "finding that is" if unsorted == 1 else f"{unsorted} findings that are"
        raise Refused(f"Sort the {left} left, then close the audit.")


def check_can_sort(phase: Phase, is_sorted: bool) -> None:
    """Raise ``Refused`` where sorting anew would change a summary that boards have read.

    A finding that was brought in unsorted with a closed audit may still be sorted, once.
    """
    if phase is Phase.CLOSED and is_sorted:
        raise Refused(
            "This audit is closed and its summary can be read, so its findings stay sorted as "
            "they are."
        )
