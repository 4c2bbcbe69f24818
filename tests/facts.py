"""Builders of one audit's facts: small, whole, and changed only where a test says so."""

from collections.abc import Mapping, Sequence
from datetime import date

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.codebook import Codebook, Theme
from audit_tools.cycles import AuditCycle, Counted, Phase, Selection
from audit_tools.discussions import Came
from audit_tools.facts import Agency, CaseFacts, CycleFacts, InspectionFinding, ReturnFacts
from audit_tools.findings import AgreedWording, Finding
from audit_tools.places import FindingKind
from audit_tools.returns import ReturnStatus
from audit_tools.tool import (
    AnswerType,
    AskedOf,
    AuditTool,
    Choice,
    Grade,
    Question,
    QuestionClass,
    Scale,
    Section,
    SectionFor,
)
from audit_tools.training_needs import Cause, Remedy, SaidOfNeed

CHILDREN = Counted("child", "children")

POLICE = Agency("police", "Police", AgencyKind.POLICE)
SOCIAL_CARE = Agency("social-care", "Children's social care", AgencyKind.SOCIAL_CARE)
SCHOOL = Agency("hillside", "Hillside School", AgencyKind.EDUCATION)
AGENCIES = (POLICE, SOCIAL_CARE, SCHOOL)

SCALE = Scale(
    "ofsted",
    "Ofsted's four words",
    (
        Grade("outstanding", "Outstanding", "O", "Consistently child-first.", True),
        Grade("good", "Good", "G", "Right action, right time.", True),
        Grade("requires-improvement", "Requires improvement", "RI", "Delay or gaps.", False),
        Grade("inadequate", "Inadequate", "I", "Serious failings.", False),
    ),
)

CODEBOOK = Codebook(
    "child-safeguarding-29",
    1,
    "Themes",
    (
        Theme("voice", "T14", "Voice of the child", "Views sought.", ("training",)),
        Theme(
            "notifications",
            "T05",
            "Referral and notification quality",
            "Timely and complete.",
            ("recording-and-it", "training"),
            "Writing a notification that others can act on",
            "Response officers and emergency department staff",
        ),
        Theme("planning", "T12", "Planning and purposeful meetings", "Owned.", ("process",)),
        Theme("missing", "T29", "Missing and return", "A signal.", ("process",)),
    ),
)


def question(key: str, number: str, text: str, *themes: str) -> Question:
    return Question(
        key,
        number,
        text,
        AnswerType.ASSESSMENT,
        AskedOf.EACH,
        kinds=frozenset(AgencyKind),
        themes=themes,
    )


def section(key: str, number: str, title: str, *questions: Question) -> Section:
    return Section(key, number, title, "Why.", "Good.", True, SectionFor.AGENCIES, (), questions)


TOOL = AuditTool(
    "syv",
    1,
    "Serious youth violence: multi-agency case audit",
    "About.",
    "Children affected by serious youth violence.",
    "child-safeguarding-29",
    (SCALE,),
    (
        section(
            "voice", "1", "Voice and lived experience",
            question("voice.daily-life", "1.1", "Do you know the child's daily life?", "voice"),
            Question(
                "voice.trusts", "1.2", "Who does the child trust?", AnswerType.TEXT, AskedOf.EACH,
                kinds=frozenset(AgencyKind), themes=("voice",),
                question_class=QuestionClass.DESCRIPTIVE,
            ),
        ),
        section(
            "identification", "2", "Identification and first response",
            question("identification.made", "2.2", "Was it made in time?", "notifications"),
            question("identification.whole", "2.3", "Was it complete?", "notifications"),
        ),
        Section(
            "overall", "11", "Overall", "Why.", "Good.", False, SectionFor.PANEL, (),
            (
                Question(
                    "overall.safer", "11.2", "Is the child safer?", AnswerType.SINGLE,
                    AskedOf.PANEL,
                    choices=(
                        Choice("safer", "Safer"), Choice("same", "The same"),
                        Choice("less-safe", "Less safe"), Choice("unclear", "Unclear"),
                    ),
                ),
                Question(
                    "overall.difference", "11.1", "What has changed?", AnswerType.LONG_TEXT,
                    AskedOf.PANEL,
                ),
            ),
        ),
    ),
)  # fmt: skip


