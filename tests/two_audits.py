"""Two small audits of the same tool, and two letters, for the tests of what stands beside each
other."""

from dataclasses import replace

from audit_tools.across import Across, Cell, ThemeAcross
from audit_tools.audience import Audience
from audit_tools.disclosure import for_audience_beside
from audit_tools.facts import CaseFacts, CycleFacts
from audit_tools.findings import Finding
from audit_tools.returns import ReturnStatus
from audit_tools.side_by_side import SideBySide
from tests.facts import agency_return, case, cycle_facts, development, strength


def children(name: str, count: int, met: int) -> list[CaseFacts]:
    """So many children, of whom so many are graded good in the first section."""
    return [
        case(
            f"{name}{n}",
            agency_return("police"),
            agreed={"voice": "good" if n <= met else "inadequate"},
            panel={"overall.safer": "safer" if n <= met else "same"},
        )
        for n in range(1, count + 1)
    ]


def audit(name: str, count: int, met: int, *findings: Finding) -> CycleFacts:
    return cycle_facts(*findings, cases=children(name, count, met))


THEN = audit(
    "C", 6, 3,
    *(development(n, f"C{n}", "voice") for n in range(1, 7)),
    strength(9, "C3", "voice"),
    development(8, "C4", "planning"),
)  # fmt: skip
NOW = audit("D", 6, 6, strength(1, "D1", "voice"))


LINKED = {"D1": "C1", "D4": "C4", "D5": "C5"}
LACKING = case("D7", agency_return("police", ReturnStatus.MISSING), agreed={"voice": "good"})


def both(**changed: object) -> SideBySide:
    found = for_audience_beside(THEN, NOW, LINKED, Audience.GOVERNANCE)
    assert found
    return replace(found, **changed)  # type: ignore[arg-type]


LETTERS = Across(
    "letters",
    "What inspectors found",
    ("Leeds", "Merton"),
    (
        ThemeAcross("voice", "Voice of the child", (Cell(1, 2), Cell(1, 0))),
        ThemeAcross("planning", "Planning", (Cell(0, 0), Cell(0, 1))),
        ThemeAcross("data", "Data", (Cell(1, 0), Cell(0, 1))),
    ),
    "Crown copyright.\nTwo letters.",
    "",
    invented=False,
)
