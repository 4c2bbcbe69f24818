"""What an audience is given of small audits, for the tests of the reports."""

from dataclasses import replace

from audit_tools.audience import Audience, AudienceFacts
from audit_tools.audience_waits import MeetingRow, Seat, WaitRow
from audit_tools.codebook import Codebook, Theme
from audit_tools.cycles import Counted
from audit_tools.disclosure import for_audience
from audit_tools.discussions import Came
from audit_tools.facts import CaseFacts, CycleFacts, InspectionFinding
from audit_tools.findings import AgreedWording, Finding
from audit_tools.numbers import Share
from audit_tools.training_needs import Cause
from tests.facts import (
    AGENCIES,
    agency_return,
    case,
    cycle,
    cycle_facts,
    development,
    strength,
)

AREAS = Counted("area", "areas")
GRADES = ("outstanding", "good", "requires-improvement", "inadequate")


WAITS = (
    WaitRow("navigator", "A navigator", "within 24 hours", 1, (1, 1, 3), Share(2, 3), Share(0, 0)),
    WaitRow("minds", "Mental health", "", 0, (9, 784), Share(0, 0), Share(1, 2)),
)
MEETINGS = (
    MeetingRow("daily", "Daily meeting", Share(2, 5), 1,
               (Seat("Police", Share(2, 2)), Seat("Education", Share(1, 2))), Share(1, 2)),
    MeetingRow("panel", "Risk panel", Share(1, 6), 0, (Seat("Police", Share(1, 1)),), Share(0, 1)),
)  # fmt: skip


def given(facts: CycleFacts, *, interim: bool = False) -> AudienceFacts:
    return for_audience(facts, Audience.GOVERNANCE, interim=interim)


def six_children() -> AudienceFacts:
    """Six children, three agencies, everything in but one return; three of four themes seen."""
    cases = [
        case(
            f"C{n}",
            *(agency_return(a.key, grades={"voice": GRADES[n % 2]}) for a in AGENCIES),
            attendance={a.key: Came.YES for a in AGENCIES},
            agreed={"voice": GRADES[n % 3], "identification": "good"} if n else {"voice": "good"},
            panel={"overall.safer": "safer" if n < 4 else "unclear"},
            concerns=n == 0,
            concerns_settled=n == 0,
        )
        for n in range(6)
    ]
    wording = AgreedWording("Notifications <lacked> ethnicity & culture", "unit", "chair")
    findings = (
        development(1, "C0", "notifications", agencies=("police", "hillside"), wording=wording),
        development(2, "C1", "notifications"),
        development(3, "C3", "notifications"),
        development(4, "C3", "planning", cause=Cause.TOOL_OR_PROCESS),
        strength(5, "C5", "notifications"),
        strength(6, "C1", "voice", agencies=("social-care",)),
        strength(7, "C2", "voice", agencies=("social-care",)),
    )
    inspection = InspectionFinding(1, "Timely and complete notifications.", ("notifications",))
    facts = given(cycle_facts(*findings, cases=cases, inspection=[inspection]))
    return replace(facts, waits=WAITS, meetings=MEETINGS)


def many(cases: int, themes: int, *, long: bool = False) -> AudienceFacts:
    """An audit of so many cases and themes, each theme seen on both sides somewhere."""
    title = "Recognising serious youth violence and exploitation in places and online" * (1 + long)
    codebook = Codebook(
        "many",
        1,
        "Many",
        tuple(Theme(f"t{n}", f"T{n}", f"{n} {title}", "", ("training",)) for n in range(themes)),
    )
    return given(
        cycle_facts(
            *(f for n in range(themes) for f in _of_theme(n, cases)),
            cases=[_graded(n) for n in range(cases)],
            codebook=codebook,
        )
    )


def _of_theme(theme: int, cases: int) -> tuple[Finding, Finding]:
    well, better = f"C{theme % cases}", f"C{(theme * 7) % cases}"
    return strength(2 * theme, well, f"t{theme}"), development(2 * theme + 1, better, f"t{theme}")


def _graded(number: int) -> CaseFacts:
    agreed = {"voice": GRADES[number % 4]} if number % 5 else {}
    return case(f"C{number}", agency_return("police"), agreed=agreed)


def six_areas() -> AudienceFacts:
    """Published findings about areas, without returns, grades or a tool's questions on them."""
    codebook = Codebook(
        "areas", 1, "Areas", (Theme("planning", "T12", "Planning", "", ("process",)),)
    )
    return given(
        cycle_facts(
            development(1, "A0", "planning"),
            cases=[case(f"A{n}") for n in range(6)],
            codebook=codebook,
            cycle=cycle(
                counted=AREAS,
                scale=None,
                attribution="Crown copyright.\nSix letters.",
                selection_note="",
            ),
        )
    )


def nothing_yet() -> AudienceFacts:
    return given(cycle_facts())