def cycle(
    *,
    title: str = "Serious youth violence, Quarter 3 2024/25",
    counted: Counted = CHILDREN,
    phase: Phase = Phase.CLOSED,
    scale: str | None = "ofsted",
    attribution: str = "",
    cases_sentence: str = "",
    selection_note: str = "Drawn from 41 children in scope, seed 7",
) -> AuditCycle:
    return AuditCycle(
        key="syv-2024-q3",
        title=title,
        theme="Serious youth violence",
        purpose="To see how agencies worked together.",
        counted=counted,
        phase=phase,
        selection=Selection.RANDOM,
        selection_note=selection_note,
        scale=scale,
        period_from=date(2024, 4, 1),
        period_to=date(2024, 9, 30),
        invented=True,
        attribution=attribution,
        cases_sentence=cases_sentence,
    )


def agency_return(
    agency: str,
    status: ReturnStatus = ReturnStatus.SUBMITTED,
    grades: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> ReturnFacts:
    return ReturnFacts(agency, status, grades or {}, answers or {})


def case(
    reference: str,
    *returns: ReturnFacts,
    state: CaseState = CaseState.AGREED,
    involvements: Sequence[Involvement] | None = None,
    attendance: Mapping[str, Came] | None = None,
    agreed: Mapping[str, str] | None = None,
    panel: Mapping[str, str] | None = None,
    concerns: int = 0,
    concerns_settled: int = 0,
) -> CaseFacts:
    """A case in which, unless told otherwise, everybody who gave a return knows the child."""
    known = tuple(Involvement(r.agency, Known.KNOWN) for r in returns)
    return CaseFacts(
        reference,
        state,
        tuple(involvements) if involvements is not None else known,
        returns,
        attendance or {},
        agreed or {},
        panel or {},
        views=0,
        concerns=concerns,
        concerns_settled=concerns_settled,
    )


def cases(count: int) -> tuple[CaseFacts, ...]:
    """Agreed cases ``C01``, ``C02`` ... with a return of the police each."""
    return tuple(case(f"C{n:02}", agency_return("police")) for n in range(1, count + 1))


def strength(number: int, of: str, *themes: str, agencies: Sequence[str] = ("police",)) -> Finding:
    return Finding(
        number, of, "voice", FindingKind.STRENGTH, "Said to us.", themes, tuple(agencies)
    )


def development(
    number: int,
    of: str,
    *themes: str,
    agencies: Sequence[str] = ("police",),
    cause: Cause | None = Cause.KNOWLEDGE_AND_SKILL,
    remedy: Remedy | None = None,
    statement: str = "Said to us.",
    wording: AgreedWording | None = None,
) -> Finding:
    return Finding(
        number,
        of,
        "identification",
        FindingKind.DEVELOPMENT,
        statement,
        themes,
        tuple(agencies),
        cause=cause,
        remedy=remedy,
        wording=wording,
    )


def cycle_facts(
    *findings: Finding,
    cases: Sequence[CaseFacts] = (),
    cycle: AuditCycle | None = None,
    tool: AuditTool = TOOL,
    codebook: Codebook = CODEBOOK,
    agencies: Sequence[Agency] = AGENCIES,
    said_of_needs: Mapping[str, SaidOfNeed] | None = None,
    inspection: Sequence[InspectionFinding] = (),
) -> CycleFacts:
    return CycleFacts(
        cycle or _CYCLE,
        tool,
        codebook,
        tuple(agencies),
        tuple(cases),
        findings,
        said_of_needs or {},
        tuple(inspection),
    )


_CYCLE = cycle()
