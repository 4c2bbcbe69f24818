"""One audit's facts, frozen: what the rules count, and nothing that they do not.

``CycleFacts`` is for the people of the audit. What an audience may be given of it is
``AudienceFacts``, made only by ``disclosure.for_audience``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.codebook import Codebook
from audit_tools.cycles import AuditCycle
from audit_tools.discussions import Came
from audit_tools.findings import Finding
from audit_tools.learning.coverage import LearningFacts
from audit_tools.moderation import ModerationDetails
from audit_tools.priorities import Decision
from audit_tools.returns import ReturnStatus
from audit_tools.second_sorting import SortedTwice
from audit_tools.tool import AuditTool
from audit_tools.training_needs import SaidOfNeed


@dataclass(frozen=True)
class Agency:
    """An agency of the partnership. ``key`` is permanent; ``name`` is what people read."""

    key: str
    name: str
    kind: AgencyKind


@dataclass(frozen=True)
class ReturnFacts:
    """One expected return: whether it was received, and the grades it gave itself."""

    agency: str
    status: ReturnStatus
    grades: Mapping[str, str]
    answers: Mapping[str, str]


@dataclass(frozen=True)
class CaseFacts:
    """One case as the summary counts it.

    ``agreed`` maps sections to agreed grades; ``panel`` maps the discussion's own questions to
    their answers; ``views`` counts the different views recorded. ``is_chosen`` is said of one
    that somebody chose, not a draw; ``corrected`` of one whose record was changed after it was
    signed off; ``chair_answers_for`` are the agencies of its chair and co-chair that know the
    child; ``not_asked`` are the questions of the audit's version of its tool that the version which
    the case is answered with does not ask, or asks as other questions: nothing is counted of them.
    """

    reference: str
    state: CaseState
    involvements: tuple[Involvement, ...]
    returns: tuple[ReturnFacts, ...]
    attendance: Mapping[str, Came]
    agreed: Mapping[str, str]
    panel: Mapping[str, str] = field(repr=False)
    views: int
    concerns: int
    concerns_settled: int
    corrected: bool = False
    is_chosen: bool = False
    chair_answers_for: frozenset[str] = frozenset()
    not_asked: frozenset[str] = frozenset()

    @property
    def answered(self) -> dict[str, bool]:
        """The agencies that a return was expected of, and whether each answered in time.

        "Not known to us" and "not in this period" are answers, and so are received; an agency that
        was not asked owes none.
        """
        not_asked = {i.agency for i in self.involvements if i.known is Known.NOT_ASKED}
        asked = {i.agency: i.known is not Known.KNOWN for i in self.involvements}
        asked |= {r.agency: r.status.is_received for r in self.returns}
        return {agency: received for agency, received in asked.items() if agency not in not_asked}


@dataclass(frozen=True)
class InspectionFinding:
    """One finding of an inspection that an audit answers."""

    number: int
    statement: str
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Inspection:
    """An inspection of the partnership, such as a joint targeted area inspection."""

    key: str
    title: str
    findings: tuple[InspectionFinding, ...]


@dataclass(frozen=True)
class InspectionLetter:
    """An inspection as its published letter tells of it. Dates are calendar dates."""

    key: str
    title: str
    inspected_from: date
    inspected_to: date
    letter_dated: date
    plan_due: date | None
    attribution: str
    findings: tuple[InspectionFinding, ...]


@dataclass(frozen=True)
class Moderated:
    """What inspectors or a second moderator gave: their grades by reference and section."""

    details: ModerationDetails
    grades: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class EarlierVersion:
    """A version of the tool from which the audit moved on; these cases are answered with it."""

    tool: AuditTool
    cases: tuple[str, ...]


@dataclass(frozen=True)
class CycleFacts:
    """One audit's cases, expected returns, grades and findings.

    ``said_of_needs`` is what the L&D group wrote of a need, by theme; ``marking`` is the
    protective marking of the partnership's papers; ``decided`` is what a group last decided of the
    priority of a theme; ``sorted_twice`` are the findings that a second person sorted too;
    ``learning`` is what the partnership offers and judged of it, and ``partners`` are all its
    agencies, those of no case here too; ``moderated`` is what others said of its agreed cases;
    ``earlier`` are the versions of the tool that some cases are still answered with.
    """

    cycle: AuditCycle
    tool: AuditTool
    codebook: Codebook
    agencies: tuple[Agency, ...]
    cases: tuple[CaseFacts, ...]
    findings: tuple[Finding, ...]
    said_of_needs: Mapping[str, SaidOfNeed]
    answers_inspection: tuple[InspectionFinding, ...] = ()
    marking: str = ""
    decided: Mapping[str, Decision] = field(default_factory=dict)
    sorted_twice: tuple[SortedTwice, ...] = ()
    learning: LearningFacts = field(default_factory=LearningFacts)
    partners: tuple[Agency, ...] = ()
    moderated: tuple[Moderated, ...] = ()
    earlier: tuple[EarlierVersion, ...] = ()

    @property
    def counted_cases(self) -> tuple[CaseFacts, ...]:
        """The cases that are in the counts: all but the withdrawn."""
        return tuple(case for case in self.cases if case.state.is_counted)
