"""From what a paper was made, said where its first lines say at which instant, or at its end."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from audit_tools.action_plans.follow_up import FollowUp
from audit_tools.action_plans.papers import PlanPaper, StatementOfAction
from audit_tools.afterwards import CpdNote
from audit_tools.audit_years import AuditYear
from audit_tools.case_records import CaseRecord
from audit_tools.case_sheets import CaseSheet
from audit_tools.good_practice import GoodPractice
from audit_tools.learning_strategy.papers import StrategyPaper
from audit_tools.method_statements import MethodStatement
from audit_tools.needs_reports import NeedsReport
from audit_tools.snapshots import RULES, Snapshot, digest_of
from audit_tools.tool import AuditTool
from reports.archives import EARLIEST
from reports.outline import Node, Outline, Paragraph

PlanFacts = PlanPaper | StatementOfAction | AuditYear | StrategyPaper | NeedsReport | FollowUp
OfReaders = CaseRecord | CaseSheet | CpdNote | GoodPractice | MethodStatement
Facts = PlanFacts | OfReaders
INSTANT = "at"
RECORDED = "As recorded on "


def with_origin(outline: Outline, facts: Facts) -> Outline:
    """The same as it is handed round on paper. Made again of the same facts on another day it has
    the same digest."""
    tool = _tool_of(facts)
    said = f"{tool.title}, version {tool.version}" if tool else ""
    digest = digest_of(_without_instant(asdict(facts)))
    made = Snapshot(outline.at or EARLIEST, said, RULES, digest)
    return replace(outline, nodes=tuple(_with(outline.nodes, made.origin)))


def _with(nodes: Sequence[Node], origin: str) -> Iterator[Node]:
    """Alone on its last line it could take a paper another page."""
    is_said = False
    for node in nodes:
        if not is_said and isinstance(node, Paragraph) and node.text.startswith(RECORDED):
            yield replace(node, text=f"{node.text} {origin}")
            is_said = True
        else:
            yield node
    if not is_said:
        yield Paragraph(origin)


def _tool_of(facts: Facts) -> AuditTool | None:
    match facts:
        case CaseRecord() | CaseSheet():
            return facts.given.tool
        case MethodStatement():
            return facts.tool
        case _:
            return None


def _without_instant(plain: dict[str, Any]) -> dict[str, Any]:
    """Without when it was read, of a statement of action that of its plan too."""
    kept = {name: value for name, value in plain.items() if name != INSTANT}
    return {
        name: _without_instant(value) if isinstance(value, dict) and INSTANT in value else value
        for name, value in kept.items()
    }
