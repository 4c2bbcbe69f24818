"""Papers for one reader, for the tests: a CPD note, good practice and a method statement."""

from dataclasses import replace
from datetime import UTC, date, datetime

from audit_tools.afterwards import Activity, CpdNote, OwnNote
from audit_tools.cycles import CHILDREN, Phase
from audit_tools.good_practice import GoodPractice
from audit_tools.library import shipped_tools
from audit_tools.method_statements import Approval, MethodStatement, parts_of
from tests.facts import cycle

TOOL = next(tool for tool in shipped_tools() if tool.key == "serious-youth-violence")
NOTE = CpdNote(
    "Rhys Morgan",
    "Leeds",
    "Serious youth violence audit",
    True,
    OwnNote(date(2025, 5, 19), "2.5", Activity.RETURN, "I ring first.\nThen I write."),
)
PRACTICE = GoodPractice(
    "Police", "Leeds", "An audit", False, 6, CHILDREN, ("Staying with a child",), "OFFICIAL"
)
STATEMENT = MethodStatement(
    "Leeds",
    "OFFICIAL",
    replace(
        cycle(phase=Phase.COLLECTING),
        returns_due=date(2024, 11, 15),
        discussions_from=date(2024, 11, 25),
        discussions_to=date(2024, 11, 29),
        purpose="To learn how well agencies worked together. " * 4,
    ),
    TOOL,
    TOOL.scales[0],
    6,
    tuple(f"Agency number {n}" for n in range(1, 11)),
)


def approved() -> MethodStatement:
    at = datetime(2025, 4, 25, 9, tzinfo=UTC)
    one = Approval("Silver MACE", date(2025, 4, 24), "its chair", "A note", at,
                   parts_of(STATEMENT))  # fmt: skip
    return replace(STATEMENT, approvals=(one,))
