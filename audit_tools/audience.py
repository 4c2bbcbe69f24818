"""What an audience may be given of an audit: counts, named agencies and agreed wording.

Nothing here can say which case is which, what an agency thought of itself, or a sentence that
nobody but its writer has agreed. ``disclosure.for_audience`` alone makes these values; reports
accept nothing else.

Wherever ``cases`` is a tuple of booleans it has one place for every counted case, in the same
order everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from audit_tools.audience_waits import MeetingRow, WaitRow
from audit_tools.consequences import Consequence
from audit_tools.cycles import Counted, Selection
from audit_tools.editions import EarlierEdition, Edition
from audit_tools.learning.coverage import CoverRow
from audit_tools.moderation import Compared, Matches, Moderator
from audit_tools.numbers import Share
from audit_tools.priorities import Decision, Priority, Suggestion
from audit_tools.recurrence import Recurring
from audit_tools.statistics.agreement import Coefficients, NotComputable
from audit_tools.statistics.bounds import Bounds
from audit_tools.training_needs import Gap, SaidOfNeed


class Audience(StrEnum):
    """For whom a document is made. Both are given the same; the document says for whom it is."""

    GOVERNANCE = "governance"
    LEARNING = "learning"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Audience.GOVERNANCE: "Silver MACE and the boards above it",
    Audience.LEARNING: "Learning and development group",
}


SAFER = "safer"
"""The key of the answer that the child is safer now."""


@dataclass(frozen=True)
class AgencyPart:
    """What one agency did: how many of its returns came, to how many discussions it came.

    ``came`` is out of the discussions for which its coming was noted either way;
    ``came_not_noted`` is how many more it was expected at and nothing was noted. Silence is no
    absence.
    """

    name: str
    returned: Share
    came: Share
    came_not_noted: int


@dataclass(frozen=True)
class CauseCount:
    """How many findings happened for one reason."""

    cause: str
    findings: int


@dataclass(frozen=True)
class Worded:
    """Wording agreed for sharing, and in how many cases it was found; most wording is of one."""

    text: str
    cases: int


@dataclass(frozen=True)
class Side:
    """One side of a theme, or what a remedy or a need rests on.

    ``wordings`` is only what somebody other than its writer has agreed for sharing, in
    alphabetical order, so that its order says nothing of the case; ``findings`` counts all
    findings, those without agreed wording among them. ``worded`` has each wording once, with its
    cases: a dip sample says the same of many. Strengths have no causes. ``bounds`` is in how many
    it could have been seen, had every expected return come.
    """

    cases: tuple[bool, ...]
    agencies: tuple[str, ...]
    findings: int
    wordings: tuple[str, ...]
    causes: tuple[CauseCount, ...]
    worded: tuple[Worded, ...]
    bounds: Bounds

    @property
    def count(self) -> int:
        """In how many cases."""
        return sum(self.cases)

    @property
    def share(self) -> Share:
        return Share(self.count, len(self.cases))

    @property
    def unworded(self) -> int:
        """How many findings have no wording that was agreed for sharing."""
        return self.findings - len(self.wordings)


@dataclass(frozen=True)
class ThemePriority:
    """How urgent a theme is: what the rule suggests, and what a group decided.

    ``worst`` is the worst that was seen to follow, and ``not_said`` of how many areas for
    development nobody has said what followed.
    """

    worst: Consequence | None
    not_said: int
    suggested: Suggestion
    decided: Decision | None

    @property
    def standing(self) -> Priority:
        """What was decided, or else what is suggested."""
        return self.decided.priority if self.decided else self.suggested.priority


@dataclass(frozen=True)
class ThemeRow:
    """One theme. ``inspection`` holds the numbers of the inspection findings it answers;
    ``priority`` is ``None`` for one that could nowhere be better, or that others published.
    """

    key: str
    title: str
    strengths: Side
    developments: Side
    inspection: tuple[int, ...]
    priority: ThemePriority | None = None


@dataclass(frozen=True)
class GradeLabel:
    """A grade of the audit's scale, as it is written in a box and in a legend."""

    key: str
    label: str
    initial: str
    meets_standard: bool


@dataclass(frozen=True)
class GradeCount:
    """In how many cases a grade was agreed."""

    grade: GradeLabel
    count: int


@dataclass(frozen=True)
class SectionRow:
    """The agreed grades of one section.

    ``grades`` has one place for every counted case, ``None`` where no grade was agreed;
    ``counts`` names every grade of the scale, the best first. ``differed`` is in how many cases
    the agencies' own grades were at least one step apart, of those in which two or more gave one;
    ``within_one`` in how many of them no two were further apart than that. ``met`` is in how many
    cases the agreed grade is good enough, of those with one; ``met_bounds`` what that could have
    been, had every expected return come.
    """

    key: str
    number: str
    title: str
    grades: tuple[GradeLabel | None, ...]
    counts: tuple[GradeCount, ...]
    differed: Share
    within_one: Share
    met: Share
    met_bounds: Bounds

    @property
    def without_grade(self) -> int:
        return sum(grade is None for grade in self.grades)


@dataclass(frozen=True)
class OutcomeCount:
    """In how many cases the discussion gave one answer; an absence says nothing of the case."""

    key: str
    label: str
    count: int
    is_absence: bool = False


@dataclass(frozen=True)
class Outcomes:
    """One question that the discussion answered for the whole case, as counts."""

    key: str
    question: str
    counts: tuple[OutcomeCount, ...]
    unanswered: int

    @property
    def safer(self) -> Share:
        """In how many the child is safer, of those for which it could be said."""
        answered = sum(one.count for one in self.counts if not one.is_absence)
        return Share(sum(one.count for one in self.counts if one.key == SAFER), answered)


