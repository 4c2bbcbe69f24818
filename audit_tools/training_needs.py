"""Why something happened, what would help, and which of it is a need for learning.

Most areas for development are not training needs. A need is made only where what would help is
learning; everything else goes, visibly, to whoever can act on it. And where it is learning, another
course is not always the answer: a need says why training has not worked so far.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from audit_tools.errors import Invalid


class Cause(StrEnum):
    """Why an area for development happened."""

    KNOWLEDGE_AND_SKILL = "knowledge-and-skill"
    TOOL_OR_PROCESS = "tool-or-process"
    CAPACITY_OR_WAITING = "capacity-or-waiting"
    INFORMATION_SYSTEM = "information-system"
    CULTURE_OR_LEADERSHIP = "culture-or-leadership"
    OUTSIDE_OUR_CONTROL = "outside-our-control"

    @property
    def label(self) -> str:
        return _CAUSE_LABELS[self]

    @property
    def usual_remedy(self) -> "Remedy":
        """What would usually help; a person may choose otherwise with a reason."""
        return USUAL_REMEDY[self]


_CAUSE_LABELS = {
    Cause.KNOWLEDGE_AND_SKILL: "Knowledge and skill",
    Cause.TOOL_OR_PROCESS: "Tool or process",
    Cause.CAPACITY_OR_WAITING: "Capacity or waiting time",
    Cause.INFORMATION_SYSTEM: "Information system",
    Cause.CULTURE_OR_LEADERSHIP: "Culture or leadership",
    Cause.OUTSIDE_OUR_CONTROL: "Outside our control",
}


class Remedy(StrEnum):
    """What would help."""

    TRAINING = "training"
    SUPERVISION = "supervision"
    PROCESS = "process"
    CAPACITY = "capacity"
    RECORDING_AND_IT = "recording-and-it"
    GOVERNANCE = "governance"
    COMMUNICATION = "communication"

    @property
    def label(self) -> str:
        return _REMEDY_LABELS[self]

    @property
    def is_learning(self) -> bool:
        """Whether a finding with this remedy becomes a training need."""
        return self in LEARNING_REMEDIES

    @property
    def in_a_sentence(self) -> str:
        """The label as it stands within a sentence: "recording and IT"."""
        return self.label[:1].lower() + self.label[1:]

    @property
    def goes_to(self) -> str:
        """Who can act on it, where no body is named for it."""
        return _GOES_TO[self]


_REMEDY_LABELS = {
    Remedy.TRAINING: "Training",
    Remedy.SUPERVISION: "Supervision and reflection",
    Remedy.PROCESS: "Process",
    Remedy.CAPACITY: "Capacity",
    Remedy.RECORDING_AND_IT: "Recording and IT",
    Remedy.GOVERNANCE: "Governance",
    Remedy.COMMUNICATION: "Communication",
}

_GOES_TO = {
    Remedy.TRAINING: "Learning and development group",
    Remedy.SUPERVISION: "Learning and development group",
    Remedy.PROCESS: "Silver MACE, with the agencies concerned",
    Remedy.CAPACITY: "Gold MACE and those who commission the service",
    Remedy.RECORDING_AND_IT: "The agencies concerned",
    Remedy.GOVERNANCE: "Gold MACE",
    Remedy.COMMUNICATION: "Business Unit",
}

LEARNING_REMEDIES = frozenset({Remedy.TRAINING, Remedy.SUPERVISION})

USUAL_REMEDY = {
    Cause.KNOWLEDGE_AND_SKILL: Remedy.TRAINING,
    Cause.TOOL_OR_PROCESS: Remedy.PROCESS,
    Cause.CAPACITY_OR_WAITING: Remedy.CAPACITY,
    Cause.INFORMATION_SYSTEM: Remedy.RECORDING_AND_IT,
    Cause.CULTURE_OR_LEADERSHIP: Remedy.SUPERVISION,
    Cause.OUTSIDE_OUR_CONTROL: Remedy.GOVERNANCE,
}


class Gap(StrEnum):
    """Why training has not worked so far.

    The seven kinds that inspectors' letters tell of: 62 of 950 of their improvements mention
    training, and few of them ask for a new course.
    """

    CONTENT_ABSENT = "content-absent"
    NOT_ANALYSED = "not-analysed"
    NOT_TAKEN_UP = "not-taken-up"
    NOT_APPLIED = "not-applied"
    TOO_BASIC = "too-basic"
    IMPACT_UNKNOWN = "impact-unknown"
    LEARNING_LOST = "learning-lost"

    @property
    def label(self) -> str:
        return _GAPS[self][0]

    @property
    def response(self) -> str:
        """What it proposes to do: each calls for something else."""
        return _GAPS[self][1]


_GAPS = {
    Gap.CONTENT_ABSENT: (
        "No training covers it",
        "Commission it, or write it into a course that there is.",
    ),
    Gap.NOT_ANALYSED: (
        "Nobody has worked out who needs what",
        "Ask agencies and practitioners first what they need, and offer nothing before.",
    ),
    Gap.NOT_TAKEN_UP: (
        "There is training, and too few came",
        "Show each agency who came and who did not, and ask the Executive for protected time.",
    ),
    Gap.NOT_APPLIED: (
        "People came, and practice has not changed",
        "Supervision and tools for daily work, and the same question at the next audit.",
    ),
    Gap.TOO_BASIC: (
        "It is too basic, or people have no time for it",
        "Offer the next level, or something shorter.",
    ),
    Gap.IMPACT_UNKNOWN: (
        "Nobody knows whether it works",
        "Evaluate it: before, after, and with the manager six to eight weeks later.",
    ),
    Gap.LEARNING_LOST: (
        "What was learned never reached those who train",
        "Pass it on: a briefing, the newsletter and the networks, and ask who has read it.",
    ),
}


@dataclass(frozen=True)
class SaidOfNeed:
    """What the L&D group wrote of a need: who needs to learn, and why training fell short so far.

    ``gap_note`` says how one knows; it stands only with a gap.
    """

    audience: str = ""
    gap: Gap | None = None
    gap_note: str = ""


def remedy_for(cause: Cause, chosen: Remedy | None, reason: str) -> Remedy:
    """What would help: as chosen, or else the usual remedy of the cause.

    Raises ``Invalid`` where another remedy than the usual one is chosen without a reason.
    """
    if chosen is None or chosen is cause.usual_remedy:
        return cause.usual_remedy
    if not reason.strip():
        raise Invalid(
            f"{cause.label} usually calls for {cause.usual_remedy.in_a_sentence}. "
            "Say why something else would help here.",
            place="remedy_reason",
        )
    return chosen


@dataclass(frozen=True)
class Evidence:
    """An area for development, as far as a need can be read from it."""

    case: str
    themes: tuple[str, ...]
    remedy: Remedy
    agencies: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class TrainingNeed:
    """What people need to learn about one theme, and the evidence for it.

    ``seen_in`` names the cases in the order they were met; a case counts once however many
    findings it has.
    """

    theme: str
    remedies: tuple[Remedy, ...]
    seen_in: tuple[str, ...]
    agencies: tuple[str, ...]
    findings: tuple[int, ...]


def learning_needs(evidence: Iterable[Evidence]) -> tuple[TrainingNeed, ...]:
    """One need for each theme whose areas for development call for learning.

    In the order of the most cases, then of the theme's key, so that equal evidence is never
    ranked by chance.
    """
    by_theme: dict[str, list[Evidence]] = {}
    for item in evidence:
        if item.remedy.is_learning:
            for theme in item.themes:
                by_theme.setdefault(theme, []).append(item)
    needs = [_need(theme, items) for theme, items in by_theme.items()]
    return tuple(sorted(needs, key=lambda need: (-len(need.seen_in), need.theme)))


def _need(theme: str, items: list[Evidence]) -> TrainingNeed:
    return TrainingNeed(
        theme,
        remedies=tuple(remedy for remedy in Remedy if any(i.remedy is remedy for i in items)),
        seen_in=tuple(dict.fromkeys(i.case for i in items)),
        agencies=tuple(dict.fromkeys(agency for i in items for agency in i.agencies)),
        findings=tuple(i.number for i in items),
    )
