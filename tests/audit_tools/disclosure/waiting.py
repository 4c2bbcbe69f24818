"""Children who waited for services, and what an audience is given of that."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from audit_tools.agency_kinds import AgencyKind
from audit_tools.audience import Audience, AudienceFacts
from audit_tools.cases import CaseState
from audit_tools.definition import tool_to_document
from audit_tools.disclosure import for_audience
from audit_tools.facts import Agency, CaseFacts
from audit_tools.library import shipped_tools
from audit_tools.returns import ReturnStatus
from tests.facts import agency_return, case, cycle_facts

TOOL = next(tool for tool in shipped_tools() if tool.waits)
DAYS, MEANWHILE = "help.wait-days", "help.while-waiting"
SAFE, MACE = "help.exploitation-wait", "planning.meeting-exploitation"
MIND = Agency("mind", "A mental health trust", AgencyKind.MENTAL_HEALTH)
TALK = Agency("talk", "A talking service", AgencyKind.MENTAL_HEALTH)
WARD = Agency("ward", "A hospital", AgencyKind.ACUTE_HEALTH)


def given(*cases: CaseFacts) -> AudienceFacts:
    facts = replace(cycle_facts(cases=cases), tool=TOOL, agencies=(MIND, TALK, WARD))
    return for_audience(facts, Audience.GOVERNANCE)


def waiting(
    number: int,
    waits: Mapping[str, str] | None = None,
    panel: Mapping[str, str] | None = None,
    *,
    status: ReturnStatus = ReturnStatus.SUBMITTED,
    state: CaseState = CaseState.AGREED,
) -> CaseFacts:
    """A case of which these agencies wrote down the days that the child waited for them."""
    returns = [agency_return(key, status, answers={DAYS: days} if days else {})
               for key, days in (waits or {}).items()]  # fmt: skip
    return case(f"C{number}", *returns, panel=panel, state=state)


def changed(part: str, **fields: Any) -> dict[str, Any]:
    document = tool_to_document(TOOL)
    document[part][0] |= fields
    return document