@dataclass(frozen=True)
class RemedyRow:
    """What would help, who can act on it, and the areas for development it rests on."""

    key: str
    label: str
    is_learning: bool
    goes_to: str
    themes: tuple[str, ...]
    rests_on: Side


@dataclass(frozen=True)
class QuestionRow:
    """A question of the audit tool that would show change at the next audit."""

    key: str
    number: str
    text: str


@dataclass(frozen=True)
class NeedRow:
    """A training need: what it is about, the evidence, what the group wrote, how one will know.

    ``could_be_better`` is in how many its theme could be better, whatever would help: the count on
    which its priority is decided. ``rests_on`` is what learning would help with.
    """

    key: str
    title: str
    could_be_better: Share
    rests_on: Side
    remedies: tuple[str, ...]
    audience: str
    usual_audience: str
    implication: str
    questions: tuple[QuestionRow, ...]
    inspection: tuple[int, ...]
    gap: Gap | None = None
    gap_note: str = ""
    priority: ThemePriority | None = None
    offered: tuple[CoverRow, ...] = ()
    also_known: tuple[str, ...] = ()

    def seen_in(self, counted: Counted) -> str:
        """``could be better in 6 of 6 children; in 2 of them learning would help``"""
        better = counted.of(self.could_be_better.count, self.could_be_better.of)
        return f"could be better in {better}; in {self.rests_on.count} of them learning would help"

    @property
    def said(self) -> SaidOfNeed:
        """What the L&D group wrote of it."""
        return SaidOfNeed(self.audience, self.gap, self.gap_note)


@dataclass(frozen=True)
class MatchRow:
    """One section's agreed grades beside somebody else's."""

    number: str
    title: str
    matches: Matches


@dataclass(frozen=True)
class ModerationRow:
    """What inspectors or a second moderator said: ``graded`` of the agreed cases, section by
    section; no rows where they raised nothing and gave no grades."""

    moderator: Moderator
    on: date
    compared: Compared
    graded: Share
    rows: tuple[MatchRow, ...]


@dataclass(frozen=True)
class InspectionRow:
    """A published finding of an inspection, and the themes that answer it."""

    number: int
    statement: str
    themes: tuple[str, ...]


@dataclass(frozen=True)
class AudienceFacts:
    """All that an audience may be given of one audit.

    ``interim`` is a summary made before the audit is closed: it counts only cases whose
    discussion is agreed, ``agreed`` of all that are in the audit. ``chosen_by_hand`` is how many of
    a drawn sample somebody chose in the place of one that was drawn; ``by_chance`` says that chance
    alone chose, and nobody among several draws either. ``chair_answers`` is in how
    many the chair's or co-chair's own service, one of ``chair_agencies``, was asked too.
    ``differed`` is in how many cases the agencies' own grades were apart in any section.
    ``earlier`` are the versions of the tool from which it moved on, and with which some of its
    agreed cases are answered. ``followed_up`` says whether every immediate concern was followed up,
    and is ``None`` where none was raised; how many there were is not said. ``marking`` is the
    protective marking of papers.
    ``sorted_twice`` is how many findings two people sorted alike, of those sorted by two.
    ``returns`` are those received of those expected, ``all_returns`` the same of the cases too
    that are not agreed. ``incomplete`` is of how many cases an expected return is missing.
    ``coefficients`` say how far those who graded the same agree, and are ``None`` where each graded
    its own part. ``recurring`` are themes that audits before saw too, where somebody asked for
    them. A ``draft`` quotes wording that nobody has agreed for sharing yet; it is for no audience.
    """

    audience: Audience
    interim: bool
    key: str
    title: str
    theme: str
    purpose: str
    counted: Counted
    period_from: date | None
    period_to: date | None
    invented: bool
    rehearsal: bool
    marking: str
    attribution: str
    tool: Edition
    theme_list: Edition
    agreed: Share
    selection: Selection
    selection_note: str
    chosen_by_hand: int
    by_chance: bool
    cases_sentence: str
    corrected: Share
    returns: Share
    all_returns: Share
    incomplete: Share
    given_in_discussion: int
    asks_returns: bool
    agencies: tuple[AgencyPart, ...]
    chair_answers: Share
    chair_agencies: tuple[str, ...]
    findings_sorted: Share
    sorted_twice: Share
    themes: tuple[ThemeRow, ...]
    themes_not_seen: tuple[str, ...]
    scale: tuple[GradeLabel, ...]
    sections: tuple[SectionRow, ...]
    differed: Share
    coefficients: Coefficients | NotComputable | None
    moderations: tuple[ModerationRow, ...]
    outcomes: Outcomes | None
    waits: tuple[WaitRow, ...]
    meetings: tuple[MeetingRow, ...]
    remedies: tuple[RemedyRow, ...]
    without_remedy: int
    needs: tuple[NeedRow, ...]
    inspection: tuple[InspectionRow, ...]
    followed_up: bool | None
    draft: bool = False
    recurring: tuple[Recurring, ...] = ()
    earlier: tuple[EarlierEdition, ...] = ()

    @property
    def cases(self) -> int:
        """How many cases every count here is out of."""
        return self.agreed.count


def corrected_in(audits: Iterable[AudienceFacts]) -> tuple[str, ...]:
    """The titles of those audits of which a record was corrected after it was signed off."""
    return tuple(dict.fromkeys(one.title for one in audits if one.corrected.count))
